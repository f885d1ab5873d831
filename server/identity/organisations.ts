import {
  addedOrganisationSchema,
  addOrganisationSchema,
  organisationDetailSchema,
  organisationListSchema,
  recordFactSchema,
  recordPresentationSchema,
  saveOrganisationSchema,
} from '#shared/identity/annuaire-wire.ts';
import { canOnServer } from '#shared/identity/can.ts';
import { MAX_FACTS } from '#shared/identity/facts.ts';
import { type Fiche, ficheProblems, tidyFiche } from '#shared/identity/organisation.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { OrganisationId } from '#shared/kernel/ids.ts';
import { parisDay } from '#shared/kernel/paris.ts';
import { readJson } from '../http/body.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { organisationRoute, type Route, serverRoute } from './guard.ts';
import { logoRoutes } from './logo-routes.ts';
import {
  addSheet,
  annuaire,
  organisationDetail,
  recordFact,
  recordPresentation,
  saveSheet,
} from './organisations-store.ts';
import { actorOf } from './sessions-store.ts';

/** Most entries in the histories of one organisation: a bound, far above what people write. */
const MAX_ENTRIES = 2_000;

/** @returns the day that it is in France, `YYYY-MM-DD` */
export function frenchDay(now: number): string {
  return parisDay(now);
}

/** @throws ClausierError `organisation.invalide` with one sentence per field to correct */
function checked(fiche: Fiche): Fiche {
  const problems = ficheProblems(fiche);
  if (problems.length > 0)
    throw new ClausierError(
      'organisation.invalide',
      problems.map(({ champ, message }) => `${champ}\u00a0: ${message}`),
    );
  return tidyFiche(fiche);
}

/** The annuaire: the sheets of organisations, and their history. */
export function organisationRoutes(deps: { readonly db: Db; readonly clock: Clock }): readonly Route[] {
  const { db, clock } = deps;

  async function refuseEndless(
    table: 'organisation_facts' | 'organisation_presentations',
    id: OrganisationId,
  ) {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll().as('count'))
      .where('organisation_id', '=', id)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MAX_ENTRIES)
      throw new ClausierError('requete.trop_grande', [`${MAX_ENTRIES} entrées au plus par organisation`]);
  }

  return [
    ...logoRoutes({ db, clock }),
    serverRoute('get', '/api/organisations', 'annuaire.lire', async (c, who) => {
      const scope =
        who.membership === 'invite' ? { personId: who.person.id, own: who.organisation.id } : null;
      return c.json(
        organisationListSchema.parse({
          organisations: await annuaire(db, scope, frenchDay(clock())),
          mayAdd: canOnServer(actorOf(who), 'organisation.ajouter'),
        }),
      );
    }),

    serverRoute('post', '/api/organisations', 'organisation.ajouter', async (c) => {
      const { fiche } = await readJson(c, addOrganisationSchema);
      const tidy = checked(fiche);
      const id = await db.transaction().execute((tx) => addSheet(tx, tidy, clock()));
      return c.json(addedOrganisationSchema.parse({ id }), 201);
    }),

    organisationRoute(
      'get',
      '/api/organisations/:id',
      'consulter',
      async (c, { who, organisation, mayEdit }) => {
        const detail = await organisationDetail(db, organisation.id, who.person.id, frenchDay(clock()));
        if (detail === null) throw new ClausierError('organisation.introuvable');
        return c.json(organisationDetailSchema.parse({ ...detail, mayEdit }));
      },
    ),

    organisationRoute('post', '/api/organisations/:id', 'modifier', async (c, { organisation }) => {
      const { version, fiche } = await readJson(c, saveOrganisationSchema);
      const tidy = checked(fiche);
      await db
        .transaction()
        .execute((tx) => saveSheet(tx, organisation.id, { version, fiche: tidy }, clock()));
      return c.body(null, 204);
    }),

    organisationRoute(
      'post',
      '/api/organisations/:id/faits',
      'modifier',
      async (c, { who, organisation }) => {
        const fact = await readJson(c, recordFactSchema);
        await refuseEndless('organisation_facts', organisation.id);
        const detail = await organisationDetail(db, organisation.id, who.person.id, fact.date);
        const keys = new Set(detail?.histoire.map(({ cle }) => cle));
        if (!keys.has(fact.cle) && keys.size >= MAX_FACTS)
          throw new ClausierError('organisation.invalide', [`faits\u00a0: ${MAX_FACTS} au plus`]);
        await recordFact(db, organisation.id, fact, { personId: who.person.id, at: clock() });
        return c.body(null, 201);
      },
    ),

    organisationRoute(
      'post',
      '/api/organisations/:id/presentations',
      'modifier',
      async (c, { who, organisation }) => {
        const presentation = await readJson(c, recordPresentationSchema);
        await refuseEndless('organisation_presentations', organisation.id);
        await recordPresentation(db, organisation.id, presentation, {
          personId: who.person.id,
          at: clock(),
        });
        return c.body(null, 201);
      },
    ),
  ];
}
