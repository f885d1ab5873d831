import { joiningOf } from '#shared/avenants/annexes.ts';
import { placesOf } from '#shared/avenants/places.ts';
import type { AvenantArticle } from '#shared/avenants/print.ts';
import {
  avenantDetailSchema,
  avenantListSchema,
  beginAvenantSchema,
  chooseGrainSchema,
  inForceQuerySchema,
  inForceSchema,
  takenUpSchema,
} from '#shared/avenants/wire.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import { createdActSchema } from '#shared/drafting/wire.ts';
import { can, canOnServer } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { readJson } from '../http/body.ts';
import { actAccess, actorOf, actRoute, frenchDay, type Route } from '../identity/index.ts';
import { readQuery } from '../versions/index.ts';
import { type BeginDeps, beginAvenant } from './begin.ts';
import { changesOf } from './changes.ts';
import { type FindingsDeps, findingsOf } from './findings.ts';
import { type FollowingDeps, giveNextNumber, takeUp } from './following.ts';
import { grainsOf } from './grains.ts';
import { type HistoricDeps, historicRoutes } from './historic.ts';
import { overOn, sourceActs, textOn } from './signed.ts';
import { AMENDABLE, type AvenantRow, avenantOf, avenantsOf } from './store.ts';

const summaryOf = ({ id, title, number, state, workingId, effect }: AvenantRow) => ({
  id,
  title,
  number,
  state,
  workingId,
  effect,
});

const withInner = (node: OutlineNode | null): readonly BlockId[] =>
  node === null ? [] : [node.id, ...node.children.flatMap(withInner)];

/** Avenants of signed acts, what their instructions say, and the text in force on a day. */
export function avenantRoutes(
  deps: BeginDeps & FindingsDeps & HistoricDeps & FollowingDeps,
): readonly Route[] {
  const { db, clock, reader } = deps;
  return [
    actRoute('get', '/api/acts/:id/avenants', 'avenant.lire', async (c, { who, act }) => {
      const rows = await avenantsOf(db, act.id);
      const avenants = await Promise.all(
        rows.map(async (row) => {
          const access = await actAccess(db, row.id, who.person.id, clock());
          return { ...summaryOf(row), readable: access?.role != null };
        }),
      );
      const canBegin = AMENDABLE.has(act.state) && can(act, 'avenant.commencer', act).allowed;
      return c.json(avenantListSchema.parse({ avenants, canBegin }));
    }),

    actRoute('post', '/api/acts/:id/avenants', 'avenant.commencer', async (c, { who, act }) => {
      if (!canOnServer(actorOf(who), 'acte.creer')) throw new ClausierError('acces.reserve');
      const request = await readJson(c, beginAvenantSchema);
      const id = await beginAvenant(deps, act.id, who, request);
      return c.json(createdActSchema.parse({ id }), 201);
    }),

    actRoute('get', '/api/acts/:id/avenant', 'avenant.lire', async (c, { who, act }) => {
      const row = await avenantOf(db, act.id);
      if (row === null) throw new ClausierError('avenant.introuvable');
      const reading = await reader.read(row);
      const places = placesOf(reading.base);
      const grains = grainsOf(row);
      const aboutOf = ({ about, instructions }: AvenantArticle) => {
        const node = about === null ? null : places.division(about);
        if (node === null) return null;
        const annexe = node.heading.attrs.genre === 'annexe';
        const joined = joiningOf(instructions).length > 0;
        return { id: node.id, annexe, grain: grains.get(node.id) ?? (joined ? 'annexe' : 'words') };
      };
      const target = await db
        .selectFrom('acts')
        .select('title')
        .where('id', '=', row.targetId)
        .executeTakeFirstOrThrow();
      const access = await actAccess(db, row.targetId, who.person.id, clock());
      return c.json(
        avenantDetailSchema.parse({
          id: row.id,
          title: row.title,
          number: row.number,
          workingId: row.workingId,
          target: { id: row.targetId, title: target.title, readable: access?.role != null },
          baseHash: row.baseHash,
          canWrite: can(act, 'ecrire', act).allowed,
          articles: reading.articles.map((article) => ({
            title: article.title,
            about: aboutOf(article),
            ...changesOf(article, reading.base),
          })),
          refusals: reading.refusals.map(({ address, reason, remedy }) => ({ address, reason, remedy })),
          findings: await findingsOf(deps, row, reading, who.person.id),
        }),
      );
    }),

    actRoute('post', '/api/acts/:id/avenant/grain', 'ecrire', async (c, { act }) => {
      const row = await avenantOf(db, act.id);
      if (row === null) throw new ClausierError('avenant.introuvable');
      const { division, grain } = await readJson(c, chooseGrainSchema);
      const places = placesOf(await reader.base(row));
      // What stands inside the division is amended with it.
      const chosen = withInner(places.node(division)).map((id) => [id, grain] as const);
      const grains = JSON.stringify(Object.fromEntries([...grainsOf(row), ...chosen]));
      await db.updateTable('avenants').set({ grains }).where('act_id', '=', row.id).execute();
      await deps.writer.write({ ...row, grains });
      return c.body(null, 204);
    }),

    actRoute('post', '/api/acts/:id/avenant/actualiser', 'ecrire', async (c, { act }) => {
      const row = await avenantOf(db, act.id);
      if (row === null) throw new ClausierError('avenant.introuvable');
      return c.json(takenUpSchema.parse({ lost: await takeUp(deps, row) }));
    }),

    actRoute('post', '/api/acts/:id/avenant/numero', 'ecrire', async (c, { who, act }) => {
      const row = await avenantOf(db, act.id);
      if (row === null) throw new ClausierError('avenant.introuvable');
      await giveNextNumber(deps, row, who.person.id);
      return c.body(null, 204);
    }),

    ...historicRoutes(deps),

    actRoute('get', '/api/acts/:id/en-vigueur', 'version.lire', async (c, { act }) => {
      const today = frenchDay(clock());
      const day = readQuery(c, inForceQuerySchema).jour ?? today;
      const { act: signed, rows, text } = await textOn(deps, act.id, day);
      const acts = await sourceActs(db, act.id, signed, rows);
      const names = new Map(acts.map(({ id, name }) => [id, name]));
      const isIn = ({ id }: { readonly id: string }) => id === act.id || text.applied.includes(id);
      return c.json(
        inForceSchema.parse({
          day,
          inForce: day >= signed.effect,
          over: await overOn(deps, act.id, day, today),
          days: acts
            .map(({ effect, name }) => ({ day: effect, title: name }))
            .sort((a, b) => a.day.localeCompare(b.day)),
          applied: text.applied.flatMap((id) => {
            const row = rows.find((each) => each.id === id);
            return row === undefined ? [] : [summaryOf(row)];
          }),
          content: text.content,
          legend: acts.filter(isIn),
          later: acts.filter((one) => !isIn(one)),
          sources: Object.fromEntries(
            [...text.sources].map(([block, ids]) => [block, ids.map((id) => names.get(id) ?? '')]),
          ),
        }),
      );
    }),
  ];
}
