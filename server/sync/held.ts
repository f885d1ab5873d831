import * as Y from 'yjs';
import type { ErrorCode } from '#shared/kernel/errors.ts';
import type { PersonId } from '#shared/kernel/ids.ts';
import { MAX_FRAME_BYTES } from '#shared/sync/protocol.ts';
import { checkUpdate } from '#shared/sync/validate.ts';
import { withoutClients } from './authors.ts';
import type { Session } from './session.ts';

/** Updates of one connection, and their bytes, that may wait for what they build on. */
const MAX_HELD_UPDATES = 2_000;
const MAX_HELD_BYTES = MAX_FRAME_BYTES;
/** Updates put together at once: Yjs takes four times as long for twice as many. */
const MERGED_AT_ONCE = 64;

/** How long what lacks something waits before it is looked at together with what others hold back. */
const LOOK_MS = 300;
/** And so many times as long as looking took the last time: whoever sends what can't be taken costs the others little. */
const LOOK_REST = 20;
/** Whoever has sent more than that since is still sending: looked at once they stop, or are sent away. */
const LOOK_GROWN = 100;

/** How an update of a session is to be taken. */
export interface UpdateTerms {
  readonly personId: PersonId;
  /** Why the sender may not write, or `null`. */
  readonly refusal: ErrorCode | null;
  /** True for what a page says as it joins: it may repeat what others wrote. */
  readonly joining: boolean;
  /** True when it may say only what the act already holds, which is not a write. */
  readonly mayAddNothing: boolean;
  /** Called once it, or what it repeats, is on disk. */
  readonly stored: () => void;
}

interface HeldUpdate {
  readonly bytes: Uint8Array;
  readonly terms: UpdateTerms;
}

/** What connections sent before what it builds on: never in the log, since it could not be checked yet, nor promised. */
export class Held {
  readonly #waiting = new Map<Session, { readonly updates: HeldUpdate[]; bytes: number }>();

  /** How many updates wait. */
  get updates(): number {
    let count = 0;
    for (const { updates } of this.#waiting.values()) count += updates.length;
    return count;
  }

  /** How many connections wait. */
  get size(): number {
    return this.#waiting.size;
  }

  /** @returns false when too much waits */
  add(session: Session, bytes: Uint8Array, terms: UpdateTerms): boolean {
    const held = this.#waiting.get(session) ?? { updates: [], bytes: 0 };
    this.#waiting.set(session, held);
    held.updates.push({ bytes, terms });
    held.bytes += bytes.byteLength;
    return held.updates.length <= MAX_HELD_UPDATES && held.bytes <= MAX_HELD_BYTES;
  }

  /** @returns the oldest of a connection */
  first(session: Session): HeldUpdate | undefined {
    return this.#waiting.get(session)?.updates[0];
  }

  /** Lets go of the oldest of a connection. */
  shift(session: Session): void {
    const held = this.#waiting.get(session);
    const update = held?.updates.shift();
    if (held === undefined || update === undefined) return;
    held.bytes -= update.bytes.byteLength;
    if (held.updates.length === 0) this.#waiting.delete(session);
  }

  /** @returns the connections that wait */
  sessions(): readonly Session[] {
    return [...this.#waiting.keys()];
  }

  forget(session: Session): void {
    this.#waiting.delete(session);
  }

  /**
   * @param rightful what of an update its page may say
   * @returns what each connection holds back, as one update, and how its oldest was to be taken
   */
  all(
    rightful: (bytes: Uint8Array, terms: UpdateTerms) => Uint8Array,
  ): readonly { readonly session: Session; readonly bytes: Uint8Array; readonly terms: UpdateTerms }[] {
    return [...this.#waiting].flatMap(([session, { updates }]) => {
      const [first] = updates;
      if (first === undefined) return [];
      const own = updates.map(({ bytes, terms }) => rightful(bytes, terms));
      return [{ session, bytes: merged(own), terms: first.terms }];
    });
  }
}

/** When what waits is looked at. */
export class Looks {
  #timer: NodeJS.Timeout | null = null;
  #tookMs = 0;

  /** Has `look` called in a while, unless it is about to be already. */
  arm(held: Held, look: () => void): void {
    const delay = Math.max(LOOK_MS, LOOK_REST * this.#tookMs);
    if (this.#timer !== null) return;
    const before = held.updates;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (held.updates - before > LOOK_GROWN) {
        this.arm(held, look);
        return;
      }
      const from = performance.now();
      look();
      this.#tookMs = performance.now() - from;
    }, delay);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}

function merged(updates: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let i = 0; i < updates.length; i += MERGED_AT_ONCE)
    parts.push(Y.mergeUpdates(updates.slice(i, i + MERGED_AT_ONCE)));
  return parts.length > MERGED_AT_ONCE ? merged(parts) : Y.mergeUpdates(parts);
}

/**
 * Two pages that typed in each other's words may each lack the other's, when the server has lost both: neither can be
 * taken first. Taken together they can, as far as nothing is missing; when the other is with another process, what each
 * can give lets the other give more.
 * @param updates what each page holds back, each only under its own client ids
 * @returns the part of each that can be taken now, all together; `null` when that would not be possible by the schema
 */
export function untangle(doc: Y.Doc, updates: readonly Uint8Array[]): readonly Uint8Array[] | null {
  const together = new Y.Doc();
  try {
    if (!updates.some((update) => begins(update, doc))) return null;
    Y.applyUpdate(together, Y.encodeStateAsUpdate(doc));
    for (const update of updates) Y.applyUpdate(together, update);
    together.store.pendingStructs = null;
    together.store.pendingDs = null;
    const all = Y.encodeStateAsUpdate(together, Y.encodeStateVector(doc));
    if (checkUpdate(all, doc, 'whole').name !== 'taken') return null;
    const added = clientsOf(all);
    return updates.map((update) => {
      const own = new Set(clientsOf(update));
      return withoutClients(
        all,
        added.filter((client) => !own.has(client)),
      );
    });
  } catch {
    // Yjs fails half-way on an impossible structure: nothing of it is taken.
    return null;
  } finally {
    together.destroy();
  }
}

/** @returns the ids under which an update says something */
export function clientsOf(update: Uint8Array): readonly number[] {
  return [...Y.parseUpdateMeta(update).to.keys()];
}

/** @returns true when something of `update` builds only on what the act holds: else nothing of it can be taken first */
function begins(update: Uint8Array, doc: Y.Doc): boolean {
  const blocked = new Set<number>();
  for (const struct of Y.decodeUpdate(update).structs) {
    const { client, clock } = struct.id;
    const state = Y.getState(doc.store, client);
    if (struct instanceof Y.Skip || blocked.has(client) || clock + struct.length <= state) continue;
    const parent: unknown = struct instanceof Y.Item ? struct.parent : null;
    const neighbours = struct instanceof Y.Item ? [struct.origin, struct.rightOrigin, parent] : [];
    const lacks = (id: unknown) =>
      id instanceof Y.ID && id.client !== client && id.clock >= Y.getState(doc.store, id.client);
    if (clock <= state && !neighbours.some(lacks)) return true;
    blocked.add(client);
  }
  return false;
}
