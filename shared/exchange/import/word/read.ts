import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { titleStyle } from '../../docx/styles.ts';
import type { DecodeProblem } from '../decode.ts';
import { headingLevelOf } from './levels.ts';
import { WordNumbers } from './numbers.ts';
import { openWord, type WordParts } from './parts.ts';
import { type RunReading, runsOf, type Seen, type WordRun, writeRuns } from './runs.ts';
import { stylesOf } from './styles.ts';
import { child, elementsOf, valOf, type WordElement, WordProblem, within } from './xml.ts';

/** A Word file as the text that an import reads. */
export interface WordText {
  /** Markdown. */
  readonly text: string;
  /** French sentences: what of the file is not in the text. */
  readonly warnings: readonly string[];
}

const CONTENTS = 'Table of Contents';
/** Lines of a sommaire: numbers of pages, which the act makes again. */
const CONTENTS_STYLE = /^(?:toc|tm) \d|^toc heading$|^titre du sommaire$/i;
const TITLES: Readonly<Record<string, string>> = {
  title: '# ',
  [titleStyle('principal')]: '# ',
  [titleStyle('sous-titre')]: '## ',
};

/** « Fait à Lyon, le… »: what follows it is signatures. */
const CLOSING = /^(?:\*\*)?(?:Fait|Signé) (?:à|au|aux|en|le)(?!\p{L})/mu;
const hasLines = (cell: string): boolean => cell.includes('<br>');

/** At the start of a line, what Markdown would read as a heading, a quotation or a rule. */
const escapeStart = (line: string): string => line.replace(/^(\s*)([#>+=])/, '$1\\$2');

class Reader {
  readonly seen: Seen = { tracked: false, comments: false, pictures: false };
  private readonly parts: WordParts;
  private readonly reading: RunReading;
  private readonly numbers: WordNumbers;
  private readonly labels = new Map<string, string>();
  /** What an end of paragraph that was deleted joins to the next one. */
  private joined: readonly WordRun[] = [];
  private text = '';
  private last: 'item' | 'other' = 'other';

  constructor(parts: WordParts) {
    this.parts = parts;
    const styleOf = stylesOf(parts.styles);
    this.reading = { styleOf, seen: this.seen };
    this.numbers = new WordNumbers(parts.numbering, (style) => valOf(styleOf(style)?.numbering, 'numId'));
  }

  /** Notes are numbered in the order of their calls. */
  private readonly labelOf = (id: string): string => {
    const label = this.labels.get(id) ?? String(this.labels.size + 1);
    this.labels.set(id, label);
    return label;
  };

  private push(block: string, kind: 'item' | 'other'): void {
    if (block.trim() === '') return;
    const gap = this.text === '' ? '' : kind === 'item' && this.last === 'item' ? '\n' : '\n\n';
    this.text += gap + block;
    this.last = kind;
  }

  private paragraph(one: WordElement): void {
    const properties = child(one, 'pPr');
    const style = this.reading.styleOf(valOf(properties, 'pStyle'));
    if (style !== null && CONTENTS_STYLE.test(style.name)) return;
    const runs = [...this.joined, ...runsOf(one, this.reading)];
    this.joined = [];
    if (child(child(properties, 'rPr'), 'del') !== undefined) {
      this.seen.tracked = true;
      this.joined = runs;
      return;
    }
    for (const [rank, page] of pagesOf(runs).entries()) {
      if (rank > 0) this.push('\f', 'other');
      this.line(page, properties, rank === 0);
    }
  }

  private line(runs: readonly WordRun[], properties: WordElement | undefined, first: boolean): void {
    const style = this.reading.styleOf(valOf(properties, 'pStyle'));
    const level = headingLevelOf('', valOf(properties, 'outlineLvl')) ?? style?.heading ?? null;
    const title = TITLES[style?.id ?? ''] ?? TITLES[style?.name.toLowerCase() ?? ''] ?? null;
    const empty = runs.every((run) => run.kind === 'text' && run.text.trim() === '');
    // Word prints no number before a line without words, and does not count it either.
    const number =
      first && !empty ? this.numbers.next(child(properties, 'numPr') ?? style?.numbering, style?.id) : null;
    if (empty) return;
    const lead = number === null ? '' : number.label + number.gap;
    // What follows « Article 4 » without a gap begins with its own.
    const write = (plain: boolean, lineEnd: string) => {
      const words = writeRuns(runs, { lineEnd, plain, labelOf: this.labelOf }).trimEnd();
      return number?.gap === '' ? words : words.trimStart();
    };
    if (title !== null) this.push(title + lead + write(true, ' '), 'other');
    else if (level !== null)
      this.push(`${'#'.repeat(Math.min(6, level))} ${lead}${write(true, ' ')}`, 'other');
    else if (number !== null && number.label !== '') {
      const words = write(false, '\\\n');
      const marker = number.bullet ? (/^[•○▪–-]$/.test(number.label) ? number.label : '-') : number.label;
      this.push(`${'  '.repeat(number.depth)}${marker}${number.gap}${words}`, 'item');
    } else this.push(escapeStart(write(false, '\\\n')), 'other');
  }

  /** The words of a cell, its lines held apart. */
  private cell(cell: WordElement): string {
    const lines = [...within(cell, 'p')].map((one) => {
      const properties = child(one, 'pPr');
      const style = this.reading.styleOf(valOf(properties, 'pStyle'));
      const number = this.numbers.next(child(properties, 'numPr') ?? style?.numbering, style?.id);
      const runs = runsOf(one, this.reading);
      const words = writeRuns(runs, { lineEnd: '<br>', plain: false, labelOf: this.labelOf }).trim();
      return words === '' || number === null ? words : `${number.label}${number.gap}${words}`;
    });
    return lines
      .filter((line) => line !== '')
      .join('<br>')
      .replaceAll('\t', ' ');
  }

  private table(table: WordElement): void {
    const rows = elementsOf(table).filter(({ name }) => name === 'tr');
    const kept = rows.filter((row) => {
      const deleted = child(child(row, 'trPr'), 'del') !== undefined;
      if (deleted) this.seen.tracked = true;
      return !deleted;
    });
    const [only] = kept;
    const cellsOf = (row: WordElement) => [...cellsIn(row)];
    // A frame around some lines.
    if (kept.length === 1 && only !== undefined && cellsOf(only).length === 1) {
      for (const cell of cellsOf(only)) this.blocks(cell);
      return;
    }
    const lines = kept.map((row) =>
      cellsOf(row).flatMap((cell) => {
        const properties = child(cell, 'tcPr');
        const merge = child(properties, 'vMerge');
        const goesOn = merge !== undefined && merge.attributes.val !== 'restart';
        const span = Math.min(60, Math.max(1, Number(valOf(properties, 'gridSpan') ?? '1')));
        return [goesOn ? '' : this.cell(cell), ...Array.from({ length: span - 1 }, () => '')];
      }),
    );
    // Signatures side by side, each in a cell of its own: one after the other.
    if (CLOSING.test(this.text.slice(this.text.lastIndexOf('\n#') + 1)) && lines.flat().some(hasLines)) {
      for (const cell of lines.flat()) this.push(cell.replaceAll('<br>', '\\\n'), 'other');
      return;
    }
    const columns = Math.max(1, ...lines.map(({ length }) => length));
    const written = lines.map(
      (line) => `| ${[...line, ...Array.from({ length: columns - line.length }, () => '')].join(' | ')} |`,
    );
    const headed = only !== undefined && child(child(only, 'trPr'), 'tblHeader') !== undefined;
    if (headed) written.splice(1, 0, `|${' --- |'.repeat(columns)}`);
    this.push(written.join('\n'), 'other');
  }

  private blocks(parent: WordElement): void {
    for (const one of elementsOf(parent)) {
      if (one.name === 'p') this.paragraph(one);
      else if (one.name === 'tbl') this.table(one);
      else if (one.name === 'sdt') {
        const gallery = valOf(child(child(one, 'sdtPr'), 'docPartObj'), 'docPartGallery');
        const content = child(one, 'sdtContent');
        if (gallery !== CONTENTS && content !== undefined) this.blocks(content);
      } else if (['ins', 'moveTo', 'customXml', 'smartTag'].includes(one.name)) this.blocks(one);
    }
  }

  /** Each note under its label: those that no word calls are left out, as Word leaves them. */
  private notes(): void {
    const texts = new Map<string, WordElement>();
    for (const [part, root, kind] of [
      [this.parts.footnotes, 'footnotes', 'bas'],
      [this.parts.endnotes, 'endnotes', 'fin'],
    ] as const)
      for (const note of part === null ? [] : elementsOf(child(part, root) ?? part))
        texts.set(`${kind}-${note.attributes.id ?? ''}`, note);
    // A note that a note calls comes after it: the list grows while it is read.
    for (const [id, label] of this.labels) {
      const note = texts.get(id);
      const lines = (note === undefined ? [] : [...within(note, 'p')])
        .map((one) =>
          writeRuns(runsOf(one, this.reading), { lineEnd: ' ', plain: false, labelOf: this.labelOf }).trim(),
        )
        .filter((line) => line !== '');
      const [first = '', ...rest] = lines;
      this.push([`[^${label}]: ${first}`, ...rest.map((line) => `    ${line}`)].join('\n\n'), 'other');
    }
  }

  read(): string {
    const body = child(child(this.parts.document, 'document'), 'body');
    if (body === undefined) throw new WordProblem('no body');
    this.blocks(body);
    if (this.joined.length > 0) this.line(this.joined, undefined, true);
    this.notes();
    return `${this.text}\n`;
  }
}

function* cellsIn(row: WordElement): Generator<WordElement> {
  for (const one of elementsOf(row)) {
    if (one.name === 'tc') yield one;
    else if (one.name === 'sdt' || one.name === 'sdtContent' || one.name === 'customXml') yield* cellsIn(one);
  }
}

/** @returns the runs of a line, cut where its author ended the page */
function pagesOf(runs: readonly WordRun[]): readonly (readonly WordRun[])[] {
  const pages: WordRun[][] = [[]];
  for (const run of runs) {
    if (run.kind === 'page') pages.push([]);
    else pages.at(-1)?.push(run);
  }
  return pages;
}

const WARNINGS: Readonly<Record<keyof Seen, string>> = {
  tracked:
    'Ce document contient des modifications suivies\u00a0: elles sont lues comme acceptées. Pour garder l’ancien texte, refusez-les d’abord dans Word.',
  comments: 'Les commentaires du document ne sont pas repris.',
  pictures: 'Les images et les zones de texte du document ne sont pas reprises.',
};

const UNREADABLE =
  'Ce document Word est endommagé, ou bien plus long qu’une convention. Ouvrez-le dans le traitement de texte et enregistrez-le de nouveau, ou copiez son texte et collez-le.';

/**
 * Reads a Word file (rules D1 to D6 of ../RULES.md): its numbers, which Word counts, become words.
 * @param bytes the whole file
 * @returns its text in Markdown; or why it can't be read, and what to do
 */
export function readWord(bytes: Uint8Array): Result<WordText, DecodeProblem> {
  try {
    const reader = new Reader(openWord(bytes));
    const text = reader.read();
    const seen = (['tracked', 'comments', 'pictures'] as const).filter((one) => reader.seen[one]);
    return ok({ text, warnings: seen.map((one) => WARNINGS[one]) });
  } catch (error) {
    if (error instanceof WordProblem) return fail({ code: 'import.illisible', detail: UNREADABLE });
    throw error;
  }
}
