import { Footer, Header, PageNumber, Paragraph, TabStopType, TextRun } from 'docx';
import { writable } from './characters.ts';
import { PAGE, TEXT_WIDTH } from './styles.ts';

/** What is said around the text, on every page. */
export interface Furniture {
  readonly headLeft: string;
  readonly headRight: string;
  readonly foot: string;
}

const line = (children: readonly TextRun[]) =>
  new Paragraph({
    style: 'EnTete',
    tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
    children,
  });

/** @returns the page, its header and its footer, with the number of the page at its right end */
export function section({ headLeft, headRight, foot }: Furniture) {
  return {
    properties: {
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
    headers: {
      default: new Header({
        children: [
          line([
            new TextRun(writable(headLeft)),
            ...(headRight === '' ? [] : [new TextRun({ children: ['\t', writable(headRight)], bold: true })]),
          ]),
        ],
      }),
    },
    footers: {
      default: new Footer({
        children: [
          line([
            new TextRun(writable(foot)),
            new TextRun({ children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
          ]),
        ],
      }),
    },
  };
}
