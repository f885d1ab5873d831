import type { BlockAlignment } from './alignment.ts';
import { blockTokens, type Context, holdsText } from './context.ts';
import { alignTokens, weightOf } from './inline/align.ts';
import type { Token } from './inline/tokens.ts';
import type { Item } from './items.ts';

/** An alinéa that holds part of an old one. */
export interface Part {
  readonly old: number;
  /** The units of the old alinéa that it takes over. */
  readonly tokens: readonly Token[];
  readonly rank: number;
  readonly count: number;
}

/** Alinéas cut or joined (rule K3), by the rank of the new one. */
export interface Splits {
  readonly parts: ReadonlyMap<number, Part>;
  /** Old ranks, in order, of what was joined. */
  readonly joins: ReadonlyMap<number, readonly number[]>;
}

/** How much of each part must come from the whole. */
const COVERED = 0.6;
const MOST_PARTS = 6;

const isLine = (item: Item | undefined): item is Item =>
  item !== undefined && holdsText(item.block) && item.block.type !== 'intitule' && item.text.trim() !== '';

/** Puts runs of units end to end; the blank between two is where the cut was, and no typography. */
function joined(runs: readonly (readonly Token[])[]): readonly Token[] {
  return runs.flatMap((run, rank) =>
    run.map((token, i): Token => (rank > 0 && i === 0 ? { ...token, seam: true } : token)),
  );
}

/** @returns for each part, the ranks in the whole of its first and last unit found there; null when one is foreign */
function coverage(
  whole: readonly Token[],
  parts: readonly (readonly Token[])[],
  context: Context,
): readonly { readonly first: number; readonly last: number }[] | null {
  const flat = parts.flat();
  if (!context.budget.spend(whole.length + flat.length)) return null;
  const { partners } = alignTokens(whole, flat, context.budget);
  const sourceOf = new Int32Array(flat.length).fill(-1);
  partners.forEach((j, i) => {
    if (j !== -1) sourceOf[j] = i;
  });
  let at = 0;
  const spans: { first: number; last: number }[] = [];
  for (const part of parts) {
    let [total, found, first, last] = [0, 0, -1, -1];
    part.forEach((token, rank) => {
      const source = sourceOf[at + rank] ?? -1;
      total += weightOf(token);
      if (source === -1) return;
      found += weightOf(token);
      if (first === -1) first = source;
      last = source;
    });
    at += part.length;
    if (first === -1 || found < COVERED * total || last - first < 1) return null;
    spans.push({ first, last });
  }
  return spans;
}

/** Where the whole is cut before a part: after the sentence that ends there, if one does. */
function cutBefore(whole: readonly Token[], previousLast: number, first: number): number {
  for (let at = first; at > previousLast + 1; at -= 1)
    if (/^[.;:!?…]$/.test(whole[at - 1]?.text ?? '')) return at;
  return first;
}

class SplitFinder {
  readonly parts = new Map<number, Part>();
  readonly joins = new Map<number, readonly number[]>();
  private readonly a: readonly Item[];
  private readonly b: readonly Item[];
  private readonly alignment: BlockAlignment;
  private readonly context: Context;
  private readonly joinedOld = new Set<number>();

  constructor(a: readonly Item[], b: readonly Item[], alignment: BlockAlignment, context: Context) {
    this.a = a;
    this.b = b;
    this.alignment = alignment;
    this.context = context;
  }

  /** Adds neighbours, one by one, as long as each is part of the whole. */
  private grow(
    whole: readonly Token[],
    seed: number,
    free: (rank: number) => boolean,
    tokensAt: (rank: number) => readonly Token[],
  ): readonly number[] {
    let ranks = [seed];
    for (const step of [1, -1]) {
      for (let grown = true; grown && ranks.length < MOST_PARTS; ) {
        const next = step === 1 ? (ranks.at(-1) ?? seed) + 1 : (ranks[0] ?? seed) - 1;
        const candidate = step === 1 ? [...ranks, next] : [next, ...ranks];
        grown = free(next) && coverage(whole, candidate.map(tokensAt), this.context) !== null;
        if (grown) ranks = candidate;
      }
    }
    return ranks;
  }

  look(i: number, j: number): void {
    const { newOf, oldOf } = this.alignment;
    const { context } = this;
    const freeNew = (rank: number) => oldOf[rank] === -1 && !this.parts.has(rank) && isLine(this.b[rank]);
    const freeOld = (rank: number) => newOf[rank] === -1 && !this.joinedOld.has(rank) && isLine(this.a[rank]);
    const [old, fresh] = [this.a[i], this.b[j]];
    if (!isLine(old) || !isLine(fresh) || old.json === fresh.json) return;
    if (freeNew(j + 1) || freeNew(j - 1)) {
      const whole = blockTokens(old.block, context.old);
      const tokensAt = (rank: number) => this.tokens(this.b[rank], context.new);
      const ranks = this.grow(whole, j, freeNew, tokensAt);
      const spans = ranks.length > 1 ? coverage(whole, ranks.map(tokensAt), context) : null;
      if (spans !== null) this.addParts(i, whole, ranks, spans);
    }
    if (!this.parts.has(j) && (freeOld(i + 1) || freeOld(i - 1))) {
      const whole = blockTokens(fresh.block, context.new);
      const ranks = this.grow(whole, i, freeOld, (rank) => this.tokens(this.a[rank], context.old));
      if (ranks.length > 1) {
        this.joins.set(j, ranks);
        for (const rank of ranks) this.joinedOld.add(rank);
      }
    }
  }

  private tokens(item: Item | undefined, version: Context['old']): readonly Token[] {
    return item === undefined ? [] : blockTokens(item.block, version);
  }

  private addParts(
    old: number,
    whole: readonly Token[],
    ranks: readonly number[],
    spans: readonly { readonly first: number; readonly last: number }[],
  ): void {
    const cuts = spans.map((span, k) =>
      k === 0 ? 0 : cutBefore(whole, spans[k - 1]?.last ?? 0, span.first),
    );
    ranks.forEach((rank, k) => {
      const slice = whole.slice(cuts[k], cuts[k + 1] ?? whole.length);
      const tokens = slice.map((token, i): Token => (k > 0 && i === 0 ? { ...token, seam: true } : token));
      this.parts.set(rank, { old, tokens, rank: k, count: ranks.length });
    });
  }
}

/** Finds the alinéas that were split or joined beside one that stays. */
export function findSplits(
  a: readonly Item[],
  b: readonly Item[],
  alignment: BlockAlignment,
  context: Context,
): Splits {
  const finder = new SplitFinder(a, b, alignment, context);
  alignment.newOf.forEach((j, i) => {
    if (j !== -1) finder.look(i, j);
  });
  return finder;
}

/** @returns the units of several old alinéas put end to end */
export const joinedTokens = (blocks: readonly Item[], context: Context): readonly Token[] =>
  joined(blocks.map((item) => blockTokens(item.block, context.old)));
