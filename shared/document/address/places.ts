import type { BlockId } from '#shared/kernel/ids.ts';
import { type Gender, genderOf, rankInWords, withDe } from '../french.ts';
import type { HeadingNumber, Numbering } from '../numbering.ts';
import type { DivisionKind } from '../schema/vocabulary.ts';
import type { OutlineNode } from '../tree.ts';
import { addressKey } from './key.ts';

/** A part of the act that lines stand in: a division, or what stands before and after the divisions. */
export interface Place {
  /** « article 4 », « 1 de l’article 4 », « rubrique « Durée » », without article. */
  readonly phrase: string;
  readonly gender: Gender;
  /** Other ways to name it, of which some may be ambiguous. */
  readonly others: readonly string[];
}

const UNNUMBERED_NOUNS: Readonly<Record<DivisionKind, string>> = {
  rubrique: 'rubrique',
  article: 'article',
  axe: 'axe',
  titre: 'titre',
  chapitre: 'chapitre',
  section: 'section',
  preambule: 'préambule',
  annexe: 'annexe',
};

interface Name {
  readonly text: string;
  readonly gender: Gender;
  /** A number with no noun and no parent number in it says nothing without its parent (rule A6). */
  readonly bare: boolean;
  readonly others: readonly string[];
}

function nameOf(genre: DivisionKind, number: HeadingNumber): Name {
  if (number.number !== '') {
    const bare = number.noun === '' && !/[.\-–]/.test(number.number);
    const others = number.noun === '' ? [`article ${number.number}`, `point ${number.number}`] : [];
    return { text: number.name, gender: genderOf(number.noun), bare, others };
  }
  const noun = UNNUMBERED_NOUNS[genre];
  const quoted = `«\u00a0${number.heading}\u00a0»`;
  if (genre === 'preambule')
    return { text: noun, gender: 'm', bare: false, others: [quoted, `rubrique ${quoted}`] };
  if (number.heading === '')
    return { text: `${noun} sans intitulé`, gender: genderOf(noun), bare: false, others: [noun] };
  return { text: `${noun} ${quoted}`, gender: genderOf(noun), bare: false, others: [quoted] };
}

function countBy<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(key(value), (counts.get(key(value)) ?? 0) + 1);
  return counts;
}

interface Candidate {
  readonly node: OutlineNode;
  readonly name: Name;
  readonly parent: Place | null;
}

function everyNode(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...everyNode(node.children)]);
}

/** Names the divisions of one depth, whose parents are named already. */
function namePlaces(
  candidates: readonly Candidate[],
  nameCounts: ReadonlyMap<string, number>,
  places: Map<BlockId, Place>,
): void {
  const full = candidates.map(({ name, parent }) => {
    const withParent = parent === null ? null : `${name.text} ${withDe(parent.phrase, parent.gender)}`;
    const ambiguous = (nameCounts.get(addressKey(name.text)) ?? 0) > 1;
    return { own: withParent !== null && (name.bare || ambiguous) ? withParent : name.text, withParent };
  });
  const keys = full.map((one) => addressKey(one.own));
  const counts = countBy(keys, (key) => key);
  const ranks = new Map<string, number>();
  candidates.forEach(({ node, name, parent }, i) => {
    const key = keys[i] ?? '';
    const { own, withParent } = full[i] ?? { own: name.text, withParent: null };
    const count = counts.get(key) ?? 1;
    const rank = (ranks.get(key) ?? 0) + 1;
    ranks.set(key, rank);
    const phrase = count === 1 ? own : `${rankInWords(rank, count, name.gender)} ${own}`;
    const others = [name.text, withParent, ...name.others].filter((one) => one !== null && one !== phrase);
    const otherWithParent =
      parent === null ? [] : name.others.map((other) => `${other} ${withDe(parent.phrase, parent.gender)}`);
    places.set(node.id, {
      phrase,
      gender: name.gender,
      others: [...others.filter((one): one is string => one !== null), ...otherWithParent],
    });
  });
}

/**
 * Names every division so that no two share a name (rules A5 to A7).
 * @returns by id of their heading
 */
export function divisionPlaces(
  roots: readonly OutlineNode[],
  numbering: Numbering,
): ReadonlyMap<BlockId, Place> {
  const names = new Map<BlockId, Name>();
  for (const node of everyNode(roots)) {
    const number = numbering.headings.get(node.id);
    if (number !== undefined) names.set(node.id, nameOf(node.heading.attrs.genre, number));
  }
  const nameCounts = countBy([...names.values()], (name) => addressKey(name.text));
  const places = new Map<BlockId, Place>();
  let level: readonly { readonly node: OutlineNode; readonly parent: OutlineNode | null }[] = roots.map(
    (node) => ({ node, parent: null }),
  );
  while (level.length > 0) {
    const candidates = level.flatMap(({ node, parent }): Candidate[] => {
      const name = names.get(node.id);
      const place = parent === null ? null : (places.get(parent.id) ?? null);
      return name === undefined ? [] : [{ node, name, parent: place }];
    });
    namePlaces(candidates, nameCounts, places);
    level = level.flatMap(({ node }) => node.children.map((child) => ({ node: child, parent: node })));
  }
  return places;
}
