import { alinea, type Blocks, texte } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, TableJson } from '#shared/document/model.ts';
import { divisionRange } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/** One change made to a signed text. */
export type Edit = (content: ActContent) => ActContent;

const withBlocks = (content: ActContent, blocks: readonly BlockJson[]): ActContent => ({
  ...content,
  document: { type: 'doc', content: blocks },
});

const wordsOf = (block: BlockJson): string =>
  block.type === 'table' || block.type === 'image' || block.type === 'sautPage'
    ? ''
    : (block.content ?? []).map((inline) => (inline.type === 'text' ? inline.text : '')).join('');

function rankOf(content: ActContent, start: string): number {
  const rank = content.document.content.findIndex((block) => wordsOf(block).startsWith(start));
  if (rank === -1) throw new RangeError(`No line begins with « ${start} »`);
  return rank;
}

let made = 0;
function identified(blocks: readonly Blocks[]): readonly BlockJson[] {
  return blocks.flatMap((one): readonly BlockJson[] => {
    if (!('type' in one)) return identified(one);
    made += 1;
    const id = `g${String(made).padStart(11, '0')}` as BlockId;
    return [{ ...one, attrs: { ...one.attrs, id } } as BlockJson];
  });
}

const spliced = (content: ActContent, at: number, out: number, by: readonly Blocks[]): ActContent =>
  withBlocks(content, [
    ...content.document.content.slice(0, at),
    ...identified(by),
    ...content.document.content.slice(at + out),
  ]);

/** Several changes, one after the other. */
export const all =
  (...edits: readonly Edit[]): Edit =>
  (content) =>
    edits.reduce((text, edit) => edit(text), content);

/** Replaces words of the line that begins so. */
export const reword =
  (start: string, old: string | RegExp, fresh: string): Edit =>
  (content) => {
    const rank = rankOf(content, start);
    const block = content.document.content[rank];
    if (block === undefined || block.type === 'table' || block.type === 'image' || block.type === 'sautPage')
      return content;
    const inlines = (block.content ?? []).map((inline) =>
      inline.type === 'text' ? { ...inline, text: inline.text.replace(old, fresh) } : inline,
    );
    if (JSON.stringify(inlines) === JSON.stringify(block.content)) throw new RangeError(`No « ${old} »`);
    const next = { ...block, content: inlines } as BlockJson;
    return withBlocks(content, content.document.content.map((one) => (one === block ? next : one)));
  };

/** Replaces the same words in every line. */
export const everywhere =
  (old: string, fresh: string): Edit =>
  (content) =>
    withBlocks(
      content,
      content.document.content.map((block) =>
        block.type === 'alinea' || block.type === 'item'
          ? ({
              ...block,
              content: (block.content ?? []).map((inline) =>
                inline.type === 'text' ? { ...inline, text: inline.text.replaceAll(old, fresh) } : inline,
              ),
            } as BlockJson)
          : block,
      ),
    );

/** Writes the line that begins so anew, under the same id. */
export const rewrite =
  (start: string, fresh: string): Edit =>
  (content) => {
    const block = content.document.content[rankOf(content, start)];
    const next = { ...block, content: [texte(fresh)] } as BlockJson;
    return withBlocks(content, content.document.content.map((one) => (one === block ? next : one)));
  };

/** Adds lines after the one that begins so; strings are alinéas. */
export const after =
  (start: string, ...blocks: readonly (string | Blocks)[]): Edit =>
  (content) =>
    spliced(content, rankOf(content, start) + 1, 0, blocks.map((one) => (typeof one === 'string' ? alinea(one) : one)));

/** Adds lines before the one that begins so. */
export const before =
  (start: string, ...blocks: readonly (string | Blocks)[]): Edit =>
  (content) =>
    spliced(content, rankOf(content, start), 0, blocks.map((one) => (typeof one === 'string' ? alinea(one) : one)));

/** Takes lines away, from the one that begins so. */
export const remove =
  (start: string, count = 1): Edit =>
  (content) =>
    spliced(content, rankOf(content, start), count, []);

function rangeOf(content: ActContent, heading: string) {
  const block = content.document.content[rankOf(content, heading)];
  const range = block === undefined ? null : divisionRange(content.document, block.attrs.id);
  if (range === null) throw new RangeError(`No division « ${heading} »`);
  return range;
}

/** Takes away a division, by its heading. */
export const abrogate =
  (heading: string): Edit =>
  (content) => {
    const { start, end } = rangeOf(content, heading);
    return spliced(content, start, end - start, []);
  };

/** Adds divisions after one, by its heading. */
export const insertAfter =
  (heading: string, ...blocks: readonly Blocks[]): Edit =>
  (content) =>
    spliced(content, rangeOf(content, heading).end, 0, blocks);

/** Moves a division after another, by their headings. */
export const moveAfter =
  (heading: string, other: string): Edit =>
  (content) => {
    const { start, end } = rangeOf(content, heading);
    const run = content.document.content.slice(start, end);
    const rest = withBlocks(content, content.document.content.filter((block) => !run.includes(block)));
    const at = rangeOf(rest, other).end;
    return withBlocks(content, [...rest.document.content.slice(0, at), ...run, ...rest.document.content.slice(at)]);
  };

/** Moves the line that begins so beside another one. */
export const moveLine =
  (start: string, beside: typeof after | typeof before, other: string): Edit =>
  (content) => {
    const block = content.document.content[rankOf(content, start)];
    if (block === undefined) return content;
    const rest = withBlocks(content, content.document.content.filter((one) => one !== block));
    const rank = rankOf(rest, other) + (beside === after ? 1 : 0);
    const lines = rest.document.content;
    return withBlocks(content, [...lines.slice(0, rank), block, ...lines.slice(rank)]);
  };

/** Holds the number of a division, by its heading. */
export const renumber =
  (heading: string, numFixe: string): Edit =>
  (content) => {
    const block = content.document.content[rankOf(content, heading)];
    if (block?.type !== 'intitule') return content;
    const next: BlockJson = { ...block, attrs: { ...block.attrs, numFixe } };
    return withBlocks(content, content.document.content.map((one) => (one === block ? next : one)));
  };

/** Changes the only table. */
export const inTable =
  (change: (rows: TableJson['content']) => TableJson['content']): Edit =>
  (content) =>
    withBlocks(
      content,
      content.document.content.map((block) => (block.type === 'table' ? { ...block, content: change(block.content) } : block)),
    );

/** A row of plain cells. */
export function row(...cells: readonly string[]): TableJson['content'][number] {
  return {
    type: 'tableRow',
    content: cells.map((cell) => ({
      type: 'tableCell',
      attrs: { colspan: 1, rowspan: 1, colwidth: null },
      content: identified([alinea(cell)]).flatMap((block) => (block.type === 'alinea' ? [block] : [])),
    })),
  };
}

/** Gives a variable another value. */
export const value =
  (key: string, valeur: string): Edit =>
  (content) => {
    const field = content.champs[key];
    if (field === undefined) throw new RangeError(`No field ${key}`);
    return { ...content, champs: { ...content.champs, [key]: { ...field, valeur } } };
  };

/** Changes the words of a cell. */
export const cell = (at: number, column: number, fresh: string): Edit =>
  inTable((rows) =>
    rows.map((one, rank) =>
      rank !== at
        ? one
        : {
            ...one,
            content: one.content.map((each, place) =>
              place === column ? { ...each, content: each.content.map((block) => ({ ...block, content: [texte(fresh)] })) } : each,
            ),
          },
    ),
  );
