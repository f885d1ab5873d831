import type { BlockJson } from '#shared/document/model.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { editsOf } from './apply/resolve.ts';
import { blocksOf } from './lines.ts';
import type { Instruction, QuotedLine } from './model.ts';
import type { Places } from './places.ts';

/*
 * Annexes joined to an avenant: what « est remplacée par l’annexe jointe au présent avenant » speaks of. They stand after
 * the signatures, as they will in the act.
 */

/** An instruction whose new text is joined to the avenant. */
type Joining = Extract<Instruction, { kind: 'replace-division' | 'insert-divisions' }>;

/** @returns those of some instructions whose new text stands after the signatures of the avenant, in their order */
export function joiningOf(instructions: readonly Instruction[]): readonly Joining[] {
  return instructions.filter(
    (one): one is Joining =>
      (one.kind === 'replace-division' || one.kind === 'insert-divisions') && one.attached === true,
  );
}

const TABLE_END = '';

/** @returns a joined annexe as plain text, line by line; a table is several, and an empty line parts it from what follows */
export function joinedText(lines: readonly QuotedLine[]): readonly string[] {
  return lines.flatMap((line) =>
    line.kind === 'text' ? [line.text] : [...line.rows.map((row) => `| ${row.join(' | ')} |`), TABLE_END],
  );
}

/**
 * @param base the text that the avenant amends
 * @returns a joined annexe as blocks, to stand in the avenant; its numbers are held, since they are those of the act
 */
export function joinedBlocks(one: Joining, base: Places, makeId: MakeBlockId): readonly BlockJson[] {
  return editsOf(one, base).flatMap((edit) => {
    const written = edit.kind === 'remove' ? edit.by : edit.kind === 'insert' ? edit.blocks : null;
    return written === null ? [] : blocksOf(written.lines, { ...written, base: base.reader, makeId });
  });
}
