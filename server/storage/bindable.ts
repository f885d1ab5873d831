/** What both databases store as it is given. */
export type Bindable = string | number | bigint | Uint8Array | null;

/**
 * Lets through only what both databases store as it is given. SQLite would bind a `Date` as NULL without a word,
 * and a boolean as an integer that never comes back as a boolean; PostgreSQL would turn both into text.
 * @param rank rank of the parameter, from 0
 * @throws TypeError naming the rank and the kind of the refused parameter
 */
export function bindable(value: unknown, rank: number): Bindable {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (value instanceof Uint8Array) return value;
  const kind = value instanceof Date ? 'a Date (store milliseconds)' : typeof value;
  throw new TypeError(`SQL parameter ${rank + 1} is ${kind}; the database would not keep it as given.`);
}
