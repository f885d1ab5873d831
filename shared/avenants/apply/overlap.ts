import type { BlockId } from '#shared/kernel/ids.ts';
import type { Places } from '../places.ts';
import type { Edit, Gap } from './edits.ts';

/** An edit and the rank of its instruction. */
export interface Claim {
  readonly instruction: number;
  readonly edit: Edit;
}

/** Two instructions that claim one place. */
export interface Overlap {
  readonly instruction: number;
  readonly other: number;
}

type Of<Kind extends Edit['kind']> = Claim & { readonly edit: Extract<Edit, { kind: Kind }> };
const only = <Kind extends Edit['kind']>(claims: readonly Claim[], kind: Kind): readonly Of<Kind>[] =>
  claims.filter((claim): claim is Of<Kind> => claim.edit.kind === kind);

const overlap = (a: Claim, b: Claim): Overlap => ({
  instruction: Math.max(a.instruction, b.instruction),
  other: Math.min(a.instruction, b.instruction),
});

/** Words: two stretches that share a sign, an insertion strictly inside one, or two insertions at one point. */
function betweenWords(claims: readonly Claim[]): readonly Overlap[] {
  const byBlock = new Map<BlockId, Of<'splice'>[]>();
  for (const claim of only(claims, 'splice')) {
    const { id } = claim.edit.block.attrs;
    byBlock.set(id, [...(byBlock.get(id) ?? []), claim]);
  }
  const found: Overlap[] = [];
  for (const group of byBlock.values()) {
    group.sort((a, b) => a.edit.splice.start - b.edit.splice.start || a.edit.splice.end - b.edit.splice.end);
    group.forEach((claim, rank) => {
      const next = group[rank + 1];
      if (next === undefined) return;
      const [one, other] = [claim.edit.splice, next.edit.splice];
      const samePoint = one.start === one.end && other.start === other.end && one.start === other.start;
      if (other.start < one.end || samePoint) found.push(overlap(claim, next));
    });
  }
  return found;
}

interface Taken {
  readonly claim: Claim;
  readonly start: number;
  readonly end: number;
  readonly moved: boolean;
}

function takenRanges(claims: readonly Claim[]): readonly Taken[] {
  return [
    ...only(claims, 'remove').map((claim) => ({ claim, ...claim.edit.range, moved: false })),
    ...only(claims, 'move').map((claim) => ({ claim, ...claim.edit.range, moved: true })),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Ranges removed or moved: no two may share a block, but what moves whole may be amended inside. */
function betweenRanges(ranges: readonly Taken[]): readonly Overlap[] {
  const found: Overlap[] = [];
  ranges.forEach((one, rank) => {
    for (const other of ranges.slice(rank + 1)) {
      if (other.start >= one.end) break;
      const inside = one.moved && !other.moved && other.end <= one.end && !(other.start === one.start);
      if (!inside) found.push(overlap(one.claim, other.claim));
    }
  });
  return found;
}

/** Index of the top-level block that an edit of words or of a row touches. */
function touched(claim: Claim, places: Places): number | null {
  const { edit } = claim;
  if (edit.kind === 'splice') {
    const { id } = edit.block.attrs;
    return places.cell(id)?.table ?? places.indexOf(id);
  }
  if (edit.kind === 'number') return edit.range.start;
  return edit.kind === 'row' ? places.indexOf(edit.table) : null;
}

function gapOf({ edit }: Claim): Gap | null {
  return edit.kind === 'insert' || edit.kind === 'move' ? edit.gap : null;
}

/** What is written inside a text that goes. */
function insideRemoved(
  claims: readonly Claim[],
  ranges: readonly Taken[],
  places: Places,
): readonly Overlap[] {
  const removed = ranges.filter((range) => !range.moved);
  if (removed.length === 0) return [];
  return claims.flatMap((claim): readonly Overlap[] => {
    const index = touched(claim, places);
    const gap = gapOf(claim);
    return removed
      .filter((range) => range.claim !== claim)
      .filter(({ start, end }) => {
        if (index !== null) return index >= start && index < end;
        if (gap === null) return false;
        const within = gap.after >= start && gap.after < end - 1;
        return within || (gap.owner >= start && gap.owner < end);
      })
      .map((range) => overlap(claim, range.claim));
  });
}

/** Insertions at one place whose order nothing tells; what moves into itself, or beside what moves away. */
function betweenGaps(claims: readonly Claim[], ranges: readonly Taken[]): readonly Overlap[] {
  const seen = new Map<string, Claim>();
  const found: Overlap[] = [];
  const moved = ranges.filter((range) => range.moved);
  for (const claim of claims) {
    const gap = gapOf(claim);
    if (gap === null) continue;
    const key = `${gap.after}|${gap.order}`;
    const other = seen.get(key);
    if (other !== undefined) found.push(overlap(other, claim));
    seen.set(key, claim);
    for (const range of moved) {
      const owned = gap.owner >= range.start && gap.owner < range.end;
      const inside = gap.after >= range.start && gap.after < range.end - 1;
      // Beside what goes: « après l’article 4 », which moves. Beside what stays next to it, the place is plain.
      const leaves = gap.anchor >= range.start && gap.anchor < range.end && !owned;
      const beside = leaves && (gap.after === range.start - 1 || gap.after === range.end - 1);
      if (range.claim === claim ? inside || owned : beside) found.push(overlap(claim, range.claim));
    }
  }
  return found;
}

function betweenRows(claims: readonly Claim[], places: Places): readonly Overlap[] {
  const found: Overlap[] = [];
  const rows = only(claims, 'row');
  const seen = new Map<string, Claim>();
  for (const claim of rows) {
    const { table, rank, removes } = claim.edit;
    const key = `${table}|${rank}|${removes}`;
    const other = seen.get(key);
    if (other !== undefined) found.push(overlap(other, claim));
    seen.set(key, claim);
  }
  for (const claim of only(claims, 'splice')) {
    const cell = places.cell(claim.edit.block.attrs.id);
    const table = cell === null ? undefined : places.blocks[cell.table]?.attrs.id;
    const row = table === undefined ? undefined : seen.get(`${table}|${cell?.row}|true`);
    if (row !== undefined) found.push(overlap(claim, row));
  }
  return found;
}

/** Two numbers for one division. */
function betweenNumbers(claims: readonly Claim[]): readonly Overlap[] {
  const found: Overlap[] = [];
  const seen = new Map<number, Claim>();
  for (const claim of claims) {
    const { edit } = claim;
    if (edit.kind !== 'number' && !(edit.kind === 'move' && edit.number !== null)) continue;
    const other = seen.get(edit.range.start);
    if (other !== undefined) found.push(overlap(other, claim));
    seen.set(edit.range.start, claim);
  }
  return found;
}

/** Finds the instructions whose places overlap (rule X3 of RULES.md): together they would not mean one text. */
export function overlapsOf(claims: readonly Claim[], places: Places): readonly Overlap[] {
  const ranges = takenRanges(claims);
  const all = [
    ...betweenWords(claims),
    ...betweenRanges(ranges),
    ...insideRemoved(claims, ranges, places),
    ...betweenGaps(claims, ranges),
    ...betweenRows(claims, places),
    ...betweenNumbers(claims),
  ];
  const seen = new Set<string>();
  return all.filter(({ instruction, other }) => {
    const key = `${instruction}|${other}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
