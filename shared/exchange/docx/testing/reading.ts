import type { ActContent } from '#shared/document/model.ts';
import { buildPrintModel } from '../../print/build.ts';
import type { PrintBlock, PrintModel, PrintRun } from '../../print/model.ts';
import type { OnSide, RevisedDocument, RevisedParagraph, RevisedRun } from '../model.ts';

/** What a file reads: its lines in order (a row of a table is one), and its footnotes. Rule W7. */
export interface Reading {
  readonly body: readonly string[];
  readonly notes: readonly string[];
}

/** Blanks other than no-break ones are one space: a tab after a marker, a line end, the end of a line. */
export const normalised = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/[ \t\n]+/g, ' ').trim()).filter((line) => line !== '');

/** A sign that no text holds. */
const ROW_END = '\u0000';

const EDITION = { title: '', version: '', date: '', at: 0, hash: '', mention: null, parties: [] };

function calledInText(model: PrintModel): ReadonlySet<string> {
  const calls = (runs: readonly PrintRun[]) =>
    runs.flatMap((run) => (run.type === 'appel' ? [run.noteId] : []));
  return new Set(
    model.blocks.flatMap((block) => {
      if (block.type === 'table')
        return block.rows.flatMap((row) =>
          row.flatMap((cell) => cell.blocks.flatMap((inner) => calls(inner.runs))),
        );
      return 'runs' in block && block.type !== 'note' ? calls(block.runs) : [];
    }),
  );
}

/** @returns what a file of an act must read: `printDocument`, with footnotes apart, called `[^]` */
export function expectedReading(content: ActContent): Reading {
  const model = buildPrintModel(content, EDITION);
  const called = calledInText(model);
  const seen = new Set<string>();
  const notes: string[] = [];
  const words = (runs: readonly PrintRun[], inside = false): string =>
    runs
      .map((run) => {
        if (run.type === 'saut') return '\n';
        if (run.type !== 'appel') return run.text;
        if (inside || seen.has(run.noteId)) return String(run.number);
        seen.add(run.noteId);
        const { alineas = [] } = model.notes.find((note) => note.noteId === run.noteId) ?? {};
        notes.push(...alineas.map((note) => words(note.runs, true)));
        return '[^]';
      })
      .join('');
  const line = (block: PrintBlock): string => {
    switch (block.type) {
      case 'intitule':
        return /\s$/.test(block.printed)
          ? block.printed + words(block.runs)
          : `${block.printed} ${words(block.runs)}`;
      case 'item':
        return `${block.marker} ${words(block.runs)}`;
      case 'note':
        if (block.noteId !== null && called.has(block.noteId)) return '';
        return `${block.number ?? '*\u00a0'}${block.number === null ? '' : ' '}${words(block.runs, true)}`;
      case 'table':
        return block.rows
          .map((row) => row.map((cell) => normalised(cell.blocks.map(line)).join(' ')).join(' | '))
          .join(ROW_END);
      case 'image':
      case 'sautPage':
        return '';
      default:
        return words(block.runs);
    }
  };
  const body = model.blocks.flatMap((block) => line(block).split(ROW_END));
  return { body: normalised(body), notes: normalised(notes) };
}

const isOn = (side: OnSide, wanted: 'old' | 'new') => side === 'both' || side === wanted;

function shown(run: RevisedRun): string {
  if (run.kind === 'saut') return '\n';
  return run.kind === 'appel' ? '[^]' : run.text;
}

function paragraphsOf(paragraphs: readonly RevisedParagraph[], side: 'old' | 'new'): readonly string[] {
  const lines: string[] = [];
  let text = '';
  for (const paragraph of paragraphs) {
    text += paragraph.runs
      .filter((run) => isOn(run.side, side))
      .map(shown)
      .join('');
    if (!isOn(paragraph.mark, side)) continue;
    lines.push(text);
    text = '';
  }
  return text === '' ? lines : [...lines, text];
}

/** @returns what is left when all is accepted (`new`) or rejected (`old`), by the rules of the format */
export function readRevised(revised: RevisedDocument, side: 'old' | 'new'): Reading {
  const body: string[] = [];
  let open: RevisedParagraph[] = [];
  const flush = () => {
    body.push(...paragraphsOf(open, side));
    open = [];
  };
  const called: number[] = [];
  const see = (runs: readonly RevisedRun[]) => {
    for (const run of runs) if (run.kind === 'appel' && isOn(run.side, side)) called.push(run.note);
  };
  for (const block of revised.blocks) {
    if (block.kind === 'paragraphe') {
      open.push(block);
      see(block.runs);
      continue;
    }
    flush();
    if (block.kind === 'image') continue;
    for (const row of block.rows) {
      if (!isOn(row.side, side)) continue;
      for (const cell of row.cells) for (const one of cell.paragraphs) see(one.runs);
      body.push(
        row.cells.map((cell) => normalised(paragraphsOf(cell.paragraphs, side)).join(' ')).join(' | '),
      );
    }
  }
  flush();
  return {
    body: normalised(body),
    notes: normalised(called.flatMap((note) => paragraphsOf(revised.notes[note] ?? [], side))),
  };
}
