import type { Expected } from '#shared/compare/testing/pairs/index.ts';
import type { ActContent } from '#shared/document/model.ts';
import { type PrintContext, printContext, printInline } from '#shared/document/text.ts';

/** Things told to have changed: words of either side, and what no word can tell (a move, a cut, a frame). */
export type Marks = ReadonlySet<string>;
export type SideName = 'old' | 'new';

/** A block as one reads it on a page. */
export interface Line {
  readonly id: string;
  readonly number: string;
  readonly words: string;
}

const NOTE = /^\d+$/;

function linesIn(content: ActContent, ctx: PrintContext): readonly Line[] {
  return content.document.content.map((block): Line => {
    const id = block.attrs.id.replace(/0+$/, '');
    if (block.type === 'table') {
      const rows = block.content.map((row) =>
        row.content.map((cell) => cell.content.map((one) => printInline(one, ctx)).join(' ')).join(' | '),
      );
      return { id, number: '', words: rows.join('\n') };
    }
    const words = block.type === 'image' ? block.attrs.alt : printInline(block, ctx);
    switch (block.type) {
      case 'intitule':
        return { id, number: (ctx.numbering.headings.get(block.attrs.id)?.printed ?? '').trim(), words };
      case 'item':
        return { id, number: (ctx.numbering.items.get(block.attrs.id) ?? '').trim(), words };
      case 'note': {
        const number = String(ctx.numbering.notes.get(block.attrs.noteId ?? '') ?? '');
        return { id, number: NOTE.test(number) ? number : '', words };
      }
      default:
        return { id, number: '', words };
    }
  });
}

/** @returns the act as printed, block by block */
export const linesOf = (content: ActContent): readonly Line[] => linesIn(content, printContext(content));

/** A word is what stands between blanks; the bars of a table are none. */
const WORD = /[^\s|]+/g;

/**
 * Marks the words that ranges touch.
 * @param ranges from, to (exclusive) in `text`, in order
 */
export function markWords(
  marks: Set<string>,
  prefix: string,
  text: string,
  ranges: readonly (readonly [number, number])[],
): void {
  let rank = 0;
  for (const match of text.matchAll(WORD)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (ranges.some(([start, end]) => start < to && end > from)) marks.add(`${prefix}|${rank}`);
    rank += 1;
  }
}

const all = (text: string): readonly (readonly [number, number])[] => [[0, text.length]];
const CHANGED = /\[-(.*?)-\]|\{\+(.*?)\+\}|<[a-z, -]+: (.*?)>/gs;

/** Marks the words that a redline shows, in the notation of the pairs. */
function markRedline(marks: Set<string>, id: string, redline: string): void {
  let [old, fresh] = ['', ''];
  const [inOld, inNew]: [[number, number][], [number, number][]] = [[], []];
  const add = (removed: string, inserted: string) => {
    inOld.push([old.length, old.length + removed.length]);
    inNew.push([fresh.length, fresh.length + inserted.length]);
    old += removed;
    fresh += inserted;
  };
  let at = 0;
  for (const match of redline.matchAll(CHANGED)) {
    const between = redline.slice(at, match.index);
    old += between;
    fresh += between;
    at = match.index + match[0].length;
    const [before = '', after = before] = (match[3] ?? '').split(' → ');
    if (match[1] !== undefined) add(match[1], '');
    else if (match[2] !== undefined) add('', match[2]);
    else add(before, after);
  }
  old += redline.slice(at);
  fresh += redline.slice(at);
  markWords(
    marks,
    `old|${id}|w`,
    old,
    inOld.filter(([from, to]) => from < to),
  );
  markWords(
    marks,
    `new|${id}|w`,
    fresh,
    inNew.filter(([from, to]) => from < to),
  );
}

const FRAME = ['structure', 'mise-en-forme'] as const;

/**
 * What is told of a pair, as marks.
 * @param told by hand, or by our comparison in the same words
 */
export function marksOf(told: readonly Expected[], old: ActContent, fresh: ActContent): Marks {
  const marks = new Set<string>();
  const sides: Readonly<Record<SideName, ReadonlyMap<string, Line>>> = {
    old: new Map(linesOf(old).map((line) => [line.id, line])),
    new: new Map(linesOf(fresh).map((line) => [line.id, line])),
  };
  const whole = (side: SideName, id: string, words: boolean) => {
    const line = sides[side].get(id);
    if (line === undefined) return;
    markWords(marks, `${side}|${id}|n`, line.number, all(line.number));
    if (words) markWords(marks, `${side}|${id}|w`, line.words, all(line.words));
  };
  for (const { id, kinds, words } of told) {
    if (kinds.includes('insere')) whole('new', id, true);
    if (kinds.includes('supprime')) whole('old', id, true);
    if (kinds.includes('deplace')) marks.add(`move|${id}`);
    if (kinds.includes('scinde') || kinds.includes('fusionne')) marks.add(`cut|${id}`);
    if (words === null && FRAME.some((kind) => kinds.includes(kind))) marks.add(`frame|${id}`);
    if (kinds.includes('renumerote') && words === null) {
      whole('old', id, false);
      whole('new', id, false);
    }
    if (words !== null) markRedline(marks, id, words);
  }
  return marks;
}
