import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrintBlock, PrintModel } from '#shared/exchange/print/model.ts';
import { layOut } from '#shared/exchange/print/pdf/layout.ts';
import { plainRuns, printedBlock } from '#shared/exchange/print/text.ts';

/** @returns whether a command is on this machine */
export function hasCommand(name: string): boolean {
  try {
    execFileSync('which', [name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Runs a command on a PDF. @returns what it prints */
function onFile(bytes: Uint8Array, command: string, args: (file: string) => readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'clausier-pdf-'));
  try {
    const file = join(folder, 'acte.pdf');
    writeFileSync(file, bytes);
    return execFileSync(command, args(file), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e8,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const pdfInfo = (bytes: Uint8Array): string => onFile(bytes, 'pdfinfo', (file) => [file]);
export const pdfFonts = (bytes: Uint8Array): string => onFile(bytes, 'pdffonts', (file) => [file]);
export const pdfStructure = (bytes: Uint8Array): string =>
  onFile(bytes, 'pdfinfo', (file) => ['-struct', file]);
/** @returns what qpdf finds of a file; throws when it finds it broken */
export const qpdfCheck = (bytes: Uint8Array): string => onFile(bytes, 'qpdf', (file) => ['--check', file]);
/** @returns the objects of a file in the clear, for its bookmarks and metadata */
export const qpdfJson = (bytes: Uint8Array): string => onFile(bytes, 'qpdf', (file) => ['--json', file]);

/** What lies between running title and page number, in points from the top of an A4 page. */
const BODY = ['-x', '0', '-y', '80', '-W', '596', '-H', '690'];
const pages = (bytes: Uint8Array, crop: readonly string[]): readonly string[] =>
  onFile(bytes, 'pdftotext', (file) => ['-raw', '-enc', 'UTF-8', ...crop, file, '-'])
    .split('\f')
    .slice(0, -1);

/** @returns all the text of a file, in the order in which it is drawn */
export const pdfText = (bytes: Uint8Array): string => pages(bytes, []).join('\n');
/** @returns how far from the left edge the last letter of a file goes, in points; an A4 page is 595 wide */
export const rightmost = (bytes: Uint8Array): number =>
  Math.max(
    ...[...onFile(bytes, 'pdftotext', (file) => ['-bbox', file, '-']).matchAll(/ xMax="([\d.]+)"/g)].map(
      ([, at]) => Number(at),
    ),
  );

/** @returns the text of each page, without its running title and footer */
const bodyPages = (bytes: Uint8Array): readonly string[] => pages(bytes, BODY);
/** @returns the running title of each page */
export const headerPages = (bytes: Uint8Array): readonly string[] =>
  pages(bytes, ['-x', '0', '-y', '0', '-W', '596', '-H', '80']);
/** @returns the footer of each page */
export const footerPages = (bytes: Uint8Array): readonly string[] =>
  pages(bytes, ['-x', '0', '-y', '770', '-W', '596', '-H', '72']);

/**
 * Rule P5: two texts are the same print when they are equal without what setting a line may change: spaces and line
 * ends, hyphens (a word may be cut), bars between cells, and the shape of a letter or a figure (NFKC: superscripts).
 */
const samePrint = (text: string): string =>
  text.normalize('NFKC').replace(/[\s|\u00ad\u200b\u2010\u2011-]/gu, '');

/**
 * Rule L2: where the signatures stand, and the words before them.
 * @returns the pages of the last words of the text, of the closing and of each signature, in that order
 */
export function signingPages(bytes: Uint8Array, { blocks }: PrintModel): readonly number[] {
  const first = blocks.findIndex(({ type }) => type === 'signataire');
  if (first === -1) return [];
  const closing = blocks.slice(0, first).findLastIndex((block) => printedBlock(block).trim() !== '');
  const last = blocks.slice(0, closing).findLastIndex((block) => printedBlock(block).trim() !== '');
  const signatures = blocks.filter(({ type }) => type === 'signataire').map(printedBlock);
  const words = [blocks[last], blocks[closing]].flatMap((block) =>
    block ? [printedBlock(block).slice(-60)] : [],
  );
  const all = bodyPages(bytes).map(samePrint);
  return [...words, ...signatures].map((some) => all.findLastIndex((page) => page.includes(samePrint(some))));
}

/** Numbers of the notes as they stand at the feet: those that the text calls, each before those that it calls itself. */
function footOrder({ blocks, notes }: PrintModel): readonly number[] {
  const order: number[] = [];
  const callsOf = (some: readonly PrintBlock[]): readonly number[] =>
    some.flatMap((block) => {
      if (block.type === 'table')
        return block.rows.flatMap((row) => row.flatMap((cell) => callsOf(cell.blocks)));
      if (!('runs' in block)) return [];
      return block.runs.flatMap((run) => (run.type === 'appel' && run.first ? [run.number] : []));
    });
  for (const called of callsOf(blocks.filter((block) => block.type !== 'note' || block.number === null))) {
    const waiting = [called];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      order.push(next);
      waiting.push(...callsOf(notes[next - 1]?.alineas ?? []));
    }
  }
  return order;
}

/** The pages that a model must print, without spaces: title page, sommaire, text, and notes from their feet. */
interface ExpectedPrint {
  readonly cover: string;
  readonly contents: string;
  readonly flow: string;
  readonly notes: string;
}

export function expectedPrint(model: PrintModel): ExpectedPrint {
  const { edition } = model;
  const { document } = layOut(model);
  const shown = (blocks: typeof model.blocks) =>
    blocks
      .filter((block) => block.type !== 'note' || block.number === null)
      .map(printedBlock)
      .join('\n');
  const { cover } = document;
  const titles = cover === null ? 0 : model.titles;
  const coverText =
    cover === null
      ? ''
      : [
          edition.mention ?? '',
          shown(model.blocks.slice(0, titles)),
          cover.parties.join('et'),
          edition.version,
          edition.date,
          `Empreinte SHA-256 : ${edition.hash}`,
        ].join('\n');
  const listed = document.flow.flatMap((node) => (node.k === 'intitule' && node.listed ? [node.plain] : []));
  const notes = footOrder(model).map((number) => {
    const words = (model.notes[number - 1]?.alineas ?? []).map(({ runs }) => plainRuns(runs)).join('\n');
    return samePrint(words) === '' ? '' : `${number}${words}`;
  });
  return {
    cover: samePrint(coverText),
    contents: document.contents ? samePrint(['Sommaire', ...listed].join('\n')) : '',
    flow: samePrint(shown(model.blocks.slice(titles))),
    notes: samePrint(notes.join('\n')),
  };
}

/** What a PDF prints, in the same parts. */
export function printOf(bytes: Uint8Array, expected: ExpectedPrint): ExpectedPrint {
  const all = bodyPages(bytes);
  let rest = [...all];
  let [cover, contents, flow, notes] = ['', '', '', ''];
  let waiting = expected.notes;
  /** Takes from the foot of a page the notes that may stand there: the longest that come next. */
  const withoutNotes = (page: string): string => {
    for (let length = Math.min(waiting.length, page.length); length > 0; length -= 1)
      if (page.endsWith(waiting.slice(0, length))) {
        notes += waiting.slice(0, length);
        waiting = waiting.slice(length);
        return page.slice(0, -length);
      }
    return page;
  };
  if (expected.cover !== '') {
    cover = withoutNotes(samePrint(rest[0] ?? ''));
    rest = rest.slice(1);
  }
  if (expected.contents !== '') {
    // Dot leaders and page numbers are not words: what is left must be the lines of the sommaire, all of them.
    const leaders = (text: string) => text.replace(/[.\d]/g, '');
    let seen = '';
    while (rest.length > 0 && leaders(seen).length < leaders(expected.contents).length) {
      seen += samePrint(rest[0] ?? '');
      rest = rest.slice(1);
    }
    contents = leaders(seen) === leaders(expected.contents) ? expected.contents : seen;
  }
  for (const page of rest) flow += withoutNotes(samePrint(page));
  return { cover, contents, flow, notes };
}
