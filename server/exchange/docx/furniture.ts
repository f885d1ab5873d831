import {
  AlignmentType,
  Footer,
  Header,
  PageNumber,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PrintLogo } from '#shared/exchange/print/model.ts';
import { writable } from './characters.ts';
import { logoRun } from './picture.ts';
import { PAGE, TEXT_WIDTH } from './styles.ts';

/** What is said around the text, on every page. */
export interface Furniture {
  readonly headLeft: string;
  readonly headRight: string;
  readonly foot: string;
  /** SHA-256 of the text, on a line of its own. */
  readonly hash?: string;
  /** What stands for each party at the head of the first page: no part of the text, which a jurist may send back. */
  readonly logos?: readonly PrintLogo[];
}

const line = (children: readonly TextRun[]) =>
  new Paragraph({
    style: 'EnTete',
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children,
  });

/** @returns the page, its header and its footer, with the number of the page at its right end */
export function section({ headLeft, headRight, foot, hash, logos = [] }: Furniture) {
  const head = line([
    new TextRun(writable(headLeft)),
    ...(headRight === '' ? [] : [new TextRun({ children: ['\t', writable(headRight)], bold: true })]),
  ]);
  const footer = () =>
    new Footer({
      children: [
        line([
          new TextRun(writable(foot)),
          new TextRun({ children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
        ]),
        ...(hash === undefined ? [] : [line([new TextRun(`Empreinte SHA-256\u00a0: ${hash}`)])]),
      ],
    });
  const first = logos.length === 0 ? {} : { first: new Header({ children: [head, ...logoLines(logos)] }) };
  return {
    properties: {
      ...(logos.length === 0 ? {} : { titlePage: true }),
      page: {
        size: { width: PAGE.width, height: PAGE.height },
        margin: {
          top: PAGE.margin,
          right: PAGE.margin,
          bottom: PAGE.margin,
          left: PAGE.margin,
          header: 709,
          footer: 709,
        },
      },
    },
    headers: { default: new Header({ children: [head] }), ...first },
    footers: { default: footer(), ...(logos.length === 0 ? {} : { first: footer() }) },
  };
}

/** Three to a line, a party without a logo named. */
function logoLines(logos: readonly PrintLogo[]): readonly (Paragraph | Table)[] {
  const lines = Array.from({ length: Math.ceil(logos.length / 3) }, (_, rank) =>
    logos.slice(3 * rank, 3 * rank + 3),
  );
  return lines.flatMap((row) => [
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: row.map(() => Math.floor(TEXT_WIDTH / row.length)),
      borders: TableBorders.NONE,
      rows: [new TableRow({ cantSplit: true, children: row.map(logoCell) })],
    }),
    // Two tables in a row would be one for a word processor.
    new Paragraph({ style: 'Separation' }),
  ]);
}

function logoCell({ name, picture }: PrintLogo): TableCell {
  const drawn = picture === null ? null : logoRun(picture, writable(`Logo\u00a0: ${name}`));
  return new TableCell({
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 120, right: 120 },
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [drawn ?? new TextRun({ text: writable(name), bold: true })],
      }),
    ],
  });
}
