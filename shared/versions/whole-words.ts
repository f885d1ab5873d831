/** A stretch of a text that one person wrote, in characters; `to` is exclusive. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Rule A7. An editor sends the text that it holds, not the place of the caret: of two equal letters side by side, the
 * record can't know which one was typed. « nouveaux » typed before « nos » comes as « ouveaux n » after somebody else's
 * first n. The stretch is moved back over the letters that it ends with, where that leaves words whole.
 * @param spans in order
 * @param text that they cut, each atom being one character
 * @param join two stretches told as one; null when they are not
 * @returns stretches that cover the same characters
 */
export function wholeWords<T extends Stretch>(
  spans: readonly T[],
  text: string,
  join: (a: T, b: T) => T | null,
): readonly T[] {
  const moved = [...spans];
  for (let rank = 1; rank + 1 < moved.length; rank += 1) {
    const [before, span, after] = moved.slice(rank - 1, rank + 2);
    if (before === undefined || span === undefined || after === undefined) break;
    if (before.to !== span.from || span.to !== after.from || join(before, after) === null) continue;
    const back = stepsBack(before, span, text);
    moved[rank - 1] = { ...before, to: before.to - back };
    moved[rank] = { ...span, from: span.from - back, to: span.to - back };
    moved[rank + 1] = { ...after, from: after.from - back };
  }
  const told: T[] = [];
  for (const span of moved) {
    if (span.from === span.to) continue;
    const last = told.at(-1);
    const joined = last !== undefined && last.to === span.from ? join(last, span) : null;
    if (joined === null) told.push(span);
    else told[told.length - 1] = joined;
  }
  return told;
}

const isLetter = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

const cutsWord = (text: string, at: number): boolean => isLetter(text[at - 1]) && isLetter(text[at]);

/** How far a stretch may move back, to begin with a word or over all that stands before it; 0 when it need not. */
function stepsBack(before: Stretch, span: Stretch, text: string): number {
  const cuts = cutsWord(text, span.from);
  const most = before.to - before.from;
  for (let back = 1; back <= most; back += 1) {
    if (text[span.from - back] !== text[span.to - back]) return 0;
    if (back === most || (cuts && !cutsWord(text, span.from - back))) return back;
  }
  return 0;
}
