import { type AddressPhrase, addressPhrase, resolveAddress } from '#shared/document/address.ts';
import { withDefinite } from '#shared/document/french.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { type PrintContext, printContext, printInline } from '#shared/document/text.ts';
import { outline } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { quote } from './french.ts';

/** Nouns of lines that have no address: an empty one, a page break. */
const NOUNS: Readonly<Partial<Record<BlockJson['type'], string>>> = {
  sautPage: 'un saut de page',
  image: 'une image',
  table: 'un tableau',
};

/** How the blocks of one act are called, articles included (« le deuxième alinéa de l’article 4 »). */
export class Addresses {
  private readonly content: ActContent;
  private readonly print: PrintContext;
  /** Divisions that hold no other. */
  private readonly leaves = new Set<BlockId>();
  private readonly indexes: ReadonlyMap<BlockId, number>;
  private readonly blocks: ReadonlyMap<BlockId, BlockJson>;
  /** The division whose text directly holds the block of that rank. */
  private readonly holders: readonly (BlockId | null)[];

  constructor(content: ActContent) {
    this.content = content;
    this.print = printContext(content);
    this.indexes = new Map(content.document.content.map((block, index) => [block.attrs.id, index]));
    this.blocks = new Map(content.document.content.map((block) => [block.attrs.id, block]));
    const holders: (BlockId | null)[] = content.document.content.map(() => null);
    const visit = (nodes: ReturnType<typeof outline>) => {
      for (const node of nodes) {
        holders.fill(node.id, node.start, node.end);
        if (node.children.length === 0) this.leaves.add(node.id);
        visit(node.children);
      }
    };
    visit(outline(content.document));
    this.holders = holders;
  }

  private phrase(id: BlockId): AddressPhrase | null {
    return addressPhrase(this.content.document, id, this.content.champs);
  }

  /** @returns « l’article 4 », « la section 2 », « le préambule »; null when nothing tells the division from another */
  division(id: BlockId): string | null {
    const text = this.phrase(id)?.text;
    if (text === undefined) return null;
    const after = /^intitulé (?:de (l’.*|la .*)|du (.*))$/s.exec(text);
    return after?.[1] ?? (after?.[2] === undefined ? null : `le ${after[2]}`);
  }

  /** @returns the division and its heading: « l’article 4 (Durée) » */
  titled(id: BlockId): string {
    const name = this.division(id);
    const heading = this.print.numbering.headings.get(id);
    if (name === null)
      return heading === undefined ? 'une division' : `la division ${quote(heading.heading)}`;
    const shown = heading === undefined || heading.number === '' || heading.heading === '';
    return shown ? name : `${name} (${heading.heading})`;
  }

  /** @returns the noun and number of a division, without article: « article 4 » */
  name(id: BlockId): { readonly noun: string; readonly number: string } {
    const heading = this.print.numbering.headings.get(id);
    return { noun: heading?.noun ?? '', number: heading?.number ?? '' };
  }

  heading(id: BlockId): string {
    return this.print.numbering.headings.get(id)?.heading ?? '';
  }

  /** @returns the words of a block as printed, without its number; those of a table cell after cell */
  words(block: BlockJson): string {
    if (block.type === 'image') return block.attrs.alt;
    if (block.type !== 'table') return printInline(block, this.print);
    return block.content
      .map((row) =>
        row.content.map((cell) => cell.content.map((one) => this.words(one)).join(' ')).join(' | '),
      )
      .join(' / ');
  }

  /** @returns the division that directly holds the block of that rank, null outside divisions */
  holder(index: number): BlockId | null {
    return this.holders[index] ?? null;
  }

  /** @returns « le deuxième alinéa de l’article 4 » */
  line(id: BlockId): string {
    const phrase = this.phrase(id);
    return phrase === null ? this.unnamed(id) : withDefinite(phrase.text, phrase.gender);
  }

  /** @returns where a line is: the article itself when that line is all of it */
  place(id: BlockId): string {
    const line = this.line(id);
    const alone = /^le premier alinéa (?:de (l’.*|la .*)|du (.*))$/s.exec(line);
    if (alone === null) return line;
    const holder = this.holder(this.indexes.get(id) ?? -1);
    if (holder !== null && !this.leaves.has(holder)) return line;
    const unique = line.replace('le premier', 'unique');
    if (resolveAddress(this.content.document, unique, this.content.champs) !== id) return line;
    return alone[1] ?? `le ${alone[2]}`;
  }

  private unnamed(id: BlockId): string {
    const block = this.blocks.get(id);
    if (block === undefined) return 'un passage';
    const words = this.words(block).trim();
    if (words !== '') return `le passage ${quote(words.split(/\s+/).slice(0, 8).join(' '))}`;
    return NOUNS[block.type] ?? 'une ligne vide';
  }
}
