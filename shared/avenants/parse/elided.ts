import type { Lemma } from './lexicon.ts';
import type { Part } from './parts.ts';

const BRINGING: ReadonlySet<Lemma> = new Set<Lemma>(['insert', 'append', 'reinstate']);

/** @returns the parts with the verb that « , et l’intitulé de l’article 4 ainsi rédigé : « … » » leaves out: it was said before */
export function withElidedWriting(parts: readonly Part[]): readonly Part[] {
  let said: Lemma | null = null;
  return parts.flatMap((part, index): readonly Part[] => {
    if (part.kind === 'verb') said = part.lemma;
    if (part.kind !== 'phrase' || said === null || BRINGING.has(said)) return [part];
    const { phrase } = part;
    const before = parts[index - 1]?.kind;
    if ((before !== 'and' && before !== 'comma') || !phrase.follows || phrase.quotes.length === 0)
      return [part];
    if (phrase.determiner !== 'definite' || phrase.heads.length === 0) return [part];
    return [
      { kind: 'phrase', phrase: { ...phrase, follows: false, quotes: [] } },
      { kind: 'verb', lemma: 'write', voice: 'elided', impersonal: false },
      { kind: 'text', quotes: phrase.quotes },
    ];
  });
}

/** @returns a place and the text said after it: « une ligne au tableau de l’article 4 ainsi rédigée : « … » » */
export function withOwnText(part: Extract<Part, { kind: 'in' }>): readonly Part[] {
  const { phrase } = part;
  if (phrase.words !== null || phrase.quotes.length === 0) return [part];
  return [
    { ...part, phrase: { ...phrase, follows: false, quotes: [] } },
    { kind: 'text', quotes: phrase.quotes },
  ];
}
