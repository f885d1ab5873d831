import { divisionPlaces, type Place } from '#shared/document/address/places.ts';
import { addressPhrase, resolveAddress } from '#shared/document/address.ts';
import { type Gender, rankInWords, withDe } from '#shared/document/french.ts';
import type { ActContent, BlockJson, TableJson, TextBlockJson } from '#shared/document/model.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { Address } from './model.ts';
import { isBlank, isTextBlock } from './text/line.ts';
import { type Reader, readerOf } from './text/reading.ts';

/** Blocks of the document from `start`, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where one block of a table's cell stands. */
interface CellPlace {
  readonly table: number;
  readonly row: number;
}

/** How a place is called, with the gender of its first noun. */
export interface Phrase {
  readonly text: Address;
  readonly gender: Gender;
}

type Heading = Extract<BlockJson, { type: 'intitule' }>;

/** Addresses of one text remembered, so that a text asked for anything does not keep it all. */
const MOST_RESOLVED = 10_000;

const RANKED = /^(?:le |la )?(?:\S+ )?(?:dernier |avant-dernier |unique )?alinéa /i;

/** Every place of a base text, and how each is called: the one view that printing, finding and carrying out share. */
export class Places {
  readonly reader: Reader;
  readonly blocks: readonly BlockJson[];
  private readonly nodes = new Map<BlockId, OutlineNode>();
  private readonly phrases: ReadonlyMap<BlockId, Place>;
  private readonly cells = new Map<BlockId, CellPlace>();
  private readonly resolved = new Map<Address, BlockId | null>();
  /** For each block, the index of the heading it stands under directly; -1 for none. */
  readonly headingOf: Int32Array;

  constructor(content: ActContent) {
    this.reader = readerOf(content);
    this.blocks = content.document.content;
    const roots = outline(content.document);
    this.phrases = divisionPlaces(roots, this.reader.ctx.numbering);
    this.headingOf = new Int32Array(this.blocks.length).fill(-1);
    const visit = (nodes: readonly OutlineNode[]) => {
      for (const node of nodes) {
        this.nodes.set(node.id, node);
        for (let i = node.start; i < node.end; i += 1) this.headingOf[i] = node.start;
        visit(node.children);
      }
    };
    visit(roots);
    this.blocks.forEach((block, table) => {
      if (block.type !== 'table') return;
      block.content.forEach((row, rank) => {
        for (const cell of row.content)
          for (const inner of cell.content) this.cells.set(inner.attrs.id, { table, row: rank });
      });
    });
  }

  /** @returns the division that a heading opens */
  node(id: BlockId): OutlineNode | null {
    return this.nodes.get(id) ?? null;
  }

  cell(id: BlockId): CellPlace | null {
    return this.cells.get(id) ?? null;
  }

  indexOf(id: BlockId): number {
    return this.reader.indexOf.get(id) ?? -1;
  }

  resolve(address: Address): BlockId | null {
    const known = this.resolved.get(address);
    if (known !== undefined) return known;
    const { document, champs } = this.reader.content;
    const id = resolveAddress(document, address, champs);
    if (this.resolved.size >= MOST_RESOLVED) this.resolved.clear();
    this.resolved.set(address, id);
    return id;
  }

  /** @returns the division that an address names, null when it names a line or nothing */
  division(address: Address): OutlineNode | null {
    const id = this.resolve(address);
    return id === null || /^(?:l[’'])?intitulé /i.test(address) ? null : this.node(id);
  }

  /** @returns how a division is called; null when no words tell it from another */
  divisionPhrase(id: BlockId): Phrase | null {
    const place = this.phrases.get(id);
    if (place === undefined) return null;
    return this.resolve(place.phrase) === id ? { text: place.phrase, gender: place.gender } : null;
  }

  /** @returns how a line is called; null for a heading and for what has no address */
  linePhrase(id: BlockId): Phrase | null {
    const { document, champs } = this.reader.content;
    return this.node(id) === null ? addressPhrase(document, id, champs) : null;
  }

  /** Ends where the direct lines of a division do: before its first subdivision. */
  ownLines(node: OutlineNode): Range {
    const end = node.children[0]?.start ?? node.end;
    return { start: node.start + 1, end };
  }

  /** @returns what a level runs over (§3 of the domain model): an item and the deeper ones that follow it */
  levelOf(index: number): Range {
    const block = this.blocks[index];
    let end = index + 1;
    if (block?.type !== 'item') return { start: index, end };
    for (let i = end; i < this.blocks.length; i += 1) {
      const next = this.blocks[i];
      if (next === undefined) break;
      if (next.type !== 'item') {
        if (isBlank(next)) continue;
        break;
      }
      if (next.attrs.niveau <= block.attrs.niveau) break;
      end = i + 1;
    }
    return { start: index, end };
  }

  /**
   * What an address of a line covers: all of a level when it is called by its marker (« le 2° »), its line alone
   * when it is called by its rank (« le sixième alinéa »).
   */
  lines(address: Address): Range | null {
    const id = this.resolve(address);
    const index = id === null ? -1 : this.indexOf(id);
    if (index === -1 || this.blocks[index]?.type === 'intitule') return null;
    return RANKED.test(`${address} `) ? { start: index, end: index + 1 } : this.levelOf(index);
  }

  /** @returns the line called by its rank among all lines of its place: « sixième alinéa de l’article 5 » */
  rankedPhrase(index: number): Phrase | null {
    const head = this.headingOf[index] ?? -1;
    const heading = this.blocks[head];
    if (heading?.type !== 'intitule') return null;
    const node = this.node(heading.attrs.id);
    const place = this.divisionPhrase(heading.attrs.id);
    const id = this.blocks[index]?.attrs.id;
    if (node === null || place === null || id === undefined) return null;
    const { start, end } = this.ownLines(node);
    const counted = this.blocks.slice(start, end).filter(opensAlinea);
    const rank = counted.findIndex((block) => block.attrs.id === id) + 1;
    if (rank === 0) return null;
    const text = `${rankInWords(rank, counted.length, 'm')} alinéa ${withDe(place.text, place.gender)}`;
    return this.resolve(text) === id ? { text, gender: 'm' } : null;
  }

  table(address: Address): { readonly index: number; readonly table: TableJson } | null {
    const id = this.resolve(address);
    const index = id === null ? -1 : this.indexOf(id);
    const table = this.blocks[index];
    return table?.type === 'table' ? { index, table } : null;
  }

  /** @returns texts of a range of blocks, cells included, headings left out */
  textsIn({ start, end }: Range): readonly TextBlockJson[] {
    return this.blocks.slice(start, end).flatMap((block): readonly TextBlockJson[] => {
      if (block.type === 'table')
        return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content));
      return isTextBlock(block) && block.type !== 'intitule' ? [block] : [];
    });
  }

  /** @returns the text block of an id, in a cell or not */
  textBlock(id: BlockId): TextBlockJson | null {
    const cell = this.cells.get(id);
    if (cell !== undefined)
      return (
        this.textsIn({ start: cell.table, end: cell.table + 1 }).find((one) => one.attrs.id === id) ?? null
      );
    const block = this.blocks[this.indexOf(id)];
    return isTextBlock(block) ? block : null;
  }

  headingAt(index: number): Heading | null {
    const block = this.blocks[index];
    return block?.type === 'intitule' ? block : null;
  }
}

/** Whether a block counts in the ranks of alinéas (rules A2 and A3 of the document). */
export function opensAlinea(block: BlockJson): boolean {
  return block.type !== 'image' && block.type !== 'note' && block.type !== 'intitule' && !isBlank(block);
}

const known = new WeakMap<ActContent, Places>();

/** @returns the places of a content, computed once */
export function placesOf(content: ActContent): Places {
  const places = known.get(content) ?? new Places(content);
  known.set(content, places);
  return places;
}
