import type { CheckContext, Finding } from '#shared/checks/model.ts';
import type { BlockJson, Fields } from '#shared/document/model.ts';

/**
 * What the page asks of the worker: the blocks of the act in order, by number, and those that the worker has not seen
 * yet. A keystroke so sends one block, and the worker reads again only that one.
 */
export interface CheckRequest {
  readonly id: number;
  readonly order: readonly number[];
  readonly fresh: readonly (readonly [number, BlockJson])[];
  readonly champs: Fields;
  readonly context: CheckContext;
}

/** What the worker answers to the request of that id. */
export interface CheckAnswer {
  readonly id: number;
  readonly findings: readonly Finding[];
}

/** Numbers blocks by identity, and remembers which the worker holds. */
export class BlockSender {
  readonly #numbers = new WeakMap<BlockJson, number>();
  #held: ReadonlySet<number> = new Set();
  #next = 0;

  /** @returns the part of a request that is about blocks; the worker then holds exactly those of `order` */
  take(blocks: readonly BlockJson[]): Pick<CheckRequest, 'order' | 'fresh'> {
    const order: number[] = [];
    const fresh: [number, BlockJson][] = [];
    const sent = new Set<number>();
    for (const block of blocks) {
      let number = this.#numbers.get(block);
      if (number === undefined) {
        number = this.#next;
        this.#next += 1;
        this.#numbers.set(block, number);
      }
      order.push(number);
      if (!this.#held.has(number) && !sent.has(number)) fresh.push([number, block]);
      sent.add(number);
    }
    this.#held = sent;
    return { order, fresh };
  }
}

/** The worker's side: gives back the same object for the same block, so that what was read of it is kept. */
export class BlockReceiver {
  #held: ReadonlyMap<number, BlockJson> = new Map();

  /** @returns the blocks of the act, in order */
  put({ order, fresh }: Pick<CheckRequest, 'order' | 'fresh'>): readonly BlockJson[] {
    const arrived = new Map(fresh);
    const held = new Map<number, BlockJson>();
    const blocks: BlockJson[] = [];
    for (const number of order) {
      const block = arrived.get(number) ?? this.#held.get(number);
      if (block === undefined) continue;
      held.set(number, block);
      blocks.push(block);
    }
    this.#held = held;
    return blocks;
  }
}
