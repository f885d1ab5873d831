import { performance } from 'node:perf_hooks';

/** How long messages are handled before the loop turns for everything else, in milliseconds. */
const SLICE_MS = 8;
/** Messages of one connection that may wait their turn; beyond, its socket is not read until half are handled. */
const MAX_WAITING = 256;

/** What a line needs of its socket. */
export interface Reading {
  pause(): void;
  resume(): void;
}

/** Handles the connections' messages one each in turn, so that one that sends without end delays nobody. */
export class Turns {
  readonly #lines: Line[] = [];
  #armed = false;

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
    const end = performance.now() + SLICE_MS;
    for (let line = this.#lines.shift(); line !== undefined; line = this.#lines.shift()) {
      if (line.next()) this.#lines.push(line);
      if (performance.now() > end) break;
    }
    if (this.#lines.length > 0) this.#arm();
  }
}

/** What one connection has sent, in order. */
export class Line {
  readonly #reading: Reading;
  readonly #ready: (line: Line) => void;
  readonly #waiting: (() => void)[] = [];
  #paused = false;

  constructor(reading: Reading, ready: (line: Line) => void) {
    this.#reading = reading;
    this.#ready = ready;
  }

  /** Has `handle` called in its turn. */
  add(handle: () => void): void {
    this.#waiting.push(handle);
    if (this.#waiting.length === 1) this.#ready(this);
    if (this.#paused || this.#waiting.length < MAX_WAITING) return;
    this.#paused = true;
    this.#reading.pause();
  }

  /** Handles one. @returns whether more wait */
  next(): boolean {
    const handle = this.#waiting[0];
    try {
      handle?.();
    } finally {
      this.#waiting.shift();
      if (this.#paused && this.#waiting.length <= MAX_WAITING / 2) {
        this.#paused = false;
        this.#reading.resume();
      }
    }
    return this.#waiting.length > 0;
  }
}
