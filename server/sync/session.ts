import { can } from '#shared/identity/can.ts';
import type { ErrorCode } from '#shared/kernel/errors.ts';
import { ERRORS, errorBody } from '#shared/kernel/errors.ts';
import type { ActId, SessionId } from '#shared/kernel/ids.ts';
import { never } from '#shared/kernel/never.ts';
import { type ActEvent, MAX_FRAME_BYTES, MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import type { ActAccess, SignedIn } from '../identity/index.ts';
import { eventFrame, noticeFrame, readFrame, storedFrame } from './frames.ts';
import type { Cut } from './large/cut.ts';
import type { LargeMessage } from './large/gather.ts';
import { laterWords } from './laterWords.ts';
import type { Identity, PresenceOwner } from './presence.ts';
import { Bucket } from './rate.ts';
import type { Room } from './room.ts';

/** What a session needs of a socket: `ws` in the server, a stand-in in tests. */
export interface Wire {
  send(bytes: Uint8Array): void;
  /** Bytes handed to `send` that the peer has not taken yet. */
  readonly bufferedAmount: number;
  close(code: number, reason: string): void;
  /** Ends at once, without waiting for the peer. */
  terminate(): void;
}

/** Bytes that a joining client may send before its act is loaded. */
const MAX_QUEUED_BYTES = MAX_FRAME_BYTES;
/** Bytes that may wait for a peer that reads slowly. */
const MAX_BUFFERED_BYTES = 8 * 1024 * 1024;

/** Questions (the act, who is there) that one connection may ask: per second for long, and at once. */
const QUESTIONS = { perSecond: 2, atOnce: 64 } as const;
/** Announcements of a cursor, which all the others are sent: a hand makes some tens per second. */
const CURSORS = { perSecond: 100, atOnce: 400 } as const;

/** Largest message that carries no update, in bytes: presence, or what a page has of the act. */
const MAX_QUESTION_BYTES = 1024 * 1024;

/** A provider waits 30 seconds for a word before it drops its link. */
const HEARD_MS = 10_000;

/** What is known of a caller once admitted. */
export interface Admission {
  readonly room: Room;
  readonly who: SignedIn;
  readonly access: ActAccess;
  readonly identity: Identity;
}

type State =
  | { readonly name: 'joining'; readonly queue: Uint8Array[]; queuedBytes: number }
  | {
      readonly name: 'live';
      readonly room: Room;
      readonly who: SignedIn;
      readonly owner: PresenceOwner;
      access: ActAccess;
    }
  | { readonly name: 'closed' };

/** One connection to one act: its state, its rights, and what it has been promised. */
export class Session {
  readonly #wire: Wire;
  /** True for a client that asked for our own messages. */
  readonly #own: boolean;
  readonly #now: () => number;
  readonly #refused: (code: ErrorCode) => void;
  #state: State = { name: 'joining', queue: [], queuedBytes: 0 };
  /** Updates received, and how many of the first ones are on disk. */
  #received = 0;
  #stored = 0;
  readonly #storedAhead = new Set<number>();
  /** Size of the last whole state sent, as long as the peer has not taken it. */
  #stateBytes = 0;
  /** What is on disk has still to be told. */
  #owesStored = false;
  /** Something was sent since it was last told: more is about to be, which it may go with. */
  #lively = false;
  /** When something was last sent, in milliseconds. */
  #sentAt = 0;
  readonly #questions: Bucket;
  readonly #cursors: Bucket;
  /** Resolves once let in, or sent away. */
  readonly #admitted: Promise<void>;
  #entered: () => void = () => {};

  constructor(wire: Wire, options: { own: boolean; now: () => number; refused: (code: ErrorCode) => void }) {
    this.#wire = wire;
    this.#own = options.own;
    this.#now = options.now;
    this.#refused = options.refused;
    this.#questions = new Bucket(QUESTIONS.perSecond, QUESTIONS.atOnce, options.now());
    this.#cursors = new Bucket(CURSORS.perSecond, CURSORS.atOnce, options.now());
    this.#admitted = new Promise((resolve) => {
      this.#entered = resolve;
    });
  }

  get sessionId(): SessionId | null {
    return this.#state.name === 'live' ? this.#state.who.sessionId : null;
  }

  get actId(): ActId | null {
    return this.#state.name === 'live' ? this.#state.room.actId : null;
  }

  get closed(): boolean {
    return this.#state.name === 'closed';
  }

  /** Lets the client in, and takes what it sent meanwhile, in order. */
  admit(admission: Admission): void {
    if (this.#state.name !== 'joining') return;
    const { queue } = this.#state;
    const { room, who, access, identity } = admission;
    const owner: PresenceOwner = { person: who.person.id, identity };
    this.#state = { name: 'live', room, who, access, owner };
    room.join(this);
    for (const bytes of queue) this.receive(bytes);
    this.#entered();
  }

  /** Takes one message from the client. */
  receive(bytes: Uint8Array): void {
    const state = this.#state;
    switch (state.name) {
      case 'closed':
        return;
      case 'joining':
        state.queuedBytes += bytes.byteLength;
        if (bytes.byteLength > MAX_FRAME_BYTES || state.queuedBytes > MAX_QUEUED_BYTES)
          this.refuse('sync.trop_grand');
        else state.queue.push(bytes);
        return;
      case 'live':
        this.#receiveLive(state, bytes);
        return;
      default:
        never(state);
    }
  }

  /**
   * Takes a large message: an update is cut by `cut`, and taken piece by piece (S38).
   * @returns what takes each piece, in order
   */
  async receiveLarge({ parts, byteLength }: LargeMessage, cut: Cut): Promise<readonly (() => void)[]> {
    await this.#admitted;
    if (this.#state.name !== 'live') return [];
    const step = updateStep(parts);
    if (step === null) {
      // Nothing else that a page says comes near.
      if (byteLength > MAX_QUESTION_BYTES) this.refuse('sync.trop_grand');
      else this.#receiveQuestion(Buffer.concat(parts));
      return [];
    }
    const pieces = await cut(parts);
    if (!pieces.ok) {
      this.refuse(pieces.error === 'trop_grand' ? 'sync.trop_grand' : 'sync.message_invalide');
      return [];
    }
    this.#received += 1;
    const rank = this.#received;
    let left = pieces.value.length;
    const stored = () => {
      left -= 1;
      if (left <= 0) this.#markStored(rank);
    };
    if (left === 0) return [stored];
    return pieces.value.map((piece) => () => this.#receivePiece(piece, step === 'step2', stored));
  }

  #receiveQuestion(bytes: Uint8Array): void {
    if (this.mayAsk(bytes)) this.receive(bytes);
    else this.refuse('sync.trop_frequent');
  }

  #receivePiece(piece: Uint8Array, joining: boolean, stored: () => void): void {
    const state = this.#state;
    if (state.name !== 'live' || this.#ended(state)) return;
    if (state.room.holdBack(() => this.#receivePiece(piece, joining, stored))) return;
    this.#write(state, piece, joining, stored);
  }

  #write(
    { room, who, access }: Extract<State, { name: 'live' }>,
    update: Uint8Array,
    joining: boolean,
    stored: () => void,
  ): void {
    const decision = can(access, 'ecrire', access);
    room.receiveUpdate(this, update, {
      personId: who.person.id,
      refusal: decision.allowed ? null : decision.code,
      joining,
      mayAddNothing: joining || !decision.allowed,
      stored,
    });
  }

  #receiveLive(state: Extract<State, { name: 'live' }>, bytes: Uint8Array): void {
    if (bytes.byteLength > MAX_FRAME_BYTES) {
      this.refuse('sync.trop_grand');
      return;
    }
    if (this.#ended(state)) return;
    const frame = readFrame(bytes);
    if (!frame.ok) {
      this.refuse('sync.message_invalide');
      return;
    }
    const { type } = frame.value;
    switch (type) {
      case 'auth':
        return;
      case 'step1': {
        const decision = can(state.access, 'lire', state.access);
        if (!decision.allowed) {
          this.refuse(decision.code);
          return;
        }
        state.room.answerStep1(this, frame.value.stateVector);
        return;
      }
      case 'queryAwareness':
        state.room.answerAwareness(this);
        return;
      case 'awareness': {
        const decision = can(state.access, 'presence', state.access);
        if (!decision.allowed) {
          this.refuse(decision.code);
          return;
        }
        state.room.receiveAwareness(this, state.owner, frame.value.update);
        return;
      }
      case 'step2':
      case 'update': {
        if (state.room.holdBack(() => this.receive(bytes))) return;
        this.#received += 1;
        const rank = this.#received;
        this.#write(state, frame.value.update, type === 'step2', () => this.#markStored(rank));
        return;
      }
      default:
        never(type);
    }
  }

  /**
   * Counts a message, as it comes, that costs the server, or everybody, more than its sender: it has bounds of its own.
   * @returns false when it is one too many: none of those that wait needs an answer
   */
  mayAsk(bytes: Uint8Array): boolean {
    const [type, step] = bytes;
    if (type === MESSAGE.queryAwareness || (type === MESSAGE.sync && step === SYNC.step1))
      return this.#questions.take(1, this.#now());
    return type !== MESSAGE.awareness || this.#cursors.take(1, this.#now());
  }

  /**
   * Records that the update of that rank is on disk. The client is told at the end of this turn of the loop; while
   * others write, a little later, with what it is sent of them: a frame of its own costs as much as a letter relayed.
   */
  #markStored(rank: number): void {
    if (rank === this.#stored + 1) this.#stored = rank;
    else this.#storedAhead.add(rank);
    while (this.#storedAhead.size > 0 && this.#storedAhead.delete(this.#stored + 1)) this.#stored += 1;
    if (!this.#own || this.#owesStored) return;
    this.#owesStored = true;
    if (this.#lively) laterWords.add(this);
    else setImmediate(() => this.say());
  }

  /** Tells what is on disk, unless it was told with something else. */
  say(): void {
    if (this.#owesStored) this.#tellStored();
  }

  #tellStored(): void {
    this.#owesStored = false;
    laterWords.remove(this);
    this.send(storedFrame(this.#stored));
    this.#lively = false;
  }

  /**
   * Sends all that the client lacks of the act. A large act takes its time on a slow line: what the client can't have
   * read yet of it does not count against it.
   */
  sendState(bytes: Uint8Array): void {
    this.send(bytes);
    this.#stateBytes = bytes.byteLength;
  }

  /** Says again what is on disk: the disk works again, and whoever had nothing waiting would not hear of it. */
  repeatStored(): void {
    if (this.#own) this.#tellStored();
  }

  /** Sends a frame; a client that does not read is cut instead of filling memory. */
  send(bytes: Uint8Array): void {
    if (this.#state.name === 'closed') return;
    if (this.#owesStored) this.#tellStored();
    this.#lively = true;
    this.#sentAt = this.#now();
    const waiting = this.#wire.bufferedAmount;
    if (waiting <= MAX_BUFFERED_BYTES) this.#stateBytes = 0;
    if (waiting > MAX_BUFFERED_BYTES + this.#stateBytes) {
      this.close('sync.lecteur_lent');
      // A close frame would wait behind what the client does not read.
      this.#wire.terminate();
      return;
    }
    this.#wire.send(bytes);
  }

  /** True when the client has heard nothing for a while: a provider drops a link on which it hears nothing. */
  get unheard(): boolean {
    // The machine's clock may be put back.
    return Math.abs(this.#now() - this.#sentAt) >= HEARD_MS;
  }

  /** Tells our own client something, without closing. */
  notice(code: ErrorCode): void {
    if (this.#own) this.send(noticeFrame(errorBody(code)));
  }

  /** Tells our own client that something of the act beside its text has changed. */
  tell(kind: ActEvent): void {
    if (this.#own) this.send(eventFrame(kind));
  }

  /** Closes when the term of the session or of the right has come, for a client that only listens. */
  checkTerm(): void {
    if (this.#state.name === 'live') this.#ended(this.#state);
  }

  /** Closes when a term has come (identity, rule P1). @returns whether it did */
  #ended({ who, access }: Extract<State, { name: 'live' }>): boolean {
    const now = this.#now();
    if (who.expiresAt <= now) this.refuse('session.absente');
    else if (access.until !== null && access.until <= now) this.refuse('acces.retire');
    else return false;
    return true;
  }

  /** New facts about the caller's right in this act. Closes when it no longer reads it. */
  setAccess(access: ActAccess | null): void {
    if (this.#state.name !== 'live') return;
    // They had it open: saying that it ended tells them nothing that they did not know.
    if (access === null || !can(access, 'lire', access).allowed) this.refuse('acces.retire');
    else this.#state.access = access;
  }

  /** @returns the person behind a live session */
  get personId() {
    return this.#state.name === 'live' ? this.#state.who.person.id : null;
  }

  /** Says why, then closes with the error's code. */
  refuse(code: ErrorCode): void {
    this.notice(code);
    this.close(code);
  }

  close(code: ErrorCode): void {
    if (this.#state.name === 'closed') return;
    this.left();
    this.#wire.close(ERRORS[code].ws, code);
    this.#refused(code);
  }

  /** The socket has ended, by either side. */
  left(): void {
    const state = this.#state;
    this.#state = { name: 'closed' };
    this.#entered();
    if (state.name === 'live') state.room.leave(this, state.owner);
  }
}

/** @returns which kind of update a message carries; `null` for anything else. @param parts of at least two bytes in all */
function updateStep(parts: readonly Uint8Array[]): 'step2' | 'update' | null {
  const [type, step] = [byteAt(parts, 0), byteAt(parts, 1)];
  if (type !== MESSAGE.sync) return null;
  return step === SYNC.step2 ? 'step2' : step === SYNC.update ? 'update' : null;
}

function byteAt(parts: readonly Uint8Array[], at: number): number | undefined {
  let left = at;
  for (const part of parts) {
    if (left < part.byteLength) return part[left];
    left -= part.byteLength;
  }
  return undefined;
}
