import type { FactChange, FactKind } from './model.ts';
import type { Token } from './tokens.ts';
import { type WordClass, wordKey, wordsOf } from './words.ts';

/** A unit of one side, and which change it is in. */
export interface Marked {
  readonly token: Token;
  /** Rank of the change, -1 for what stays. */
  readonly change: number;
}

interface Word {
  readonly class: WordClass;
  readonly space: string;
  readonly text: string;
  readonly change: number;
}

interface Fact {
  readonly kind: FactKind;
  readonly text: string;
  readonly change: number;
}

const DURATION = /^(?:jours?|semaines?|mois|trimestres?|semestres?|ans?|années?|heures?|minutes?)$/i;
const EUROS = /^(?:euros?|€|EUR)$/i;
/** « deux jours ouvrés », « dix millions d’euros ». */
const OF_EUROS = /^d['’]euros?$/i;

function wordsIn(side: readonly Marked[]): readonly Word[] {
  return side.flatMap(({ token, change }): readonly Word[] => {
    switch (token.class) {
      case 'atom':
        return token.pieces.flatMap((piece) => wordsOf(piece.text).map((word) => ({ ...word, change })));
      case 'break':
      case 'end':
        return [];
      default:
        return [{ class: token.class, space: token.space, text: token.text, change }];
    }
  });
}

function kindOfNumber(words: readonly Word[], next: Word | undefined): { kind: FactKind; unit: boolean } {
  if (next !== undefined && DURATION.test(next.text)) return { kind: 'duree', unit: true };
  if (next !== undefined && (EUROS.test(next.text) || OF_EUROS.test(next.text)))
    return { kind: 'montant', unit: true };
  const amount = words.find((word) => word.class === 'amount');
  return { kind: amount === undefined || amount.text.includes('%') ? 'nombre' : 'montant', unit: false };
}

/** Rule K13: numbers that follow one another, and the unit after them, state one fact: « trois (3) mois ». */
function factsIn(words: readonly Word[]): readonly Fact[] {
  const facts: Fact[] = [];
  const take = (kind: FactKind, from: number, to: number) => {
    const part = words.slice(from, to);
    const change = part.find((word) => word.change !== -1)?.change ?? -1;
    const text = part.map((word, rank) => (rank === 0 ? '' : word.space) + word.text).join('');
    facts.push({ kind, text, change });
  };
  for (let i = 0; i < words.length; ) {
    const first = words[i];
    if (first?.class === 'date') {
      take('date', i, i + 1);
      i += 1;
    } else if (first?.class === 'number' || first?.class === 'amount') {
      let end = i + 1;
      while (words[end]?.class === 'number' || words[end]?.class === 'amount') end += 1;
      const { kind, unit } = kindOfNumber(words.slice(i, end), words[end]);
      take(kind, i, unit ? end + 1 : end);
      i = unit ? end + 1 : end;
    } else i += 1;
  }
  return facts;
}

const byChange = (facts: readonly Fact[]): ReadonlyMap<number, readonly Fact[]> => {
  const groups = new Map<number, Fact[]>();
  for (const fact of facts)
    if (fact.change !== -1) groups.set(fact.change, [...(groups.get(fact.change) ?? []), fact]);
  return groups;
};

/** « L. 6111-6 » counts nothing: no number becomes it. */
const isCodeArticle = (text: string): boolean => /^[LRDA]\.?\s?\d/.test(text);

/** Pairs what one change takes away with what it puts in its place; a fact found on both sides did not change. */
function pairFacts(old: readonly Fact[], fresh: readonly Fact[]): readonly FactChange[] {
  const added = [...fresh];
  const removed = old.filter((fact) => {
    const same = added.findIndex((one) => wordKey(one.text) === wordKey(fact.text));
    if (same !== -1) added.splice(same, 1);
    return same === -1;
  });
  const pairs = removed.map((fact): FactChange => {
    const partner = added.findIndex(
      (one) => one.kind === fact.kind && isCodeArticle(one.text) === isCodeArticle(fact.text),
    );
    const [found] = partner === -1 ? [] : added.splice(partner, 1);
    return { kind: fact.kind, old: fact.text, new: found?.text ?? null };
  });
  return [...pairs, ...added.map((fact): FactChange => ({ kind: fact.kind, old: null, new: fact.text }))];
}

/**
 * The dates, amounts, durations and numbers that a change of wording or of value touches (rule K13).
 * @param old units of the old text, each with the rank of its change; `fresh` those of the new one
 */
export function changedFacts(old: readonly Marked[], fresh: readonly Marked[]): readonly FactChange[] {
  const [before, after] = [byChange(factsIn(wordsIn(old))), byChange(factsIn(wordsIn(fresh)))];
  const changes = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b);
  return changes.flatMap((change) => pairFacts(before.get(change) ?? [], after.get(change) ?? []));
}
