import type { Budget } from './budget.ts';
import { heaviestIncreasing } from './increasing.ts';
import type { Item } from './items.ts';
import { comparable, similarity } from './similarity.ts';

/** Likeness from which two blocks of one place are one block rewritten, and of two places one block moved. */
const REWRITTEN = 0.45;
const MOVED = 0.6;
/** What stands alone in the place of something that stood alone needs less. */
const REPLACED = 0.25;
/** Shorter texts are too common for their likeness to mean anything far from their place. */
const TELLING = 24;

/** Comparing two bags of words costs about what so many cells of a table do. */
const BAG = 100;

/** Which old block is which new one; -1 for none. */
export interface BlockAlignment {
  readonly newOf: Int32Array;
  readonly oldOf: Int32Array;
  /** Rule K11: blocks that likeness was not looked for, by rank; they may be one another rewritten. */
  readonly rough: { readonly old: ReadonlySet<number>; readonly new: ReadonlySet<number> };
}

class BlockAligner {
  readonly newOf: Int32Array;
  readonly oldOf: Int32Array;
  readonly rough = { old: new Set<number>(), new: new Set<number>() };
  private readonly a: readonly Item[];
  private readonly b: readonly Item[];
  private readonly budget: Budget;

  constructor(a: readonly Item[], b: readonly Item[], budget: Budget) {
    this.a = a;
    this.b = b;
    this.budget = budget;
    this.newOf = new Int32Array(a.length).fill(-1);
    this.oldOf = new Int32Array(b.length).fill(-1);
  }

  private pair(i: number, j: number): void {
    this.newOf[i] = j;
    this.oldOf[j] = i;
  }

  private part(i: number): void {
    const j = this.newOf[i] ?? -1;
    if (j !== -1) this.oldOf[j] = -1;
    this.newOf[i] = -1;
  }

  private likeness(i: number, j: number): number {
    const [one, other] = [this.a[i], this.b[j]];
    return one === undefined || other === undefined ? 0 : similarity(one, other);
  }

  byId(): void {
    const ranks = new Map(this.b.map((item, rank) => [item.block.attrs.id, rank]));
    this.a.forEach((item, i) => {
      const j = ranks.get(item.block.attrs.id);
      if (j === undefined || this.oldOf[j] !== -1) return;
      if (comparable(item.block, this.b[j]?.block)) this.pair(i, j);
    });
  }

  /** A line pushed down by a return at its start leaves its id to an empty one: the words are what it is. */
  followWords(): void {
    const free = new Map<string, number>();
    this.b.forEach((item, j) => {
      if (this.oldOf[j] === -1 && item.text.length >= TELLING) free.set(item.text, j);
    });
    if (free.size === 0) return;
    this.a.forEach((item, i) => {
      const j = this.newOf[i] ?? -1;
      const target = free.get(item.text);
      if (j === -1 || target === undefined || this.b[j]?.text === item.text) return;
      if (this.likeness(i, j) > 0.1 || this.likeness(i, target) < 0.7) return;
      this.part(i);
      this.pair(i, target);
      free.delete(item.text);
    });
  }

  /** The same block, ids apart, when it stands once on each side. */
  bySignature(): void {
    const once = (items: readonly Item[], partners: Int32Array): Map<string, number> => {
      const ranks = new Map<string, number>();
      items.forEach((item, rank) => {
        if (partners[rank] !== -1) return;
        ranks.set(item.signature, ranks.has(item.signature) ? -1 : rank);
      });
      return ranks;
    };
    const inNew = once(this.b, this.oldOf);
    for (const [signature, i] of once(this.a, this.newOf)) {
      const j = inNew.get(signature) ?? -1;
      if (i === -1 || j === -1) continue;
      const item = this.a[i];
      if (item === undefined) continue;
      if (item.text.length >= TELLING || (item.block.type === 'intitule' && item.text.length > 2))
        this.pair(i, j);
    }
  }

  /** Between blocks that stay, in their order: rewritten ones, and short ones that repeat. */
  inPlace(): void {
    const paired = [...this.newOf.keys()].filter((i) => this.newOf[i] !== -1);
    const kept = heaviestIncreasing(
      paired.map((i) => this.newOf[i] ?? -1),
      (rank) => 20 + (this.a[paired[rank] ?? 0]?.text.length ?? 0),
    );
    let [i0, j0] = [0, 0];
    const edges = kept.map((rank) => paired[rank] ?? 0).map((i) => [i, this.newOf[i] ?? 0] as const);
    for (const [i, j] of [...edges, [this.a.length, this.b.length] as const]) {
      this.gap(this.freeOld(i0, i), this.freeNew(j0, j));
      [i0, j0] = [i + 1, j + 1];
    }
  }

  private freeOld(from: number, to: number): number[] {
    const free: number[] = [];
    for (let i = from; i < to; i += 1) if (this.newOf[i] === -1) free.push(i);
    return free;
  }

  private freeNew(from: number, to: number): number[] {
    const free: number[] = [];
    for (let j = from; j < to; j += 1) if (this.oldOf[j] === -1) free.push(j);
    return free;
  }

  /** The order-keeping pairs of the highest total likeness. */
  private gap(old: readonly number[], fresh: readonly number[]): void {
    if (old.length === 0 || fresh.length === 0) return;
    if (!this.budget.spend(old.length * fresh.length * BAG)) {
      this.roughGap(old, fresh);
      return;
    }
    const columns = fresh.length + 1;
    const scores = new Float64Array((old.length + 1) * columns);
    const likeness = new Float64Array((old.length + 1) * columns);
    for (let r = 1; r <= old.length; r += 1)
      for (let c = 1; c < columns; c += 1) {
        const cell = r * columns + c;
        const alike = this.likeness(old[r - 1] ?? 0, fresh[c - 1] ?? 0);
        likeness[cell] = alike;
        const skip = Math.max(scores[cell - 1] ?? 0, scores[cell - columns] ?? 0);
        const take = alike < REWRITTEN ? -1 : (scores[cell - columns - 1] ?? 0) + alike;
        scores[cell] = Math.max(skip, take);
      }
    let [r, c] = [old.length, columns - 1];
    while (r > 0 && c > 0) {
      const cell = r * columns + c;
      const alike = likeness[cell] ?? 0;
      if (alike >= REWRITTEN && scores[cell] === (scores[cell - columns - 1] ?? 0) + alike) {
        this.pair(old[r - 1] ?? 0, fresh[c - 1] ?? 0);
        r -= 1;
        c -= 1;
      } else if (scores[cell] === scores[cell - 1]) c -= 1;
      else r -= 1;
    }
    this.replaced(old, fresh);
  }

  /** Too many blocks to look for likeness: those that are the same, in their order; the rest is said to be rough. */
  private roughGap(old: readonly number[], fresh: readonly number[]): void {
    const places = new Map<string, number[]>();
    for (const j of fresh.toReversed()) {
      const { signature = '' } = this.b[j] ?? {};
      const queue = places.get(signature);
      if (queue === undefined) places.set(signature, [j]);
      else queue.push(j);
    }
    let last = -1;
    for (const i of old) {
      const queue = places.get(this.a[i]?.signature ?? '') ?? [];
      let j = queue.pop();
      while (j !== undefined && j <= last) j = queue.pop();
      if (j === undefined) continue;
      this.pair(i, j);
      last = j;
    }
    for (const i of old) if (this.newOf[i] === -1) this.rough.old.add(i);
    for (const j of fresh) if (this.oldOf[j] === -1) this.rough.new.add(j);
  }

  /** What is left alone on both sides of one place, of one kind: a heading renamed, an alinéa written anew. */
  private replaced(old: readonly number[], fresh: readonly number[]): void {
    const free = old.filter((i) => this.newOf[i] === -1);
    const open = fresh.filter((j) => this.oldOf[j] === -1);
    for (const i of free) {
      const kind = this.a[i]?.block;
      if (kind === undefined) continue;
      const sameKind = (item: Item | undefined) =>
        item?.block.type === kind.type &&
        (item.block.type !== 'intitule' ||
          kind.type !== 'intitule' ||
          (item.block.attrs.genre === kind.attrs.genre && item.block.attrs.niveau === kind.attrs.niveau));
      if (free.filter((one) => sameKind(this.a[one])).length !== 1) continue;
      const [j, ...others] = open.filter((one) => sameKind(this.b[one]));
      if (j === undefined || others.length > 0 || this.oldOf[j] !== -1) continue;
      if (kind.type === 'intitule' || kind.type === 'image' || this.likeness(i, j) >= REPLACED)
        this.pair(i, j);
    }
  }

  /** Far from its place, a block is recognised by rare words: moved and edited without its id. */
  elsewhere(): void {
    const free = this.freeOld(0, this.a.length).filter((i) => (this.a[i]?.text.length ?? 0) >= TELLING);
    const open = this.freeNew(0, this.b.length).filter((j) => (this.b[j]?.text.length ?? 0) >= TELLING);
    if (free.length === 0 || open.length === 0) return;
    const holders = new Map<string, number[]>();
    for (const j of open)
      for (const word of this.b[j]?.bag.words.keys() ?? []) {
        const list = holders.get(word);
        if (list === undefined) holders.set(word, [j]);
        else list.push(j);
      }
    const found: { readonly i: number; readonly j: number; readonly alike: number }[] = [];
    for (const i of free) {
      const votes = new Map<number, number>();
      for (const word of this.a[i]?.bag.words.keys() ?? []) {
        const list = holders.get(word) ?? [];
        if (list.length > 40 || !this.budget.spend(list.length + 1)) continue;
        for (const j of list) votes.set(j, (votes.get(j) ?? 0) + 1 / list.length);
      }
      const best = [...votes].sort((one, other) => other[1] - one[1]).slice(0, 4);
      for (const [j] of best) {
        const alike = this.budget.spend(BAG) ? this.likeness(i, j) : 0;
        if (alike >= MOVED) found.push({ i, j, alike });
      }
    }
    found.sort((one, other) => other.alike - one.alike || one.i - other.i);
    for (const { i, j } of found) if (this.newOf[i] === -1 && this.oldOf[j] === -1) this.pair(i, j);
  }

  /** What stands beside a block already recognised is likely what stood beside it. */
  beside(): void {
    const extend = (i: number, j: number, step: 1 | -1) => {
      const [nextI, nextJ] = [i + step, j + step];
      if (this.newOf[nextI] !== -1 || this.oldOf[nextJ] !== -1) return;
      if (this.likeness(nextI, nextJ) >= REWRITTEN) this.pair(nextI, nextJ);
    };
    for (let i = 0; i < this.a.length; i += 1) {
      const j = this.newOf[i] ?? -1;
      if (j !== -1) extend(i, j, 1);
    }
    for (let i = this.a.length - 1; i >= 0; i -= 1) {
      const j = this.newOf[i] ?? -1;
      if (j !== -1) extend(i, j, -1);
    }
  }
}

/**
 * Finds which block of one list is which of the other (rule K5): by permanent id, then by likeness.
 * Linear where ids match.
 */
export function alignBlocks(a: readonly Item[], b: readonly Item[], budget: Budget): BlockAlignment {
  const aligner = new BlockAligner(a, b, budget);
  aligner.byId();
  if (aligner.oldOf.includes(-1)) {
    aligner.followWords();
    if (aligner.newOf.includes(-1)) {
      aligner.bySignature();
      aligner.inPlace();
      aligner.elsewhere();
      aligner.beside();
    }
  }
  return aligner;
}
