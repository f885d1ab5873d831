import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { App } from '#server/app.ts';
import { addLink, findSession } from '#server/identity/index.ts';
import { startTestApp, type TestApp, type TestPerson } from '#server/testing/app.ts';
import type { ActId } from '#shared/kernel/ids.ts';

/** Words of the victims' act: nobody else may be answered them. */
export const SECRET = 'Nul autre ne lit cet alinéa';

/** Two organisations that trust each other, a stranger who does not belong, and what each holds. */
export interface World {
  readonly server: TestApp;
  /** Pilote of the victims' act, administratrice of the house. */
  readonly alice: TestPerson;
  readonly reader: TestPerson;
  /** Member of another organisation, pilote of an act of their own. */
  readonly mallory: TestPerson;
  /** Invited to Mallory's act; belongs to no organisation here. */
  readonly guest: TestPerson;
  readonly act: ActId;
  readonly own: ActId;
  /** What stands for each parameter of a path, in the victims' act or organisation. */
  readonly victims: Readonly<Record<string, string>>;
  /** Secrets of the victims, which no answer and no line of the log may hold. */
  readonly secrets: readonly string[];
  /** @returns a digest of all that the database holds, but for when sessions were seen */
  digest(): Promise<string>;
}

/** A well-formed id that names nothing. */
const nothing = (prefix: string) => `${prefix}_01HZZZZZZZZZZZZZZZZZZZZZZZ`;

/** Builds the world; `dispose` it through `server`. @param env settings of the server, over those of a test */
export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const client = { 'index.html': '<!doctype html><title>Clausier</title>', 'icon.svg': '<svg/>' };
  const server = await startTestApp({ client, env });
  const { db } = server.storage;
  const alice = await server.person('Alice', 'UNML', { membership: 'administrateur', house: true });
  const reader = await server.person('Rene', 'AMF');
  const mallory = await server.person('Mallory', 'CMA');
  const guest = await server.person('Gus', 'Ailleurs', { membership: 'invite' });
  const act = await server.act({
    text: SECRET,
    rights: [
      [alice, 'pilote'],
      [reader, 'lecteur'],
    ],
  });
  const own = await server.act({
    text: 'À Mallory',
    rights: [
      [mallory, 'pilote'],
      [guest, 'lecteur'],
    ],
  });
  const named = await server.request(`/api/acts/${act}/versions`, {
    method: 'POST',
    as: alice,
    body: { label: 'Version des victimes', note: '' },
  });
  const { version } = (await named.json()) as { version: { id: string } };
  const link = await addLink(
    db,
    { personId: reader.id, organisationId: reader.organisationId, actId: act, kind: 'courriel' },
    server.time.now,
  );
  const token = alice.cookie.split('=')[1] ?? '';
  const session = await findSession(db, token, server.time.now);
  const tables = (await db.introspection.getTables()).map(({ name }) => name).sort();
  return {
    server,
    alice,
    reader,
    mallory,
    guest,
    act,
    own,
    victims: {
      link: link.id,
      person: reader.id,
      session: session?.sessionId ?? '',
      version: version.id,
      ref: version.id,
      file: `${version.id}.md`,
      format: 'md',
      // No ceremony is open here: the ids are well formed, and name nothing.
      signatory: nothing('sig'),
      clause: 'duree-signature',
    },
    secrets: [token, link.token, reader.cookie.split('=')[1] ?? ''],
    digest: async () => {
      const hash = createHash('sha256');
      for (const name of tables) {
        const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db);
        hash.update(name);
        // PostgreSQL gives the rows that it wrote again in another order.
        for (const row of rows.map((one) => JSON.stringify({ ...one, seen_at: 0 })).sort()) hash.update(row);
      }
      return hash.digest('hex');
    },
  };
}

/** A declared route with its parameters filled in. @throws Error for a parameter that the world has nothing for */
export function pathOf(
  route: App['routes'][number],
  id: string,
  values: Readonly<Record<string, string>>,
): string {
  return route.path.replace(/:(\w+)/g, (_all, name: string) => {
    if (name === 'id') return id;
    const value = values[name];
    if (value === undefined)
      throw new Error(`${route.path}: say in test/attack/world.ts what an attacker would put for :${name}.`);
    return value;
  });
}

/** @returns « get /api/acts/:id » */
export const nameOf = (route: App['routes'][number]): string => `${route.method} ${route.path}`;
