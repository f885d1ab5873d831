import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { fail, ok, type Result } from '#shared/kernel/result.ts';

/** Largest state of one cursor, in characters of JSON: a position and a name take a few hundred. */
const MAX_STATE_CHARS = 16 * 1024;
/** Largest presence frame, in bytes. A provider repeats to the server the states that it received. */
const MAX_FRAME_BYTES = 1024 * 1024;
/** Cursors that one connection may hold: one, and a few left by the pages it reloaded. */
const MAX_IDS_PER_OWNER = 8;
/** Clocks remembered of cursors that left, so that one who returns is seen at once. */
const MAX_GONE = 1_000;

/** Who is shown beside a cursor. `color` is `#rrggbb`. */
export interface Identity {
  readonly name: string;
  readonly organisation: string;
  readonly color: string;
}

/** Whoever announces cursors; compared by identity. `person` lets a new connection of the same person take over. */
export interface PresenceOwner {
  readonly person: string;
  readonly identity: Identity;
}

/** Cursors of the connections of another process. */
interface Elsewhere {
  readonly person: string;
  readonly process: string;
}

type Entry =
  | {
      readonly name: 'here';
      readonly owner: PresenceOwner | Elsewhere;
      readonly clock: number;
      readonly json: string;
    }
  | { readonly name: 'gone'; readonly person: string; readonly clock: number };

/**
 * The cursors of one act, on the wire of y-protocols/awareness. The server keeps its own table instead of an
 * `Awareness`: it decides who may speak for which cursor, and what name stands beside it.
 */
export class Presence {
  readonly #entries = new Map<number, Entry>();
  /** What changed here since `takeChanges`: for the other processes. */
  #changes = new Set<number>();
  #renumbered = false;

  /**
   * Takes what a connection announces; entries about another's cursor are left aside, since providers repeat them.
   * @param update y-protocols' awareness update
   * @returns the update to send to everybody, its sender included (a provider that hears nothing drops its link);
   *   `null` when nothing changed
   */
  receive(update: Uint8Array, owner: PresenceOwner): Result<Uint8Array | null, 'illisible' | 'trop_grand'> {
    if (update.byteLength > MAX_FRAME_BYTES) return fail('trop_grand');
    const changed: number[] = [];
    this.#renumbered = false;
    try {
      const decoder = decoding.createDecoder(update);
      const count = decoding.readVarUint(decoder);
      for (let i = 0; i < count; i += 1) {
        const id = decoding.readVarUint(decoder);
        const clock = decoding.readVarUint(decoder);
        const json = decoding.readVarString(decoder);
        if (!this.#mine(id, clock, owner)) continue;
        if (json.length > MAX_STATE_CHARS) return fail('trop_grand');
        const state: unknown = JSON.parse(json);
        if (state !== null && (typeof state !== 'object' || Array.isArray(state))) return fail('illisible');
        if (state !== null && !this.#holds(id, owner) && this.#countOf(owner) >= MAX_IDS_PER_OWNER)
          return fail('trop_grand');
        if (this.#set(id, clock, state, owner)) changed.push(id);
      }
    } catch {
      // lib0 on a read beyond the end, or JSON: the frame is not ours.
      return fail('illisible');
    }
    this.#forget();
    for (const id of changed) this.#changes.add(id);
    return ok(changed.length > 0 ? this.#encode(changed) : null);
  }

  /** True when what was last received is shown with another clock than its page's, which must hear of it to go on. */
  get renumbered(): boolean {
    return this.#renumbered;
  }

  /** @returns true when the cursor of that id is, or was, one of that person's */
  isOf(id: number, person: string): boolean {
    const entry = this.#entries.get(id);
    return (entry?.name === 'here' ? entry.owner.person : entry?.person) === person;
  }

  /** @returns what changed here since the last call, for the other processes; `null` when nothing did */
  takeChanges(): Uint8Array | null {
    const changes = [...this.#changes];
    this.#changes = new Set();
    return changes.length > 0 ? this.#encodeWithPeople(changes) : null;
  }

  /** @returns the cursors of this process's own connections, for a process that comes; `null` when there are none */
  ownCursors(): Uint8Array | null {
    const own = [...this.#entries].filter(([, entry]) => entry.name === 'here' && 'identity' in entry.owner);
    return own.length > 0 ? this.#encodeWithPeople(own.map(([id]) => id)) : null;
  }

  /**
   * Takes what another process announces of its own connections.
   * @returns the update to send to everybody here; `null` when nothing changed
   */
  receiveFrom(process: string, bytes: Uint8Array): Uint8Array | null {
    const changed: number[] = [];
    const decoder = decoding.createDecoder(bytes);
    const count = decoding.readVarUint(decoder);
    for (let i = 0; i < count; i += 1) {
      const id = decoding.readVarUint(decoder);
      const clock = decoding.readVarUint(decoder);
      const person = decoding.readVarString(decoder);
      const json = decoding.readVarString(decoder);
      const before = this.#entries.get(id);
      if (before !== undefined && before.clock > clock) continue;
      this.#entries.set(
        id,
        json === 'null'
          ? { name: 'gone', person, clock }
          : { name: 'here', owner: { person, process }, clock, json },
      );
      changed.push(id);
    }
    this.#forget();
    return changed.length > 0 ? this.#encode(changed) : null;
  }

  /** Removes the cursors of a process that is gone. @returns as `receiveFrom` */
  leaveFrom(process: string): Uint8Array | null {
    return this.#leave((owner) => 'process' in owner && owner.process === process);
  }

  /** Removes the cursors of a connection that ended. @returns as `receive` */
  leave(owner: PresenceOwner): Uint8Array | null {
    return this.#leave((other) => other === owner);
  }

  #leave(whose: (owner: PresenceOwner | Elsewhere) => boolean): Uint8Array | null {
    const left: number[] = [];
    for (const [id, entry] of this.#entries) {
      if (entry.name !== 'here' || !whose(entry.owner)) continue;
      this.#entries.set(id, { name: 'gone', person: entry.owner.person, clock: entry.clock });
      if ('identity' in entry.owner) this.#changes.add(id);
      left.push(id);
    }
    return left.length > 0 ? this.#encode(left) : null;
  }

  /** @returns everybody present, for one who comes in; `null` when there is nobody */
  all(): Uint8Array | null {
    const here = [...this.#entries].filter(([, entry]) => entry.name === 'here').map(([id]) => id);
    return here.length > 0 ? this.#encode(here) : null;
  }

  /**
   * A cursor is its connection's. A new connection of the same person takes it over by saying something new: its
   * other tabs only repeat what they were sent.
   */
  #mine(id: number, clock: number, owner: PresenceOwner): boolean {
    const entry = this.#entries.get(id);
    if (entry === undefined) return true;
    if (entry.name === 'gone') return entry.person === owner.person;
    return entry.owner === owner || (entry.owner.person === owner.person && clock > entry.clock);
  }

  #holds(id: number, owner: PresenceOwner): boolean {
    const entry = this.#entries.get(id);
    return entry?.name === 'here' && entry.owner === owner;
  }

  #countOf(owner: PresenceOwner): number {
    let count = 0;
    for (const entry of this.#entries.values())
      if (entry.name === 'here' && entry.owner === owner) count += 1;
    return count;
  }

  #set(id: number, clock: number, state: object | null, owner: PresenceOwner): boolean {
    const before = this.#entries.get(id);
    if (state === null) {
      if (before?.name !== 'here' || clock < before.clock) return false;
      this.#entries.set(id, { name: 'gone', person: owner.person, clock });
      return true;
    }
    if (before?.name === 'here' && clock <= before.clock) return false;
    // One who returns after a cut has the clock it left with, which others would ignore as already seen.
    const shown = before?.name === 'gone' ? Math.max(clock, before.clock + 1) : clock;
    if (shown !== clock) this.#renumbered = true;
    const json = JSON.stringify({ ...state, user: owner.identity });
    this.#entries.set(id, { name: 'here', owner, clock: shown, json });
    return true;
  }

  #forget(): void {
    if (this.#entries.size <= MAX_GONE) return;
    const gone = [...this.#entries].filter(([, entry]) => entry.name === 'gone');
    for (const [id] of gone.slice(0, Math.max(0, gone.length - MAX_GONE))) this.#entries.delete(id);
  }

  #encodeWithPeople(ids: readonly number[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, ids.length);
    for (const id of ids) {
      const entry = this.#entries.get(id);
      encoding.writeVarUint(encoder, id);
      encoding.writeVarUint(encoder, entry?.clock ?? 0);
      encoding.writeVarString(encoder, entry?.name === 'here' ? entry.owner.person : (entry?.person ?? ''));
      encoding.writeVarString(encoder, entry?.name === 'here' ? entry.json : 'null');
    }
    return encoding.toUint8Array(encoder);
  }

  #encode(ids: readonly number[]): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, ids.length);
    for (const id of ids) {
      const entry = this.#entries.get(id);
      encoding.writeVarUint(encoder, id);
      encoding.writeVarUint(encoder, entry?.clock ?? 0);
      encoding.writeVarString(encoder, entry?.name === 'here' ? entry.json : 'null');
    }
    return encoding.toUint8Array(encoder);
  }
}

/** @returns one update that says what several say, in order */
export function mergePresence(updates: readonly Uint8Array[]): Uint8Array {
  const [only] = updates;
  if (only !== undefined && updates.length === 1) return only;
  let count = 0;
  const bodies = updates.map((update) => {
    const decoder = decoding.createDecoder(update);
    count += decoding.readVarUint(decoder);
    return update.subarray(decoder.pos);
  });
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, count);
  for (const body of bodies) encoding.writeUint8Array(encoder, body);
  return encoding.toUint8Array(encoder);
}
