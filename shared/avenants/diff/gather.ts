import { hitsOf, inBody } from '../apply/resolve.ts';
import type { Address, Instruction } from '../model.ts';
import type { Places } from '../places.ts';
import { folded } from '../text/fold.ts';
import type { Found } from './builder.ts';

type Replacement = Extract<Instruction, { kind: 'replace-words' }>;

const FEWEST_DIVISIONS = 3;

const isReplacement = (instruction: Instruction): instruction is Replacement =>
  instruction.kind === 'replace-words' &&
  instruction.scope.kind === 'place' &&
  instruction.scope.phrase === null;

/** The widest division that a place stands in, which « l’ensemble de la convention » lists. */
function topDivision(places: Places, instruction: Replacement): Address | null {
  if (instruction.scope.kind !== 'place') return null;
  const id = places.resolve(instruction.scope.address);
  if (id === null) return null;
  let head = places.headingOf[places.cell(id)?.table ?? places.indexOf(id)] ?? -1;
  for (let heading = places.headingAt(head); heading !== null; heading = places.headingAt(head)) {
    const { niveau } = heading.attrs;
    const parent = places.blocks.findLastIndex(
      (block, index) => index < head && block.type === 'intitule' && block.attrs.niveau < niveau,
    );
    if (parent === -1 || heading.attrs.genre === 'article')
      return places.divisionPhrase(heading.attrs.id)?.text ?? null;
    head = parent;
  }
  return null;
}

/** Whether divisions are of one kind and numbered: « articles 2, 4 et 7 ». */
function listable(divisions: readonly Address[]): boolean {
  const nouns = new Set(divisions.map((address) => /^(\p{L}+) \S+$/u.exec(address)?.[1] ?? ''));
  return nouns.size === 1 && !nouns.has('');
}

/** One instruction for the same words replaced alike throughout the act (rule R7); null when they are not. */
function everywhere(places: Places, group: readonly Replacement[]): Instruction | null {
  const [first] = group;
  if (first === undefined) return null;
  const named = group.map((one) => topDivision(places, one));
  if (named.includes(null)) return null;
  const divisions = [...new Set(named.flatMap((one) => one ?? []))];
  if (divisions.length < FEWEST_DIVISIONS) return null;
  const hits = hitsOf(places, { kind: 'act', divisions: [] }, first.old);
  const all = hits.filter(({ block }) => inBody(places, block));
  const listed = hitsOf(places, { kind: 'act', divisions }, first.old);
  if (all.length !== group.length || listed.length !== group.length) return null;
  // « (articles 2, 4 et 7) » reads as one list; divisions of several kinds go unnamed when the act holds no other hit.
  if (listable(divisions)) return { ...first, scope: { kind: 'act', divisions }, occurrence: 'all' };
  if (hits.length !== group.length) return null;
  return { ...first, scope: { kind: 'act', divisions: [] }, occurrence: 'all' };
}

/** One instruction for the same words replaced at each occurrence in one place. */
function eachTime(places: Places, group: readonly Replacement[]): Instruction | null {
  const [first] = group;
  if (first === undefined || group.length < 2) return null;
  const hits = hitsOf(places, first.scope, first.old);
  return hits.length === group.length ? { ...first, occurrence: 'all' } : null;
}

/** Merges what is said several times alike: throughout the act, or at each occurrence in one place. */
export function gather(places: Places, found: readonly Found[]): readonly Instruction[] {
  const instructions = found.map((one) => one.instruction);
  const alike = new Map<string, Replacement[]>();
  const local = new Map<string, Replacement[]>();
  for (const instruction of instructions)
    if (isReplacement(instruction)) {
      const words = `${folded(instruction.old)}→${folded(instruction.new)}`;
      alike.set(words, [...(alike.get(words) ?? []), instruction]);
      const here = `${JSON.stringify(instruction.scope)}${words}`;
      local.set(here, [...(local.get(here) ?? []), instruction]);
    }
  const instead = new Map<Instruction, Instruction | null>();
  const merge = (group: readonly Replacement[], merged: Instruction | null) => {
    if (merged === null || group.some((one) => instead.has(one))) return;
    group.forEach((one, rank) => {
      instead.set(one, rank === 0 ? merged : null);
    });
  };
  for (const group of alike.values()) merge(group, everywhere(places, group));
  for (const group of local.values()) merge(group, eachTime(places, group));
  return instructions.flatMap((one) => {
    const other = instead.get(one);
    return other === undefined ? [one] : other === null ? [] : [other];
  });
}
