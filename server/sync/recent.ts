import { performance } from 'node:perf_hooks';

/** How long what was read is taken to be the same: a thousand people may come back at once. */
const RECENT_MS = 500;

/** What was read a moment ago, read once for all who come in together. */
export class Recent<Key, Value> {
  readonly #read: (key: Key) => Promise<Value>;
  readonly #revision: () => number;
  /** Oldest first. */
  readonly #known = new Map<Key, { readonly until: number; readonly value: Promise<Value> }>();
  #knownRevision = 0;

  /** @param revision moves each time that something read before may be wrong */
  constructor(read: (key: Key) => Promise<Value>, revision: () => number) {
    this.#read = read;
    this.#revision = revision;
  }

  of(key: Key): Promise<Value> {
    const now = performance.now();
    if (this.#revision() !== this.#knownRevision) this.#known.clear();
    this.#knownRevision = this.#revision();
    for (const [old, { until }] of this.#known) {
      if (until > now) break;
      this.#known.delete(old);
    }
    const known = this.#known.get(key);
    if (known !== undefined) return known.value;
    const value = this.#read(key);
    // A failure is nobody else's: whoever comes next asks again.
    value.catch(() => this.#known.delete(key));
    this.#known.set(key, { until: now + RECENT_MS, value });
    return value;
  }
}
