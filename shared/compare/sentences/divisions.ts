import type { BlockJson, DocumentJson } from '#shared/document/model.ts';
import { outline } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { BlockChange, Comparison } from '../model.ts';
import type { Told } from './block.ts';
import { sentence } from './french.ts';

/** A heading whose number alone changed. */
export interface Renumbered {
  readonly rank: number;
  readonly change: BlockChange;
}

/** Headings renumbered in a row, and the subdivisions that only follow their parent. */
export interface RenumberedRun {
  readonly run: readonly Renumbered[];
  readonly followers: readonly Renumbered[];
}

/** Whether a subdivision bears its parent's new number and kept its own: « 20.1 » become « 22.1 ». */
export function followsParent(one: Renumbered, parents: readonly Renumbered[], told: Told): boolean {
  const [from, to] = [one.change.old[0], one.change.new];
  if (from === undefined || to === null) return false;
  const [old, fresh] = [told.old.name(from.id).number, told.new.name(to.id).number];
  return parents.some((parent) => {
    const [oldParent, newParent] = [parent.change.old[0], parent.change.new];
    if (oldParent === undefined || newParent === null) return false;
    const [before, after] = [
      `${told.old.name(oldParent.id).number}.`,
      `${told.new.name(newParent.id).number}.`,
    ];
    return old.startsWith(before) && fresh === after + old.slice(before.length);
  });
}

/** @returns the division before that one, under the same parent; null for the first */
function previousDivision(document: DocumentJson, id: BlockId): BlockId | null {
  const find = (nodes: ReturnType<typeof outline>): BlockId | null | undefined => {
    const rank = nodes.findIndex((node) => node.id === id);
    if (rank !== -1) return nodes[rank - 1]?.id ?? null;
    for (const node of nodes) {
      const found = find(node.children);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(outline(document)) ?? null;
}

/** « L’article 2 (Durée) est déplacé après l’article 4 (Litiges) et devient l’article 4. » */
export function tellMovedDivision(change: BlockChange, comparison: Comparison, told: Told): string {
  const [from, to] = [change.old[0], change.new];
  if (from === undefined || to === null) return '';
  const previous = previousDivision(comparison.new.document, to.id);
  // The division before it is named as in the old text, where the reader still is, when it was there.
  const known = new Set(comparison.old.document.content.map((block) => block.attrs.id));
  const after =
    previous === null
      ? 'au début'
      : `après ${known.has(previous) ? told.old.titled(previous) : told.new.titled(previous)}`;
  const becomes =
    told.old.division(from.id) === told.new.division(to.id)
      ? ''
      : ` et devient ${told.new.division(to.id) ?? 'sans numéro'}`;
  const name = told.old.titled(from.id);
  return sentence(`${name} est déplacé${/^(?:la |l’annexe)/.test(name) ? 'e' : ''} ${after}${becomes}`);
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);

/** Whether two headings renumbered one after the other make one run: the same noun, each number the next one. */
export function follows(one: Renumbered, other: Renumbered, told: Told): boolean {
  const names = (change: BlockChange) => {
    const [from, to] = [change.old[0], change.new];
    return from === undefined || to === null
      ? null
      : { old: told.old.name(from.id), new: told.new.name(to.id) };
  };
  const [a, b] = [names(one.change), names(other.change)];
  if (a === null || b === null || a.old.noun === '' || a.old.noun !== b.old.noun || a.new.noun !== b.new.noun)
    return false;
  if (![a.old.number, a.new.number, b.old.number, b.new.number].every(isNumber)) return false;
  return (
    Number(b.old.number) === Number(a.old.number) + 1 && Number(b.new.number) === Number(a.new.number) + 1
  );
}

/** « Les articles 4 à 9 deviennent les articles 5 à 10. » */
export function tellRenumbered({ run, followers }: RenumberedRun, told: Told): string {
  const along = followers.length === 0 ? '' : ', leurs subdivisions suivent';
  const [first, last] = [run[0]?.change, run.at(-1)?.change];
  const [from, to] = [first?.old[0], first?.new];
  const [lastFrom, lastTo] = [last?.old[0], last?.new];
  if (from === undefined || to === undefined || to === null || lastFrom === undefined || !lastTo) return '';
  if (run.length === 1) {
    const [before, after] = [told.old.titled(from.id), told.new.division(to.id)];
    const { printed } = { printed: first?.number };
    if (after === null || told.old.division(from.id) === after)
      return sentence(
        `${before}\u00a0: le numéro «\u00a0${printed?.old.trim()}\u00a0» devient «\u00a0${printed?.new.trim()}\u00a0»`,
      );
    return sentence(`${before} devient ${after}${along.replace('leurs', 'ses')}`);
  }
  const { noun } = told.old.name(from.id);
  const span = (side: 'old' | 'new', one: BlockId, other: BlockId) =>
    `les ${told[side].name(one).noun}s ${told[side].name(one).number} ${run.length === 2 ? 'et' : 'à'} ${told[side].name(other).number}`;
  return noun === ''
    ? ''
    : sentence(`${span('old', from.id, lastFrom.id)} deviennent ${span('new', to.id, lastTo.id)}${along}`);
}

/** @returns true when the change is that of a heading's number and of nothing else */
export const isRenumberedHeading = (change: BlockChange, block: BlockJson | undefined): boolean =>
  block?.type === 'intitule' && change.kinds.join() === 'renumerote' && change.content.kind === 'same';
