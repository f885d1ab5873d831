import { eraseSchema, ownDataSchema, ownRightsSchema } from '#shared/identity/own-data-wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, SessionId } from '#shared/kernel/ids.ts';
import { readJson } from '../../http/body.ts';
import { writeCookie } from '../../http/cookie.ts';
import { contentDisposition } from '../../http/disposition.ts';
import type { Clock } from '../../ids.ts';
import type { Db } from '../../storage/tables.ts';
import { type Route, serverRoute } from '../guard.ts';
import { blockersOf, erasePerson, keptSignatures } from './erase.ts';
import { dataOf } from './held.ts';
import type { Retention } from './retention.ts';

/** What the file does not hold, said in it. */
const NOTES: readonly string[] = [
  'Ce que vous avez écrit dans les actes fait partie de leur texte, qui appartient à leurs parties\u00a0: exportez chaque acte auquel vous participez.',
  'Les noms écrits dans un texte, sur la fiche d’une organisation ou dans une pièce jointe ne sont rattachés à personne par le serveur.',
  'Les signatures, leurs pièces et les fichiers scellés sont gardés comme preuves, avec le nom de qui a signé.',
  'Les secrets (liens, codes, cookies) ne sont gardés que sous forme d’empreintes, et ne sont pas donnés.',
  'Les sauvegardes faites par la personne qui administre ce serveur suivent ses propres règles.',
];

/** What the routes of one's own data need of the rest of the server. */
export interface OwnDataDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly secure: () => boolean;
  readonly retention: Retention;
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
  readonly accessChanged: (actId: ActId) => Promise<void>;
}

/** « Mes données »: what the server holds on a person, and its end (rules D1 to D5). */
export function ownDataRoutes(deps: OwnDataDeps): readonly Route[] {
  const { db, clock, retention } = deps;
  return [
    serverRoute('get', '/api/moi/donnees', 'donnees.lire', async (c, who) => {
      const data = await db.transaction().execute((tx) => dataOf(tx, who.person));
      c.header('Content-Disposition', contentDisposition('mes-donnees-clausier.json'));
      return c.json(
        ownDataSchema.parse({
          format: 'clausier-mes-donnees-1',
          at: clock(),
          notes: NOTES,
          retention,
          data,
        }),
      );
    }),

    serverRoute('get', '/api/moi/droits', 'donnees.lire', async (c, who) => {
      const acts = await db
        .selectFrom('rights')
        .select((eb) => eb.fn.countAll().as('count'))
        .where('person_id', '=', who.person.id)
        .executeTakeFirstOrThrow();
      return c.json(
        ownRightsSchema.parse({
          retention,
          blockers: await blockersOf(db, who.person.id),
          acts: Number(acts.count),
          signatures: await keptSignatures(db, who.person.id),
        }),
      );
    }),

    serverRoute('post', '/api/moi/effacement', 'donnees.effacer', async (c, who) => {
      const { email } = await readJson(c, eraseSchema);
      if (email.toLowerCase() !== who.person.email)
        throw new ClausierError('requete.invalide', ['email\u00a0: ce n’est pas votre adresse']);
      const by = { person: who.person.id, organisation: who.organisation.id };
      const erased = await db.transaction().execute((tx) => erasePerson(tx, who.person, by, clock()));
      for (const actId of erased.acts) await deps.accessChanged(actId);
      deps.sessionsEnded(erased.sessions);
      writeCookie(c, 'session', '', 0, deps.secure());
      return c.body(null, 204);
    }),
  ];
}
