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

  mayWrite(client: number, person: PersonId | null): boolean {
    const owner = this.#owners.get(client);
    return owner === undefined || owner === person;
  }

  /**
   * Gives ids that nobody has to whoever has just written with them. What a page says as it joins may hold the words
   * of others that the server lost: it gives an id only when there is no doubt whose it is.
   * @returns those that were given
   */
  bind(clients: readonly number[], person: PersonId | null, joining: boolean): readonly number[] {
    if (person === null) return [];
    const free = clients.filter((client) => !this.#owners.has(client));
    if (joining && free.length > 1) return [];
    for (const client of free) this.#owners.set(client, person);
    return free;
  }
}

/** @returns `update` without what it says under the ids of `clients` */
export function withoutClients(update: Uint8Array, clients: readonly number[]): Uint8Array {
  return Y.diffUpdate(update, Y.encodeStateVector(new Map(clients.map((client) => [client, ALL]))));
}
