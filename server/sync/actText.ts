import * as Y from 'yjs';
import { addsNothing } from '#shared/sync/validate.ts';
import { appended } from './blocks.ts';
import { joinRuns, readTyped, type Typed, TypedTail } from './typed.ts';
import type { StoredAct } from './updateLog.ts';

/** State vector of a page that has nothing. */
const NOTHING = Y.encodeStateVector(new Y.Doc());
/** What a log without a snapshot is put behind. */
const BLANK = { bytes: Y.encodeStateAsUpdate(new Y.Doc()), vector: NOTHING, parts: null };
/** Letters that may wait to be put in the living document: what then reads it waits for less than a millisecond. */
const MAX_TAIL = 256;

/**
 * The text of an open act. While nobody edits it, it is only the bytes that newcomers are sent: a living Y.Doc costs
 * many times as much. The first change wakes it.
 */
export class ActText {
  #doc: Y.Doc | null;
  /** Letters taken since the document was last read, which it still lacks. */
  readonly #tail = new TypedTail();
  readonly #broken: (error: unknown) => void;
  /** The whole state, encoded; `null` when it has changed since. */
  #whole: Uint8Array | null;
  /** Its state vector, and the answer to whoever has it all: deletions only. Same rule. */
  #vector: Uint8Array | null = null;
  #deletions: Uint8Array | null = null;
  /** What the log holds, in Yjs' second format, of which another process has still to write what it builds on. */
  #aside: Uint8Array | null = null;

  /**
   * @param broken called when letters that were taken can't be put in: this copy can't be trusted any more
   * @throws Error when what is stored can't be applied: the act is damaged
   */
  constructor(
    { snapshot, vector, parts, updates }: Pick<StoredAct, 'snapshot' | 'vector' | 'parts' | 'updates'>,
    broken: (error: unknown) => void,
  ) {
    this.#broken = broken;
    const all = snapshot === null ? updates : [snapshot, ...updates];
    const [only] = all;
    if (only !== undefined && all.length === 1) {
      this.#whole = only;
      this.#doc = null;
      this.#vector = (snapshot !== null && vector) || null;
      // Read through once: damage is told now, not to whoever comes first.
      this.stateVector();
      return;
    }
    const before =
      snapshot === null ? BLANK : vector ? { bytes: snapshot, vector, parts: parts ?? null } : null;
    if (before !== null && updates.length > 0) {
      const whole = appended(before, updates);
      if (whole !== null) {
        this.#whole = whole.bytes;
        this.#vector = whole.vector;
        this.#doc = null;
        return;
      }
    }
    const doc = new Y.Doc();
    Y.transact(doc, () => {
      for (const part of joinRuns(all)) Y.applyUpdate(doc, part);
    });
    retryPending(doc);
    this.#aside = takePending(doc);
    this.#doc = doc;
    this.#whole = null;
  }

  /** False when some of the log still lacks what it builds on: it shows nowhere. */
  get complete(): boolean {
    return this.#aside === null;
  }

  /** True while it is a living document. */
  get awake(): boolean {
    return this.#doc !== null;
  }

  /** The living document, woken when needed. To be changed by `apply` and `type` only. */
  get doc(): Y.Doc {
    const doc = this.#withoutTail();
    const letters = this.#tail.take();
    if (letters === null) return doc;
    try {
      Y.applyUpdate(doc, letters);
    } catch (error) {
      this.#broken(error);
    }
    return doc;
  }

  #withoutTail(): Y.Doc {
    if (this.#doc !== null) return this.#doc;
    const doc = new Y.Doc();
    if (this.#whole !== null) Y.applyUpdate(doc, this.#whole);
    const pending = takePending(doc);
    this.#aside ??= pending;
    this.#doc = doc;
    return doc;
  }

  /**
   * @returns what of the log shows only from now on, since `update` is what it lacked; `null` for nothing
   * @throws Error when Yjs can't integrate it: half of it may be in
   */
  apply(update: Uint8Array): Uint8Array | null {
    Y.applyUpdate(this.doc, update);
    retryPending(this.doc);
    this.#changed();
    return this.#aside === null ? null : this.#applyAside(this.#aside);
  }

  /** @returns the letters that an update adds, when they may be taken without more ado; `null` for the whole check */
  readTyped(update: Uint8Array): Typed | null {
    // What is aside may lack just these letters.
    const typed = this.#aside === null ? readTyped(update) : null;
    return typed !== null && this.#tail.accepts(typed, this.#withoutTail()) ? typed : null;
  }

  /** Takes letters that `readTyped` has just read. */
  type(typed: Typed): void {
    this.#tail.add(typed);
    this.#changed();
    if (this.#tail.size >= MAX_TAIL) void this.doc;
  }

  #changed(): void {
    this.#whole = null;
    this.#vector = null;
    this.#deletions = null;
  }

  #applyAside(aside: Uint8Array): Uint8Array | null {
    const { doc } = this;
    const lacking = this.lacksSomething;
    const before = Y.encodeStateVector(doc);
    Y.applyUpdateV2(doc, aside);
    // What came may lack just what is aside: then both wait in the document, which is not at rest.
    this.#aside = lacking ? null : takePending(doc);
    const moved = this.#aside === null || !same(before, Y.encodeStateVector(doc));
    return moved ? Y.encodeStateAsUpdate(doc, before) : null;
  }

  /** True when something that came still lacks what it builds on. */
  get lacksSomething(): boolean {
    const store = this.#doc?.store;
    return store !== undefined && (store.pendingStructs !== null || store.pendingDs !== null);
  }

  /** Keeps the bytes only. */
  sleep(): void {
    if (this.#doc === null || this.lacksSomething) return;
    const { doc } = this;
    this.#whole ??= Y.encodeStateAsUpdate(doc);
    this.#vector ??= Y.encodeStateVector(doc);
    this.#deletions ??= Y.encodeStateAsUpdate(doc, this.#vector);
    this.#doc = null;
    doc.destroy();
  }

  whole(): Uint8Array {
    this.#whole ??= Y.encodeStateAsUpdate(this.doc);
    return this.#whole;
  }

  stateVector(): Uint8Array {
    this.#vector ??=
      this.#doc === null ? Y.encodeStateVectorFromUpdate(this.whole()) : Y.encodeStateVector(this.doc);
    return this.#vector;
  }

  /**
   * @returns what a page whose state vector is `vector` lacks
   * @throws Error when the vector can't be decoded
   */
  missing(vector: Uint8Array): Uint8Array {
    if (same(vector, NOTHING)) return this.whole();
    if (same(vector, this.stateVector())) return this.#allDeletions();
    return this.#doc === null ? Y.diffUpdate(this.whole(), vector) : Y.encodeStateAsUpdate(this.doc, vector);
  }

  /** @returns true for what pages say as they join that plainly says nothing new: the act need not be woken for it */
  holdsAtSight(update: Uint8Array): boolean {
    // What waits for what it builds on is in that answer too, and shows nowhere yet: it is not held.
    return isEmpty(update) || (!this.lacksSomething && same(update, this.#allDeletions()));
  }

  /** @returns true when `update` (decodable) says nothing new */
  holds(update: Uint8Array): boolean {
    return addsNothing(this.doc, update);
  }

  destroy(): void {
    this.#doc?.destroy();
  }

  #allDeletions(): Uint8Array {
    const vector = this.stateVector();
    this.#deletions ??=
      this.#doc === null ? Y.diffUpdate(this.whole(), vector) : Y.encodeStateAsUpdate(this.doc, vector);
    return this.#deletions;
  }
}

/**
 * Looks again at what waits. Yjs does so only when the last that a page lacks of another has come: some of what waits may
 * have all that it builds on before.
 */
function retryPending(doc: Y.Doc): void {
  const { store } = doc;
  const pending = store.pendingStructs;
  if (pending === null) return;
  store.pendingStructs = null;
  Y.applyUpdateV2(doc, pending.update);
}

/** Takes out what still lacks something: it shows nowhere. @returns it, in Yjs' second format; `null` for nothing */
function takePending(doc: Y.Doc): Uint8Array | null {
  const { store } = doc;
  const pending = [store.pendingStructs?.update, store.pendingDs].filter((one) => one != null);
  store.pendingStructs = null;
  store.pendingDs = null;
  return pending.length === 0 ? null : Y.mergeUpdatesV2(pending);
}

/** No structs, no deletions: what the provider of an empty page says as it joins. */
function isEmpty(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}
