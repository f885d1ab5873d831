import * as Y from 'yjs';
import { awarenessFrame, updateFrame } from './frames.ts';
import { mergePresence } from './presence.ts';
import { joinTyped, type Typed } from './typed.ts';

/** Who is sent something. */
interface Reader {
  send(bytes: Uint8Array): void;
  /** True for one that would drop its link if it heard nothing soon. */
  readonly unheard: boolean;
}

/**
 * What is to be relayed to those who have an act open. All that comes in one turn of the loop leaves as one frame for
 * everybody: nothing is gained when one person types, and an order of magnitude when fifty do.
 */
export class Outbox {
  readonly #readers: ReadonlySet<Reader>;
  #updates: Uint8Array[] = [];
  /** The same, as long as all of them are letters. */
  #typed: Typed[] = [];
  #cursors: Uint8Array[] = [];
  /** The one sender of all updates of this turn, who needs none of them; `null` when there are several. */
  #sender: Reader | null = null;
  /** The same of the cursors. */
  #pointer: Reader | null = null;
  #armed = false;
  /** Who was told first the last time, by their place. */
  #first = 0;

  constructor(readers: ReadonlySet<Reader>) {
    this.#readers = readers;
  }

  /**
   * @param sender who must not be sent it back; `null` when it comes from elsewhere
   * @param typed the update, when it is only letters that follow what their page wrote
   */
  update(update: Uint8Array, sender: Reader | null, typed: Typed | null = null): void {
    this.#sender = this.#updates.length === 0 || this.#sender === sender ? sender : null;
    this.#updates.push(update);
    if (typed !== null) this.#typed.push(typed);
    this.#arm();
  }

  /**
   * @param update y-protocols' awareness update
   * @param sender who moved, and is told of it only as a sign of life; `null` when it comes from elsewhere
   */
  cursors(update: Uint8Array, sender: Reader | null): void {
    this.#pointer = this.#cursors.length === 0 || this.#pointer === sender ? sender : null;
    this.#cursors.push(update);
    this.#arm();
  }

  /** At the end of this turn's work, before the loop looks at the network again. */
  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    queueMicrotask(() => this.#flush());
  }

  #flush(): void {
    this.#armed = false;
    const updates = this.#updates;
    const typed = this.#typed;
    const cursors = this.#cursors;
    const sender = this.#sender;
    const pointer = this.#pointer;
    this.#updates = [];
    this.#typed = [];
    this.#cursors = [];
    this.#sender = null;
    this.#pointer = null;
    const [only] = updates;
    // Joining what nobody is sent would cost whoever writes alone as much as anything else.
    if (only !== undefined && !this.#alone(sender)) {
      // What several wrote goes to all of them too: their own words change nothing for them.
      const frame = updateFrame(
        updates.length === 1
          ? only
          : typed.length === updates.length
            ? joinTyped(typed)
            : Y.mergeUpdates(updates),
      );
      for (const reader of this.#inTurn()) if (reader !== sender) reader.send(frame);
    }
    if (cursors.length > 0) {
      const frame = awarenessFrame(mergePresence(cursors));
      for (const reader of this.#inTurn()) if (reader !== pointer || reader.unheard) reader.send(frame);
    }
  }

  #alone(sender: Reader | null): boolean {
    return (
      this.#readers.size === 0 || (this.#readers.size === 1 && sender !== null && this.#readers.has(sender))
    );
  }

  /** Each time from another one on: nobody is always told last. */
  #inTurn(): readonly Reader[] {
    const all = [...this.#readers];
    this.#first = this.#first + 1 < all.length ? this.#first + 1 : 0;
    return this.#first === 0 ? all : [...all.slice(this.#first), ...all.slice(0, this.#first)];
  }
}
