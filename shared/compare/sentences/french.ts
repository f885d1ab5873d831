import { numberInWords } from '#shared/document/french.ts';

const NBSP = '\u00a0';
const LONGEST = 240;

/** @returns the text between guillemets, its own turned to “ ”; shortened when it is long */
export function quote(text: string): string {
  const flat = text
    .replace(/«[\s\u00a0\u202f]*/g, '“')
    .replace(/[\s\u00a0\u202f]*»/g, '”')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  const shown = flat.length <= LONGEST ? flat : `${flat.slice(0, LONGEST).replace(/\s+\S*$/, '')}…`;
  return `«${NBSP}${shown}${NBSP}»`;
}

/** @returns the sentence with a capital and a full stop */
export function sentence(text: string): string {
  const first = text.slice(0, 1).toLocaleUpperCase('fr') + text.slice(1);
  return /[.!?…](?:\u00a0»)?$/.test(first) ? first : `${first}.`;
}

/** @returns clauses joined as French does: « a ; b ; c » */
export const joinClauses = (clauses: readonly string[]): string => clauses.join('\u202f; ');

/** @returns « a, b et c » */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;
}

/** « le » and « la » after « à »: « au deuxième alinéa », « à la note 2 », « à l’article 4 ». */
export function withA(definite: string): string {
  return definite.startsWith('le ') ? `au ${definite.slice(3)}` : `à ${definite}`;
}

/** @returns how many, in words, with the noun: « un alinéa », « trois alinéas », « deux lignes » */
export function countOf(count: number, noun: string, feminine = false): string {
  if (count === 1) return `${feminine ? 'une' : 'un'} ${noun}`;
  // « éléments de liste », « lignes de titre », « tableaux »: the first word takes the plural.
  const plural = noun.replace(/^\S+/, (word) => (word.endsWith('eau') ? `${word}x` : `${word}s`));
  return `${numberInWords(count)} ${plural}`;
}

/** @returns a phrase in two: « deuxième alinéa » and « de l’article 4 »; the second empty when it has no place */
export function cutPlace(phrase: string): { readonly head: string; readonly tail: string } {
  const match = /^(.*?) ((?:de l’|de la |du ).*)$/s.exec(phrase);
  return match === null ? { head: phrase, tail: '' } : { head: match[1] ?? '', tail: match[2] ?? '' };
}

/** @returns « le premier et le second alinéa de l’article 4 »: a place common to all is said once */
export function joinLines(lines: readonly string[]): string {
  const cut = lines.map(cutPlace);
  const tails = new Set(cut.map(({ tail }) => tail));
  const [tail] = tails;
  if (tails.size !== 1 || tail === undefined || tail === '') return joinWords(lines);
  return `${joinWords(cut.map(({ head }) => head))} ${tail}`;
}

/** @returns the old name of a line, without what it shares with the new one; "" when both say the same */
export function formerName(old: string, fresh: string): string {
  const same = (text: string) => text.replace(/\bseconde?\b/, 'deuxième');
  if (same(old) === same(fresh)) return '';
  const [before, after] = [cutPlace(old), cutPlace(fresh)];
  const named = (phrase: string) => {
    const feminine = /^(?:la |l’(?:annexe|image|étape|action|orientation))/.test(phrase);
    return `${feminine ? 'ancienne' : 'ancien'} ${phrase.replace(/^(?:le |la |l’)/, '')}`;
  };
  if (before.tail !== '' && before.tail === after.tail) return named(before.head);
  if (after.tail !== '' && before.tail !== '' && same(before.head) === same(after.head))
    return named(before.tail.replace(/^du /, 'le ').replace(/^de /, ''));
  return named(old);
}
