import { escapeWords } from '../../print/markdown.ts';
import type { WordStyle } from './styles.ts';
import { child, elementsOf, isOn, valOf, type WordElement } from './xml.ts';

/** A piece of a line. */
export type WordRun =
  | { readonly kind: 'text'; readonly text: string; readonly look: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'page' }
  | { readonly kind: 'note'; readonly id: string };

/** What is read of a text besides its words. */
export interface Seen {
  tracked: boolean;
  comments: boolean;
  pictures: boolean;
}

/** What reading runs needs of the whole file. */
export interface RunReading {
  readonly styleOf: (id: string | undefined) => WordStyle | null;
  readonly seen: Seen;
}

/** Marks of characters, outermost first: `look` holds their letters. */
const MARKS = [
  ['b', '**', '**'],
  ['i', '*', '*'],
  ['u', '<u>', '</u>'],
  ['s', '~~', '~~'],
  ['p', '<sup>', '</sup>'],
] as const;

function lookOf(run: WordElement, { styleOf }: RunReading): string {
  const own = child(run, 'rPr');
  if (own === undefined) return '';
  const style = styleOf(valOf(own, 'rStyle'));
  const has = (name: string, lent = false) => (child(own, name) === undefined ? lent : isOn(own, name));
  const underline = valOf(own, 'u');
  return [
    has('b', style?.bold) ? 'b' : '',
    has('i', style?.italic) ? 'i' : '',
    underline !== undefined && underline !== 'none' ? 'u' : '',
    has('strike') ? 's' : '',
    valOf(own, 'vertAlign') === 'superscript' ? 'p' : '',
  ].join('');
}

/** What a run holds, in Word's words for it. */
function piece(one: WordElement, look: string, seen: Seen): WordRun | null {
  const text = (words: string): WordRun => ({ kind: 'text', text: words, look });
  switch (one.name) {
    case 't':
      return text(one.children.filter((words) => typeof words === 'string').join(''));
    case 'tab':
    case 'ptab':
      return text('\t');
    case 'br':
      return one.attributes.type === 'page' ? { kind: 'page' } : { kind: 'break' };
    case 'cr':
      return { kind: 'break' };
    case 'noBreakHyphen':
      return text('\u2011');
    case 'sym':
      return text(symbol(one.attributes.char ?? ''));
    case 'footnoteReference':
      return { kind: 'note', id: `bas-${one.attributes.id ?? ''}` };
    case 'endnoteReference':
      return { kind: 'note', id: `fin-${one.attributes.id ?? ''}` };
    case 'drawing':
    case 'pict':
    case 'object':
      seen.pictures = true;
      return null;
    case 'commentReference':
      seen.comments = true;
      return null;
    default:
      return null;
  }
}

/** A sign of a font of signs stands in the private use area, sometimes without saying so. */
function symbol(code: string): string {
  const point = Number.parseInt(code, 16);
  if (!(point > 0 && point < 0xfffe)) return '';
  return point >= 0xf020 && point <= 0xf0ff ? '•' : String.fromCharCode(point);
}

/** What stands around words, and is none. */
const SILENT: ReadonlySet<string> = new Set(['pPr', 'rPr', 'sdtPr', 'sdtEndPr', 'Choice', 'del', 'moveFrom']);

/** @returns the pieces of a line, what was deleted left out, in their order */
export function runsOf(parent: WordElement, reading: RunReading): readonly WordRun[] {
  const { seen } = reading;
  return elementsOf(parent).flatMap((one): readonly WordRun[] => {
    if (one.name === 'del' || one.name === 'ins' || one.name === 'moveFrom') seen.tracked = true;
    if (one.name === 'r') {
      if (isOn(child(one, 'rPr'), 'vanish')) return [];
      const look = lookOf(one, reading);
      return elementsOf(one).flatMap((inner) => {
        // A shape that not every program draws: its picture, or the words that stand for it.
        if (inner.name === 'AlternateContent') {
          seen.pictures = true;
          return [];
        }
        const read = piece(inner, look, seen);
        return read === null ? [] : [read];
      });
    }
    return SILENT.has(one.name) ? [] : runsOf(one, reading);
  });
}

/** How a line is written. */
export interface RunWriting {
  /** What a line end of its author is. */
  readonly lineEnd: string;
  /** True in a heading, which is bold by nature. */
  readonly plain: boolean;
  /** @returns the label of a note by its id */
  readonly labelOf: (id: string) => string | null;
}

function marked(text: string, look: string): string {
  // A mark that opens or closes on a space is no mark: it goes inside.
  const [, before = '', words = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  if (words === '') return text;
  const inside = MARKS.reduceRight(
    (inner, [letter, opens, closes]) => (look.includes(letter) ? `${opens}${inner}${closes}` : inner),
    escapeWords(words),
  );
  return `${before}${inside}${after}`;
}

/** @returns the pieces of a line in Markdown, those that look alike together */
export function writeRuns(runs: readonly WordRun[], { lineEnd, plain, labelOf }: RunWriting): string {
  let [text, open, look] = ['', '', ''];
  const close = () => {
    text += marked(open, plain ? look.replace(/[biu]/g, '') : look);
    open = '';
  };
  for (const run of runs) {
    if (run.kind === 'text' && run.look === look) {
      open += run.text;
      continue;
    }
    close();
    look = run.kind === 'text' ? run.look : '';
    if (run.kind === 'text') open = run.text;
    if (run.kind === 'break') text += lineEnd;
    const label = run.kind === 'note' ? labelOf(run.id) : null;
    if (label !== null) text += `[^${label}]`;
  }
  close();
  return text;
}
