import type { InlineJson, MarkJson } from '#shared/document/model.ts';
import type { InlineComparison, Piece, Segment } from '../inline/model.ts';
import { wordsOf } from '../inline/words.ts';
import { quote } from './french.ts';

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

/** @returns the last words of the new text before a change, to say after what it comes; "" at its beginning */
function wordsBefore(segments: readonly Segment[], rank: number): string {
  const [nearest, ...further] = segments
    .slice(0, rank)
    .filter((one) => one.kind !== 'deleted')
    .map((one) => textOf(one.kind === 'altered' ? one.new : one.pieces))
    .reverse();
  let text = nearest ?? '';
  // A full stop or the call of a note alone does not say where.
  for (const before of further) if (isSigns(text) || isCall(text)) text = before + text;
  return text
    .trim()
    .split(/\s+/)
    .slice(-3)
    .join(' ')
    .replace(/^[\s,;:.»)”]+|[\s«(“]+$/g, '');
}

const isSigns = (text: string): boolean => wordsOf(text).every((word) => word.class === 'punctuation');

const isCall = (text: string): boolean => /^[⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(text.trim());

function wordsNoun(text: string): { readonly subject: string; readonly plural: boolean } {
  if (isCall(text)) return { subject: `l’appel de note ${quote(text)}`, plural: false };
  const words = wordsOf(text.trim()).filter((word) => word.class !== 'punctuation');
  if (words.length === 0) return { subject: `le signe ${quote(text)}`, plural: false };
  if (words.length === 1) return { subject: `le mot ${quote(text)}`, plural: false };
  return { subject: `les mots ${quote(text)}`, plural: true };
}

function added(text: string, after: string): string {
  const { subject, plural } = wordsNoun(text);
  const verb = plural ? 'sont ajoutés' : 'est ajouté';
  return after === '' ? `${subject} ${verb} au début` : `${subject} ${verb} après ${quote(after)}`;
}

/** Words are found by themselves; a comma is not. */
function removed(text: string, after: string): string {
  const { subject, plural } = wordsNoun(text);
  const clause = `${subject} ${plural ? 'sont supprimés' : 'est supprimé'}`;
  return isSigns(text) && after !== '' ? `${clause} après ${quote(after)}` : clause;
}

/** @returns what « [date de signature] », which stands for words still to come, asks for; null for other words */
const blankOf = (text: string): string | null =>
  /^\[([^[\]]+?)(?: à compléter)?\]$/.exec(text.trim())?.[1] ?? null;

const filled = (blank: string, by: string): string =>
  `ce qui était à compléter (${blank}) est rempli\u00a0: ${quote(by)}`;

const MARKS: Readonly<Partial<Record<MarkJson['type'], string>>> = {
  bold: 'en gras',
  italic: 'en italique',
  underline: 'souligné',
  strike: 'barré',
  superscript: 'en exposant',
};

function marksIn(pieces: readonly Piece[]): ReadonlySet<MarkJson['type']> {
  return new Set(
    pieces.flatMap(({ inline }) =>
      inline.type === 'text' ? (inline.marks ?? []).map((mark) => mark.type) : [],
    ),
  );
}

function reformatted(segment: Extract<Segment, { kind: 'altered' }>): string {
  const [before, after] = [marksIn(segment.old), marksIn(segment.new)];
  const shown = quote(textOf(segment.new));
  const names = (from: ReadonlySet<MarkJson['type']>, without: ReadonlySet<MarkJson['type']>) =>
    [...from].filter((mark) => !without.has(mark)).flatMap((mark) => MARKS[mark] ?? []);
  const [gained, lost] = [names(after, before), names(before, after)];
  if (gained.length > 0 && lost.length > 0)
    return `${shown} est ${gained.join(' et ')}, et non plus ${lost.join(' et ')}`;
  if (gained.length > 0)
    return `${shown} est mis ${gained.join(' et ')}`
      .replace('mis souligné', 'souligné')
      .replace('mis barré', 'barré');
  if (lost.length > 0) return `${shown} n’est plus ${lost.join(' et ')}`;
  return textOf(segment.new).trim() === ''
    ? 'les retours à la ligne changent'
    : `la mise en forme de ${shown} change`;
}

const ATOMS: Readonly<Partial<Record<InlineJson['type'], string>>> = {
  variable: 'une variable',
  renvoi: 'un renvoi',
};

/** Words that read the same and are tied to something else. */
function retied(segment: Extract<Segment, { kind: 'altered' }>): string {
  const atomOf = (pieces: readonly Piece[]) =>
    pieces.map(({ inline }) => ATOMS[inline.type]).find((name) => name !== undefined);
  const [before, after] = [atomOf(segment.old), atomOf(segment.new)];
  const shown = quote(textOf(segment.new));
  if (after !== undefined && before === undefined) return `${shown} devient ${after}`;
  if (before !== undefined && after === undefined) return `${shown} n’est plus ${before}`;
  if (after !== undefined) return `ce à quoi renvoie ${shown} change`;
  const marks = new Set([...marksIn(segment.old), ...marksIn(segment.new)]);
  if (marks.has('link')) return `l’adresse du lien ${shown} change`;
  if (marks.has('terme')) return `la définition marquée sur ${shown} change`;
  return `la référence marquée sur ${shown} change`;
}

function altered(segment: Extract<Segment, { kind: 'altered' }>): string | null {
  const [old, fresh] = [textOf(segment.old), textOf(segment.new)];
  const blank = blankOf(old);
  if (segment.why.includes('valeur') && blank !== null) return filled(blank, fresh);
  if (segment.why.includes('valeur')) return `la valeur ${quote(old)} devient ${quote(fresh)}`;
  if (segment.why.includes('renumerote')) {
    const call = segment.new.some(({ inline }) => inline.type === 'appelNote');
    return `${call ? 'l’appel de note' : 'le renvoi'} ${quote(old)} devient ${quote(fresh)}`;
  }
  if (segment.why.includes('mise-en-forme')) return reformatted(segment);
  return segment.why.includes('propriete') ? retied(segment) : null;
}

/** @returns true when nothing but punctuation stays of the old words */
export function isRewritten(comparison: InlineComparison): boolean {
  const { segments } = comparison;
  const kept = segments.filter((one) => one.kind !== 'deleted' && one.kind !== 'inserted');
  const both =
    segments.some((one) => one.kind === 'deleted') && segments.some((one) => one.kind === 'inserted');
  return both && kept.every((one) => one.kind === 'kept' && isSigns(textOf(one.pieces)));
}

/**
 * Tells the changes of one run of words, each as a clause: « « deux » devient « trois » ».
 * Typography, which has no words, is told by the caller.
 */
export function wordClauses(comparison: InlineComparison): readonly string[] {
  const { segments } = comparison;
  const clauses: string[] = [];
  segments.forEach((segment, rank) => {
    const [before, next] = [segments[rank - 1], segments[rank + 1]];
    if (segment.kind === 'altered') {
      const clause = altered(segment);
      if (clause !== null) clauses.push(clause);
      return;
    }
    if (segment.kind === 'kept') return;
    const text = textOf(segment.pieces);
    if (text.trim() === '') return;
    if (segment.kind === 'deleted') {
      const by = next?.kind === 'inserted' ? textOf(next.pieces) : '';
      const blank = blankOf(text);
      if (blank !== null)
        clauses.push(by.trim() === '' ? `ce qui était à compléter (${blank}) est retiré` : filled(blank, by));
      else
        clauses.push(
          by.trim() === ''
            ? removed(text, wordsBefore(segments, rank))
            : `${quote(text)} devient ${quote(by)}`,
        );
    } else if (before?.kind !== 'deleted' || textOf(before.pieces).trim() === '')
      clauses.push(added(text, wordsBefore(segments, rank)));
  });
  return clauses;
}
