import type {
  ActContent,
  BlockJson,
  InlineJson,
  MarkJson,
  TableJson,
  TextBlockJson,
} from '#shared/document/model.ts';
import type { Numbering } from '#shared/document/numbering.ts';
import { mendAttrs } from '#shared/document/parse.ts';
import { printReference } from '#shared/document/references.ts';
import { type PrintContext, printContext } from '#shared/document/text.ts';
import { outline } from '#shared/document/tree.ts';
import { printsBold, printVariable } from '#shared/document/variables.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type {
  PrintBlock,
  PrintCell,
  PrintEdition,
  PrintEntry,
  PrintHeading,
  PrintItem,
  PrintModel,
  PrintNote,
  PrintParagraph,
  PrintRun,
  PrintTable,
} from './model.ts';
import { plainRuns } from './text.ts';

const BOLD: MarkJson = { type: 'bold' };

const isFilled = (ctx: PrintContext, chemin: string): boolean =>
  Object.hasOwn(ctx.champs, chemin) && (ctx.champs[chemin]?.valeur ?? '').trim() !== '';

/** Resolves the inline content of one document, in its order. */
class Resolver {
  readonly #ctx: PrintContext;
  readonly #called = new Set<string>();

  constructor(ctx: PrintContext) {
    this.#ctx = ctx;
  }

  get numbering(): Numbering {
    return this.#ctx.numbering;
  }

  runs(content: readonly InlineJson[] | undefined): readonly PrintRun[] {
    return (content ?? []).map((inline) => this.#run(inline));
  }

  #run(inline: InlineJson): PrintRun {
    switch (inline.type) {
      case 'text':
        return { type: 'texte', text: inline.text, marks: inline.marks ?? [] };
      case 'hardBreak':
        return { type: 'saut' };
      case 'variable': {
        const { chemin, format } = inline.attrs;
        const marks = inline.marks ?? [];
        return {
          type: 'variable',
          text: printVariable(this.#ctx.champs, chemin, format),
          chemin,
          format,
          filled: isFilled(this.#ctx, chemin),
          marks: printsBold(format) ? [...marks, BOLD] : marks,
        };
      }
      case 'renvoi': {
        const { cible, format, libelle } = inline.attrs;
        const printed = printReference(this.#ctx.document, this.numbering, cible, format, libelle);
        return {
          type: 'renvoi',
          text: printed.text,
          format,
          cible: printed.broken ? null : (cible as BlockId),
          marks: inline.marks ?? [],
        };
      }
      case 'appelNote': {
        const { noteId } = inline.attrs;
        const first = !this.#called.has(noteId);
        this.#called.add(noteId);
        // Numbering counts every call, so that one without a number is a bug.
        return { type: 'appel', noteId, number: this.numbering.notes.get(noteId) ?? 0, first };
      }
    }
  }
}

type Inner = TableJson['content'][number]['content'][number]['content'][number];

function paragraph(block: Extract<TextBlockJson, { type: 'alinea' }>, resolve: Resolver): PrintParagraph {
  const { id, retrait } = block.attrs;
  return { type: 'alinea', id, retrait, runs: resolve.runs(block.content) };
}

function listItem(block: Extract<TextBlockJson, { type: 'item' }>, resolve: Resolver): PrintItem {
  const { id, niveau, marqueur } = mendAttrs('item', block.attrs);
  const marker = resolve.numbering.items.get(id) ?? marqueur;
  return { type: 'item', id, niveau, marker, marqueur, runs: resolve.runs(block.content) };
}

const inner = (block: Inner, resolve: Resolver): PrintParagraph | PrintItem =>
  block.type === 'item' ? listItem(block, resolve) : paragraph(block, resolve);

/** @returns the widths of all columns, or `null` when a cell of the first row does not give its own */
function widthsOf(table: TableJson): readonly number[] | null {
  const widths = (table.content[0]?.content ?? []).flatMap(({ attrs }) => attrs.colwidth ?? [0]);
  return widths.length > 0 && widths.every((width) => width > 0) ? widths : null;
}

/** @returns how many columns the widest row takes, cells that reach down from rows above included */
function columnsOf(table: TableJson): number {
  let widest = 0;
  const reaching: number[] = [];
  table.content.forEach((row, index) => {
    let width = reaching[index] ?? 0;
    for (const { attrs } of row.content) {
      width += attrs.colspan;
      for (let below = 1; below < attrs.rowspan && index + below < table.content.length; below += 1)
        reaching[index + below] = (reaching[index + below] ?? 0) + attrs.colspan;
    }
    widest = Math.max(widest, width);
  });
  return widest;
}

function printTable(table: TableJson, resolve: Resolver): PrintTable {
  const rows = table.content.map((row) =>
    row.content.map(
      (cell): PrintCell => ({
        header: cell.type === 'tableHeader',
        colspan: cell.attrs.colspan,
        rowspan: cell.attrs.rowspan,
        blocks: cell.content.map((block) => inner(block, resolve)),
      }),
    ),
  );
  const body = rows.findIndex((row) => !row.every((cell) => cell.header));
  const widths = widthsOf(table);
  const columns = columnsOf(table);
  return {
    type: 'table',
    id: table.attrs.id,
    rows,
    headerRows: body === -1 ? 0 : body,
    widths: widths?.length === columns ? widths : null,
    columns,
  };
}

function heading(block: Extract<TextBlockJson, { type: 'intitule' }>, resolve: Resolver): PrintHeading {
  const { id, niveau, genre, famille } = mendAttrs('intitule', block.attrs);
  const number = resolve.numbering.headings.get(id);
  return {
    type: 'intitule',
    id,
    niveau,
    genre,
    famille,
    printed: number?.printed ?? '',
    number: number?.number ?? '',
    name: number?.name ?? '',
    runs: resolve.runs(block.content),
  };
}

function printBlock(block: BlockJson, previous: BlockJson | undefined, resolve: Resolver): PrintBlock {
  switch (block.type) {
    case 'titre':
      return { type: 'titre', ...block.attrs, runs: resolve.runs(block.content) };
    case 'partie':
      return { type: 'partie', ...block.attrs, runs: resolve.runs(block.content) };
    case 'signataire':
      return { type: 'signataire', ...block.attrs, runs: resolve.runs(block.content) };
    case 'liaison':
    case 'visa':
    case 'considerant':
    case 'formule':
    case 'cloture':
      return { type: block.type, id: block.attrs.id, runs: resolve.runs(block.content) };
    case 'intitule':
      return heading(block, resolve);
    case 'alinea':
      return paragraph(block, resolve);
    case 'item':
      return listItem(block, resolve);
    case 'note': {
      const { id, noteId } = block.attrs;
      const goesOn = previous?.type === 'note' && noteId !== null && previous.attrs.noteId === noteId;
      const number = noteId === null ? null : (resolve.numbering.notes.get(noteId) ?? null);
      return { type: 'note', id, noteId, number, marked: !goesOn, runs: resolve.runs(block.content) };
    }
    case 'table':
      return printTable(block, resolve);
    case 'image':
      return { type: 'image', id: block.attrs.id, src: block.attrs.src, alt: block.attrs.alt };
    case 'sautPage':
      return { type: 'sautPage', id: block.attrs.id };
  }
}

/** A heading without a number nor a word prints nothing, so the sommaire has no line for it. */
function entriesOf(blocks: readonly PrintBlock[]): readonly PrintEntry[] {
  return blocks.flatMap((block): PrintEntry[] => {
    if (block.type !== 'intitule') return [];
    const text = plainRuns(
      block.runs.filter((run) => run.type !== 'appel'),
      ' ',
    ).trim();
    if (text === '' && block.printed.trim() === '') return [];
    return [{ id: block.id, niveau: block.niveau, printed: block.printed, text }];
  });
}

/**
 * Resolves an act for printing: the only place where writers get numbers, variables, references and notes from.
 * @param content one state of the act
 * @param edition which state that is, in words
 */
export function buildPrintModel(content: ActContent, edition: PrintEdition): PrintModel {
  const resolve = new Resolver(printContext(content));
  const source = content.document.content;
  const blocks = source.map((block, index): PrintBlock => printBlock(block, source[index - 1], resolve));
  const firstBody = blocks.findIndex((block) => block.type !== 'titre');
  const alineas = new Map<string, PrintNote[]>();
  for (const block of blocks)
    if (block.type === 'note' && block.noteId !== null)
      alineas.set(block.noteId, [...(alineas.get(block.noteId) ?? []), block]);
  return {
    edition,
    blocks,
    outline: outline(content.document),
    titles: firstBody === -1 ? blocks.length : firstBody,
    contents: entriesOf(blocks),
    notes: [...resolve.numbering.notes.keys()].map((noteId) => ({
      noteId,
      alineas: alineas.get(noteId) ?? [],
    })),
  };
}
