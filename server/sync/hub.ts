import type * as Y from 'yjs';
import { ClausierError, type ErrorCode } from '#shared/kernel/errors.ts';
import type { ActId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import type { Fanout } from '../fanout/index.ts';
import type { Logger } from '../http/log.ts';
import { actAccess } from '../identity/index.ts';
import type { Db } from '../storage/tables.ts';
import type { SyncObserver } from './observer.ts';
import { Processes } from './processes.ts';
import { decodeMessage, encodeMessage, type ProcessMessage } from './processMessages.ts';
import { Room } from './room.ts';
import type { Session } from './session.ts';
import type { UpdateLog } from './updateLog.ts';

/** How long an act that nobody has open stays in memory. */
const IDLE_MS = 30_000;
/** How long after its last change an act is kept as a living document. */
const AWAKE_MS = 5_000;
/** How often acts are looked at for that. */
const SWEEP_MS = 2_000;
/** How long after a change the act's title is read again. */
const SUMMARY_MS = 1_000;
/** And so many times as long as that took the last time: a text of thousands of pages is read through for it. */
const SUMMARY_REST = 200;

type Entry =
  | { readonly name: 'loading'; readonly room: Promise<Room> }
  | {
      readonly name: 'open';
      readonly room: Room;
      /** Stops hearing what other processes say of it. */
      readonly unsubscribe: () => void;
      /** How many times somebody asked for it: who has asked may not have joined yet. */
      asked: number;
      idle: NodeJS.Timeout | null;
      summary: NodeJS.Timeout | null;
      /** How long reading its title took the last time, in milliseconds. */
      summaryTookMs: number;
    };

/** How long a change of state waits for what was received to be on disk. */
const PAUSE_MS = 10_000;

/** What the hub needs, and what it tells. */
export interface HubDeps {
  readonly db: Db;
  readonly log: UpdateLog;
  readonly fanout: Fanout;
  readonly logger: Logger;
  readonly now: () => number;
  readonly observer: SyncObserver;
  /** A changed act is on disk: refresh what is derived from its text. */
  readonly onChanged: (actId: ActId, doc: Y.Doc) => Promise<void>;
  readonly idleMs?: number;
  readonly awakeMs?: number;
}

/** The acts that are open, and those who have them open. */
export class Hub {
  readonly #deps: HubDeps;
  readonly #entries = new Map<ActId, Entry>();
  /** Changes of state under way, by act: one at a time. */
  readonly #pauses = new Map<ActId, Promise<void>>();
  /** Acts whose state another process decides: when that ends, by its word or by its silence. */
  readonly #elsewhere = new Map<ActId, { readonly ended: Promise<void>; readonly end: () => void }>();
  readonly #processes: Processes;
  readonly #sweep: NodeJS.Timeout;
  #accessRevision = 0;
  /** How many updates were taken here: the number of the last one that the others are told. */
  #told = 0;

  constructor(deps: HubDeps) {
    this.#deps = deps;
    this.#processes = new Processes({
      ...deps,
      rooms: () => this.#rooms(),
      sessions: () => this.#sessions(),
      sessionsEnded: (ids) => this.#closeSessions(ids),
      accessChanged: (actId) => this.#askAccess(actId),
      paused: (actId) => this.#pauseFor(actId),
      resumed: (actId) => this.#resumeFor(actId),
    });
    const awakeMs = deps.awakeMs ?? AWAKE_MS;
    this.#sweep = setInterval(
      () => {
        for (const room of this.#rooms()) room.rest(deps.now() - awakeMs);
      },
      Math.min(SWEEP_MS, awakeMs),
    );
    this.#sweep.unref();
    deps.log.onHealth((health) => {
      if (health.name === 'refused') {
        deps.logger.error(
          { reason: health.reason },
          'the disk refuses: nothing is promised until it works again',
        );
        for (const session of this.#sessions()) session.notice('disque.indisponible');
        return;
      }
      deps.logger.info('the disk works again');
      for (const session of this.#sessions()) session.repeatStored();
    });
  }

  get openActs(): number {
    return this.#entries.size;
  }

  /** Acts that are living documents: the others are only bytes. */
  get awakeActs(): number {
    let count = 0;
    for (const room of this.#rooms()) if (room.awake) count += 1;
    return count;
  }

  get connections(): number {
    let count = 0;
    for (const room of this.#rooms()) count += room.sessions.size;
    return count;
  }

  /**
   * Moves each time that a session or a right ended or changed. What was read of somebody's rights before is to be
   * read again if it has moved: they were in no room yet to be told.
   */
  get accessRevision(): number {
    return this.#accessRevision;
  }

  /** @returns the room of an act, loaded once for all who ask meanwhile */
  async open(actId: ActId): Promise<Room> {
    const entry = this.#entries.get(actId);
    if (entry?.name === 'loading') return entry.room;
    if (entry?.name === 'open') {
      entry.asked += 1;
      this.#keepOpen(entry);
      return entry.room;
    }
    const room = this.#load(actId);
    this.#entries.set(actId, { name: 'loading', room });
    return room;
  }

  async #load(actId: ActId): Promise<Room> {
    let room: Room | null = null;
    const early: [string, ProcessMessage][] = [];
    const topic = `act:${actId}`;
    // Heard first, then read: what is written in between is known twice, never missed.
    const { fanout } = this.#deps;
    const unsubscribe = await fanout.subscribe(topic, (from, bytes) => {
      this.#processes.heard(from);
      const message = decodeMessage(bytes);
      if (message === null) return;
      if (room === null) early.push([from, message]);
      else room.receiveFrom(from, message);
    });
    try {
      room = new Room(actId, await this.#deps.log.load(actId), {
        log: this.#deps.log,
        logger: this.#deps.logger,
        now: this.#deps.now,
        observer: this.#deps.observer,
        broken: (broken) => this.#drop(broken),
        empty: (empty) => this.#armIdle(empty),
        changed: (changed) => this.#armSummary(changed),
        number: () => {
          this.#told += 1;
          return this.#told;
        },
        tell: fanout.alone ? null : (message) => fanout.publish(topic, encodeMessage(message)),
      });
      this.#entries.set(actId, {
        name: 'open',
        room,
        unsubscribe,
        asked: 0,
        idle: null,
        summary: null,
        summaryTookMs: 0,
      });
      this.#armIdle(room);
      for (const [from, message] of early) room.receiveFrom(from, message);
      room.greet();
      return room;
    } catch (error) {
      unsubscribe();
      this.#entries.delete(actId);
      throw error;
    }
  }

  /**
   * @returns an open act as it stands on disk, and the rank of its last update; `null` when it is not open, or when
   *   something of it waits for the disk. To be read at once: the next message may change it
   */
  settled(actId: ActId): { readonly doc: Y.Doc; readonly seq: number } | null {
    const entry = this.#entries.get(actId);
    if (entry?.name !== 'open' || this.#deps.log.pending(actId) > 0) return null;
    const seq = entry.room.storedSeq;
    return seq === null ? null : { doc: entry.room.doc, seq };
  }

  /**
   * Runs `decide` while nobody writes an act: what was received before is on disk, what comes meanwhile waits, and is
   * then taken or refused by the state that `decide` left (S14). Other processes are asked to hold back too (S59); what
   * they write before they hear it, the room that `decide` is given reads.
   * @throws ClausierError `disque.indisponible` when what was received can't be written
   */
  async whilePaused<T>(actId: ActId, decide: (room: Pick<Room, 'catchUp'>) => Promise<T>): Promise<T> {
    const before = this.#pauses.get(actId) ?? Promise.resolve();
    const turn = before.then(() => this.#pausedOnce(actId, decide));
    const settled = turn.then(
      () => {},
      () => {},
    );
    this.#pauses.set(actId, settled);
    try {
      return await turn;
    } finally {
      if (this.#pauses.get(actId) === settled) this.#pauses.delete(actId);
    }
  }

  async #pausedOnce<T>(actId: ActId, decide: (room: Room) => Promise<T>): Promise<T> {
    await this.#elsewhere.get(actId)?.ended;
    const room = await this.open(actId);
    const resume = room.pause();
    this.#processes.tell({ type: 'pause', act: actId });
    try {
      await this.#written(actId);
      return await decide(room);
    } finally {
      await this.refreshAccess(actId).finally(() => {
        resume();
        this.#processes.tell({ type: 'resume', act: actId });
      });
    }
  }

  /** Another process decides: nobody writes here either, until it says so, or for as long as it may take. */
  #pauseFor(actId: ActId): void {
    const entry = this.#entries.get(actId);
    if (entry?.name !== 'open' || entry.room.paused) return;
    const resume = entry.room.pause();
    let ended = () => {};
    const promise = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const end = () => {
      clearTimeout(timer);
      this.#elsewhere.delete(actId);
      resume();
      ended();
    };
    const timer = setTimeout(end, PAUSE_MS);
    timer.unref();
    this.#elsewhere.set(actId, { ended: promise, end });
  }

  /** What waited is taken by the rights that the decision left. */
  async #resumeFor(actId: ActId): Promise<void> {
    const pause = this.#elsewhere.get(actId);
    if (pause !== undefined) await this.#askAccess(actId).finally(pause.end);
  }

  /**
   * Changes an act by the server: written, relayed and kept as anybody's change. Where other processes may have written,
   * after what they wrote, and resolved once it is on disk.
   * @param change makes the change on a copy of the text; it returns false when there is nothing to change
   * @param personId whose words are written; `null` for the server's own, which have no author
   */
  async edit(actId: ActId, change: (doc: Y.Doc) => boolean, personId: PersonId | null = null): Promise<void> {
    const room = await this.open(actId);
    if (this.#deps.fanout.alone) {
      room.edit(change, personId);
      return;
    }
    await room.catchUp();
    room.edit(change, personId);
    await this.#written(actId);
  }

  async #written(actId: ActId): Promise<void> {
    let timer: NodeJS.Timeout | null = null;
    const written = new Promise<void>((resolve) => this.#deps.log.whenStored(actId, resolve));
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ClausierError('disque.indisponible')), PAUSE_MS);
    });
    try {
      await Promise.race([written, late]);
    } finally {
      if (timer !== null) clearTimeout(timer);
    }
  }

  /** Closes the connections of sessions that ended, wherever they are. */
  endSessions(ids: readonly SessionId[]): void {
    this.#closeSessions(ids);
    this.#processes.tell({ type: 'sessions', ids });
  }

  /** Asks again what everybody in an act may do, after its rights or its state changed, wherever they are. */
  async refreshAccess(actId: ActId): Promise<void> {
    this.#processes.tell({ type: 'access', act: actId });
    await this.#askAccess(actId);
  }

  #closeSessions(ids: readonly SessionId[]): void {
    this.#accessRevision += 1;
    const ended: ReadonlySet<string> = new Set(ids);
    for (const session of this.#sessions()) {
      const id = session.sessionId;
      if (id !== null && ended.has(id)) session.refuse('session.absente');
    }
  }

  async #askAccess(actId: ActId): Promise<void> {
    this.#accessRevision += 1;
    const texts = await this.#deps.db
      .selectFrom('acts')
      .select('id')
      .where('parent_id', '=', actId)
      .execute();
    for (const id of [actId, ...texts.map((text) => text.id)]) await this.#askAccessIn(id);
  }

  async #askAccessIn(actId: ActId): Promise<void> {
    const entry = this.#entries.get(actId);
    if (entry?.name !== 'open') return;
    for (const session of [...entry.room.sessions]) {
      const person = session.personId;
      if (person === null) continue;
      session.setAccess(await actAccess(this.#deps.db, actId, person, this.#deps.now()));
      session.tell('etat');
    }
  }

  /** Sends everybody away. */
  closeAll(code: ErrorCode): void {
    for (const session of [...this.#sessions()]) session.close(code);
  }

  /** Releases every act; the log must have been drained. Failing to fold one only makes its next load longer. */
  async unloadAll(): Promise<void> {
    for (const entry of [...this.#entries.values()]) {
      // Whoever waited for an act that can't be loaded has been told.
      const room = await Promise.resolve(entry.room).catch(() => null);
      if (room === null) continue;
      const open = this.#entries.get(room.actId);
      if (open?.name === 'open' && open.summary !== null) await this.#refreshSummary(open);
      await this.#unload(room);
    }
  }

  /** Ends what runs by itself. */
  stop(): void {
    clearInterval(this.#sweep);
    this.#processes.stop();
  }

  *#rooms(): Generator<Room> {
    for (const entry of this.#entries.values()) if (entry.name === 'open') yield entry.room;
  }

  *#sessions(): Generator<Session> {
    for (const room of this.#rooms()) yield* room.sessions;
  }

  #keepOpen(entry: Extract<Entry, { name: 'open' }>): void {
    if (entry.idle !== null) clearTimeout(entry.idle);
    entry.idle = null;
    // Whoever opens may still leave before joining: the timer starts again.
    if (entry.room.sessions.size === 0) this.#armIdle(entry.room);
  }

  #armIdle(room: Room): void {
    const entry = this.#entries.get(room.actId);
    if (entry?.name !== 'open' || entry.room !== room) return;
    if (entry.idle !== null) clearTimeout(entry.idle);
    entry.idle = setTimeout(() => void this.#unloadIdle(room), this.#deps.idleMs ?? IDLE_MS);
    entry.idle.unref();
  }

  async #unloadIdle(room: Room): Promise<void> {
    if (room.sessions.size > 0) return;
    // What waits for the disk lives only in memory: the act stays until it is written.
    if (room.paused || this.#deps.log.pending(room.actId) > 0) {
      this.#armIdle(room);
      return;
    }
    await this.#unload(room);
  }

  async #unload(room: Room): Promise<void> {
    const entry = this.#entries.get(room.actId);
    const asked = entry?.name === 'open' ? entry.asked : 0;
    try {
      if (this.#deps.log.pending(room.actId) === 0) await room.compact();
    } catch (error) {
      this.#deps.logger.warn({ err: error, act: room.actId }, 'snapshot not written');
    }
    // Somebody may have come in while the snapshot was written, or be about to: two rooms of one act would not hear
    // each other.
    const wanted = room.paused || (entry?.name === 'open' && entry.asked !== asked);
    if (wanted || room.sessions.size > 0 || this.#deps.log.pending(room.actId) > 0) {
      this.#armIdle(room);
      return;
    }
    this.#forget(room);
  }

  #forget(room: Room): void {
    const entry = this.#entries.get(room.actId);
    if (entry?.name !== 'open' || entry.room !== room) return;
    if (entry.idle !== null) clearTimeout(entry.idle);
    if (entry.summary !== null) clearTimeout(entry.summary);
    this.#entries.delete(room.actId);
    entry.unsubscribe();
    room.destroy();
  }

  #drop(room: Room): void {
    const sessions = [...room.sessions];
    this.#forget(room);
    for (const session of sessions) session.close('serveur.arret');
  }

  #armSummary(room: Room): void {
    const entry = this.#entries.get(room.actId);
    if (entry?.name !== 'open' || entry.room !== room || entry.summary !== null) return;
    const delay = Math.max(SUMMARY_MS, SUMMARY_REST * entry.summaryTookMs);
    entry.summary = setTimeout(() => void this.#refreshSummary(entry), delay);
  }

  async #refreshSummary(entry: Extract<Entry, { name: 'open' }>): Promise<void> {
    if (entry.summary !== null) clearTimeout(entry.summary);
    entry.summary = null;
    const from = performance.now();
    try {
      const refreshed = this.#deps.onChanged(entry.room.actId, entry.room.doc);
      entry.summaryTookMs = performance.now() - from;
      await refreshed;
    } catch (error) {
      this.#deps.logger.warn({ err: error, act: entry.room.actId }, 'title not refreshed');
    }
  }
}
