import type { MarkJson } from '#shared/document/model.ts';
import type { Alteration, Piece } from './model.ts';
import type { Token } from './tokens.ts';

/** Marks that show, against those that tie words to something. */
const SHOWN: ReadonlySet<MarkJson['type']> = new Set<MarkJson['type']>([
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
]);

/** « 1er », « IIe », « Mme »: raised letters there are typography (rule T8 of the document). */
const RAISED =
  /^1er\s|^(?:\d+|[IVXLC]+)(?:ers?|res?|nde?s?|d|e|es|ème)$|^M(?:me|mes|lle|lles|gr)$|^(?:Dr|Me|n[°os]*)$/;

function marksOf(pieces: readonly Piece[]): readonly ReadonlyMap<string, MarkJson>[] {
  return pieces.flatMap(({ inline, text }) => {
    const marks = inline.type === 'text' ? (inline.marks ?? []) : [];
    const byKey = new Map(marks.map((mark) => [JSON.stringify(mark), mark]));
    return Array.from(text, () => byKey);
  });
}

/** Marks that one of the two has and not the other, sign by sign where the text is the same. */
function markTypesChanged(old: readonly Piece[], fresh: readonly Piece[]): ReadonlySet<MarkJson['type']> {
  const types = new Set<MarkJson['type']>();
  const [before, after] = [marksOf(old), marksOf(fresh)];
  const note = (one: ReadonlyMap<string, MarkJson>, other: ReadonlyMap<string, MarkJson>) => {
    for (const [key, mark] of one) if (!other.has(key)) types.add(mark.type);
  };
  if (before.length === after.length)
    before.forEach((marks, rank) => {
      const others = after[rank] ?? new Map<string, MarkJson>();
      if (marks === others) return;
      note(marks, others);
      note(others, marks);
    });
  else {
    const all = (side: readonly ReadonlyMap<string, MarkJson>[]) => new Map(side.flatMap((one) => [...one]));
    note(all(before), all(after));
    note(all(after), all(before));
  }
  return types;
}

/** @returns how the marks of words that stay changed: shown, tying, or both */
export function markAlterations(old: readonly Piece[], fresh: readonly Piece[], word: string): Alteration[] {
  const types = markTypesChanged(old, fresh);
  const found = new Set<Alteration>();
  for (const type of types) {
    if (type === 'superscript' && RAISED.test(word)) found.add('typographie');
    else found.add(SHOWN.has(type) ? 'mise-en-forme' : 'propriete');
  }
  return [...found];
}

function atomAlterations(old: Token, fresh: Token): Alteration[] {
  const [one, other] = [old.pieces[0]?.inline, fresh.pieces[0]?.inline];
  const found: Alteration[] = [];
  if (old.text !== fresh.text) found.push(one?.type === 'variable' ? 'valeur' : 'renumerote');
  if (one?.type === 'renvoi' && other?.type === 'renvoi') {
    if (one.attrs.cible !== other.attrs.cible) found.push('identite');
    if (one.attrs.libelle !== other.attrs.libelle) found.push('propriete');
  } else if (old.form !== fresh.form) found.push('identite');
  return found;
}

/** @returns how a unit that stays changed, its white space apart; empty when it did not */
export function unitAlterations(old: Token, fresh: Token): Alteration[] {
  if (old.text === fresh.text && old.form === fresh.form) return [];
  if (old.class === 'atom' || old.class === 'break') return atomAlterations(old, fresh);
  const marks = old.form === fresh.form ? [] : markAlterations(old.pieces, fresh.pieces, fresh.text);
  return old.text === fresh.text ? marks : ['typographie', ...marks];
}
