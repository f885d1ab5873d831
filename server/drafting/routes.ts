import { fillModele } from '#shared/drafting/fill.ts';
import { wordingList, wordingListSchema } from '#shared/drafting/library-wire.ts';
import type { Library } from '#shared/drafting/model.ts';
import { modeleSummary } from '#shared/drafting/summary.ts';
import {
  actDetailSchema,
  actListSchema,
  beginActSchema,
  createdActSchema,
  keepProposalSchema,
  keptProposalsSchema,
  modeleListSchema,
  renameActSchema,
} from '#shared/drafting/wire.ts';
import { can } from '#shared/identity/can.ts';
import { setupResponseSchema } from '#shared/identity/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { readJson } from '../http/body.ts';
import {
  actRoute,
  appendEvent,
  giveRight,
  participantsOf,
  type Route,
  serverRoute,
} from '../identity/index.ts';
import { type Clock, newBlockId } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { addExample } from './example.ts';
import { keepProposal, keptProposals } from './proposals-store.ts';
import { actOf, actsOf, addAct, renameAct } from './store.ts';

/** What drafting's routes need of the rest of the server. */
export interface DraftingDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** What drafters are offered now: it may change while the server runs. */
  readonly library: () => Promise<Library>;
  readonly linkUrl: (token: string) => string;
}

/** The portfolio, and how acts begin. */
export function draftingRoutes(deps: DraftingDeps): readonly Route[] {
  const { db, clock, library } = deps;
  return [
    serverRoute('get', '/api/modeles', 'modele.lister', async (c) =>
      c.json(modeleListSchema.parse({ modeles: modeleSummary(await library()) })),
    ),

    serverRoute('get', '/api/clauses', 'clausier.lire', async (c) =>
      c.json(wordingListSchema.parse(wordingList(await library()))),
    ),

    serverRoute('get', '/api/acts', 'acte.lister', async (c, who) =>
      c.json(actListSchema.parse({ acts: await actsOf(db, who.person.id) })),
    ),

    actRoute('get', '/api/acts/:id', 'lire', async (c, { who, act }) => {
      const summary = await actOf(db, act.id, who.person.id);
      if (summary === null) throw new ClausierError('acte.introuvable');
      const participants = await participantsOf(db, act.holder);
      return c.json(
        actDetailSchema.parse({
          ...summary,
          participants,
          working: act.working,
          can: {
            write: can(act, 'ecrire', act).allowed,
            invite: can(act, 'inviter', act).allowed,
            rename: can(act, 'renommer', act).allowed,
          },
        }),
      );
    }),

    actRoute('post', '/api/acts/:id/title', 'renommer', async (c, { who, act }) => {
      const { titre } = await readJson(c, renameActSchema);
      const by = { person: who.person.id, organisation: who.organisation.id };
      await db.transaction().execute(async (tx) => {
        await renameAct(tx, act.id, titre);
        await appendEvent(tx, { act: act.id, at: clock(), ...by, kind: 'acte.renomme', facts: {} });
      });
      return c.body(null, 204);
    }),

    actRoute('get', '/api/acts/:id/propositions', 'lire', async (c, { act }) =>
      c.json(keptProposalsSchema.parse({ gardees: await keptProposals(db, act.id) })),
    ),

    actRoute('post', '/api/acts/:id/propositions', 'ecrire', async (c, { act }) => {
      const { garder } = await readJson(c, keepProposalSchema);
      await db.transaction().execute((tx) => keepProposal(tx, act.id, garder, clock()));
      return c.body(null, 204);
    }),

    serverRoute('post', '/api/acts', 'acte.creer', async (c, who) => {
      const request = await readJson(c, beginActSchema);
      const offered = await library();
      const modele = offered.modeles.get(request.modele);
      if (modele === undefined) throw new ClausierError('modele.inconnu');
      const content = fillModele(offered, request.modele, request, newBlockId);
      if (!content.ok)
        throw new ClausierError(
          'modele.valeurs',
          content.error.map((problem) => `${problem.champ}\u00a0: ${problem.message}`),
        );
      const id = await db.transaction().execute(async (tx) => {
        const act = { title: request.titre, state: 'brouillon', content: content.value } as const;
        const by = { author: who.person.id, organisation: who.organisation.id };
        const origin = { kind: 'acte.cree', facts: { modele: request.modele } } as const;
        const created = await addAct(tx, { kind: modele.kind, ...act, ...by, origin }, clock());
        const right = { actId: created, personId: who.person.id, organisationId: who.organisation.id };
        await giveRight(tx, { ...right, role: 'pilote' }, clock());
        return created;
      });
      return c.json(createdActSchema.parse({ id }), 201);
    }),

    serverRoute('post', '/api/example', 'exemple.ajouter', async (c, who) => {
      const owner = { personId: who.person.id, organisationId: who.organisation.id };
      const offered = await library();
      const links = await db
        .transaction()
        .execute((tx) => addExample(tx, offered, owner, deps.linkUrl, clock()));
      return c.json(setupResponseSchema.parse({ links }), 201);
    }),
  ];
}
