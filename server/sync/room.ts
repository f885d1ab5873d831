import * as Y from 'yjs';
import type { ErrorCode } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { MAX_FRAME_BYTES } from '#shared/sync/protocol.ts';
import { addsNothing, checkUpdate } from '#shared/sync/validate.ts';
import type { Logger } from '../http/log.ts';
import { awarenessFrame, step1Frame, step2Frame, updateFrame } from './frames.ts';
import { Presence, type PresenceOwner } from './presence.ts';
import type { Session } from './session.ts';
import type { StoredAct, UpdateLog } from './updateLog.ts';

/** Updates since the last snapshot beyond which a new one is worth its write. */
const LONG_TAIL_UPDATES = 200;
const LONG_TAIL_BYTES = 512 * 1024;
/** Bytes that may wait for a disk that refuses, all acts together; beyond, clients keep their text and retry. */
const MAX_PENDING_BYTES = 256 * 1024 * 1024;
/** Updates of one connection, and their bytes, that may wait for what they build on. */
const MAX_HELD_UPDATES = 2_000;
const MAX_HELD_BYTES = MAX_FRAME_BYTES;

/** How an update of a session is to be taken. */
interface UpdateTerms {
  readonly personId: PersonId;
  /** Why the sender may not write, or `null`. */
  readonly refusal: ErrorCode | null;
  /** True when it may say only what the act already holds, which is not a write. */
  readonly mayAddNothing: boolean;
  /** Called once it, or what it repeats, is on disk. */
  readonly stored: () => void;
}

/** What one connection sent before what it builds on: a page that types while it says all it did offline. */
interface Held {
  readonly updates: { readonly bytes: Uint8Array; readonly terms: UpdateTerms }[];
  bytes: number;
}

/** What a room asks of the rest. */
export interface RoomDeps {
  readonly log: UpdateLog;
  readonly logger: Logger;
  readonly now: () => number;
  /** The room is unusable: its sessions are sent away and the next one loads the act again. */
  readonly broken: (room: Room) => void;
  /** The last session left. */
  readonly empty: (room: Room) => void;
  /** Something new is on disk. */
  readonly changed: (room: Room) => void;
}

/** One act in memory: its state, those who have it open, and their cursors. */
export class Room {
  readonly actId: ActId;
  readonly doc: Y.Doc;
  readonly #deps: RoomDeps;
  readonly #sessions = new Set<Session>();
  readonly #presence = new Presence();
  readonly #held = new Map<Session, Held>();
  #seq: number;
  #tailUpdates: number;
  #tailBytes: number;
  /** False when another process has written between our own updates: the snapshot would not hold its work. */
  #contiguous = true;
  /** Messages that wait for a change of state to be decided; `null` when none is. */
  #heldBack: (() => void)[] | null = null;

  /** @throws Error when what is stored can't be applied: the act is damaged */
  constructor(actId: ActId, stored: StoredAct, deps: RoomDeps) {
    this.actId = actId;
    this.#deps = deps;
    this.doc = new Y.Doc();
    this.#seq = stored.seq;
    this.#tailUpdates = stored.updates.length;
    this.#tailBytes = stored.updates.reduce((sum, update) => sum + update.byteLength, 0);
    Y.transact(this.doc, () => {
      if (stored.snapshot) Y.applyUpdate(this.doc, stored.snapshot);
      for (const update of stored.updates) Y.applyUpdate(this.doc, update);
    });
    // What still lacks something shows nowhere and could not be checked; its author sends it again, whole.
    this.doc.store.pendingStructs = null;
    this.doc.store.pendingDs = null;
  }

  get sessions(): ReadonlySet<Session> {
    return this.#sessions;
  }

  /** Rank of the last update on disk; `null` when another process has written between our own updates. */
  get storedSeq(): number | null {
    return this.#contiguous ? this.#seq : null;
  }

  /** True while a change of state is being decided. */
  get paused(): boolean {
    return this.#heldBack !== null;
  }

  /**
   * Holds back whatever would write, from now on, until the function returned is called: it is then taken in order,
   * by the rights that the sessions have by then. One pause at a time.
   */
  pause(): () => void {
    if (this.#heldBack !== null) throw new Error(`Act ${this.actId} is already paused`);
    const waiting: (() => void)[] = [];
    this.#heldBack = waiting;
    return () => {
      if (this.#heldBack !== waiting) return;
      this.#heldBack = null;
      for (const take of waiting) take();
    };
  }

  /** @returns whether `take` waits for the end of a pause, which will call it */
  holdBack(take: () => void): boolean {
    this.#heldBack?.push(take);
    return this.#heldBack !== null;
  }

  join(session: Session): void {
    this.#sessions.add(session);
    session.send(step1Frame(this.doc));
    this.answerAwareness(session);
    if (this.#deps.log.health.name === 'refused') session.notice('disque.indisponible');
  }

  leave(session: Session, owner: PresenceOwner): void {
    if (!this.#sessions.delete(session)) return;
    this.#held.delete(session);
    const left = this.#presence.leave(owner);
    if (left) this.#broadcast(awarenessFrame(left), null);
    if (this.#sessions.size === 0) this.#deps.empty(this);
  }

  answerStep1(session: Session, stateVector: Uint8Array): void {
    let answer: Uint8Array;
    try {
      answer = step2Frame(this.doc, stateVector);
    } catch {
      // Yjs throws on a state vector that it can't decode.
      session.refuse('sync.message_invalide');
      return;
    }
    session.sendState(answer);
  }

  answerAwareness(session: Session): void {
    const all = this.#presence.all();
    if (all) session.send(awarenessFrame(all));
  }

  receiveAwareness(session: Session, owner: PresenceOwner, update: Uint8Array): void {
    const result = this.#presence.receive(update, owner);
    if (!result.ok) {
      session.refuse(result.error === 'trop_grand' ? 'sync.trop_grand' : 'sync.message_invalide');
      return;
    }
    if (result.value) this.#broadcast(awarenessFrame(result.value), null);
  }

  /** Takes an update: checked, applied, relayed, then handed to the log. */
  receiveUpdate(session: Session, update: Uint8Array, terms: UpdateTerms): void {
    if (!this.#take(session, update, terms)) return;
    const held = this.#held.get(session);
    // In order: a page's later changes build on its earlier ones.
    for (let next = held?.updates[0]; held !== undefined && next !== undefined; next = held.updates[0]) {
      if (session.closed || checkUpdate(next.bytes, this.doc, 'whole').name === 'waiting') return;
      held.updates.shift();
      held.bytes -= next.bytes.byteLength;
      this.#take(session, next.bytes, next.terms);
    }
  }

  /** @returns whether the act has changed, or might have */
  #take(session: Session, update: Uint8Array, how: UpdateTerms): boolean {
    const { log, logger } = this.#deps;
    const verdict = checkUpdate(update, this.doc, 'whole');
    if (verdict.name === 'refused') {
      logger.warn({ act: this.actId, person: how.personId, reason: verdict.why }, 'update refused');
      session.refuse('sync.message_invalide');
      return false;
    }
    if (how.mayAddNothing && addsNothing(this.doc, update)) {
      // Held in memory is not held on disk: the sender of these words may have come back while the disk refuses.
      log.whenStored(this.actId, how.stored);
      return false;
    }
    if (how.refusal !== null) {
      session.refuse(how.refusal);
      return false;
    }
    if (verdict.name === 'waiting') {
      this.#hold(session, update, how);
      return false;
    }
    if (log.pendingBytes + update.byteLength > MAX_PENDING_BYTES) {
      session.refuse('disque.indisponible');
      return false;
    }
    try {
      Y.applyUpdate(this.doc, update, session);
    } catch (error) {
      // Yjs may have applied half of it: this copy can't be trusted any more.
      logger.error({ err: error, act: this.actId, person: how.personId }, 'update could not be applied');
      session.refuse('sync.message_invalide');
      this.#deps.broken(this);
      return false;
    }
    this.#broadcast(updateFrame(update), session);
    log.append({
      actId: this.actId,
      bytes: update,
      personId: how.personId,
      at: this.#deps.now(),
      stored: (seq) => {
        this.#contiguous &&= seq === this.#seq + 1;
        this.#seq = seq;
        this.#tailUpdates += 1;
        this.#tailBytes += update.byteLength;
        how.stored();
        this.#deps.changed(this);
      },
    });
    return true;
  }

  /** Keeps an update aside: never in the log, since it could not be checked yet, nor promised. */
  #hold(session: Session, bytes: Uint8Array, terms: UpdateTerms): void {
    const held = this.#held.get(session) ?? { updates: [], bytes: 0 };
    this.#held.set(session, held);
    held.updates.push({ bytes, terms });
    held.bytes += bytes.byteLength;
    if (held.updates.length > MAX_HELD_UPDATES || held.bytes > MAX_HELD_BYTES)
      session.refuse('sync.message_invalide');
  }

  /** Folds a long tail into a snapshot. Only right when nothing of this act waits for the disk. */
  async compact(): Promise<void> {
    const long = this.#tailUpdates >= LONG_TAIL_UPDATES || this.#tailBytes >= LONG_TAIL_BYTES;
    if (!long || !this.#contiguous) return;
    await this.#deps.log.snapshot(this.actId, this.#seq, Y.encodeStateAsUpdate(this.doc));
    this.#tailUpdates = 0;
    this.#tailBytes = 0;
  }

  #broadcast(bytes: Uint8Array, except: Session | null): void {
    for (const session of this.#sessions) if (session !== except) session.send(bytes);
  }
}
