import { rankedStep, takeLabel, takeList, takeNumber, takeNumberLabel } from './labels.ts';
import { DIVISION_NOUNS, LINE_NOUNS, NEEDS_NUMBER, participleLemma } from './lexicon.ts';
import { atActNoun, atVerb } from './qualifiers.ts';
import { type Rank, takeCardinal, takeOrdinal } from './quantities.ts';
import type { Head, Step } from './surface.ts';
import type { Cursor, Token } from './tokens.ts';

const one = (first: Step): readonly Head[] => [{ first, last: null }];

/**
 * Takes what a place is called, its article already taken: « deuxième alinéa », « articles 4 à 6 », « 1° et 2° ».
 * @param demonstrative « cet article »: the one already spoken of
 * @returns null, and nothing taken, when there is none
 */
export function takeHeads(cursor: Cursor, demonstrative: boolean): readonly Head[] | null {
  return cursor.attempt(
    () =>
      takePronoun(cursor) ??
      (demonstrative ? takeSame(cursor) : null) ??
      takeFront(cursor) ??
      takeAct(cursor) ??
      takeHeading(cursor) ??
      takeRanked(cursor) ??
      takeNumbered(cursor) ??
      takeLabels(cursor),
  );
}

function takePronoun(cursor: Cursor): readonly Head[] | null {
  if (cursor.match(/^(?:celui-ci|celle-ci|ceux-ci|celles-ci)$/) !== null)
    return one({ kind: 'same', noun: null });
  return null;
}

function takeSame(cursor: Cursor): readonly Head[] | null {
  return cursor.attempt(() => {
    cursor.match(/^(?:meme|dernier|derniere)$/);
    const token = cursor.peek();
    if (token === undefined) return null;
    const noun =
      DIVISION_NOUNS[token.key] ?? LINE_NOUNS[token.key] ?? (/^phrases?$/.test(token.key) ? 'phrase' : null);
    if (noun === null || noun === undefined) return null;
    cursor.index += 1;
    // « ledit article 4 » names it again.
    return /^\d/.test(cursor.key()) ? null : one({ kind: 'same', noun });
  });
}

function takeFront(cursor: Cursor): readonly Head[] | null {
  return cursor.attempt(() => {
    if (cursor.match(/^(?:preambule|prembule)$/) !== null) {
      const heading = cursor.attempt(() => takeQuotedHeading(cursor));
      return one({ kind: 'division', noun: 'preambule', number: null, heading, rank: null });
    }
    if (cursor.match(/^(?:designation|presentation|bloc|comparution|identification|denomination)$/) !== null)
      return cursor.take('des') !== null &&
        cursor.match(/^(?:parties|signataires|cocontractants|partenaires)$/) !== null
        ? one({
            kind: 'front',
            name: cursor.tokens[cursor.index - 1]?.key === 'signataires' ? 'signature' : 'parties',
          })
        : null;
    if (cursor.take('formule') !== null) {
      if (cursor.take("d'") !== null && cursor.take('accord') !== null)
        return one({ kind: 'front', name: 'formule' });
      return cursor.takeAll('de', 'cloture') ? one({ kind: 'front', name: 'cloture' }) : null;
    }
    if (cursor.take('cloture') !== null) return one({ kind: 'front', name: 'apres' });
    if (cursor.take('signatures') !== null) return one({ kind: 'front', name: 'signature' });
    if (cursor.takeAll('texte', 'liminaire')) return one({ kind: 'front', name: 'liminaire' });
    if (
      cursor.key() === 'titre' &&
      (cursor.key(1) === ',' || cursor.peek(1) === undefined || atVerb(cursor, 1))
    ) {
      cursor.index += 1;
      return one({ kind: 'front', name: 'titre' });
    }
    if (/^(?:titre|intitule)$/.test(cursor.key()) && /^(?:de|du)$/.test(cursor.key(1))) {
      const of = cursor.key(1) === 'du' ? 2 : cursor.key(2) === 'la' || cursor.key(2) === "l'" ? 3 : 2;
      if (!atActNoun(cursor, of)) return null;
      cursor.index += 1;
      return one({ kind: 'front', name: 'titre' });
    }
    return null;
  });
}

function takeAct(cursor: Cursor): readonly Head[] | null {
  if (!atActNoun(cursor)) return null;
  while (/^(?:presente?s?|meme|dite?)$/.test(cursor.key())) cursor.index += 1;
  cursor.index += 1;
  return one({ kind: 'act' });
}

function takeHeading(cursor: Cursor): readonly Head[] | null {
  return cursor.attempt(() => {
    const under = cursor.tokens[cursor.index - 2]?.key === 'sous';
    const token = cursor.match(/^(?:intitules?|titres?|libelles?|en-tete|tete)$/);
    if (token === null) return null;
    const heading = under ? takeQuotedHeading(cursor) : null;
    if (heading !== null) return one({ kind: 'division', noun: '', number: null, heading, rank: null });
    return /^(?:de|du|des|d')$/.test(cursor.key()) ||
      (/^intitules?$/.test(token.key) && (cursor.done || atVerb(cursor) || cursor.key() === ','))
      ? one({ kind: 'heading' })
      : null;
  });
}

/** « deuxième alinéa », « premier et troisième alinéas », « deuxième à quatrième », « deux derniers alinéas ». */
function takeRanked(cursor: Cursor): readonly Head[] | null {
  return cursor.attempt(() => {
    const several = cursor.attempt(() => {
      const count = takeCardinal(cursor);
      const rank = count === null ? null : takeOrdinal(cursor);
      return count === null || rank === null || count > 50 ? null : { count, rank };
    });
    const ranks: (readonly [Rank, Rank | null])[] = [];
    if (several === null) {
      const list = takeList(
        cursor,
        () => cursor.attempt(() => afterArticle(cursor, takeOrdinal)),
        () => takeOrdinal(cursor),
      );
      if (list === null) return null;
      ranks.push(...list);
    } else if (several.rank.from === 'end' && several.rank.n === 1)
      ranks.push([
        { from: 'end', n: several.count },
        { from: 'end', n: 1 },
      ]);
    else if (several.rank.from === 'start' && several.rank.n === 1)
      ranks.push([
        { from: 'start', n: 1 },
        { from: 'start', n: several.count },
      ]);
    else return null;
    cursor.match(/^(?:nouveaux?|nouvelles?|actuels?)$/);
    const noun = cursor.peek();
    if (endsPhrase(cursor)) return elided(cursor, ranks);
    const named = cursor.attempt(() => rankedLabel(cursor, ranks));
    if (named !== null) return named;
    if (/^points?$/.test(noun?.key ?? '')) return rankedPoints(cursor, ranks);
    if (noun === undefined || noun.kind !== 'word') return null;
    const heads = ranks.map(([first, last]): Head | null => {
      const step = rankedStep(noun.key, first);
      const end = last === null ? null : rankedStep(noun.key, last);
      return step === null ? null : { first: step, last: end };
    });
    if (heads.includes(null)) return null;
    cursor.index += 1;
    const found = heads.filter((head): head is Head => head !== null);
    const [head] = found;
    if (head?.first.kind === 'division') {
      // « le second article 4-1 »: of two that bear the number.
      const number = takeNumber(cursor);
      if (number !== null) return [{ first: { ...head.first, number }, last: null }];
      const quote = cursor.peek()?.quote;
      const heading = quote === undefined || quote === null ? null : words(cursor.peek());
      if (heading === null) return found;
      cursor.index += 1;
      return [{ first: { ...head.first, heading }, last: null }];
    }
    return found;
  });
}

/** « le deuxième point de l’axe 1 »: an item of its list. */
function rankedPoints(cursor: Cursor, ranks: readonly (readonly [Rank, Rank | null])[]): readonly Head[] {
  cursor.index += 1;
  const step = (rank: Rank): Step => ({ kind: 'line', noun: 'item', rank });
  return ranks.map(([first, last]) => ({ first: step(first), last: last === null ? null : step(last) }));
}

/** « le premier a »: a label that several places share, told apart by its rank. */
function rankedLabel(
  cursor: Cursor,
  ranks: readonly (readonly [Rank, Rank | null])[],
): readonly Head[] | null {
  const [only] = ranks;
  const ordinal = cursor.tokens[cursor.index - 1]?.text;
  const token = cursor.peek();
  if (
    token === undefined ||
    rankedStep(token.key, null) !== null ||
    only === undefined ||
    ranks.length > 1 ||
    only[1] !== null
  )
    return null;
  const label = takeLabel(cursor);
  return label === null ? null : one({ kind: 'label', label: `${ordinal} ${label}`, noun: null });
}

/** True where a noun phrase can only be over: « le second est supprimé ». */
function endsPhrase(cursor: Cursor): boolean {
  return cursor.done || atVerb(cursor) || participleLemma(cursor.key()) !== null;
}

/** « et le second complété par… »: an alinéa, or a phrase when the rank is feminine. */
function elided(cursor: Cursor, ranks: readonly (readonly [Rank, Rank | null])[]): readonly Head[] | null {
  if (cursor.done || /^\d/.test(cursor.tokens[cursor.index - 1]?.key ?? '')) return null;
  const feminine = /^(?:premiere|seconde|derniere|avant-derniere|penultieme)s?$/.test(
    cursor.tokens[cursor.index - 1]?.key ?? '',
  );
  const step = (rank: Rank): Step =>
    feminine ? { kind: 'phrase', rank } : { kind: 'line', noun: 'alinea', rank };
  return ranks.map(([first, last]) => ({ first: step(first), last: last === null ? null : step(last) }));
}

const words = (token: Token | undefined): string =>
  (token?.text ?? '').replace(/^[«“"]\s*/, '').replace(/\s*[»”"]$/, '');

/** « article 4 », « articles 4 à 6 », « alinéa 2 », « rubrique « Durée » », « tableau », « ligne 3 ». */
function takeNumbered(cursor: Cursor): readonly Head[] | null {
  return cursor.attempt(() => {
    const noun = cursor.match(/^[\p{L}-]+$/u);
    if (noun === null) return null;
    if (noun.key === 'art' && cursor.key() === '.') cursor.index += 1;
    if (/^(?:point|points|numero|§)$/.test(noun.key)) return takeLabelsNamed(cursor, 'point');
    if (/^paragraphes?$/.test(noun.key)) {
      const labels = takeLabelsNamed(cursor, 'paragraphe');
      if (labels !== null) return labels;
    }
    if (/^notes?$/.test(noun.key)) {
      cursor.takeAll('de', 'bas', 'de', 'page');
      const notes = takeLabelsNamed(cursor, 'note');
      if (notes !== null) return notes;
    }
    const step = rankedStep(noun.key, null);
    if (step === null) return null;
    if (step.kind === 'division') return takeDivision(cursor, noun.key, step);
    const list = takeList(cursor, () => takeRankNumber(cursor));
    if (list !== null)
      return list.flatMap(([first, last]): Head[] => {
        const start = rankedStep(noun.key, first);
        return start === null
          ? []
          : [{ first: start, last: last === null ? null : rankedStep(noun.key, last) }];
      });
    if (step.kind === 'row') {
      if (cursor.match(/^(?:intitulee?s?|relatives?|correspondant)$/) !== null) {
        if (cursor.match(/^(?:a|au)$/) !== null) cursor.match(/^(?:la|l'|le)$/);
        cursor.match(/^(?:annee|exercice|mention)$/);
      }
      if (cursor.peek()?.kind === 'quote' || /^(?:19|20)\d\d$/.test(cursor.key())) {
        const token = cursor.peek();
        cursor.index += 1;
        return one({ kind: 'row', rank: null, words: words(token) });
      }
    }
    if (step.kind === 'line' && (step.noun === 'paragraphe' || step.noun === 'alinea')) {
      const words = cursor.attempt(() => {
        cursor.match(/^intitulee?$/);
        return takeQuotedHeading(cursor);
      });
      if (words !== null) return one({ ...step, begins: words });
    }
    return one(step);
  });
}

/** « alinéa 2 », « alinéa premier », « note n° 3 ». */
function takeRankNumber(cursor: Cursor): Rank | null {
  return cursor.attempt(() => {
    if (cursor.match(/^(?:n°|no|numero)$/) !== null && cursor.key() === '°') cursor.index += 1;
    const token = cursor.match(/^\d{1,3}(?:er|re|ere|e|eme)?$|^(?:premiere?|unique)$/);
    if (token === null) return null;
    const digits = Number.parseInt(token.key, 10);
    return { from: 'start', n: Number.isNaN(digits) ? 1 : digits };
  });
}

function takeDivision(
  cursor: Cursor,
  key: string,
  step: Extract<Step, { kind: 'division' }>,
): readonly Head[] | null {
  if (cursor.takeAll('sans', 'intitule')) return one(step);
  // « l’article 6, 2 » is no list: only a plural names several.
  const { lists } = cursor;
  cursor.lists = lists && DIVISION_NOUNS[key] !== key;
  const numbers = takeList(cursor, () => takeNumber(cursor));
  cursor.lists = lists;
  if (numbers !== null) {
    const quote = cursor.peek()?.quote;
    // « l’article 4 « Durée » »: told again.
    if (quote !== null && quote !== undefined && /^(?:,|est|sont|de|$)/.test(cursor.key(1)))
      cursor.index += 1;
    return numbers.map(([first, last]) => ({
      first: { ...step, number: first },
      last: last === null ? null : { ...step, number: last },
    }));
  }
  const heading = cursor.attempt(() => {
    cursor.match(/^(?:intitulee?s?|denommee?s?|dite?|appelee?)$/);
    const token = cursor.peek();
    if (token?.kind !== 'quote') return null;
    cursor.index += 1;
    return words(token);
  });
  if (heading !== null) {
    const more =
      takeList(
        cursor,
        () => takeQuotedHeading(cursor),
        () => heading,
      ) ?? [];
    return more.map(([first]) => ({ first: { ...step, heading: first }, last: null }));
  }
  const unquoted = cursor.attempt(() => takeUnquotedHeading(cursor));
  if (unquoted !== null) return one({ ...step, heading: unquoted });
  return NEEDS_NUMBER.has(key) ? null : one(step);
}

function takeQuotedHeading(cursor: Cursor): string | null {
  const token = cursor.peek();
  if (token?.kind !== 'quote') return null;
  cursor.index += 1;
  return words(token);
}

/** « l’article intitulé Durée »: words up to the comma or the verb. */
function takeUnquotedHeading(cursor: Cursor): string | null {
  if (cursor.match(/^(?:intitulee?s?|denommee?s?|relati(?:f|ve)s?)$/) === null) return null;
  if (/relati/.test(cursor.tokens[cursor.index - 1]?.key ?? '')) {
    if (cursor.match(/^(?:a|au|aux)$/) === null) return null;
    cursor.match(/^(?:la|le|l'|les)$/);
  }
  const first = cursor.peek();
  let last = first;
  while (
    !cursor.done &&
    !/^[,:;.]$/.test(cursor.key()) &&
    !atVerb(cursor) &&
    !/^(?:de|du)$/.test(cursor.key())
  ) {
    last = cursor.peek();
    cursor.index += 1;
  }
  if (first === undefined || last === undefined) return null;
  return cursor.tokens
    .filter((token) => token.from >= first.from && token.to <= last.to)
    .map((token) => token.text)
    .join(' ')
    .replace(/' /g, "'");
}

function takeLabels(cursor: Cursor): readonly Head[] | null {
  const singular = /^(?:le|la|l'|au|du|,)$/.test(cursor.tokens[cursor.index - 1]?.key ?? '');
  const list = takeList(
    cursor,
    () =>
      cursor.attempt(() => {
        // « au I, 2°, a »: one place, each inside the one before; « le 1°, le 2° et le 3° » are three.
        const comma = cursor.tokens[cursor.index - 1]?.key === ',';
        if (singular && comma && !/^(?:le|la|l'|au)$/.test(cursor.key())) return null;
        return afterArticle(cursor, takeLabel);
      }),
    () => takeLabel(cursor),
  );
  if (list === null) return null;
  return list.map(([first, last]) => ({
    first: { kind: 'label', label: first, noun: null },
    last: last === null ? null : { kind: 'label', label: last, noun: null },
  }));
}

function takeLabelsNamed(cursor: Cursor, noun: string): readonly Head[] | null {
  return cursor.attempt(() => {
    const list = takeList(cursor, () => takeNumberLabel(cursor));
    if (list === null) return null;
    return list.map(([first, last]) => ({
      first: { kind: 'label', label: first, noun },
      last: last === null ? null : { kind: 'label', label: last, noun },
    }));
  });
}

/** « du premier et du deuxième », « les 1° et le 2° »: an article may be said again in a list. */
function afterArticle<T>(cursor: Cursor, take: (cursor: Cursor) => T | null): T | null {
  cursor.match(/^(?:le|la|les|au|l')$/);
  return take(cursor);
}
