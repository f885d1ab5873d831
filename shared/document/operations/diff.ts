/** One stretch that differs: `[from, to)` of the old text became `[newFrom, newTo)` of the new one. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Largest table of the exact alignment, in cells; beyond, the middle counts as one rewritten stretch. */
const MAX_CELLS = 1_500_000;

/**
 * Aligns two texts by their longest common subsequence, after their common ends are set aside.
 * @returns the differing stretches, in order; exact when the middles' product of lengths is under MAX_CELLS,
 *   one stretch otherwise
 */
export function diff(before: string, after: string): Hunk[] {
  let start = 0;
  const shortest = Math.min(before.length, after.length);
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before[before.length - 1 - end] === after[after.length - 1 - end])
    end += 1;
  const whole = { from: start, to: before.length - end, newFrom: start, newTo: after.length - end };
  if (whole.from === whole.to && whole.newFrom === whole.newTo) return [];
  const rows = whole.to - whole.from;
  const columns = whole.newTo - whole.newFrom;
  if (rows === 0 || columns === 0 || rows * columns > MAX_CELLS) return [whole];
  return middle(before, after, whole, rows, columns);
}

function middle(before: string, after: string, whole: Hunk, rows: number, columns: number): Hunk[] {
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  const cell = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = rows - 1; row >= 0; row -= 1)
    for (let column = columns - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        before[whole.from + row] === after[whole.newFrom + column]
          ? cell(row + 1, column + 1) + 1
          : Math.max(cell(row + 1, column), cell(row, column + 1));

  const hunks: Hunk[] = [];
  let row = 0;
  let column = 0;
  let open: { from: number; newFrom: number } | null = null;
  const close = (): void => {
    if (open !== null) hunks.push({ ...open, to: whole.from + row, newTo: whole.newFrom + column });
    open = null;
  };
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[whole.from + row] === after[whole.newFrom + column]) {
      close();
      row += 1;
      column += 1;
      continue;
    }
    open ??= { from: whole.from + row, newFrom: whole.newFrom + column };
    if (column === columns || (row < rows && cell(row + 1, column) >= cell(row, column + 1))) row += 1;
    else column += 1;
  }
  close();
  return hunks;
}
