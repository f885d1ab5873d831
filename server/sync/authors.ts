import * as Y from 'yjs';
import type { PersonId } from '#shared/kernel/ids.ts';

/** Above any clock: a page that has all of a client. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Which person each Yjs client id of an act belongs to: the first one seen writing with it. */
export class Authors {
  readonly #owners: Map<number, PersonId>;

  constructor(owners: Iterable<readonly [number, PersonId]>) {
    this.#owners = new Map(owners);
  }

  /** @returns whose an id is; `null` for nobody's yet */
  ownerOf(client: number): PersonId | null {
    return this.#owners.get(client) ?? null;
  }

  /**
   * Gives ids that nobody has to whoever has just written with them.
   * @param sure asked of each: whether it can only be that person's
   * @returns those that were given
   */
  bind(
    clients: readonly number[],
    person: PersonId | null,
    sure: (client: number) => boolean = () => true,
  ): readonly number[] {
    if (person === null) return [];
    const free = clients.filter((client) => !this.#owners.has(client) && sure(client));
    for (const client of free) this.#owners.set(client, person);
    return free;
  }

  /** What the log says of ids that nobody has here: they were given by another process. */
  learn(owners: Iterable<readonly [number, PersonId]>): void {
    for (const [client, person] of owners) if (!this.#owners.has(client)) this.#owners.set(client, person);
  }
}

/** @returns `update` without what it says under the ids of `clients` */
export function withoutClients(update: Uint8Array, clients: readonly number[]): Uint8Array {
  return Y.diffUpdate(update, Y.encodeStateVector(new Map(clients.map((client) => [client, ALL]))));
}
