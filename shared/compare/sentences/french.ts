import { numberInWords, ordinalInWords } from '#shared/document/french.ts';

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
  return `${numberInWords(count)} ${pluralOf(noun)}`;
}

/** « éléments de liste », « lignes de titre », « tableaux »: the first word takes the plural. */
const pluralOf = (noun: string): string =>
  noun.replace(/^\S+/, (word) => (word.endsWith('eau') ? `${word}x` : `${word}s`));

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

/** A line named by its rank among its like: « le deuxième alinéa de l’article 4 ». */
interface Ranked {
  readonly ordinal: string;
  /** Its rank as it is written in either gender; « second » is « deuxième ». */
  readonly rank: number;
  readonly noun: string;
  readonly tail: string;
}

/** As far as ranks are told apart: beyond, each line is named. */
const MOST_RANKS = 60;

const RANKS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: MOST_RANKS }, (_, rank) => rank + 1).flatMap((rank) => [
    [ordinalInWords(rank, 'm'), rank] as const,
    [ordinalInWords(rank, 'f'), rank] as const,
  ]),
);

function rankedOf(line: string): Ranked | null {
  const { head, tail } = cutPlace(line);
  const [, ordinal = '', noun = ''] = /^(?:le|la) (\S+|vingt et unième) (.+)$/.exec(head) ?? [];
  const rank = /^seconde?$/.test(ordinal) ? 2 : RANKS.get(ordinal);
  return rank === undefined ? null : { ordinal, rank, noun, tail };
}

/** Ranks beyond so many in a row are told by the first and the last. */
const MOST_LISTED = 3;

/**
 * @param lines named in the order of the text
 * @returns « les deuxième, troisième et quatrième alinéas de l’article 4 »: what they share is said once
 */
export function gatherLines(lines: readonly string[]): string {
  const groups: { readonly lines: string[]; readonly ranked: Ranked[] }[] = [];
  for (const line of lines) {
    const ranked = rankedOf(line);
    const last = groups.at(-1);
    const before = last?.ranked.at(-1);
    if (
      ranked !== null &&
      before?.noun === ranked.noun &&
      before.tail === ranked.tail &&
      before.rank + 1 === ranked.rank
    ) {
      last?.lines.push(line);
      last?.ranked.push(ranked);
    } else groups.push({ lines: [line], ranked: ranked === null ? [] : [ranked] });
  }
  return joinWords(groups.map((group) => gathered(group.lines, group.ranked)));
}

function gathered(lines: readonly string[], ranked: readonly Ranked[]): string {
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (lines.length === 1 || first === undefined || last === undefined) return joinWords(lines);
  const ranks =
    ranked.length > MOST_LISTED
      ? `${first.ordinal} à ${last.ordinal}`
      : joinWords(ranked.map(({ ordinal }) => ordinal));
  return `les ${ranks} ${pluralOf(first.noun)}${first.tail === '' ? '' : ` ${first.tail}`}`;
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
  // A division that is called by its title has a sentence that says so: its lines need not repeat it.
  const renamed = before.tail.includes('«') && after.tail.includes('«');
  if (renamed && same(before.head) === same(after.head) && before.head !== 'l’intitulé') return '';
  if (after.tail !== '' && before.tail !== '' && same(before.head) === same(after.head))
    return named(before.tail.replace(/^du /, 'le ').replace(/^de /, ''));
  return named(old);
}
