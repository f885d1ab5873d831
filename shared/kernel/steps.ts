/**
 * Work that can rest between two steps: whoever runs it decides how many steps to take before letting others have
 * their turn.
 */
export type Steps<T> = Generator<undefined, T>;

/** Takes every step at once. @returns what the work makes */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
