import type { Instruction } from '../model.ts';

/** Quoted alinéas and rows from which an annexe is joined rather than quoted (rule R12). */
const LONG_QUOTATION = 12;
/** The same, where nothing of the annexe stays. */
const WHOLE_ANNEXE = 3;

function quotedLength(instruction: Instruction): number {
  if ('rows' in instruction) return instruction.rows.length;
  if (!('lines' in instruction)) return 0;
  return instruction.lines.reduce((sum, line) => sum + (line.kind === 'table' ? line.rows.length : 1), 0);
}

/**
 * @param inside what is amended in an annexe
 * @param keepsSome whether a line of it stays as it reads
 * @returns whether these quote its whole text, or more than reads well
 */
export function isLongToQuote(inside: readonly Instruction[], keepsSome: boolean): boolean {
  // What moves in or out of it is told where it goes.
  if (inside.some(({ kind }) => kind === 'move-alineas' || kind === 'move-division')) return false;
  const quoted = inside.reduce((sum, one) => sum + quotedLength(one), 0);
  return quoted >= (keepsSome ? LONG_QUOTATION : WHOLE_ANNEXE);
}
