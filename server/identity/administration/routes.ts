import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  journalsCheckSchema,
  nothingSchema,
  type ServerOperation,
  serverOperationSchema,
  serverOrganisationsSchema,
  serverPeopleSchema,
  serverStateSchema,
  testMailSchema,
} from '#shared/identity/administration-wire.ts';
import { eraseSchema } from '#shared/identity/own-data-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { type ActId, type PersonId, personIdSchema, type SessionId } from '#shared/kernel/ids.ts';
import type { Config } from '../../config.ts';
import { readJson } from '../../http/body.ts';
import type { Clock } from '../../ids.ts';
import type { Mailer } from '../../mail/index.ts';
import { projectRoot } from '../../paths.ts';
import { freeBytes } from '../../storage/disk.ts';
import { MIGRATIONS } from '../../storage/migrations/index.ts';
import { databaseBytes } from '../../storage/size.ts';
import type { Db } from '../../storage/tables.ts';
import { type Route, serverRoute } from '../guard.ts';
import { testMail } from '../mails.ts';
import { type Erased, erasePerson } from '../own-data/erase.ts';
import { closeSessionsOf } from '../sessions-store.ts';
import { checkJournals, countsOf, organisationsOf, peopleOf, weights } from './store.ts';

/** What the server's screen needs of the rest of the server. */
interface AdministrationDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Config;
  readonly mailer: Mailer;
  /** How the process works at this moment. */
  readonly operation: () => Promise<Omit<ServerOperation, 'startedAt'>>;
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
  readonly accessChanged: (actId: ActId) => Promise<void>;
}

const packageSchema = z.object({ version: z.string() });

function releaseOf(): string {
  return packageSchema.parse(JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'))).version;
}

function personIn(param: string | undefined): PersonId {
  const id = personIdSchema.safeParse(param);
  if (!id.success) throw new ClausierError('adresse.inconnue');
  return id.data;
}

/** The server's screen, for the administrateurs of the house (rules M1 to M3). */
export function administrationRoutes(deps: AdministrationDeps): readonly Route[] {
  const { db, clock, config, mailer } = deps;
  const release = releaseOf();
  const startedAt = clock();

  async function closeConnections(ended: Erased): Promise<void> {
    for (const actId of ended.acts) await deps.accessChanged(actId);
    deps.sessionsEnded(ended.sessions);
  }

  return [
    serverRoute('get', '/api/administration', 'serveur.lire', async (c) =>
      c.json(
        serverStateSchema.parse({
          versions: { clausier: release, node: process.versions.node, base: MIGRATIONS.length },
          storage: {
            kind: config.databaseUrl === null ? 'sqlite' : 'postgresql',
            bytes: await databaseBytes(db),
            parts: await weights(db),
            freeBytes: config.databaseUrl === null ? freeBytes(config.dataDir) : null,
          },
          counts: await countsOf(db, clock()),
          mail: { leaves: mailer.leaves },
          oidc: config.oidc?.name ?? null,
          retention: config.retention,
          startedAt,
        }),
      ),
    ),

    serverRoute('get', '/api/administration/fonctionnement', 'serveur.lire', async (c) =>
      c.json(serverOperationSchema.parse({ ...(await deps.operation()), startedAt })),
    ),

    serverRoute('get', '/api/administration/organisations', 'serveur.lire', async (c) =>
      c.json(serverOrganisationsSchema.parse({ organisations: await organisationsOf(db) })),
    ),

    serverRoute('get', '/api/administration/personnes', 'serveur.lire', async (c, who) =>
      c.json(serverPeopleSchema.parse({ people: await peopleOf(db, who.person.id, clock()) })),
    ),

    serverRoute('get', '/api/administration/journaux', 'serveur.lire', async (c) =>
      c.json(journalsCheckSchema.parse(await checkJournals(db))),
    ),

    serverRoute('post', '/api/administration/courriel', 'serveur.administrer', async (c, who) => {
      await readJson(c, nothingSchema);
      await mailer.send(testMail(who.person.email));
      return c.json(testMailSchema.parse({ to: who.person.email, mailed: mailer.leaves }));
    }),

    serverRoute('delete', '/api/administration/personnes/:person/acces', 'serveur.administrer', async (c) => {
      const id = personIn(c.req.param('person'));
      const now = clock();
      const ended = await db.transaction().execute(async (tx) => {
        await tx
          .updateTable('links')
          .set({ revoked_at: now })
          .where('person_id', '=', id)
          .where('revoked_at', 'is', null)
          .execute();
        // In any browser a code is asked for again, as when people end their own accesses (rule E11).
        await tx
          .deleteFrom('browsers')
          .where('email', 'in', (eb) => eb.selectFrom('people').select('people.email').where('id', '=', id))
          .execute();
        return closeSessionsOf(tx, id, {}, now);
      });
      deps.sessionsEnded(ended);
      return c.body(null, 204);
    }),

    serverRoute(
      'post',
      '/api/administration/personnes/:person/effacement',
      'serveur.administrer',
      async (c, who) => {
        const id = personIn(c.req.param('person'));
        const { email } = await readJson(c, eraseSchema);
        const by = { person: who.person.id, organisation: who.organisation.id };
        const erased = await db.transaction().execute(async (tx) => {
          const person = await tx
            .selectFrom('people')
            .select(['id', 'email'])
            .where('id', '=', id)
            .where('erased_at', 'is', null)
            .executeTakeFirst();
          if (person === undefined) throw new ClausierError('adresse.inconnue');
          if (email.toLowerCase() !== person.email)
            throw new ClausierError('requete.invalide', ['email\u00a0: ce n’est pas son adresse']);
          return erasePerson(tx, person, by, clock());
        });
        await closeConnections(erased);
        return c.body(null, 204);
      },
    ),
  ];
}
