import type { Budget } from '../budget.ts';
import { heaviestIncreasing } from '../increasing.ts';
import type { Token } from './tokens.ts';

/** What a unit is worth when it stays: a kept « de » is not worth parting a change in two, a kept date is. */
export function weightOf(token: Token): number {
  switch (token.class) {
    case 'word':
      return 1 + Math.min(token.text.length, 10) * 0.06;
    case 'number':
    case 'date':
    case 'amount':
    case 'atom':
      return 1.6;
    case 'break':
      return 0.5;
    case 'stop':
      return 0.35;
    case 'punctuation':
      return 0.2;
    case 'end':
      return 0.05;
  }
}

/** What each change costs, besides the words that it takes away. */
const OPEN = 0.75;
/** Largest table of the exact method, in cells; beyond it the text is first cut where a unit is unique. */
const TABLE = 120_000;
const LARGEST_TABLE = 3_000_000;

/** For each unit of the old text, the rank of its like in the new one, or -1. */
export interface TokenAlignment {
  readonly partners: Int32Array;
  readonly capped: boolean;
}

const KEEP = 0;
const SKIP_OLD = 1;
const SKIP_NEW = 2;
/** Set in a cell of the table when the best change that ends there follows a kept unit. */
const OPENED = 4;

class Aligner {
  readonly partners: Int32Array;
  capped = false;
  private readonly a: readonly Token[];
  private readonly b: readonly Token[];
  private readonly budget: Budget;

  constructor(a: readonly Token[], b: readonly Token[], budget: Budget) {
    this.a = a;
    this.b = b;
    this.budget = budget;
    this.partners = new Int32Array(a.length).fill(-1);
  }

  private same(i: number, j: number): boolean {
    return this.a[i]?.key === this.b[j]?.key;
  }

  align(a0: number, a1: number, b0: number, b1: number): void {
    let [i0, i1, j0, j1] = [a0, a1, b0, b1];
    while (i0 < i1 && j0 < j1 && this.same(i0, j0)) {
      this.partners[i0] = j0;
      i0 += 1;
      j0 += 1;
    }
    while (i1 > i0 && j1 > j0 && this.same(i1 - 1, j1 - 1)) {
      i1 -= 1;
      j1 -= 1;
      this.partners[i1] = j1;
    }
    if (i0 === i1 || j0 === j1) return;
    const cells = (i1 - i0) * (j1 - j0);
    if (cells <= TABLE && this.budget.spend(cells)) this.exact(i0, i1, j0, j1);
    else if (!this.byAnchors(i0, i1, j0, j1)) {
      if (cells <= LARGEST_TABLE && this.budget.spend(cells)) this.exact(i0, i1, j0, j1);
      else this.capped = true;
    }
  }

  /** Units that stand once on each side, in one order, part a long text in short ones. */
  private byAnchors(i0: number, i1: number, j0: number, j1: number): boolean {
    if (!this.budget.spend(i1 - i0 + (j1 - j0))) return false;
    const once = (tokens: readonly Token[], from: number, to: number): Map<string, number> => {
      const places = new Map<string, number>();
      for (let rank = from; rank < to; rank += 1) {
        const { key = '' } = tokens[rank] ?? {};
        places.set(key, places.has(key) ? -1 : rank);
      }
      return places;
    };
    const inNew = once(this.b, j0, j1);
    const anchors: (readonly [number, number])[] = [];
    for (const [key, i] of once(this.a, i0, i1)) {
      const j = inNew.get(key) ?? -1;
      if (i !== -1 && j !== -1 && key !== '') anchors.push([i, j]);
    }
    if (anchors.length === 0) return false;
    anchors.sort((one, other) => one[0] - other[0]);
    const kept = heaviestIncreasing(
      anchors.map(([, j]) => j),
      (rank) => {
        const token = this.a[anchors[rank]?.[0] ?? 0];
        return token === undefined ? 1 : weightOf(token);
      },
    );
    let [i, j] = [i0, j0];
    for (const rank of kept) {
      const [ai, bj] = anchors[rank] ?? [i, j];
      this.align(i, ai, j, bj);
      this.partners[ai] = bj;
      [i, j] = [ai + 1, bj + 1];
    }
    this.align(i, i1, j, j1);
    return true;
  }

  /** Keeps the units whose weight is the largest once each change has paid for its opening (Gotoh's method). */
  private exact(i0: number, i1: number, j0: number, j1: number): void {
    const rows = i1 - i0 + 1;
    const columns = j1 - j0 + 1;
    const from = new Uint8Array(rows * columns);
    const changed = new Uint8Array(rows * columns);
    let kept = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
    let gap = new Float64Array(columns).fill(-OPEN);
    kept[0] = 0;
    for (let c = 1; c < columns; c += 1) changed[c] = c === 1 ? SKIP_NEW | OPENED : SKIP_NEW;
    const weights = this.a.slice(i0, i1).map(weightOf);
    for (let r = 1; r < rows; r += 1) {
      const keptRow = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
      const gapRow = new Float64Array(columns);
      gapRow[0] = -OPEN;
      changed[r * columns] = r === 1 ? SKIP_OLD | OPENED : SKIP_OLD;
      for (let c = 1; c < columns; c += 1) {
        const cell = r * columns + c;
        if (this.same(i0 + r - 1, j0 + c - 1)) {
          const [stay, close] = [kept[c - 1] ?? 0, gap[c - 1] ?? 0];
          keptRow[c] = Math.max(stay, close) + (weights[r - 1] ?? 0) + this.likeness(i0 + r - 1, j0 + c - 1);
          from[cell] = stay >= close ? KEEP : 1;
        }
        const up = gap[c] ?? 0;
        const left = gapRow[c - 1] ?? 0;
        const openUp = (kept[c] ?? 0) - OPEN;
        const openLeft = (keptRow[c - 1] ?? 0) - OPEN;
        const best = Math.max(up, left, openUp, openLeft);
        gapRow[c] = best;
        if (best === left) changed[cell] = SKIP_NEW;
        else if (best === up) changed[cell] = SKIP_OLD;
        else if (best === openUp) changed[cell] = SKIP_OLD | OPENED;
        else changed[cell] = SKIP_NEW | OPENED;
      }
      kept = keptRow;
      gap = gapRow;
    }
    let inGap = (gap[columns - 1] ?? 0) > (kept[columns - 1] ?? 0);
    let [r, c] = [rows - 1, columns - 1];
    while (r > 0 || c > 0) {
      const cell = r * columns + c;
      if (inGap) {
        const step = changed[cell] ?? 0;
        inGap = (step & OPENED) === 0;
        if ((step & SKIP_OLD) !== 0) r -= 1;
        else c -= 1;
      } else {
        this.partners[i0 + r - 1] = j0 + c - 1;
        inGap = from[cell] === 1;
        r -= 1;
        c -= 1;
      }
    }
  }

  /** Parts ties: of two places where a word could stay, the one where its writing and its spaces stay too. */
  private likeness(i: number, j: number): number {
    const [one, other] = [this.a[i], this.b[j]];
    if (one === undefined || other === undefined) return 0;
    return (one.text === other.text ? 0.004 : 0) + (one.space === other.space ? 0.002 : 0);
  }
}

/**
 * Finds which units stay (rule K9): those whose loss would cost most, in as few changes as can be.
 * @param budget shared by the whole comparison; when it is spent the rest is replaced and the result says so
 */
export function alignTokens(a: readonly Token[], b: readonly Token[], budget: Budget): TokenAlignment {
  const aligner = new Aligner(a, b, budget);
  aligner.align(0, a.length, 0, b.length);
  return { partners: aligner.partners, capped: aligner.capped };
}
