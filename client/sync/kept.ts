import { z } from 'zod';
import { type ActId, actIdSchema, type PersonId } from '#shared/kernel/ids.ts';
import type { Passage } from '#shared/sync/rescue.ts';

/*
 * What must outlive the page beside the local copy of the text: small, per person and act, in localStorage.
 * A browser that refuses localStorage keeps nothing: reads answer as if empty, writes are dropped, and the
 * state of the local copy tells the person.
 */

function read<Schema extends z.ZodType>(key: string, schema: Schema): z.output<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    return null;
  }
}

/** @returns false when the browser refused */
function write(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const key = (what: string, personId: PersonId, actId: ActId) => `clausier:${what}:${personId}:${actId}`;

/** @returns the keys of localStorage that begin with `prefix` */
function keysFrom(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch {
    return [];
  }
}

/**
 * How many local changes are unacknowledged, counted by each page of an act under its own Yjs client id: a page to
 * which the server says that all is stored must not wipe the count of another that it refused.
 */
export const pendingKept = {
  /** @returns the count of all pages */
  read: (personId: PersonId, actId: ActId): number =>
    keysFrom(`${key('attente', personId, actId)}:`).reduce(
      (sum, name) => sum + (read(name, z.number().int().nonnegative()) ?? 0),
      0,
    ),
  /** Takes over what earlier pages left: it is in the local copy, which this page loads and sends. */
  takeOver: (personId: PersonId, actId: ActId, client: number): number => {
    const count = pendingKept.read(personId, actId);
    pendingKept.clear(personId, actId);
    pendingKept.write(personId, actId, client, count);
    return count;
  },
  write: (personId: PersonId, actId: ActId, client: number, count: number): boolean =>
    write(`${key('attente', personId, actId)}:${client}`, count === 0 ? null : count),
  clear: (personId: PersonId, actId: ActId): void => {
    for (const name of keysFrom(`${key('attente', personId, actId)}:`)) write(name, null);
  },
};

/** @returns the acts that this person has opened for writing in this browser, and not erased from it since */
export function actsKept(personId: PersonId): readonly ActId[] {
  const prefix = `clausier:ecrivain:${personId}:`;
  return keysFrom(prefix).flatMap((name) => actIdSchema.safeParse(name.slice(prefix.length)).data ?? []);
}

/** Forgets that an act was ever opened for writing here. */
export function forgetAct(personId: PersonId, actId: ActId): void {
  write(key('ecrivain', personId, actId), null);
}

/** @returns true when a page of this browser has the act open for writing; also when the browser can't tell */
export async function isOpenSomewhere(personId: PersonId, actId: ActId): Promise<boolean> {
  if (!('locks' in navigator)) return true;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name?.startsWith(`${key('ecrivain', personId, actId)}:`) === true);
}

const passagesSchema: z.ZodType<readonly Passage[]> = z.array(
  z.object({
    blockId: z.string().nullable(),
    heading: z.string().nullable(),
    myText: z.string(),
    fullText: z.string(),
    at: z.number(),
  }),
);

/** Passages that found no place, until the person dismisses them. */
export const passagesKept = {
  read: (personId: PersonId, actId: ActId): readonly Passage[] =>
    read(key('passages', personId, actId), passagesSchema) ?? [],
  write: (personId: PersonId, actId: ActId, passages: readonly Passage[]): boolean =>
    write(key('passages', personId, actId), passages.length === 0 ? null : passages),
};

/** Ids of this person's earlier pages remembered per act; older ones have long been acknowledged. */
const CLIENTS_KEPT = 12;

/**
 * Ids under which this person wrote in this act from pages now closed, taken over by this page alone: each is
 * held by a lock that the browser releases with the page. Without locks (a page without TLS) none is taken over.
 * @param own this page's id, remembered for those to come
 * @param adopt called with each id taken over
 * @returns a function that releases them
 */
export function adoptEarlierClients(
  personId: PersonId,
  actId: ActId,
  own: number,
  adopt: (client: number) => void,
): () => void {
  const name = key('ecrivain', personId, actId);
  const earlier = (read(name, z.array(z.number().int())) ?? []).filter((client) => client !== own);
  write(name, [...earlier.slice(1 - CLIENTS_KEPT), own]);
  const held = new AbortController();
  if (!('locks' in navigator)) return () => undefined;
  const hold = (client: number, granted: () => void) => {
    void navigator.locks.request(`${name}:${client}`, { ifAvailable: true }, (lock) => {
      if (lock === null || held.signal.aborted) return undefined;
      granted();
      return new Promise<void>((release) => held.signal.addEventListener('abort', () => release()));
    });
  };
  hold(own, () => undefined);
  for (const client of earlier) hold(client, () => adopt(client));
  return () => held.abort();
}
