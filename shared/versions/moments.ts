import type { PersonId } from '#shared/kernel/ids.ts';

/** Rule H3: a pause longer than this ends a moment. Milliseconds. */
const PAUSE_MS = 60_000;
/** Rule H3: the longest moment. Milliseconds. */
const MOMENT_MS = 5 * 60_000;

/** One line of an act's log, without its bytes. */
export interface LogLine {
  readonly seq: number;
  /** `null`: the server's administrator. */
  readonly personId: PersonId | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A stretch of one person's work: the state at its end is one that a reader of the history is shown. */
export interface Moment {
  readonly personId: PersonId | null;
  /** Ranks in the log of its first and last updates. */
  readonly from: number;
  readonly seq: number;
  /** When they were received. */
  readonly since: number;
  readonly at: number;
}

/**
 * Rule H3: what a person browses the history by.
 * @param lines consecutive lines of one act's log, in order
 * @returns moments in the same order, covering every line once
 */
export function momentsOf(lines: readonly LogLine[]): readonly Moment[] {
  const moments: Moment[] = [];
  for (const { seq, personId, at } of lines) {
    const open = moments.at(-1);
    const goesOn =
      open !== undefined &&
      open.personId === personId &&
      // Either way: a clock put back by hours begins another moment, or this one would last until it has caught up.
      Math.abs(at - open.at) <= PAUSE_MS &&
      at - open.since <= MOMENT_MS;
    if (goesOn) moments[moments.length - 1] = { ...open, seq, at: Math.max(open.at, at) };
    else moments.push({ personId, from: seq, seq, since: at, at });
  }
  return moments;
}
