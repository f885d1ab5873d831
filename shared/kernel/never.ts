/**
 * Exhaustiveness guard for discriminated unions: a missing `case` becomes a compile error at the call.
 * @param value the value that no branch may still hold
 * @throws Error always, naming the value, since reaching it at run time is a bug
 */
export function never(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
