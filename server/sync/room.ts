import * as Y from 'yjs';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { checkUpdate } from '#shared/sync/validate.ts';
import { ActText } from './actText.ts';
import { Authors, withoutClients } from './authors.ts';
import { awarenessFrame, step1Frame, step2Frame } from './frames.ts';
import { clientsOf, Held, Looks, type UpdateTerms, untangle } from './held.ts';
import { Others } from './others.ts';
import { Outbox } from './outbox.ts';
import { newOwnClient, ownChange } from './ownChange.ts';
import { Presence, type PresenceOwner } from './presence.ts';
import type { ProcessMessage } from './processMessages.ts';
import { Ranks } from './ranks.ts';
import type { RoomDeps } from './roomDeps.ts';
import type { Session } from './session.ts';
import { Tail } from './tail.ts';
import { Told } from './told.ts';
import type { Typed } from './typed.ts';
import type { LoggedUpdate, StoredAct } from './updateLog.ts';

/** Bytes that may wait for a disk that refuses, all acts together; beyond, clients keep their text and retry. */
const MAX_PENDING_BYTES = 256 * 1024 * 1024;
/** What waits and is larger is looked at only then, not at each word that its page adds. */
const MAX_LIGHT_BYTES = 64 * 1024;

/** One act in memory: its text, those who have it open, and their cursors. */
export class Room {
  readonly actId: ActId;
  readonly #deps: RoomDeps;
  readonly #text: ActText;
  readonly #authors: Authors;
  readonly #sessions = new Set<Session>();
  readonly #presence = new Presence();
  readonly #others = new Others();
  readonly #outbox: Outbox;
  readonly #held = new Held();
  readonly #looks = new Looks();
  readonly #ranks: Ranks;
  readonly #ownClient = newOwnClient();
  readonly #told: Told;
  readonly #tail: Tail;
  /** The time that an update takes to the disk is being measured. */
  #watched = false;
  /** When it was last changed, in milliseconds of the server's clock. */
  #changedAt: number;
  #catchingUp: Promise<void> | null = null;
  /** Messages that wait for a change of state to be decided; `null` when none is. */
  #heldBack: (() => void)[] | null = null;

  /** @throws Error when what is stored can't be applied: the act is damaged */
  constructor(actId: ActId, stored: StoredAct, deps: RoomDeps) {
    this.actId = actId;
    this.#deps = deps;
    this.#text = new ActText(stored, (error) => this.#break(error));
    this.#authors = new Authors(stored.authors);
    this.#ranks = new Ranks(stored.seq);
    this.#outbox = new Outbox(this.#sessions);
    const { log, logger, tell } = deps;
    this.#told = new Told((ranks) => tell?.({ type: 'stored', ranks }));
    this.#tail = new Tail(actId, stored, { log, logger, upTo: () => this.#ranks.upTo });
    this.#changedAt = deps.now();
  }

  get sessions(): ReadonlySet<Session> {
    return this.#sessions;
  }

  /** The living document: never to be changed by others, and to be read at once. */
  get doc(): Y.Doc {
    return this.#text.doc;
  }

  /** True while the act is a living document in memory, not only bytes. */
  get awake(): boolean {
    return this.#text.awake;
  }

  /** Rank of the last update on disk; `null` when memory and disk may differ. */
  get storedSeq(): number | null {
    const settled = this.#others.empty && !this.#ranks.hole && !this.#text.lacksSomething;
    return settled ? this.#ranks.upTo : null;
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
    session.send(step1Frame(this.#text.stateVector()));
    this.answerAwareness(session);
    if (this.#deps.log.health.name === 'refused') session.notice('disque.indisponible');
  }

  leave(session: Session, owner: PresenceOwner): void {
    if (!this.#sessions.delete(session)) return;
    this.#held.forget(session);
    const left = this.#presence.leave(owner);
    if (left) this.#outbox.cursors(left, null);
    this.#tellPresence();
    if (this.#sessions.size === 0) this.#deps.empty(this);
  }

  answerStep1(session: Session, stateVector: Uint8Array): void {
    let answer: Uint8Array;
    try {
      answer = step2Frame(this.#text.missing(stateVector));
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
    if (result.value) this.#outbox.cursors(result.value, this.#presence.renumbered ? null : session);
    this.#tellPresence();
  }

  /** Takes an update: checked, applied, relayed, then handed to the log. */
  receiveUpdate(session: Session, update: Uint8Array, terms: UpdateTerms): void {
    if (!this.#take(session, update, terms)) return;
    if ((this.#held.first(session)?.bytes.byteLength ?? 0) <= MAX_LIGHT_BYTES) this.#takeHeld(session);
    this.#armUntangling();
  }

  /** In order: a page's later changes build on its earlier ones. */
  #takeHeld(session: Session): void {
    for (let next = this.#held.first(session); next !== undefined; next = this.#held.first(session)) {
      if (session.closed || checkUpdate(next.bytes, this.#text.doc, 'whole').name === 'waiting') return;
      this.#held.shift(session);
      this.#take(session, next.bytes, next.terms);
    }
  }

  /** @returns whether the act has changed, or might have */
  #take(session: Session, update: Uint8Array, how: UpdateTerms): boolean {
    if (how.refusal === null && !how.mayAddNothing) {
      const typed = this.#text.readTyped(update);
      if (typed !== null && this.#mayWrite(typed.client, how))
        return this.#accept(session, update, how, [typed.client], typed);
    }
    if (how.mayAddNothing && this.#text.holdsAtSight(update)) {
      this.#whenStored(how.stored);
      return false;
    }
    const clients: number[] = [];
    const repeated: number[] = [];
    const verdict = checkUpdate(update, this.#text.doc, 'whole', (client, adds) => {
      const may = this.#mayWrite(client, how);
      if (adds) clients.push(client);
      else if (!may) repeated.push(client);
      return may;
    });
    if (verdict.name === 'taken' && repeated.length > 0) {
      // Others' words, which the act holds: said again in other words, they would stand in the log before the true ones
      // if another process has still to write these.
      return this.#take(session, withoutClients(update, repeated), { ...how, mayAddNothing: true });
    }
    if (verdict.name === 'foreign' && how.joining) {
      // Words of others that this page was relayed: theirs to bring back.
      return this.#take(session, withoutClients(update, verdict.clients), how);
    }
    if (verdict.name === 'refused' || verdict.name === 'foreign') {
      const reason = verdict.name === 'foreign' ? 'structs under the id of somebody else' : verdict.why;
      this.#deps.logger.warn({ act: this.actId, person: how.personId, reason }, 'update refused');
      session.refuse('sync.message_invalide');
      return false;
    }
    if (how.mayAddNothing && this.#text.holds(update)) {
      this.#whenStored(how.stored);
      return false;
    }
    if (how.refusal !== null) {
      session.refuse(how.refusal);
      return false;
    }
    if (verdict.name === 'waiting') {
      if (this.#held.add(session, update, how)) this.#armUntangling();
      else session.refuse('sync.message_invalide');
      return false;
    }
    return this.#accept(session, update, how, clients, null);
  }

  #mayWrite(client: number, { personId, joining }: UpdateTerms): boolean {
    const owner = this.#authors.ownerOf(client);
    if (owner !== null) return owner === personId;
    if (joining || Y.getState(this.#text.doc.store, client) === 0) return true;
    // Words that somebody brought back for their author: whoever shows the cursor of that id goes on with it.
    return this.#presence.isOf(client, personId);
  }

  /** @param typed the update, when only letters @param except who is not told @returns whether the act may have changed */
  #accept(
    session: Session,
    update: Uint8Array,
    how: UpdateTerms,
    clients: readonly number[],
    typed: Typed | null,
    except: Session | null = session,
  ): boolean {
    const { log } = this.#deps;
    if (log.pendingBytes + update.byteLength > MAX_PENDING_BYTES) {
      session.refuse('disque.indisponible');
      return false;
    }
    if (typed !== null) {
      this.#text.type(typed);
      this.#changedAt = this.#deps.now();
    } else if (!this.#apply(update)) {
      session.refuse('sync.message_invalide');
      return false;
    }
    this.#outbox.update(update, except, typed);
    const number = this.#deps.number();
    const { personId } = how;
    // What a page says as it joins may hold the words of others that the server lost: its own id is the one that it
    // shows its cursor with.
    const bound = this.#authors.bind(
      clients,
      personId,
      (client) => !how.joining || this.#presence.isOf(client, personId),
    );
    this.#deps.tell?.({ type: 'update', number, personId, bytes: update, clients: bound });
    const { observer } = this.#deps;
    observer.edited(update.byteLength);
    // One at a time is watched: enough to know how long the disk takes.
    const taken = this.#watched ? null : performance.now();
    this.#watched = true;
    // Others' words on which these may build: adopted meanwhile, they may be written after these.
    const alone = this.#others.empty;
    const before = this.#others.last;
    this.#append(update, personId, bound, (seq) => {
      this.#told.stored(number, seq);
      if (taken !== null) {
        this.#watched = false;
        observer.stored(performance.now() - taken);
      }
      if (alone) how.stored();
      else this.#others.whenSettled(before, () => this.#deps.log.whenStored(this.actId, how.stored));
    });
    return true;
  }

  /**
   * A change that the server makes, on a copy of the text: applied, relayed and handed to the log.
   * @param change returns false when there is nothing to change
   * @param personId whose words it writes, under an id of theirs; `null` for the server's own, which have no author
   */
  edit(change: (doc: Y.Doc) => boolean, personId: PersonId | null): void {
    const client = personId === null ? this.#ownClient : newOwnClient();
    const update = ownChange(this.#text.doc, client, change);
    if (update === null || !this.#apply(update)) return;
    this.#outbox.update(update, null);
    const number = this.#deps.number();
    const clients = this.#authors.bind([client], personId);
    this.#deps.tell?.({ type: 'update', number, personId, bytes: update, clients });
    this.#append(update, personId, clients, (seq) => this.#told.stored(number, seq));
  }

  /** @returns false when this copy can't be trusted any more */
  #apply(update: Uint8Array): boolean {
    try {
      const late = this.#text.apply(update);
      if (late !== null) this.#outbox.update(late, null);
    } catch (error) {
      this.#break(error);
      return false;
    }
    this.#changedAt = this.#deps.now();
    this.#armUntangling();
    return true;
  }

  /** Yjs may have applied half of an update. */
  #break(error: unknown): void {
    this.#deps.logger.error({ err: error, act: this.actId }, 'update could not be applied');
    this.#deps.broken(this);
  }

  #append(
    bytes: Uint8Array,
    personId: PersonId | null,
    clients: readonly number[],
    stored: (seq: number) => void,
  ): void {
    this.#deps.log.append({
      actId: this.actId,
      bytes,
      personId,
      clients,
      at: this.#deps.now(),
      stored: (seq) => {
        this.#ranks.add(seq);
        this.#tail.grow(bytes);
        stored(seq);
        this.#deps.changed(this);
      },
      // Frozen by another process: this copy, and those that heard of it, hold words that the act does not.
      refused: () => {
        this.#deps.tell?.({ type: 'void' });
        this.#deps.broken(this);
      },
    });
  }

  /**
   * Held in memory is not held on disk: the sender of these words may have come back while the disk refuses, or after
   * the process that relayed them died.
   */
  #whenStored(stored: () => void): void {
    this.#others.whenSettled(this.#others.last, () => this.#deps.log.whenStored(this.actId, stored));
  }

  #armUntangling(): void {
    if (this.#held.size === 0) return;
    this.#looks.arm(this.#held, () => {
      if (this.paused) this.#armUntangling();
      else this.#untangle();
    });
  }

  /** What a page's words build on may have come from elsewhere, or be what another page holds back. */
  #untangle(): void {
    for (const session of this.#held.sessions()) this.#takeHeld(session);
    const waiting = this.#held.all((bytes, terms) => this.#rightful(bytes, terms));
    const parts = untangle(
      this.#text.doc,
      waiting.map(({ bytes }) => bytes),
    );
    for (const [rank, { session, terms }] of waiting.entries()) {
      const part = parts?.[rank];
      if (part === undefined || this.#text.holds(part)) continue;
      // It is answered for as it comes again, whole, from what waits. Its page is told too: it holds others' deletions.
      if (!this.#accept(session, part, { ...terms, stored: () => {} }, [], null, null)) return;
    }
    for (const { session } of waiting) this.#takeHeld(session);
  }

  /** What a page may say of what it holds back: whose ids these are may be known since, or claimed by several (S27). */
  #rightful(bytes: Uint8Array, terms: UpdateTerms): Uint8Array {
    const foreign = clientsOf(bytes).filter((client) => {
      const known = terms.joining || this.#authors.ownerOf(client) === terms.personId;
      return !this.#mayWrite(client, terms) || !(known || this.#presence.isOf(client, terms.personId));
    });
    return foreign.length === 0 ? bytes : withoutClients(bytes, foreign);
  }

  /** Asks the other processes who is there. */
  greet(): void {
    this.#deps.tell?.({ type: 'hello' });
  }

  /** Takes what another process says of this act. */
  receiveFrom(process: string, message: ProcessMessage): void {
    switch (message.type) {
      case 'hello': {
        const own = this.#presence.ownCursors();
        if (own) this.#deps.tell?.({ type: 'presence', update: own });
        return;
      }
      case 'presence': {
        const update = this.#presence.receiveFrom(process, message.update);
        if (update) this.#outbox.cursors(update, null);
        return;
      }
      case 'update': {
        const { number, personId, bytes, clients } = message;
        if (!this.#apply(bytes)) return;
        this.#outbox.update(bytes, null);
        this.#authors.bind(clients, personId);
        this.#others.relayed(process, number, { bytes, personId, clients, at: performance.now() });
        if (this.#text.lacksSomething) void this.catchUp();
        return;
      }
      case 'void':
        this.#deps.broken(this);
        return;
      case 'stored':
        for (const [number, rank] of message.ranks)
          if (this.#others.confirmed(process, number)) this.#ranks.add(rank);
          else this.#behind(rank);
        this.#others.release();
        this.#deps.changed(this);
        return;
    }
  }

  /** An update on disk never came. */
  #behind(rank: number): void {
    if (!this.#ranks.has(rank)) void this.catchUp();
  }

  /** Rank that memory has everything up to. */
  get knownSeq(): number {
    return this.#ranks.upTo;
  }

  /** Reads in the log what other processes wrote and this one was not told. Never rejects. */
  catchUp(): Promise<void> {
    this.#catchingUp ??= this.#readLog()
      .catch((error: unknown) => this.#deps.logger.warn({ err: error, act: this.actId }, 'log not followed'))
      .finally(() => {
        this.#catchingUp = null;
      });
    return this.#catchingUp;
  }

  async #readLog(): Promise<void> {
    const rows = await this.#deps.log.since(this.actId, this.#ranks.upTo);
    for (const row of rows) this.#learn(row);
    if (rows.length === 0) return;
    this.#authors.learn(await this.#deps.log.authors(this.actId));
    this.#deps.changed(this);
  }

  #learn(row: LoggedUpdate): void {
    if (this.#ranks.has(row.seq)) return;
    if (!this.#text.holds(row.bytes)) {
      if (!this.#apply(row.bytes)) return;
      this.#outbox.update(row.bytes, null);
    }
    this.#ranks.add(row.seq);
    this.#tail.grow(row.bytes);
  }

  /** Answers for what other processes relayed before `before` (`performance.now()`) and nobody has said to be on disk. */
  adopt(before: number): void {
    for (const { bytes, personId, clients } of this.#others.adopt(before))
      this.#append(bytes, personId, clients, () => {});
    this.#others.release();
  }

  /** Another process is gone, and its cursors with it. */
  forgetProcess(process: string): void {
    const left = this.#presence.leaveFrom(process);
    if (left) this.#outbox.cursors(left, null);
  }

  #tellPresence(): void {
    if (this.#deps.tell === null) return;
    const changes = this.#presence.takeChanges();
    if (changes) this.#deps.tell({ type: 'presence', update: changes });
  }

  /** Keeps only the bytes of an act that nobody has changed for a while. @param before milliseconds */
  rest(before: number): void {
    if (!this.#text.awake || this.#changedAt >= before) return;
    this.#text.sleep();
    if (!this.#text.awake) this.#tail.rest();
  }

  /** Folds a long tail into a snapshot. Only right when nothing of this act waits for the disk. */
  async compact(): Promise<void> {
    // What lacks something that another process has still to write can't be folded yet.
    if (this.#tail.long && this.storedSeq !== null && this.#text.complete) await this.#tail.fold();
  }

  destroy(): void {
    this.#looks.stop();
    this.#tail.stop();
    this.#text.destroy();
  }
}
