import { plainOf } from '../text.ts';
import type { ActFacts } from './act.ts';
import type { BlockFacts } from './block.ts';
import { aliasesIn } from './parties.ts';

/** A term that the act defines, where it does. */
export interface Definition {
  readonly facts: BlockFacts;
  readonly from: number;
  readonly to: number;
  /** As written, without its article. */
  readonly words: string;
  /** For comparing: no article, case, accent, nor plural of the last word. */
  readonly stem: string;
  readonly genre: 'terme' | 'sigle';
}

const ARTICLE = /^(?:les? |la |l'|une? |des )/i;

/** @returns the form in which two writings of one term are equal */
export function termStem(words: string): string {
  return plainOf(words).trim().replace(ARTICLE, '').replace(/s$/, '');
}

const perAct = new WeakMap<ActFacts, readonly Definition[]>();

/** @returns every definition of the act, in order: marked ones, and those after « ci-après » */
export function definitionsOf(act: ActFacts): readonly Definition[] {
  const known = perAct.get(act);
  if (known !== undefined) return known;
  const found: Definition[] = [];
  for (const { facts } of act.lines) {
    const marked = facts.terms.map(({ from, to, genre }) => ({ from, to, genre }));
    const aliases = aliasesIn(facts)
      .filter((alias) => !marked.some((one) => one.from < alias.to && one.to > alias.from))
      .map(({ from, to }) => ({ from, to, genre: 'terme' as const }));
    for (const { from, to, genre } of [...marked, ...aliases].sort((a, b) => a.from - b.from)) {
      const words = facts.text.slice(from, to).trim().replace(ARTICLE, '');
      if (words !== '') found.push({ facts, from, to, words, stem: termStem(words), genre });
    }
  }
  perAct.set(act, found);
  return found;
}

/** @returns a pattern that matches the words of a term as a whole, singular or plural, over `text` */
export function termPattern(words: string, flags: string): RegExp {
  const escaped = words
    .replace(/s$/, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/s? +/g, 's? +');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}s?(?![\\p{L}\\p{N}])`, `${flags}u`);
}
