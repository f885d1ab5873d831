import type { ErrorCode } from '#shared/kernel/errors.ts';
import type { PersonId } from '#shared/kernel/ids.ts';
import { MAX_FRAME_BYTES } from '#shared/sync/protocol.ts';
import type { Session } from './session.ts';

/** Updates of one connection, and their bytes, that may wait for what they build on. */
const MAX_UPDATES = 2_000;
const MAX_BYTES = MAX_FRAME_BYTES;

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

/**
 * What each connection sent before what it builds on: a page that types while it says all it did offline. Kept aside:
 * never in the log, since it could not be checked yet, nor promised.
 */
export class Held {
  readonly #bySession = new Map<Session, { readonly updates: HeldUpdate[]; bytes: number }>();

  /** @returns false when it is too much for one connection */
  add(session: Session, bytes: Uint8Array, terms: UpdateTerms): boolean {
    const held = this.#bySession.get(session) ?? { updates: [], bytes: 0 };
    this.#bySession.set(session, held);
    held.updates.push({ bytes, terms });
    held.bytes += bytes.byteLength;
    return held.updates.length <= MAX_UPDATES && held.bytes <= MAX_BYTES;
  }

  /** @returns the oldest of a connection */
  first(session: Session): HeldUpdate | undefined {
    return this.#bySession.get(session)?.updates[0];
  }

  /** Leaves out the oldest of a connection. */
  shift(session: Session): void {
    const held = this.#bySession.get(session);
    if (held === undefined) return;
    held.bytes -= held.updates.shift()?.bytes.byteLength ?? 0;
    if (held.updates.length === 0) this.#bySession.delete(session);
  }

  /** The connection ended. */
  forget(session: Session): void {
    this.#bySession.delete(session);
  }
}
