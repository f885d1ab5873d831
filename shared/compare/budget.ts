/**
 * Rule K11: work counted in elementary operations, never in time, so that one comparison has one result on every
 * machine.
 */
export class Budget {
  private left: number;

  /** @param operations how many are allowed */
  constructor(operations: number) {
    this.left = operations;
  }

  /** @returns false, spending nothing, when that many operations are more than what is left */
  spend(operations: number): boolean {
    if (operations > this.left) return false;
    this.left -= operations;
    return true;
  }
}

/** About two seconds of a slow machine. */
export const DEFAULT_OPERATIONS = 40_000_000;
