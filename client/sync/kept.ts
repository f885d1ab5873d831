import { z } from 'zod';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
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

/** How many local changes an earlier page left unacknowledged. */
export const pendingKept = {
  read: (personId: PersonId, actId: ActId): number =>
    read(key('attente', personId, actId), z.number().int().nonnegative()) ?? 0,
  write: (personId: PersonId, actId: ActId, count: number): boolean =>
    write(key('attente', personId, actId), count === 0 ? null : count),
};

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
