import type { MarkJson } from '#shared/document/model.ts';
import type { PrintModel, PrintRun } from '../model.ts';
import { withOrdinals } from '../ordinals.ts';
import type { PdfRun } from './model.ts';

/** Longest word left whole, in characters: what fits a line of text. */
const LONGEST_WORD = 44;

/**
 * Brings a text to what a page can hold: a line end or a tab typed in it is a space, control characters are left out
 * (no font draws them), and a word longer than a line may be cut, at a zero-width space that nobody sees.
 * @param longest characters left together
 */
export function pageText(text: string, longest: number = LONGEST_WORD): string {
  const plain = text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    .replace(/[\p{Cc}\u00ad\u200b\ufeff]/gu, '')
    .replace(/[\ud800-\udfff]/gu, '\ufffd');
  return plain.replace(/\S+/gu, (word) => cut(word, longest));
}

function cut(word: string, longest: number): string {
  if (word.length <= longest) return word;
  const points = [...word];
  const step = Math.max(8, Math.floor(longest / 2));
  const cutAt = (index: number) => index > 0 && index % step === 0 && !/\p{M}/u.test(points[index] ?? '');
  return points.map((point, index) => (cutAt(index) ? `\u200b${point}` : point)).join('');
}

const SAFE_ADDRESS = /^(?:https?:\/\/|mailto:)/i;

/** What one mark changes in a run. */
function styleOf(mark: MarkJson): Partial<Extract<PdfRun, { k: 'texte' }>> {
  switch (mark.type) {
    case 'bold':
      return { bold: true };
    case 'italic':
      return { italic: true };
    case 'underline':
      return { under: true };
    case 'strike':
      return { strike: true };
    case 'superscript':
      return { sup: true };
    case 'link':
      return SAFE_ADDRESS.test(mark.attrs.href) ? { href: mark.attrs.href } : {};
    case 'terme':
    case 'referenceExterne':
      return {};
  }
}

/** @returns what the marks of some words change in their run */
export const runStyles = (marks: readonly MarkJson[]): Partial<Extract<PdfRun, { k: 'texte' }>> =>
  Object.assign({}, ...marks.map(styleOf));

/** @returns whether a line prints anything */
const shows = (line: readonly PdfRun[]): boolean =>
  line.some((run) => run.k === 'rappel' || (run.k === 'texte' && run.t.trim() !== ''));

const SPACE: PdfRun = { k: 'texte', t: '\u00a0' };

/** Makes runs of a model's: `labels` are the blocks that the file gives an anchor. */
export class RunMaker {
  readonly #model: PrintModel;
  readonly #labels: ReadonlySet<string>;

  constructor(model: PrintModel, labels: ReadonlySet<string>) {
    this.#model = model;
    this.#labels = labels;
  }

  /** @returns the anchor of a block, under the key that the template reads */
  label(id: string): { readonly label?: string } {
    return this.#labels.has(id) ? { label: `b-${id}` } : {};
  }

  runs(runs: readonly PrintRun[], longest?: number): readonly PdfRun[] {
    return runs.flatMap((run) => this.#run(run, longest));
  }

  /** @returns the number of a heading, « 1er » in the French manner */
  number(printed: string): readonly PdfRun[] {
    return this.#text(printed, {}, undefined, true);
  }

  #run(run: PrintRun, longest: number | undefined): readonly PdfRun[] {
    switch (run.type) {
      case 'saut':
        return [{ k: 'saut' }];
      case 'texte':
        return this.#text(run.text, runStyles(run.marks), longest);
      case 'variable':
        return this.#text(
          run.text,
          { ...runStyles(run.marks), ...(run.filled ? {} : { hole: true }) },
          longest,
          true,
        );
      case 'renvoi': {
        const to = run.cible !== null && this.#labels.has(run.cible) ? { to: `b-${run.cible}` } : {};
        const hole = run.cible === null ? { hole: true as const } : {};
        return this.#text(run.text, { ...runStyles(run.marks), ...to, ...hole }, longest, true);
      }
      case 'appel': {
        const body = run.first ? this.#noteBody(run.number) : [];
        return body.length > 0 ? [{ k: 'note', n: run.number, body }] : [{ k: 'rappel', n: run.number }];
      }
    }
  }

  /**
   * A note first called from a note would be a foot under a foot: the call stays a figure, and its text follows, under
   * that figure, in the note that calls it.
   */
  #noteBody(number: number): readonly (readonly PdfRun[])[] {
    const paragraphs: (readonly PdfRun[])[] = [];
    const waiting = [number];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const alineas = this.#model.notes[next - 1]?.alineas ?? [];
      const lines = alineas.map(({ runs }) => this.#withoutCalls(runs)).filter(shows);
      const [first, ...rest] = lines;
      if (first !== undefined) {
        const mark: readonly PdfRun[] = next === number ? [] : [{ k: 'rappel', n: next }, SPACE];
        paragraphs.push([...mark, ...first], ...rest);
      }
      for (const { runs } of alineas)
        for (const run of runs) if (run.type === 'appel' && run.first) waiting.push(run.number);
    }
    return paragraphs;
  }

  #withoutCalls(runs: readonly PrintRun[]): readonly PdfRun[] {
    return runs.flatMap((run): readonly PdfRun[] =>
      run.type === 'appel' ? [{ k: 'rappel', n: run.number }] : this.#run(run, undefined),
    );
  }

  /** `ordinals`: words that Clausier wrote itself, where « 1er » has no mark of its own to raise its letters. */
  #text(
    text: string,
    style: Partial<Extract<PdfRun, { k: 'texte' }>>,
    longest: number | undefined,
    ordinals = false,
  ): readonly PdfRun[] {
    const t = pageText(text, longest);
    if (t === '') return [];
    if (!ordinals) return [{ k: 'texte', t, ...style }];
    return withOrdinals(t).map((part) => ({
      k: 'texte',
      t: part.text,
      ...style,
      ...(part.raised ? { sup: true as const } : {}),
    }));
  }
}
