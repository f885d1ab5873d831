import { DIVISION_NOUNS, LINE_NOUNS, SUFFIX } from './lexicon.ts';
import { atVerb } from './qualifiers.ts';
import type { Rank } from './quantities.ts';
import type { Step } from './surface.ts';
import type { Cursor } from './tokens.ts';

/** A noun with its rank. */
export function rankedStep(noun: string, rank: Rank | null): Step | null {
  const line = LINE_NOUNS[noun];
  if (line !== undefined) return { kind: 'line', noun: line, rank };
  if (/^phrases?$/.test(noun)) return { kind: 'phrase', rank };
  if (/^tableaux?$/.test(noun)) return { kind: 'table', rank };
  if (/^(?:lignes?|rangees?)$/.test(noun)) return { kind: 'row', rank, words: null };
  if (/^(?:cellules?|cases?)$/.test(noun)) return { kind: 'cell', rank };
  const division = DIVISION_NOUNS[noun];
  return division === undefined
    ? null
    : { kind: 'division', noun: division, number: null, heading: null, rank };
}

/** A list « x, y et z » or a range « x à z ». */
export function takeList<T>(
  cursor: Cursor,
  takeOne: () => T | null,
  takeFirst: () => T | null = takeOne,
): (readonly [T, T | null])[] | null {
  const first = takeFirst();
  if (first === null) return null;
  const list: (readonly [T, T | null])[] = [];
  let current: T = first;
  if (!cursor.lists) return [[first, null]];
  for (;;) {
    const last = cursor.attempt(() => {
      if (
        cursor.take('a', 'au') === null &&
        !cursor.takeAll("jusqu'", 'a') &&
        !cursor.takeAll("jusqu'", 'au')
      )
        return null;
      return takeOne();
    });
    list.push([current, last]);
    if (last !== null) cursor.match(/^inclus(?:e|es)?$/);
    const next = cursor.attempt(() => {
      const comma = cursor.take(',') !== null;
      const and = cursor.match(/^(?:et|ou|ainsi-que)$/) !== null;
      if (!comma && !and) return null;
      return takeOne();
    });
    if (next === null) return list;
    current = next;
  }
}

/** Takes the number of a division as written: « 4 », « 4-1 », « 1er », « premier », « IV », « 5 bis ». */
export function takeNumber(cursor: Cursor): string | null {
  return cursor.attempt(() => {
    if (cursor.match(/^(?:n°|no|numero|nos)$/) !== null && cursor.key() === '°') cursor.index += 1;
    const token = cursor.peek();
    if (token === undefined) return null;
    const plain =
      token.kind === 'number'
        ? /^\d{1,4}(?:\.\d{1,3}){0,4}(?:-\d{1,3}){0,3}(?:er|re|ere)?$/.test(token.key)
        : /^(?:[IVXLC]{1,7}|[A-Z])$|^[A-Za-z]{1,6}(?:[.-][\da-zA-Z]{1,3})+(?:er)?$/.test(token.text) ||
          /^(?:premiere?|unique)$|^i(?:er|re)$/.test(token.key) ||
          isLetterNumber(cursor);
    if (!plain) return null;
    // « l’article 4, premier alinéa »: a rank, not a number.
    if (/^premi|^unique/.test(token.key) && rankedStep(cursor.key(1), null) !== null) return null;
    cursor.index += 1;
    let number = /^premi|^unique/.test(token.key) ? '1er' : token.text;
    const suffix = cursor.peek();
    if (suffix !== undefined && SUFFIX.test(suffix.key)) {
      cursor.index += 1;
      number += ` ${suffix.key}`;
    } else if (suffix !== undefined && /^[A-Z]$/.test(suffix.text) && !/^(?:ete|la)$/.test(cursor.key(1))) {
      cursor.index += 1;
      number += ` ${suffix.text}`;
    }
    return number + takeChain(cursor);
  });
}

/** « .1 » after « 5 bis », « .I » after « 2.1 »: the rest of a chained number, no space before it. */
function takeChain(cursor: Cursor): string {
  let chain = '';
  for (;;) {
    const [before, dot, token] = [cursor.tokens[cursor.index - 1], cursor.peek(), cursor.peek(1)];
    if (dot?.key !== '.' || token === undefined || before?.to !== dot.from || token.from !== dot.to)
      return chain;
    if (!/^[\p{L}\p{N}]{1,5}$/u.test(token.text)) return chain;
    chain += `.${token.text}`;
    cursor.index += 2;
  }
}

/** « l’article a », not « l’article a été… ». */
function isLetterNumber(cursor: Cursor): boolean {
  const text = cursor.peek()?.text ?? '';
  if (!/^(?:[a-z]{1,2}|[ivxlc]{1,6})$/.test(text) || cursor.key(1) === 'ete') return false;
  if (text === 'a' && !/^(?:de|du|,|est|sont|ainsi|$)/.test(cursor.key(1))) return false;
  return (
    (!NOT_LABELS.test(text) || text === 'a') &&
    (cursor.peek(1) === undefined || AFTER_LABEL.test(cursor.key(1)) || atVerb(cursor, 1))
  );
}

const NOT_LABELS = /^(?:il|au|du|de|la|le|un|et|en|ou|se|ce|sa|si|ne|ni|on|a)$/;

const AFTER_LABEL =
  /^(?:de|du|des|d'|et|ou|,|;|:|\.|\(|est|sont|a|sera|seront|ont|devient|deviennent|il|ainsi|dans|susvise|figurant|inclus|par|mentionne|prevu|vise)$/;

/** Takes « 2° », « a) », « I », « 2.1 », « (b) », « 3 ». */
export function takeLabel(cursor: Cursor): string | null {
  return cursor.attempt(() => {
    // « au petit a) », « au grand I »
    if (cursor.match(/^(?:petit|grand)$/) !== null && !/^(?:[a-z]|[ivx]{1,4})$/.test(cursor.key()))
      return null;
    const open = cursor.take('(') !== null;
    const token = cursor.peek();
    if (token === undefined || token.kind === 'quote' || token.kind === 'sign') return null;
    const label =
      token.kind === 'number'
        ? /^\d{1,3}(?:\.\d{1,3}){0,4}(?:-\d{1,3})?(?:°|er|re)?$/.test(token.key)
        : (/^[a-z]{1,2}$|^[ivxl]{1,6}°?$|^[a-z]{1,6}(?:(?:\.[\da-z]{1,3}|-\d{1,3}))+(?:er)?$/.test(
            token.key,
          ) &&
            !/[àÀ]/.test(token.text) &&
            !NOT_LABELS.test(token.text)) ||
          token.text === 'a' ||
          token.text === 'A';
    if (!label) return null;
    cursor.index += 1;
    let closer = cursor.take(')') === null ? '' : ')';
    if (
      closer === '' &&
      token.kind === 'word' &&
      token.key.length === 1 &&
      cursor.key() === '.' &&
      cursor.peek(1)?.from !== cursor.peek()?.to &&
      cursor.peek(1) !== undefined
    )
      cursor.index += 1;
    if (open && closer === '') return null;
    if (closer === ')' && open) closer = ')';
    const suffix = cursor.peek();
    let text = token.text;
    if (suffix === undefined || !SUFFIX.test(suffix.key)) text += takeChain(cursor);
    if (suffix !== undefined && SUFFIX.test(suffix.key)) {
      cursor.index += 1;
      text += ` ${suffix.key}`;
      if (cursor.take('°') !== null) text += '°';
      text += takeChain(cursor);
    } else if (suffix !== undefined && /^[IVX]{1,5}$/.test(token.text) && /^[A-Z]$/.test(suffix.text)) {
      // « le II A », which goes before the II.
      cursor.index += 1;
      text += ` ${suffix.text}`;
    }
    if (cursor.done || closer !== '' || /°$/.test(token.key)) return text + closer;
    const next = cursor.peek();
    return next?.kind === 'quote' || AFTER_LABEL.test(cursor.key()) || atVerb(cursor) ? text : null;
  });
}

/** Takes a label, or the number of a division. */
export function takeNumberLabel(cursor: Cursor): string | null {
  return takeLabel(cursor) ?? takeNumber(cursor);
}
