import { computeNumbers } from '#shared/document/numbering.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { CHANGE_KINDS, type ChangeKind, type Comparison } from './model.ts';
import type { ViewRow } from './view.ts';

/** The rows of one division, or of what stands before and after them all. */
export interface ViewGroup {
  readonly key: string;
  /** « Article 4 – Durée » as the new text prints it (the old one when it was removed); « Texte liminaire »… */
  readonly title: string;
  /** Heading of the division; null for what is in none. */
  readonly heading: { readonly side: 'old' | 'new'; readonly id: BlockId } | null;
  /** Whether the division itself is on one side alone. */
  readonly presence: ViewRow['presence'];
  /** All that changed in it, in the order of CHANGE_KINDS; empty when nothing did. */
  readonly kinds: readonly ChangeKind[];
  /** How many of its blocks changed. */
  readonly changed: number;
  /** Its rows: from, to (exclusive), among those of the view. */
  readonly from: number;
  readonly to: number;
}

interface Opened {
  readonly key: string;
  readonly title: string;
  readonly heading: ViewGroup['heading'];
  readonly presence: ViewRow['presence'];
  readonly from: number;
}

type Titles = (side: 'old' | 'new', id: BlockId) => string;

function titlesOf(comparison: Comparison): Titles {
  const numbers = {
    old: computeNumbers(comparison.old.document, comparison.old.champs),
    new: computeNumbers(comparison.new.document, comparison.new.champs),
  };
  return (side, id) => {
    const heading = numbers[side].headings.get(id);
    return heading === undefined ? '' : `${heading.printed}${heading.heading}`.trim();
  };
}

const PARTS = { front: 'Texte liminaire', closing: 'Clôture et signatures', notes: 'Notes' } as const;

function partOf(row: ViewRow): keyof typeof PARTS | null {
  const { type } = (row.new ?? row.old)?.block ?? { type: null };
  if (type === 'cloture' || type === 'signataire') return 'closing';
  return type === 'note' ? 'notes' : null;
}

/** A section belongs to its article: its changes are that article's. */
function opens(row: ViewRow): boolean {
  const block = (row.new ?? row.old)?.block;
  return block?.type === 'intitule' && block.attrs.genre !== 'section' && row.moved !== 'away';
}

/** Shares the rows out between divisions, as a reader goes through them. */
export function groupRows(rows: readonly ViewRow[], comparison: Comparison): readonly ViewGroup[] {
  const titles = titlesOf(comparison);
  const groups: Opened[] = [];
  let part: string | null = null;
  rows.forEach((row, from) => {
    const own = partOf(row);
    const block = (row.new ?? row.old)?.block;
    if (opens(row) && block !== undefined) {
      const side = row.new === null ? 'old' : 'new';
      const { id } = block.attrs;
      const title = titles(side, id) || 'Division sans intitulé';
      groups.push({ key: `${side}:${id}`, title, heading: { side, id }, presence: row.presence, from });
      part = null;
    } else if ((own !== null && own !== part) || groups.length === 0) {
      part = own ?? 'front';
      const title = PARTS[own ?? 'front'];
      groups.push({ key: `${part}:${from}`, title, heading: null, presence: 'both', from });
    }
  });
  return groups.map((group, rank): ViewGroup => {
    const to = groups[rank + 1]?.from ?? rows.length;
    const inside = rows.slice(group.from, to);
    // Ids are of no interest to a reader: a division where they alone differ did not change.
    const told = CHANGE_KINDS.filter((kind) => kind !== 'identite');
    return {
      ...group,
      to,
      kinds: told.filter((kind) => inside.some((row) => row.kinds.includes(kind))),
      changed: inside.filter((row) => row.change !== null && row.kinds.join() !== 'identite').length,
    };
  });
}
