import {
  Bookmark,
  BorderStyle,
  Document,
  HeightRule,
  type IParagraphOptions,
  LeaderType,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { ActContent } from '#shared/document/model.ts';
import { type ListPlan, planLists } from '#shared/exchange/docx/lists.ts';
import {
  ALINEA_STYLE,
  headingStyle,
  itemStyle,
  liaisonStyle,
  plainStyle,
  titleStyle,
} from '#shared/exchange/docx/styles.ts';
import type { PrintBlock, PrintModel, PrintRun, PrintTable } from '#shared/exchange/print/model.ts';
import { plainRuns } from '#shared/exchange/print/text.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { writable } from './characters.ts';
import { section } from './furniture.ts';
import { listReference, numberingOf } from './numbering.ts';
import { pictureRun } from './picture.ts';
import { bookmarkOf, ownWords, type RunContext, writeRuns } from './runs.ts';
import { DOCX_STYLES, STEP, TEXT_WIDTH } from './styles.ts';

/** From how many divisions an act has a sommaire, on a page of its own with the title (as on paper: rule L1 of print). */
const ENTRIES_FOR_COVER = 6;

type Line = Exclude<PrintBlock, { type: 'table' | 'image' | 'sautPage' }>;
type Child = Paragraph | Table;

function* runsOf(model: PrintModel): Generator<PrintRun> {
  for (const block of model.blocks) {
    if ('runs' in block) yield* block.runs;
    if (block.type === 'table')
      for (const row of block.rows)
        for (const cell of row) for (const inner of cell.blocks) yield* inner.runs;
  }
}

/** Numbers that a field can write: decimal, and written by the word processor at their heading. */
function decimalNumbers(model: PrintModel, plan: ListPlan): ReadonlyMap<BlockId, string> {
  return new Map(
    model.blocks.flatMap((block) =>
      block.type === 'intitule' && plan.at.has(block.id) && /^\d+(?:\.\d+)*$/.test(block.number)
        ? [[block.id, block.number] as const]
        : [],
    ),
  );
}

/** Footnotes are numbered by the word processor when their calls in the text are 1, 2, 3 (rule X4). */
function callsCount({ blocks }: PrintModel): boolean {
  let next = 1;
  const count = (runs: readonly PrintRun[]) =>
    runs.every((run) => {
      if (run.type !== 'appel' || !run.first) return true;
      next += 1;
      return run.number === next - 1;
    });
  return blocks.every((block) => {
    if (block.type === 'table')
      return block.rows.every((row) => row.every((cell) => cell.blocks.every((inner) => count(inner.runs))));
    if (!('runs' in block)) return true;
    return block.type === 'note'
      ? block.runs.every((run) => run.type !== 'appel' || !run.first)
      : count(block.runs);
  });
}

class VersionWriter {
  private readonly model: PrintModel;
  private readonly plan: ListPlan;
  private readonly context: RunContext;

  constructor(content: ActContent, model: PrintModel) {
    this.model = model;
    this.plan = planLists(content.document, model);
    const cited = [...runsOf(model)].flatMap((run) =>
      run.type === 'renvoi' && run.cible !== null ? [run.cible] : [],
    );
    const targets = [...cited, ...model.contents.map(({ id }) => id)];
    this.context = {
      targets: new Set(targets),
      numbers: decimalNumbers(model, this.plan),
      footnotes: callsCount(model),
    };
  }

  private paragraph(
    { id, runs }: Line,
    style: string,
    options: Omit<IParagraphOptions, 'style' | 'children'> & { readonly lead?: string } = {},
  ): Paragraph {
    const { lead = '', ...rest } = options;
    const children: ParagraphChild[] = [...ownWords(lead), ...writeRuns(runs, this.context)];
    const marked = this.context.targets.has(id) ? [new Bookmark({ id: bookmarkOf(id), children })] : children;
    return new Paragraph({ style, ...rest, children: marked });
  }

  private numbering(id: BlockId): Pick<IParagraphOptions, 'numbering'> | null {
    const place = this.plan.at.get(id);
    return place === undefined
      ? null
      : { numbering: { reference: listReference(place.list), level: place.level } };
  }

  /** @param next the block after it, which may have to stand on the same page */
  private line(block: Line, next?: PrintBlock, alineaStyle = ALINEA_STYLE): Paragraph {
    switch (block.type) {
      case 'titre':
        return this.paragraph(block, titleStyle(block.role));
      case 'intitule': {
        const automatic = this.numbering(block.id);
        const tail = this.plan.at.get(block.id)?.tail ?? '';
        const lead = automatic === null ? spaced(block.printed) : tail === '' ? '' : spaced(tail);
        const breaks = block.genre === 'annexe' && block.niveau === 1 ? { pageBreakBefore: true } : {};
        return this.paragraph(block, headingStyle(block.genre, block.niveau), {
          ...automatic,
          lead,
          ...breaks,
        });
      }
      case 'item': {
        const automatic = this.numbering(block.id);
        const lead = automatic !== null || block.marker === '' ? '' : `${block.marker}\t`;
        // The last one stands apart from what follows.
        const end = next === undefined || next.type === 'item' ? {} : { spacing: { after: 120 } };
        return this.paragraph(block, itemStyle(block.niveau), { ...automatic, ...end, lead });
      }
      case 'alinea': {
        const indent = block.retrait === 0 ? {} : { indent: { left: STEP * block.retrait } };
        return this.paragraph(block, alineaStyle, {
          ...indent,
          ...(next !== undefined && leads(block, next) ? { keepNext: true } : {}),
        });
      }
      case 'note': {
        const mark = block.number === null ? '*\u00a0' : `${block.number} `;
        return this.paragraph(block, plainStyle('note'), block.marked ? { lead: mark } : {});
      }
      case 'liaison':
        return this.paragraph(block, liaisonStyle(plainRuns(block.runs)));
      default:
        return this.paragraph(block, plainStyle(block.type));
    }
  }

  private table(table: PrintTable): Table {
    const shares = table.widths ?? Array.from({ length: Math.max(1, table.columns) }, () => 1);
    const whole = shares.reduce((sum, share) => sum + share, 0);
    return new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: shares.map((share) => Math.floor((TEXT_WIDTH * share) / whole)),
      borders: TABLE_BORDERS,
      margins: { top: 40, bottom: 40, left: 100, right: 100 },
      rows: table.rows.map(
        (row, rank) =>
          new TableRow({
            cantSplit: true,
            tableHeader: rank < table.headerRows,
            children: row.map(
              (cell) =>
                new TableCell({
                  columnSpan: cell.colspan,
                  rowSpan: cell.rowspan,
                  ...(cell.header ? { shading: { fill: 'EEF3F9' } } : {}),
                  children: cell.blocks.map((block) =>
                    this.line(block, undefined, cell.header ? 'CelluleTitre' : 'Cellule'),
                  ),
                }),
            ),
          }),
      ),
    });
  }

  /** Signatures two by two, kept whole and together, each above a line where a hand signs (rule X6). */
  private signatures(blocks: readonly Line[]): Table {
    const pairs = Array.from({ length: Math.ceil(blocks.length / 2) }, (_, rank) =>
      blocks.slice(2 * rank, 2 * rank + 2),
    );
    const gap = 600;
    const half = Math.floor((TEXT_WIDTH - gap) / 2);
    const cell = (block: Line | undefined, keepNext: boolean) =>
      new TableCell({
        verticalAlign: VerticalAlignTable.TOP,
        margins: { top: 160, bottom: 120 },
        // Borders of cells, so that the lines of a row are level whatever the names' lengths.
        ...(block === undefined ? {} : { borders: { bottom: HAIR } }),
        children: [
          block === undefined
            ? new Paragraph({ style: plainStyle('signataire'), keepNext })
            : this.paragraph(block, plainStyle('signataire'), { keepNext }),
        ],
      });
    return new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: [half, gap, half],
      borders: NO_BORDERS,
      rows: pairs.map(([left, right], rank) => {
        const keepNext = rank < pairs.length - 1;
        return new TableRow({
          cantSplit: true,
          height: { value: 2_600, rule: HeightRule.ATLEAST },
          children: [cell(left, keepNext), cell(undefined, keepNext), cell(right, keepNext)],
        });
      }),
    });
  }

  /** The text, from its first line to its last. */
  private flow(blocks: readonly PrintBlock[]): readonly Child[] {
    const children: Child[] = [];
    const push = (child: Child) => {
      // Two tables side by side would be one for a word processor.
      if (child instanceof Table && children.at(-1) instanceof Table) children.push(separator());
      children.push(child);
    };
    let signing: Line[] = [];
    const flush = () => {
      if (signing.length > 0) push(this.signatures(signing));
      signing = [];
    };
    const shown = blocks.filter(
      (block) => block.type !== 'sautPage' && !(block.type === 'note' && this.isAtFoot(block)),
    );
    for (const [rank, block] of shown.entries()) {
      if (block.type === 'sautPage') continue;
      if (block.type === 'signataire') {
        signing.push(block);
        continue;
      }
      flush();
      if (block.type === 'table') push(this.table(block));
      else if (block.type === 'image') {
        const picture = pictureRun(block);
        if (picture !== null) push(new Paragraph({ style: titleStyle('mention'), children: [picture] }));
      } else {
        // A table has no space of its own below it.
        if (children.at(-1) instanceof Table) push(separator());
        push(this.line(block, shown[rank + 1]));
      }
    }
    flush();
    if (children.at(-1) instanceof Table) children.push(separator());
    return children;
  }

  private isAtFoot({ noteId, number }: Extract<PrintBlock, { type: 'note' }>): boolean {
    return this.context.footnotes && noteId !== null && number !== null;
  }

  /** @returns the body of the file: with enough divisions, the titles and the sommaire have a page of their own */
  children(): readonly (Child | TableOfContents)[] {
    const { blocks, titles, contents } = this.model;
    const withContents = contents.length >= ENTRIES_FOR_COVER;
    if (!withContents) return this.flow(blocks);
    return [
      ...this.flow(blocks.slice(0, titles)),
      new Paragraph({ style: 'TitreSommaire', children: [new TextRun('Sommaire')] }),
      new TableOfContents('Sommaire', {
        hyperlink: true,
        headingStyleRange: '1-6',
        useAppliedParagraphOutlineLevel: true,
        // No page is known before Word counts them: dots would lead nowhere.
        tabLeader: LeaderType.NONE,
        cachedEntries: contents.map((entry) => ({
          title: writable(`${spaced(entry.printed)}${entry.text}`),
          level: entry.niveau,
          ...(this.context.targets.has(entry.id) ? { href: bookmarkOf(entry.id) } : {}),
        })),
      }),
      new Paragraph({ style: 'Separation', pageBreakBefore: true }),
      ...this.flow(blocks.slice(titles)),
    ];
  }

  footnotes() {
    if (!this.context.footnotes) return {};
    const inside: RunContext = { ...this.context, footnotes: false };
    return Object.fromEntries(
      this.model.notes.map(({ alineas }, rank) => [
        rank + 1,
        {
          children: (alineas.length === 0 ? [{ runs: [] }] : alineas).map(
            ({ runs }) =>
              new Paragraph({
                style: 'FootnoteText',
                children: [new TextRun(' '), ...writeRuns(runs, inside)],
              }),
          ),
        },
      ]),
    );
  }

  numberingConfig() {
    return numberingOf(this.plan);
  }
}

/** True where a line is left behind on no page: it announces the next block, or signatures follow (rule L2 of print). */
const leads = (block: Line, next: PrintBlock): boolean =>
  next.type === 'cloture' || next.type === 'signataire' || plainRuns(block.runs).trimEnd().endsWith(':');

const separator = () => new Paragraph({ style: 'Separation' });

const spaced = (printed: string): string => (printed === '' || /\s$/.test(printed) ? printed : `${printed} `);

const HAIR = { style: BorderStyle.SINGLE, size: 4, color: 'B9BFC9' } as const;
const TABLE_BORDERS = {
  top: HAIR,
  bottom: HAIR,
  left: HAIR,
  right: HAIR,
  insideHorizontal: HAIR,
  insideVertical: HAIR,
};
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};

/**
 * Writes one state of an act as a DOCX file that a jurist goes on working in (rules X1 to X7 of
 * shared/exchange/docx/RULES.md).
 * @param content the state, of which `model` was built
 * @returns the bytes of the file
 */
export async function versionDocx(content: ActContent, model: PrintModel): Promise<Uint8Array> {
  const writer = new VersionWriter(content, model);
  const { title, version, hash, mention } = model.edition;
  const file = new Document({
    title: writable(title),
    subject: writable(version),
    creator: 'Clausier',
    lastModifiedBy: 'Clausier',
    description: `SHA-256 ${hash}`,
    styles: DOCX_STYLES,
    numbering: writer.numberingConfig(),
    footnotes: writer.footnotes(),
    hyphenation: { autoHyphenation: true },
    // A line that somebody ended is not stretched to the margin.
    compatibility: { doNotExpandShiftReturn: true },
    sections: [
      {
        ...section({
          headLeft: title,
          headRight: mention ?? '',
          foot: version,
          hash,
          logos: model.edition.logos ?? [],
        }),
        children: writer.children(),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}
