import { weightOf } from './align.ts';
import type { Token } from './tokens.ts';

/** A stretch of units that stay, or that give way to others; `to` exclusive on both sides. */
export interface Region {
  readonly kept: boolean;
  readonly a0: number;
  readonly a1: number;
  readonly b0: number;
  readonly b1: number;
}

function regionsOf(partners: Int32Array, newLength: number): Region[] {
  const regions: Region[] = [];
  const change = (a0: number, a1: number, b0: number, b1: number) => {
    if (a0 < a1 || b0 < b1) regions.push({ kept: false, a0, a1, b0, b1 });
  };
  let [a, b] = [0, 0];
  for (let i = 0; i < partners.length; i += 1) {
    const j = partners[i] ?? -1;
    if (j === -1) continue;
    change(a, i, b, j);
    const last = regions.at(-1);
    if (last?.kept === true && last.a1 === i && last.b1 === j)
      regions[regions.length - 1] = { ...last, a1: i + 1, b1: j + 1 };
    else regions.push({ kept: true, a0: i, a1: i + 1, b0: j, b1: j + 1 });
    [a, b] = [i + 1, j + 1];
  }
  change(a, partners.length, b, newLength);
  return regions;
}

const sum = (tokens: readonly Token[], from: number, to: number): number => {
  let total = 0;
  for (let i = from; i < to; i += 1) {
    const token = tokens[i];
    if (token !== undefined) total += weightOf(token);
  }
  return total;
};

const FACTS: ReadonlySet<Token['class']> = new Set<Token['class']>(['number', 'date', 'amount', 'atom']);
const isFact = (token: Token | undefined): boolean => token !== undefined && FACTS.has(token.class);

/** Units that stay together beyond this many are text that nobody rewrote. */
const LONGEST_SALAD = 12;

/** A fact replaced by a fact, alone: two of them side by side are two changes. */
function swapsFact(region: Region, a: readonly Token[], b: readonly Token[]): boolean {
  const short = region.a1 - region.a0 <= 2 && region.b1 - region.b0 <= 2;
  return short && isFact(a[region.a1 - 1]) && isFact(b[region.b1 - 1]);
}

/** Rule K10: what stays between two changes is worth showing apart only when it weighs as much as they do. */
function isSalad(
  left: Region,
  kept: Region,
  right: Region,
  a: readonly Token[],
  b: readonly Token[],
): boolean {
  const stays = a.slice(kept.a0, kept.a1);
  if (stays.length > LONGEST_SALAD) return false;
  const onlySigns = stays.every((token) => token.class === 'punctuation');
  if (swapsFact(left, a, b) && swapsFact(right, a, b) && !onlySigns) return false;
  const weight = sum(a, kept.a0, kept.a1);
  const sizes = [left, right].map((one) => [sum(a, one.a0, one.a1), sum(b, one.b0, one.b1)] as const);
  if (sizes.every(([old, fresh]) => weight <= 0.75 * Math.max(old, fresh))) return true;
  // A word or two that a rewritten sentence happens to share with what it replaces.
  return weight <= 1.7 && sizes.some(([old, fresh]) => Math.min(old, fresh) > 4 * weight);
}

function dissolve(regions: readonly Region[], a: readonly Token[], b: readonly Token[]): Region[] {
  let current = [...regions];
  for (let changed = true; changed; ) {
    changed = false;
    const next: Region[] = [];
    for (let i = 0; i < current.length; i += 1) {
      const [left, kept, right] = [next.at(-1), current[i], current[i + 1]];
      if (kept === undefined) break;
      if (kept.kept && left?.kept === false && right !== undefined && isSalad(left, kept, right, a, b)) {
        next[next.length - 1] = { kept: false, a0: left.a0, a1: right.a1, b0: left.b0, b1: right.b1 };
        i += 1;
        changed = true;
      } else next.push(kept);
    }
    current = next;
  }
  return current;
}

/** « sont » that became « ne sont pas » did not go away: what a change holds whole on the other side stays. */
function spare(region: Region, a: readonly Token[], b: readonly Token[]): readonly Region[] {
  const { kept, a0, a1, b0, b1 } = region;
  const [oldLength, newLength] = [a1 - a0, b1 - b0];
  const [short, long] = [Math.min(oldLength, newLength), Math.max(oldLength, newLength)];
  if (kept || short === 0 || short > 3 || long > 6) return [region];
  for (let shift = 0; shift <= long - short; shift += 1) {
    const [i0, j0] = oldLength === short ? [a0, b0 + shift] : [a0 + shift, b0];
    let same = true;
    for (let k = 0; k < short; k += 1) same &&= a[i0 + k]?.key === b[j0 + k]?.key;
    if (!same) continue;
    return [
      { kept: false, a0, a1: i0, b0, b1: j0 },
      { kept: true, a0: i0, a1: i0 + short, b0: j0, b1: j0 + short },
      { kept: false, a0: i0 + short, a1, b0: j0 + short, b1 },
    ].filter((one) => one.a0 < one.a1 || one.b0 < one.b1);
  }
  return [region];
}

/** « Paris, le 3 mai » that became « Lyon, le 4 juin »: the same sentence with other words in its blanks. */
function fillBlanks(region: Region, a: readonly Token[], b: readonly Token[]): readonly Region[] {
  const { kept, a0, a1, b0, b1 } = region;
  const length = a1 - a0;
  if (kept || length !== b1 - b0 || length < 3 || length > LONGEST_SALAD) return [region];
  const same = Array.from({ length }, (_, k) => a[a0 + k]?.key === b[b0 + k]?.key);
  const blanks = same
    .map(String)
    .join('')
    .split('true')
    .filter((run) => run !== '');
  const longest = Math.max(...blanks.map((run) => run.length / 'false'.length));
  if (longest > 2 || same.filter(Boolean).length * 2 < length) return [region];
  const parts: Region[] = [];
  same.forEach((stays, k) => {
    const last = parts.at(-1);
    if (last?.kept === stays) parts[parts.length - 1] = { ...last, a1: a0 + k + 1, b1: b0 + k + 1 };
    else parts.push({ kept: stays, a0: a0 + k, a1: a0 + k + 1, b0: b0 + k, b1: b0 + k + 1 });
  });
  return parts;
}

const ENDS_SENTENCE = /^[.;:!?…]$/;
/** How naturally a change begins after one unit and ends with another. */
function boundaryScore(before: Token | undefined, last: Token | undefined, first: Token | undefined): number {
  let score = 0;
  if (before === undefined || before.class === 'break' || ENDS_SENTENCE.test(before.text)) score += 3;
  else if (before.text === ',') score += 1;
  if (last !== undefined && ENDS_SENTENCE.test(last.text)) score += 2;
  if (first !== undefined && (first.text === ',' || first.text === 'et' || first.text === 'ou')) score += 1;
  if (last !== undefined && (last.text === '(' || last.text === '«')) score -= 2;
  if (first !== undefined && (first.text === ')' || first.text === '»')) score -= 2;
  return score;
}

/** An addition or a removal that could stand at several places goes where a reader would put it. */
function slide(regions: Region[], a: readonly Token[], b: readonly Token[]): Region[] {
  const result = [...regions];
  for (let i = 0; i < result.length; i += 1) {
    const region = result[i];
    if (region === undefined || region.kept) continue;
    const inNew = region.a0 === region.a1;
    if (!inNew && region.b0 !== region.b1) continue;
    const tokens = inNew ? b : a;
    const [from, to] = inNew ? [region.b0, region.b1] : [region.a0, region.a1];
    const [before, after] = [result[i - 1], result[i + 1]];
    const roomLeft = before === undefined ? 0 : before.a1 - before.a0;
    const roomRight = after === undefined ? 0 : after.a1 - after.a0;
    const score = (shift: number) =>
      boundaryScore(tokens[from + shift - 1], tokens[to + shift - 1], tokens[from + shift]);
    let [best, bestScore] = [0, score(0)];
    for (let shift = -1; shift >= -roomLeft; shift -= 1) {
      if (tokens[from + shift]?.key !== tokens[to + shift]?.key) break;
      if (score(shift) > bestScore) [best, bestScore] = [shift, score(shift)];
    }
    for (let shift = 1; shift <= roomRight; shift += 1) {
      if (tokens[from + shift - 1]?.key !== tokens[to + shift - 1]?.key) break;
      if (score(shift) > bestScore) [best, bestScore] = [shift, score(shift)];
    }
    if (best === 0) continue;
    if (before !== undefined) result[i - 1] = { ...before, a1: before.a1 + best, b1: before.b1 + best };
    if (after !== undefined) result[i + 1] = { ...after, a0: after.a0 + best, b0: after.b0 + best };
    result[i] = {
      kept: false,
      a0: region.a0 + best,
      a1: region.a1 + best,
      b0: region.b0 + best,
      b1: region.b1 + best,
    };
    if (before === undefined && best > 0)
      result.splice(i, 0, { kept: true, a0: 0, a1: best, b0: 0, b1: best });
    if (after === undefined && best < 0) {
      const moved = result[i];
      if (moved !== undefined)
        result.splice(i + 1, 0, { kept: true, a0: moved.a1, a1: a.length, b0: moved.b1, b1: b.length });
    }
  }
  return result.filter((one) => one.a0 < one.a1 || one.b0 < one.b1);
}

/**
 * Cuts two runs of units in what stays and what changes (rule K10): no salad of words, and changes where a reader
 * would put them.
 * @param partners as alignTokens gives them
 */
export function readableRegions(
  partners: Int32Array,
  a: readonly Token[],
  b: readonly Token[],
): readonly Region[] {
  const whole = dissolve(regionsOf(partners, b.length), a, b);
  return slide(
    whole.flatMap((region) => fillBlanks(region, a, b)).flatMap((region) => spare(region, a, b)),
    a,
    b,
  );
}
