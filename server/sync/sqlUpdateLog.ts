import type { ActId } from '#shared/kernel/ids.ts';
import type { Clock } from '../ids.ts';
import type { WriteUpdates } from '../storage/newUpdates.ts';
import type { Db } from '../storage/tables.ts';
import { foldAct } from './compaction.ts';
import { keepKeyframe, packKeyframe } from './keyframes.ts';
import { packHistory } from './packing.ts';
import { readLog } from './readLog.ts';
import { openSnapshot, packSnapshot, type Snapshot, snapshotRow } from './snapshots.ts';
import { authorsIn, type StoredRows, storedActs } from './storedActs.ts';
import { Together } from './together.ts';
import type { LoggedUpdate, LogHealth, PendingUpdate, StoredAct, UpdateLog } from './updateLog.ts';
import { lastRanks, writeUpdates } from './writeUpdates.ts';

/** How long the first update of a group waits for others: one disk sync then serves them all. */
const GROUP_MS = 40;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

/** Acts read before the loop turns for everything else. */
const ACTS_AT_ONCE = 16;

/** What keyframes kept without being asked for may take beside the text: who reads the past makes the others (H4). */
const KEYFRAMES_SHARE = 0.2;

/** Updates of one act, in order. */
type Group = readonly [ActId, readonly PendingUpdate[]];

/** Ways to the disk that hold up nobody, beside the database that requests are served from; `null` where there is none. */
export interface WaysOfWriting {
  readonly write: WriteUpdates | null;
  readonly fold: ((actId: ActId) => Promise<number | null>) | null;
}

/** Group commit: everything received while the disk is busy, or within a few milliseconds, goes in one transaction. */
export class SqlUpdateLog implements UpdateLog {
  readonly #db: Db;
  readonly #writeUpdates: WriteUpdates;
  readonly #clock: Clock;
  readonly #fold: ((actId: ActId) => Promise<number | null>) | null;
  readonly #stored: Together<ActId, StoredRows>;
  readonly #waiting = new Map<ActId, PendingUpdate[]>();
  readonly #inFlight = new Map<ActId, readonly PendingUpdate[]>();
  /** Told after the last update that waited when they asked. */
  readonly #followers = new Map<PendingUpdate, (() => void)[]>();
  readonly #listeners: ((health: LogHealth) => void)[] = [];
  #bytes = 0;
  /** When the first of what waits came, by a clock that only goes forward. */
  #since = 0;
  #health: LogHealth = { name: 'ok' };
  #timer: NodeJS.Timeout | null = null;
  #retryMs = FIRST_RETRY_MS;
  #flushing: Promise<void> | null = null;

  /** @param ways how updates reach the disk, and logs are folded: through `db`, unless better ways are given */
  constructor(db: Db, clock: Clock, ways: WaysOfWriting | null = null) {
    this.#db = db;
    this.#writeUpdates = ways?.write ?? ((groups) => writeUpdates(db, groups));
    this.#fold = ways?.fold ?? null;
    this.#clock = clock;
    this.#stored = new Together((actIds) => storedActs(db, actIds), ACTS_AT_ONCE);
  }

  get health(): LogHealth {
    return this.#health;
  }

  get pendingBytes(): number {
    return this.#bytes;
  }

  onHealth(listener: (health: LogHealth) => void): void {
    this.#listeners.push(listener);
  }

  pending(actId: ActId): number {
    return (this.#waiting.get(actId)?.length ?? 0) + (this.#inFlight.get(actId)?.length ?? 0);
  }

  async load(actId: ActId): Promise<StoredAct> {
    // Taken before the rows are read: an update written meanwhile is then seen twice, never missed.
    const pending = [...(this.#inFlight.get(actId) ?? []), ...(this.#waiting.get(actId) ?? [])];
    const { snapshot, updates, authors } = await this.#stored.of(actId);
    const opened = snapshot === null ? null : await openSnapshot(snapshot);
    return {
      authors,
      snapshot: opened?.bytes ?? null,
      vector: opened?.vector ?? null,
      parts: opened?.parts ?? null,
      updates: [...updates.map((row) => row.bytes), ...pending.map((update) => update.bytes)],
      seq: updates.at(-1)?.seq ?? snapshot?.seq ?? 0,
    };
  }

  async authors(actId: ActId): Promise<StoredAct['authors']> {
    const rows = await authorsIn(this.#db, [actId]);
    return rows.map((row) => [row.client, row.person_id] as const);
  }

  since(actId: ActId, after: number): Promise<readonly LoggedUpdate[]> {
    return readLog(this.#db, actId, after);
  }

  async lastSnapshot(actId: ActId): Promise<LoggedUpdate | null> {
    const row = await snapshotRow(this.#db, actId);
    return row === null ? null : openSnapshot(row);
  }

  lastRanks(actIds: readonly ActId[]): Promise<ReadonlyMap<ActId, number>> {
    return lastRanks(this.#db, actIds);
  }

  append(update: PendingUpdate): void {
    if (this.#waiting.size === 0) this.#since = performance.now();
    const waiting = this.#waiting.get(update.actId);
    if (waiting) waiting.push(update);
    else this.#waiting.set(update.actId, [update]);
    this.#bytes += update.bytes.byteLength;
    // While the disk refuses, the retry's own timer decides when to try again.
    if (this.#health.name === 'ok') this.#schedule(GROUP_MS);
  }

  whenStored(actId: ActId, stored: () => void): void {
    const last = this.#waiting.get(actId)?.at(-1) ?? this.#inFlight.get(actId)?.at(-1);
    if (last === undefined) {
      stored();
      return;
    }
    const followers = this.#followers.get(last);
    if (followers) followers.push(stored);
    else this.#followers.set(last, [stored]);
  }

  async snapshot(actId: ActId, state: Snapshot): Promise<void> {
    const { seq } = state;
    const keyframe = await packKeyframe(actId, state);
    const row = await packSnapshot(state);
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .insertInto('act_snapshots')
        .values({ act_id: actId, ...row, at: this.#clock() })
        .onConflict((oc) => oc.columns(['act_id', 'seq']).doNothing())
        .execute();
      await keepKeyframe(tx, keyframe, state.bytes.byteLength * KEYFRAMES_SHARE);
      // A snapshot holds all that the earlier ones held, and the log holds everything.
      await tx.deleteFrom('act_snapshots').where('act_id', '=', actId).where('seq', '<', seq).execute();
    });
  }

  fold(actId: ActId): Promise<number | null> {
    return this.#fold === null ? foldAct(this, actId) : this.#fold(actId);
  }

  async pack(actId: ActId, seq: number): Promise<void> {
    await packHistory(this.#db, actId, seq);
  }

  async drain(timeoutMs: number): Promise<number> {
    const deadline = Date.now() + timeoutMs;
    do {
      await this.#flush();
      if (this.#waiting.size === 0) break;
      await new Promise((resolve) => setTimeout(resolve, Math.min(FIRST_RETRY_MS, timeoutMs)));
    } while (Date.now() < deadline);
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    let left = 0;
    for (const updates of this.#waiting.values()) left += updates.length;
    return left;
  }

  #schedule(delayMs: number): void {
    if (this.#timer !== null || this.#flushing !== null) return;
    this.#timer = setTimeout(() => void this.#flush(), delayMs);
  }

  /** Never rejects: a refusal becomes `health`, and the updates stay. */
  async #flush(): Promise<void> {
    while (this.#flushing !== null) await this.#flushing;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#waiting.size === 0) return;
    this.#flushing = this.#writeAll();
    await this.#flushing;
    this.#flushing = null;
    if (this.#waiting.size === 0) return;
    // What came while the disk was busy is a group like any other: written at once, it would cost a sync of its own.
    if (this.#health.name === 'ok')
      this.#schedule(Math.max(0, Math.min(GROUP_MS, this.#since + GROUP_MS - performance.now())));
    else {
      this.#schedule(this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
    }
  }

  async #writeAll(): Promise<void> {
    const groups = [...this.#waiting];
    this.#waiting.clear();
    for (const [actId, updates] of groups) this.#inFlight.set(actId, updates);
    let refusal = await this.#write(groups);
    if (refusal !== null) {
      // One act may be what is refused (its rows, not the disk): each is then tried alone.
      let last: unknown = null;
      for (const group of groups) {
        const cause = groups.length === 1 ? refusal : await this.#write([group]);
        if (cause === null) continue;
        last = cause;
        const [actId, updates] = group;
        this.#waiting.set(actId, [...updates, ...(this.#waiting.get(actId) ?? [])]);
      }
      refusal = last;
    }
    this.#inFlight.clear();
    this.#setHealth(refusal);
  }

  /** Writes groups in one transaction, then tells their authors. @returns why it could not, or `null` */
  async #write(groups: readonly Group[]): Promise<unknown> {
    let first: ReadonlyMap<ActId, number>;
    try {
      first = await this.#writeUpdates(groups);
    } catch (error) {
      return error ?? new Error('the database gave no reason');
    }
    for (const [actId, updates] of groups) {
      this.#inFlight.delete(actId);
      const seq = first.get(actId);
      let rank = seq ?? 0;
      for (const update of updates) {
        this.#bytes -= update.bytes.byteLength;
        if (seq === undefined) update.refused?.();
        else update.stored(rank);
        rank += 1;
        if (this.#followers.size === 0) continue;
        for (const stored of this.#followers.get(update) ?? []) stored();
        this.#followers.delete(update);
      }
    }
    return null;
  }

  #setHealth(refusal: unknown): void {
    const before = this.#health;
    if (refusal === null) {
      this.#retryMs = FIRST_RETRY_MS;
      if (before.name === 'ok') return;
      this.#health = { name: 'ok' };
    } else {
      const reason = refusal instanceof Error ? refusal.message : String(refusal);
      if (before.name === 'refused' && before.reason === reason) return;
      const since = before.name === 'refused' ? before.since : this.#clock();
      this.#health = { name: 'refused', since, reason };
    }
    for (const listener of this.#listeners) listener(this.#health);
  }
}
