import type { BlockJson } from '#shared/document/model.ts';
import { contentOf } from '../context.ts';
import type { Segment } from '../inline/model.ts';
import type { BlockChange, CellComparison, Comparison, ListComparison } from '../model.ts';
import type { Expected } from './pairs/index.ts';
import { redline } from './redline.ts';

const isSilent = (segments: readonly Segment[]): boolean =>
  segments.every(
    (one) =>
      one.kind === 'kept' ||
      (one.kind !== 'altered' && one.pieces.every((piece) => piece.text.trim() === '')) ||
      (one.kind === 'altered' && one.why.every((why) => why === 'identite')),
  );

const plain = (blocks: readonly BlockJson[]): string =>
  blocks
    .flatMap((block) => contentOf(block) ?? [])
    .map((inline) => (inline.type === 'text' ? inline.text : ''))
    .join('');

function list(comparison: ListComparison, old: readonly BlockJson[]): string {
  return comparison.layout
    .map((item) => {
      if (item.kind === 'departure') return '';
      if (item.kind === 'same') return plain(old.slice(item.old, item.old + item.count));
      const change = comparison.changes[item.change];
      return change?.content.kind === 'text' ? redline(change.content.comparison) : '';
    })
    .join(' ');
}

function cell(change: CellComparison, old: readonly BlockJson[]): string {
  if (change.cell === null) return list(change.blocks, old);
  const text = plain(change.cell.content);
  return change.kinds.includes('insere') ? `{+${text}+}` : `[-${text}-]`;
}

function tableWords(change: BlockChange, comparison: Comparison): string | null {
  if (change.content.kind !== 'table' || change.kinds.join() === 'structure') return null;
  const old = comparison.old.document.content[change.old[0]?.index ?? -1];
  const rows = old?.type === 'table' ? old.content : [];
  return change.content.table.rows
    .map((row) => {
      const whole = row.old === null || row.new === null;
      const cells = row.cells.map((one) =>
        whole && one.cell !== null
          ? plain(one.cell.content)
          : cell(one, rows[row.old ?? -1]?.content[one.old ?? -1]?.content ?? []),
      );
      const text = cells.join(' | ');
      if (!whole) return text;
      return row.new === null ? `[-${text}-]` : `{+${text}+}`;
    })
    .join('\n');
}

/** @returns the words of a changed block as a hand-judged pair writes them, null when none changed */
function toldWords(change: BlockChange, comparison: Comparison): string | null {
  if (change.content.kind !== 'text') return tableWords(change, comparison);
  const { segments } = change.content.comparison;
  return isSilent(segments) ? null : redline({ segments });
}

/** @returns what a comparison tells, as a hand-judged pair writes it; changes of ids alone are left out */
export function told(comparison: Comparison): readonly Expected[] {
  return comparison.blocks.changes
    .filter((change) => change.kinds.join() !== 'identite')
    .map((change) => ({
      id: (change.new ?? change.old[0])?.id.replace(/0+$/, '') ?? '',
      kinds: change.kinds,
      words: toldWords(change, comparison),
    }));
}
