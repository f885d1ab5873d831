import { createdActSchema } from '#shared/drafting/wire.ts';
import { can, canOnServer } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { momentsOf } from '#shared/versions/moments.ts';
import {
  annotateVersionSchema,
  beginRestoreSchema,
  duplicateSchema,
  historyQuerySchema,
  historySchema,
  listQuerySchema,
  markReadSchema,
  nameVersionSchema,
  readingSchema,
  versionAnswerSchema,
  versionListSchema,
} from '#shared/versions/wire.ts';
import { addAct } from '../drafting/index.ts';
import { readJson } from '../http/body.ts';
import { actorOf, actRoute, giveRight, type Route, type SignedIn } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { firstOpenSeq } from './access.ts';
import type { Archive } from './archive.ts';
import type { Authors } from './authors.ts';
import { authorsRoute } from './authors-route.ts';
import type { History } from './history.ts';
import { authorsFor } from './people.ts';
import { readQuery } from './query.ts';
import { markRead, readingsOf } from './readings.ts';
import type { StateReader } from './states.ts';
import { annotate, findVersion, listVersions } from './store.ts';

/** What the routes of versions need. */
export interface VersionsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly history: History;
  readonly archive: Archive;
  readonly authors: Authors;
  readonly states: StateReader;
}

/** Lines of the log told in one page of the history. */
const HISTORY_LINES = 20_000;

/** Versions, states, readings and authors of an act. */
export function versionRoutes(deps: VersionsDeps): readonly Route[] {
  const { db, clock, history, archive } = deps;

  const reader = deps.states;
  const opening = (actId: ActId, who: SignedIn) => reader.opening(actId, who.person.id);
  const requireOpen = (actId: ActId, seq: number, who: SignedIn) =>
    reader.requireOpen(actId, seq, who.person.id);
  const openVersion = (actId: ActId, param: string | undefined, who: SignedIn) =>
    reader.version(actId, param, who.person.id);
  const stateOf = (actId: ActId, text: string | undefined, who: SignedIn) =>
    reader.state(actId, text, who.person.id);

  return [
    actRoute('get', '/api/acts/:id/versions', 'version.lire', async (c, { who, act }) => {
      const { avant, limite, genre, jusqua } = readQuery(c, listQuerySchema);
      const { since } = await opening(act.id, who);
      const filter = { before: avant ?? null, kind: genre ?? null, until: jusqua ?? null, openSince: since };
      const versions = await listVersions(db, act.id, { ...filter, limit: limite + 1 });
      const page = versions.slice(0, limite);
      const name = can(act, 'version.nommer', act).allowed;
      const restore = can(act, 'version.restaurer', act).allowed;
      const next = versions.length > limite ? (page.at(-1)?.rank ?? null) : null;
      const modele = await reader.modele(act.id, who.person.id);
      return c.json(versionListSchema.parse({ versions: page, next, can: { name, restore }, modele }));
    }),

    actRoute('post', '/api/acts/:id/versions', 'version.nommer', async (c, { who, act }) => {
      const { label, note } = await readJson(c, nameVersionSchema);
      const version = await archive.take(act.id, { kind: 'nommee', label, by: who.person.id });
      if (note !== '')
        await annotate(db, { versionId: version.id, label, note, personId: who.person.id, at: clock() });
      return c.json(versionAnswerSchema.parse({ version: { ...version, note } }), 201);
    }),

    // Before the routes with a version's id, which would take its name for one.
    actRoute('post', '/api/acts/:id/versions/restauration', 'version.restaurer', async (c, { who, act }) => {
      const { ref } = await readJson(c, beginRestoreSchema);
      const target = await stateOf(act.id, ref, who);
      const source = target.version === null ? {} : { sourceId: target.version.id };
      const version = await archive.take(act.id, { kind: 'restauration', by: who.person.id, ...source });
      return c.json(versionAnswerSchema.parse({ version }), 201);
    }),

    actRoute('post', '/api/acts/:id/versions/:version/annotation', 'version.nommer', async (c, caller) => {
      const { who, act } = caller;
      const { id: versionId } = await openVersion(act.id, c.req.param('version'), who);
      const { label, note } = await readJson(c, annotateVersionSchema);
      await annotate(db, { versionId, label, note, personId: who.person.id, at: clock() });
      const version = (await findVersion(db, act.id, versionId))?.version;
      return c.json(versionAnswerSchema.parse({ version }));
    }),

    actRoute('get', '/api/acts/:id/etats/:ref', 'version.lire', async (c, { who, act }) =>
      c.json(await stateOf(act.id, c.req.param('ref'), who)),
    ),

    actRoute('post', '/api/acts/:id/etats/:ref/copie', 'version.dupliquer', async (c, { who, act }) => {
      if (!canOnServer(actorOf(who), 'acte.creer')) throw new ClausierError('acces.reserve');
      const { titre } = await readJson(c, duplicateSchema);
      const { content } = await stateOf(act.id, c.req.param('ref'), who);
      const id = await db.transaction().execute(async (tx) => {
        const { kind } = await tx
          .selectFrom('acts')
          .select('kind')
          .where('id', '=', act.id)
          .executeTakeFirstOrThrow();
        const by = { author: who.person.id, organisation: who.organisation.id };
        const origin = { kind: 'acte.copie', facts: { source: act.id } } as const;
        const copy = { kind, title: titre, state: 'brouillon', content, ...by, origin } as const;
        const created = await addAct(tx, copy, clock());
        const right = { actId: created, personId: who.person.id, organisationId: who.organisation.id };
        await giveRight(tx, { ...right, role: 'pilote' }, clock());
        return created;
      });
      return c.json(createdActSchema.parse({ id }), 201);
    }),

    actRoute('get', '/api/acts/:id/lecture', 'version.lire', async (c, { who, act }) => {
      const { organisationId, since } = await opening(act.id, who);
      const { mine, organisation } = await readingsOf(db, act.id, {
        personId: who.person.id,
        organisationId,
      });
      const seq = await history.lastSeq(act.id);
      const from = mine?.seq ?? (await firstOpenSeq(db, act.id, { organisationId, since }));
      const senders = await history.senders(act.id, from, seq);
      const told = async (mark: { seq: number; at: number; personId: PersonId } | null) => {
        if (mark === null) return null;
        const [by] = await authorsFor(db, act.id, [mark.personId]);
        return { seq: mark.seq, at: mark.at, by };
      };
      const answer = {
        mine: await told(mine),
        organisation: await told(organisation),
        seq,
        changedAt: (await history.receivedAt(act.id, seq)) ?? 0,
        authors: await authorsFor(
          db,
          act.id,
          senders.filter((id) => id !== who.person.id),
        ),
        own: senders.includes(who.person.id),
      };
      return c.json(readingSchema.parse(answer));
    }),

    actRoute('post', '/api/acts/:id/lecture', 'lecture.marquer', async (c, { who, act }) => {
      const { seq } = await readJson(c, markReadSchema);
      const { organisationId } = await opening(act.id, who);
      if ((await history.receivedAt(act.id, seq)) === null) throw new ClausierError('version.introuvable');
      await requireOpen(act.id, seq, who);
      await markRead(db, { actId: act.id, personId: who.person.id, organisationId, seq, at: clock() });
      return c.body(null, 204);
    }),

    actRoute('get', '/api/acts/:id/historique', 'version.lire', async (c, { who, act }) => {
      const { apres } = readQuery(c, historyQuerySchema);
      const first = await firstOpenSeq(db, act.id, await opening(act.id, who));
      const lines = await history.lines(act.id, Math.max(apres, first - 1), HISTORY_LINES);
      const moments = momentsOf(lines);
      const ids = [...new Set(moments.map((moment) => moment.personId))];
      const answer = {
        people: await authorsFor(db, act.id, ids),
        moments: moments.map(({ personId, seq, since, at }) => ({
          author: ids.indexOf(personId),
          seq,
          since,
          at,
        })),
        next: lines.length === HISTORY_LINES ? (lines.at(-1)?.seq ?? null) : null,
      };
      return c.json(historySchema.parse(answer));
    }),

    authorsRoute(deps),
  ];
}
