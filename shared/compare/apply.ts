import { canonicalContent, canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, Fields, InlineJson, TableCellJson } from '#shared/document/model.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import type { Segment } from './inline/model.ts';
import type {
  AttributeChange,
  BlockChange,
  CellComparison,
  Comparison,
  FieldChange,
  ListComparison,
  TableComparison,
} from './model.ts';

/** The text given is not the old one of the comparison. */
export type ApplyProblem = 'autre-base';

function newContent(segments: readonly Segment[]): readonly InlineJson[] {
  return segments.flatMap((segment) => {
    const pieces =
      segment.kind === 'altered' ? segment.new : segment.kind === 'deleted' ? [] : segment.pieces;
    return pieces.map((piece) => piece.inline);
  });
}

interface Frame {
  readonly type: string;
  readonly attrs: object;
}

function newFrame(old: Frame, changes: readonly AttributeChange[]): Frame {
  const values = new Map<string, unknown>(Object.entries({ ...old.attrs, type: old.type }));
  for (const { name, new: value } of changes)
    if (value === undefined) values.delete(name);
    else values.set(name, value);
  const type = String(values.get('type'));
  values.delete('type');
  return { type, attrs: Object.fromEntries(values) };
}

function newBlock(change: BlockChange, blocks: readonly BlockJson[]): BlockJson {
  if (change.content.kind === 'whole') return change.content.block;
  const old = blocks[change.old[0]?.index ?? -1];
  if (old === undefined) throw new RangeError('A change of nothing');
  const frame = newFrame(old, change.attributes);
  switch (change.content.kind) {
    case 'same':
      return { ...old, ...frame } as BlockJson;
    case 'text':
      return { ...frame, content: newContent(change.content.comparison.segments) } as unknown as BlockJson;
    case 'table':
      return { ...frame, content: newRows(change.content.table, old) } as unknown as BlockJson;
  }
}

function newRows(table: TableComparison, old: BlockJson): readonly object[] {
  const rows = old.type === 'table' ? old.content : [];
  return table.rows
    .filter((row) => row.new !== null)
    .map((row) => ({
      type: 'tableRow',
      content: row.cells.flatMap((cell) => newCell(cell, rows[row.old ?? -1]?.content ?? [])),
    }));
}

function newCell(change: CellComparison, cells: readonly TableCellJson[]): readonly object[] {
  if (change.cell !== null) return change.kinds.includes('supprime') ? [] : [change.cell];
  const old = cells[change.old ?? -1];
  if (old === undefined) throw new RangeError('A change of no cell');
  return [{ ...newFrame(old, change.attributes), content: newList(change.blocks, old.content) }];
}

function newList(comparison: ListComparison, old: readonly BlockJson[]): readonly BlockJson[] {
  return comparison.layout.flatMap((item) => {
    if (item.kind === 'departure') return [];
    if (item.kind === 'same') return old.slice(item.old, item.old + item.count);
    const change = comparison.changes[item.change];
    return change === undefined || change.new === null ? [] : [newBlock(change, old)];
  });
}

function newFields(changes: readonly FieldChange[], old: Fields): Fields {
  const fields = new Map(Object.entries(old));
  for (const { key, new: value } of changes)
    if (value === null) fields.delete(key);
    else fields.set(key, value);
  return Object.fromEntries(fields);
}

/**
 * Makes the changes of a comparison in its old text (rule K4): each block is rebuilt from the old one and its record.
 * @param a the old text, in any writing of its canonical form
 * @returns the new text, in canonical form; `autre-base` when `a` is not the old text
 */
export function applyComparison(comparison: Comparison, a: ActContent): Result<ActContent, ApplyProblem> {
  if (canonicalJson(a) !== canonicalJson(comparison.old)) return fail('autre-base');
  const base = canonicalContent(a);
  const content = newList(comparison.blocks, base.document.content);
  return ok(
    canonicalContent({
      document: { type: 'doc', content },
      champs: newFields(comparison.fields, base.champs),
    }),
  );
}
