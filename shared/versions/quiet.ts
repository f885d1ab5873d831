/** Rule V1: an act that nobody has changed for so long is at rest. Milliseconds. */
export const QUIET_MS = 10 * 60_000;
/** Rule V2: somebody who never stops is not without a version for longer than this. Milliseconds. */
export const CONTINUOUS_MS = 30 * 60_000;

/** Changes of an act that no version holds yet. Instants in milliseconds since 1970. */
export interface Unversioned {
  /** When the first of them was made. */
  readonly first: number;
  /** When the last of them was made. */
  readonly last: number;
}

/** @returns `unversioned` after one more change, at `at` */
export function withChange(unversioned: Unversioned | null, at: number): Unversioned {
  return unversioned === null
    ? { first: at, last: at }
    : { first: unversioned.first, last: Math.max(unversioned.last, at) };
}

/**
 * @returns whether an automatic version is to be taken at `now` (rules V1 and V2): also when the machine's clock was put
 *   back since the last change, or these words would wait until it has caught up
 */
export function isDue(unversioned: Unversioned, now: number): boolean {
  if (now < unversioned.last) return true;
  return now - unversioned.last >= QUIET_MS || now - unversioned.first >= CONTINUOUS_MS;
}
