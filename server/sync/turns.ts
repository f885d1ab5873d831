import { performance } from 'node:perf_hooks';
import { Bucket } from './rate.ts';

/** How long messages are handled before the loop turns for everything else, in milliseconds. */
const SLICE_MS = 8;
/** How much of that one connection may take, in milliseconds; a message that takes longer is its last of the turn. */
const LINE_MS = 1;
/** How much of the processor one connection may take for long, and in milliseconds at once: then it waits. */
const SHARE = 0.25;
const SHARE_AT_ONCE_MS = 500;
/** Messages of one connection that may wait their turn; beyond, its socket is not read until half are handled. */
const MAX_WAITING = 256;

/** Handles a message; what it still takes, if anything, comes in its turns too, before the connection's next message. */
type Handle = (() => void) | (() => Promise<readonly (() => void)[]>);

/** What a line needs of its socket. */
export interface Reading {
  pause(): void;
  resume(): void;
}

/**
 * Handles the connections' messages one each in turn, so that one that sends without end delays nobody; and no more than
 * so many milliseconds of one before the network is looked at again: whoever types meanwhile comes first.
 */
export class Turns {
  readonly #lines: Line[] = [];
  #armed = false;
  #turn = 0;

  /** @returns a new connection's line */
  line(reading: Reading): Line {
    return new Line(reading, (line) => {
      this.#lines.push(line);
      this.#arm();
    });
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
      if (more && line.inDebt) this.#rest(line);
      else if (more) (spent > LINE_MS ? done : this.#lines).push(line);
      if (now > end) break;
    }
    this.#lines.push(...done);
    if (this.#lines.length > 0) this.#arm();
  }

  /** Whoever took more than their share waits until it is theirs again. */
  #rest(line: Line): void {
    const timer = setTimeout(() => {
      this.#lines.push(line);
      this.#arm();
    }, line.debtMs);
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

  constructor(reading: Reading, ready: (line: Line) => void) {
    this.#reading = reading;
    this.#ready = ready;
  }

  /** Has `handle` called in its turn. */
  add(handle: Handle): void {
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
    return this.#spent;
  }

  /** How long until what was taken beyond the share is made up for, in milliseconds; 0 for nothing. */
  get debtMs(): number {
    return this.#share.secondsShort * 1000;
  }

  get inDebt(): boolean {
    return this.#share.secondsShort > 0;
  }

  /** Handles one. @returns whether more wait, and may be handled now */
  next(): boolean {
    const handle = this.#waiting[0];
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
    this.#waiting.splice(0, 1, ...more);
    if (!this.#paused || this.#waiting.length > MAX_WAITING / 2) return;
    this.#paused = false;
    this.#reading.resume();
  }
}
