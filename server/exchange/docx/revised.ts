import {
  DeletedTextRun,
  type FileChild,
  InsertedTextRun,
  type IRunOptions,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';
import type {
  OnSide,
  ParagraphLook,
  RevisedBlock,
  RevisedDocument,
  RevisedParagraph,
  RevisedRow,
  RevisedRun,
  RevisedTable,
} from '#shared/exchange/docx/model.ts';
import { fullFormat, runChildren, runFormat, writable } from './characters.ts';
import { MovedParagraph, MovedRun, movedMark, RangeEnd, RangeStart, type Way } from './moved.ts';
import { pictureRun } from './picture.ts';
import { STEP, TEXT_WIDTH } from './styles.ts';

/** Who made the changes, as a word processor shows them: a name, and an instant in ISO 8601. */
export interface Signed {
  readonly author: string;
  readonly date: string;
}

interface Revision extends Signed {
  readonly id: number;
}

type WrittenRun = TextRun | InsertedTextRun | DeletedTextRun;

const WAYS: Readonly<Record<'old' | 'new', Way>> = { old: 'From', new: 'To' };

class ReferenceAttributes extends XmlAttributeComponent<{ readonly id: number }> {
  protected override readonly xmlKeys = { id: 'w:id' };
}

/** The call of a footnote inside a run, since the library's own run for it can't be tracked. */
class FootnoteCall extends XmlComponent {
  constructor(id: number) {
    super('w:footnoteReference');
    this.root.push(new ReferenceAttributes({ id }));
  }
}

/** Columns that a row takes. */
const columnsOf = (table: RevisedTable): number =>
  Math.max(1, ...table.rows.map((row) => row.cells.reduce((sum, cell) => sum + cell.colspan, 0)));

/** Writes a text with its revisions in the elements of a DOCX file (rules W2 to W5 of RULES.md). */
class RevisedWriter {
  private readonly signed: Signed;
  private count = 0;
  /** The marks of each move, by its way and its number. */
  private readonly ranges = new Map<string, Revision>();

  constructor({ author, date }: Signed) {
    this.signed = { author: writable(author), date };
  }

  private revision(): Revision {
    this.count += 1;
    return { id: this.count, ...this.signed };
  }

  private tracking(side: OnSide): { readonly insertion?: Revision; readonly deletion?: Revision } {
    if (side === 'both') return {};
    return side === 'old' ? { deletion: this.revision() } : { insertion: this.revision() };
  }

  private textRun(side: OnSide, options: IRunOptions): WrittenRun {
    if (side === 'both') return new TextRun(options);
    const tracked = { ...options, ...this.revision() };
    return side === 'old' ? new DeletedTextRun(tracked) : new InsertedTextRun(tracked);
  }

  private run(run: RevisedRun): WrittenRun {
    switch (run.kind) {
      case 'saut':
        return this.textRun(run.side, { break: 1 });
      case 'appel':
        return this.textRun(run.side, {
          style: 'FootnoteReference',
          children: [new FootnoteCall(run.note + 1)],
        });
      case 'texte': {
        const was = run.was === null ? {} : { revision: { ...fullFormat(run.was), ...this.revision() } };
        return this.textRun(run.side, { ...runFormat(run.format), ...was, children: runChildren(run.text) });
      }
    }
  }

  private look({ style, indent }: ParagraphLook, inCell: boolean) {
    const named = inCell && style === 'Alinea' ? 'Cellule' : style;
    return { style: named, ...(indent === 0 ? {} : { indent: { left: STEP * indent } }) };
  }

  paragraph(paragraph: RevisedParagraph, inCell = false): Paragraph {
    const { look, was, mark } = paragraph;
    const revision = was === null ? {} : { revision: { ...this.look(was, inCell), ...this.revision() } };
    return new Paragraph({
      ...this.look(look, inCell),
      ...revision,
      ...(mark === 'both' ? {} : { run: this.tracking(mark) }),
      children: paragraph.runs.map((run) => this.run(run)),
    });
  }

  private movedRun(run: RevisedRun): XmlComponent {
    if (run.kind !== 'texte' || !run.moved || run.side === 'both') return this.run(run);
    const words = new TextRun({ ...runFormat(run.format), children: runChildren(run.text) });
    return new MovedRun(WAYS[run.side], this.revision(), words);
  }

  /** A paragraph that moved, between the marks of its move when it begins or ends it. */
  private moved(paragraph: RevisedParagraph, ends: { readonly first: boolean; readonly last: boolean }) {
    const { look, mark, move, runs } = paragraph;
    if (mark === 'both' || move === null) return [this.paragraph(paragraph)];
    const way = WAYS[mark];
    const name = `deplacement${move + 1}`;
    const range = this.ranges.get(`${way}${move}`) ?? this.revision();
    this.ranges.set(`${way}${move}`, range);
    const written = new MovedParagraph(
      this.look(look, false),
      movedMark(way, this.revision()),
      runs.map((run) => this.movedRun(run)),
    );
    return [
      ...(ends.first ? [new RangeStart(way, range, name)] : []),
      written,
      ...(ends.last ? [new RangeEnd(way, range.id)] : []),
    ];
  }

  private row({ side, cells }: RevisedRow, isHead: boolean): TableRow {
    return new TableRow({
      cantSplit: true,
      tableHeader: isHead,
      ...this.tracking(side),
      children: cells.map(
        (cell) =>
          new TableCell({
            columnSpan: cell.colspan,
            rowSpan: cell.rowspan,
            ...(cell.header ? { shading: { fill: 'EDEDED' } } : {}),
            children: cell.paragraphs.map((paragraph) => this.paragraph(paragraph, true)),
          }),
      ),
    });
  }

  private table(table: RevisedTable): Table {
    const columns = columnsOf(table);
    const firstBody = table.rows.findIndex((row) => !row.cells.every((cell) => cell.header));
    return new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: Array.from({ length: columns }, () => Math.floor(TEXT_WIDTH / columns)),
      rows: table.rows.map((row, rank) => this.row(row, rank < firstBody)),
    });
  }

  /** @param around the blocks before and after it */
  block(block: RevisedBlock, around: readonly (RevisedBlock | undefined)[]): readonly FileChild[] {
    switch (block.kind) {
      case 'paragraphe': {
        const goesOn = (other: RevisedBlock | undefined) =>
          other?.kind === 'paragraphe' && other.move === block.move && other.mark === block.mark;
        const [before, after] = around;
        if (block.move === null) return [this.paragraph(block)];
        return this.moved(block, { first: !goesOn(before), last: !goesOn(after) });
      }
      case 'table':
        return [this.table(block)];
      case 'image': {
        const picture = pictureRun(block, this.tracking(block.side));
        return [
          new Paragraph({
            ...(block.side === 'both' ? {} : { run: this.tracking(block.side) }),
            children: picture === null ? [] : [picture],
          }),
        ];
      }
    }
  }
}

const NOTE_LOOK: ParagraphLook = { style: 'FootnoteText', indent: 0 };

/** @returns the body and the footnotes of a file that tracks these changes */
export function writeRevised(revised: RevisedDocument, signed: Signed) {
  const writer = new RevisedWriter(signed);
  const children = revised.blocks.flatMap((block, rank, all) =>
    writer.block(block, [all[rank - 1], all[rank + 1]]),
  );
  const footnotes = Object.fromEntries(
    revised.notes.map((paragraphs, rank) => [
      rank + 1,
      { children: paragraphs.map((one) => writer.paragraph({ ...one, look: NOTE_LOOK, was: null })) },
    ]),
  );
  return { children, footnotes };
}
