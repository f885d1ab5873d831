import { performance } from 'node:perf_hooks';
import { Bucket } from './rate.ts';

/** How long messages are handled before the loop turns for everything else, in milliseconds. */
const SLICE_MS = 8;
/** How much of that one connection may take, in milliseconds; a message that takes longer is its last of the turn. */
const LINE_MS = 1;
/** How much of the processor one connection may take for long, and in milliseconds at once: then it waits. */
const SHARE = 0.25;
const SHARE_AT_ONCE_MS = 500;
/**
 * While others write: how many milliseconds of the processor one connection may take, per second for long and at once,
 * and how many messages of it are handled; what comes beyond waits. Each costs more than its handling: reading it, writing it, and what it leaves in memory.
 */
const SHARE_BESIDE = { msPerSecond: 150, atOnceMs: 20, mostShortMs: 100 } as const;
const PACE = { perSecond: 1_000, atOnce: 500, mostShort: 16 } as const;
/** Others write as long as one of them, who sends no flood either, did so that little ago, in milliseconds. */
const OTHERS_MS = 1_000;
/** How long one connection may have more to say than that without a pause, in milliseconds. */
const FLOOD_MS = 10_000;
/** Messages of one connection that may wait their turn; beyond, its socket is not read until half are handled. */
const MAX_WAITING = 256;

/** Handles a message; what it still takes, if anything, comes in its turns too, before the connection's next message. */
type Handle = (() => void) | (() => Promise<readonly (() => void)[]>);

/** What a line needs of its socket. */
export interface Reading {
  pause(): void;
  resume(): void;
  /** It sends too much while others write: to be sent away. */
  flooded(): void;
}

/**
 * Handles the connections' messages one each in turn, so that one that sends without end delays nobody; and no more than
 * so many milliseconds of one before the network is looked at again: whoever types meanwhile comes first.
 */
export class Turns {
  readonly #lines: Line[] = [];
  readonly #floodMs: number;
  #armed = false;
  #turn = 0;
  /** Who wrote last, and when, among those who send no flood; and when somebody else of them did. */
  #lastWriter: Line | null = null;
  #lastAt = Number.NEGATIVE_INFINITY;
  #otherAt = Number.NEGATIVE_INFINITY;

  constructor({ floodMs = FLOOD_MS } = {}) {
    this.#floodMs = floodMs;
  }

  /** @returns a new connection's line */
  line(reading: Reading): Line {
    return new Line(reading, (line) => {
      this.#lines.push(line);
      this.#arm();
    });
  }

  /** True while people write, who send no flood. */
  get writing(): boolean {
    return performance.now() - this.#lastAt < OTHERS_MS;
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    setImmediate(() => this.#run());
  }

  #run(): void {
    this.#armed = false;
    this.#turn += 1;
    const done: Line[] = [];
    let now = performance.now();
    const end = now + SLICE_MS;
    for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift()) {
      const before = now;
      const more = line.next();
      now = performance.now();
      const spent = line.spend(this.#turn, now - before, now);
      if (line.wrote && line.calm) this.#wrote(line, now);
      const waitMs = line.waitMs(this.#othersWrite(line, now), now);
      if (line.floodsForMs(now) > this.#floodMs) line.sendAway();
      if (more && waitMs > 0) this.#rest(line, waitMs);
      else if (more) (spent > LINE_MS ? done : this.#lines).push(line);
      if (now > end) break;
    }
    this.#lines.push(...done);
    if (this.#lines.length > 0) this.#arm();
  }

  #wrote(line: Line, at: number): void {
    if (this.#lastWriter !== line) this.#otherAt = this.#lastAt;
    this.#lastWriter = line;
    this.#lastAt = at;
  }

  #othersWrite(line: Line, now: number): boolean {
    return now - (this.#lastWriter === line ? this.#otherAt : this.#lastAt) < OTHERS_MS;
  }

  /** Whoever took more than their share waits until it is theirs again. */
  #rest(line: Line, ms: number): void {
    const timer = setTimeout(() => {
      this.#lines.push(line);
      this.#arm();
    }, ms);
    timer.unref();
  }
}

/** What one connection has sent, in order. */
export class Line {
  readonly #reading: Reading;
  readonly #ready: (line: Line) => void;
  readonly #waiting: Handle[] = [];
  #paused = false;
  /** What was begun is done elsewhere: the rest waits for it. */
  #away = false;
  #turn = 0;
  #spent = 0;
  readonly #share = new Bucket(SHARE * 1000, SHARE_AT_ONCE_MS, performance.now());
  readonly #shareBeside = new Bucket(
    SHARE_BESIDE.msPerSecond,
    SHARE_BESIDE.atOnceMs,
    performance.now(),
    SHARE_BESIDE.mostShortMs,
  );
  readonly #pace = new Bucket(PACE.perSecond, PACE.atOnce, performance.now(), PACE.mostShort);
  /** Since when there was always more than the pace lets through; `null` when there is not. */
  #floodsSince: number | null = null;
  #wrote = false;
  #ended = false;

  constructor(reading: Reading, ready: (line: Line) => void) {
    this.#reading = reading;
    this.#ready = ready;
  }

  /** True while its socket is not read. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Has `handle` called in its turn. */
  add(handle: Handle): void {
    if (this.#ended) return;
    this.#waiting.push(handle);
    if (this.#waiting.length === 1) this.#ready(this);
    if (this.#waiting.length >= MAX_WAITING) this.#pause();
  }

  #pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#reading.pause();
  }

  /** Counts what a message took, until `now`. @returns what all of this turn took, in milliseconds */
  spend(turn: number, ms: number, now: number): number {
    this.#spent = turn === this.#turn ? this.#spent + ms : ms;
    this.#turn = turn;
    this.#share.take(ms, now);
    this.#shareBeside.take(ms, now);
    this.#pace.take(1, now);
    return this.#spent;
  }

  /** Said while a message is handled: it changes an act. */
  writes(): void {
    this.#wrote = true;
  }

  /** The last message handled changes an act. */
  get wrote(): boolean {
    return this.#wrote;
  }

  /** Whoever sends is sent away: what waits is let go, and what still comes. */
  end(): void {
    this.#ended = true;
    this.#waiting.length = 0;
    this.#readOn();
  }

  /** True while it sends nothing like a flood. */
  get calm(): boolean {
    return this.#pace.halfFull;
  }

  /**
   * How long what waits is to wait for more than its turn, in milliseconds; 0 for nothing.
   * @param othersWrite the pace counts
   */
  waitMs(othersWrite: boolean, now: number): number {
    const paced = othersWrite ? this.#pace.secondsShort : 0;
    if (!othersWrite || this.calm || this.#waiting.length === 0) this.#floodsSince = null;
    else if (paced > 0) this.#floodsSince ??= now;
    const beside = othersWrite ? this.#shareBeside.secondsShort : 0;
    return Math.max(this.#share.secondsShort, beside, paced) * 1000;
  }

  /** For how long it has had more to say than the pace lets through, while others write, in milliseconds. */
  floodsForMs(now: number): number {
    return this.#floodsSince === null ? 0 : now - this.#floodsSince;
  }

  sendAway(): void {
    this.#reading.flooded();
  }

  /** Handles one. @returns whether more wait, and may be handled now */
  next(): boolean {
    const handle = this.#waiting[0];
    this.#wrote = false;
    try {
      const more = handle?.();
      if (more instanceof Promise) this.#await(more);
    } finally {
      if (!this.#away) this.#handled([]);
    }
    return !this.#away && this.#waiting.length > 0;
  }

  #await(more: Promise<readonly (() => void)[]>): void {
    this.#away = true;
    // It is large: others like it do not pile up meanwhile.
    this.#pause();
    const go = (handles: readonly (() => void)[]) => {
      this.#away = false;
      this.#handled(handles);
      if (this.#waiting.length > 0) this.#ready(this);
    };
    more.then(go, () => go([]));
  }

  /** The first is done. @param more what takes its place */
  #handled(more: readonly (() => void)[]): void {
    if (this.#ended) return;
    this.#waiting.splice(0, 1, ...more);
    if (this.#waiting.length <= MAX_WAITING / 2) this.#readOn();
  }

  #readOn(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#reading.resume();
  }
}
