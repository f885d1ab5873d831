import type { BlockJson, TableJson, TextBlockJson } from '#shared/document/model.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { blocksOf, rowOf } from '../lines.ts';
import type { Places, Range } from '../places.ts';
import { isBlank } from '../text/line.ts';
import type { Edit, NewBlocks } from './edits.ts';
import { type Splice, spliceLine } from './splice.ts';

interface Row {
  readonly rank: number;
  readonly removes: boolean;
  readonly rows: readonly (readonly string[])[];
}

/** Makes the new text, from edits that don't overlap. */
class Assembler {
  private readonly places: Places;
  private readonly makeId: MakeBlockId;
  private readonly splices = new Map<BlockId, Splice[]>();
  private readonly rows = new Map<BlockId, Row[]>();
  private readonly removed = new Map<number, { readonly end: number; readonly by: NewBlocks | null }>();
  private readonly moved = new Map<number, number>();
  private readonly numbers = new Map<number, string>();
  private readonly arrivals = new Map<
    number,
    { readonly order: number; readonly anchor: number; readonly make: () => readonly BlockJson[] }[]
  >();

  constructor(places: Places, edits: readonly Edit[], makeId: MakeBlockId) {
    this.places = places;
    this.makeId = makeId;
    for (const edit of edits) this.take(edit);
    for (const list of this.arrivals.values()) list.sort((a, b) => a.order - b.order);
  }

  private take(edit: Edit): void {
    switch (edit.kind) {
      case 'splice':
        push(this.splices, edit.block.attrs.id, edit.splice);
        break;
      case 'row':
        push(this.rows, edit.table, edit);
        break;
      case 'remove':
        this.removed.set(edit.range.start, { end: edit.range.end, by: edit.by });
        break;
      case 'number':
        this.numbers.set(edit.range.start, edit.number);
        break;
      case 'insert':
        push(this.arrivals, edit.gap.after, { ...edit.gap, make: () => this.make(edit.blocks) });
        break;
      case 'move':
        this.moved.set(edit.range.start, edit.range.end);
        push(this.arrivals, edit.gap.after, {
          ...edit.gap,
          make: () => renumber(this.run(edit.range), edit.number),
        });
        break;
    }
  }

  private make(blocks: NewBlocks): readonly BlockJson[] {
    const { reader } = this.places;
    return blocksOf(blocks.lines, {
      base: reader,
      like: blocks.like,
      headings: blocks.headings,
      makeId: this.makeId,
    });
  }

  all(): readonly BlockJson[] {
    return [...this.arrived(-1), ...this.run({ start: 0, end: this.places.blocks.length }, true)];
  }

  /** What arrives after a block: all of it, or what is told by a block inside a range, or outside it. */
  private arrived(after: number, range: Range | null = null, inside = true): readonly BlockJson[] {
    return (this.arrivals.get(after) ?? [])
      .filter(({ anchor }) => range === null || (anchor >= range.start && anchor < range.end) === inside)
      .flatMap((arrival) => arrival.make());
  }

  private run({ start, end }: Range, outer = false): readonly BlockJson[] {
    const result: BlockJson[] = [];
    for (let i = start; i < end; ) {
      const removal = this.removed.get(i);
      const moveEnd = this.moved.get(i);
      if (removal !== undefined) {
        if (removal.by !== null)
          result.push(...this.keepIds({ start: i, end: removal.end }, this.make(removal.by)));
        i = removal.end;
      } else if (moveEnd !== undefined && (outer || i !== start)) {
        // What goes before the next division stays; what goes inside the one that moves went with it.
        result.push(...this.arrived(moveEnd - 1, { start: i, end: moveEnd }, false));
        i = moveEnd;
        continue;
      } else {
        const block = this.places.blocks[i];
        if (block !== undefined) result.push(...renumber([this.edited(block)], this.numbers.get(i) ?? null));
        i += 1;
      }
      result.push(...this.arrived(i - 1, !outer && i === end ? { start, end } : null));
    }
    return result;
  }

  /**
   * What takes the place of a division or of a line is that division or that line in its new wording, so that what
   * refers to it goes on doing so: the first block keeps its id, and the others too when they match one by one.
   */
  private keepIds({ start, end }: Range, fresh: readonly BlockJson[]): readonly BlockJson[] {
    const old = this.places.blocks.slice(start, end).filter((block) => !isBlank(block));
    const all = old.length === fresh.length && old[0]?.type !== 'intitule';
    return fresh.map((block, rank) => {
      const was = rank === 0 || all ? old[rank] : undefined;
      if (was === undefined || was.type !== block.type) return block;
      return { ...block, attrs: { ...block.attrs, id: was.attrs.id } } as BlockJson;
    });
  }

  private edited(block: BlockJson): BlockJson {
    if (block.type === 'table') return this.table(block);
    return block.type === 'image' || block.type === 'sautPage' ? block : this.text(block);
  }

  private text<Block extends TextBlockJson>(block: Block): Block {
    const splices = this.splices.get(block.attrs.id);
    if (splices === undefined) return block;
    const content = spliceLine(this.places.reader.textOf(block), splices);
    const { content: _, ...rest } = block;
    return { ...rest, ...(content.length > 0 ? { content } : {}) } as Block;
  }

  private table(table: TableJson): TableJson {
    const rows = this.rows.get(table.attrs.id) ?? [];
    const content: TableJson['content'][number][] = [];
    const arrive = (rank: number) => {
      for (const row of rows.filter((one) => !one.removes && one.rank === rank))
        content.push(...row.rows.map((cells) => rowOf(cells, this.makeId)));
    };
    table.content.forEach((row, rank) => {
      arrive(rank);
      const removal = rows.find((one) => one.removes && one.rank === rank);
      if (removal !== undefined) {
        const header = row.content.every((cell) => cell.type === 'tableHeader');
        content.push(...removal.rows.map((cells) => rowOf(cells, this.makeId, header)));
      } else
        content.push({
          ...row,
          content: row.content.map((cell) => ({
            ...cell,
            content: cell.content.map((one) => this.text(one)),
          })),
        });
    });
    arrive(table.content.length);
    return { ...table, content };
  }
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function renumber(blocks: readonly BlockJson[], number: string | null): readonly BlockJson[] {
  const [first, ...rest] = blocks;
  if (number === null || first?.type !== 'intitule') return blocks;
  return [{ ...first, attrs: { ...first.attrs, numFixe: number } }, ...rest];
}

/** @returns the blocks of the new text */
export const assemble = (places: Places, edits: readonly Edit[], makeId: MakeBlockId): readonly BlockJson[] =>
  new Assembler(places, edits, makeId).all();
