import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import {
  type ClauseStanding,
  clauseDetail,
  clauseSummary,
  clauseVersion,
  readProposedClause,
} from '#shared/drafting/clausier.ts';
import {
  decideClauseSchema,
  MAX_CLAUSE_CHARS,
  proposeClauseSchema,
  proposedClauseSchema,
  type TendedDetail,
  type TendedVersion,
  tendedClausierSchema,
  tendedDetailSchema,
} from '#shared/drafting/house-wire.ts';
import { type KeptVersion, mergeLibrary, proposalProblems, stampClause } from '#shared/drafting/merge.ts';
import type { Clause } from '#shared/drafting/model.ts';
import type { TemplateProblem } from '#shared/drafting/problems.ts';
import { canOnServer } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { readJson } from '../../http/body.ts';
import { actorOf, frenchDay, type Route, type SignedIn, serverRoute } from '../../identity/index.ts';
import { type Clock, newBlockId } from '../../ids.ts';
import type { Db } from '../../storage/tables.ts';
import type { Clausier, HouseLibrary } from './house-library.ts';
import { addDecision, addVersion, refuseFlood, type StoredVersion, storedVersions, usesOf } from './store.ts';
import { indexUnreadActs } from './usage.ts';

/** What the clausier's routes need of the rest of the server. */
export interface ClausierDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly house: HouseLibrary;
}

/** A version of a clause wherever it is kept; `stored` is `null` for a shipped one of which nothing was decided. */
interface AnyVersion {
  readonly clause: Clause;
  readonly standing: ClauseStanding;
  readonly stored: StoredVersion | null;
}

const SHIPPED: ClauseStanding = { origine: 'livree', etat: 'approuvee' };

/** Every version of every clause, newest first, by clause id: the organisation's first of two with one number (K3). */
function allVersions(
  house: HouseLibrary,
  versions: readonly StoredVersion[],
): ReadonlyMap<string, AnyVersion[]> {
  const decided = new Map(
    versions.flatMap((each) =>
      each.standing.origine === 'livree' ? [[`${each.clause.id}@${each.clause.version}`, each] as const] : [],
    ),
  );
  const shipped = [...house.shipped.clauses.values(), ...[...house.shipped.anciennes.values()].flat()];
  const all: AnyVersion[] = [
    ...versions
      .filter(({ standing }) => standing.origine === 'organisation')
      .map((stored) => ({ clause: stored.clause, standing: stored.standing, stored })),
    ...shipped.map((clause) => {
      const stored = decided.get(`${clause.id}@${clause.version}`) ?? null;
      return { clause, standing: stored?.standing ?? SHIPPED, stored };
    }),
  ];
  const byId = new Map<string, AnyVersion[]>();
  for (const each of all) byId.set(each.clause.id, [...(byId.get(each.clause.id) ?? []), each]);
  for (const each of byId.values()) each.sort((a, b) => b.clause.version - a.clause.version);
  return byId;
}

/** The version to show of a clause: the one offered, else the newest. */
function shownOf(versions: readonly AnyVersion[], clausier: Clausier): AnyVersion | undefined {
  const offered = new Set(clausier.library.clauses.values());
  return versions.find(({ clause }) => offered.has(clause)) ?? versions[0];
}

const mayOf = (who: SignedIn) => ({
  propose: canOnServer(actorOf(who), 'clausier.proposer'),
  decide: canOnServer(actorOf(who), 'clausier.decider'),
});

function refuse(problems: readonly TemplateProblem[]): never {
  throw new ClausierError(
    'clause.invalide',
    problems.map(({ message }) => message),
  );
}

/** @returns whether something can be decided of a version: one of the organisation, or the one that ships now */
function isDecidable({ clause, standing }: AnyVersion, house: HouseLibrary): boolean {
  return standing.origine === 'organisation' || [...house.shipped.clauses.values()].includes(clause);
}

function tendedVersion(each: AnyVersion, clausier: Clausier, house: HouseLibrary): TendedVersion {
  const { clause, standing, stored } = each;
  const aside = clausier.setAside.find((one) => one.clause === clause);
  return {
    ...clauseVersion(clause, standing),
    note: stored?.note || clause.note || '',
    offerte: [...clausier.library.clauses.values()].includes(clause),
    decidable: isDecidable(each, house),
    decisions: [...(stored?.decisions ?? [])],
    ecartee: aside === undefined ? [] : aside.problems.map(({ message }) => message),
    source: clause.source,
  };
}

/** The clausier: reading it, proposing, deciding. */
export function clausierRoutes({ db, clock, house }: ClausierDeps): readonly Route[] {
  const versionsOf = async (id: string) => {
    const clausier = await house.current();
    const versions = allVersions(house, clausier.versions).get(id);
    if (versions === undefined) throw new ClausierError('clause.introuvable');
    return { clausier, versions };
  };

  return [
    serverRoute('get', '/api/clausier', 'clausier.lire', async (c, who) => {
      const clausier = await house.current();
      const offered = new Set(clausier.library.clauses.values());
      const clauses = [...allVersions(house, clausier.versions).values()].flatMap((versions) => {
        const shown = shownOf(versions, clausier);
        if (shown === undefined) return [];
        return [
          {
            ...clauseSummary(shown.clause, versions.length, shown.standing),
            offerte: offered.has(shown.clause),
            enAttente: versions.filter(({ standing }) => standing.etat === 'proposee').length,
            texte: shown.clause.source.slice(shown.clause.source.indexOf('\n---') + 4),
          },
        ];
      });
      clauses.sort(
        (a, b) =>
          FAMILIES.indexOf(a.famille) - FAMILIES.indexOf(b.famille) || (a.variante < b.variante ? -1 : 1),
      );
      return c.json(tendedClausierSchema.parse({ clauses, may: mayOf(who) }));
    }),

    serverRoute('get', '/api/clausier/:clause', 'clausier.lire', async (c, who) => {
      const id = c.req.param('clause') ?? '';
      const { clausier, versions } = await versionsOf(id);
      const asked = c.req.query('version');
      const shown =
        asked === undefined
          ? shownOf(versions, clausier)
          : versions.find(({ clause }) => String(clause.version) === asked);
      if (shown === undefined) throw new ClausierError('clause.introuvable');
      const detail = clauseDetail(shown.clause, versions, newBlockId, shown.standing);
      if (!detail.ok)
        throw new ClausierError(
          'clause.invalide',
          detail.error.map(({ message }) => message),
        );
      await indexUnreadActs(db, clock);
      const uses = await usesOf(db, id, who.person.id);
      const answer: TendedDetail = {
        ...detail.value,
        historique: versions.map((each) => tendedVersion(each, clausier, house)),
        usage: { actes: [...uses.acts], autres: uses.others, incomplet: uses.unread > 0 },
        may: mayOf(who),
      };
      return c.json(tendedDetailSchema.parse(answer));
    }),

    serverRoute('post', '/api/clausier', 'clausier.proposer', async (c, who) => {
      // Four bytes a character at most, and the note.
      const request = await readJson(c, proposeClauseSchema, MAX_CLAUSE_CHARS * 4 + 10_000);
      const first = readProposedClause(request.source);
      if (!first.ok) return refuse(first.error);
      const now = clock();
      const by = { personId: who.person.id, at: now };
      const kept = await db.transaction().execute(async (tx) => {
        const { versions } = await storedVersions(tx);
        const known = [...allVersions(house, versions).values()].flat().map(({ clause }) => clause);
        refuseFlood(versions, first.value.id);
        const highest = known.filter(({ id }) => id === first.value.id).map(({ version }) => version);
        const source = stampClause(request.source, {
          version: Math.max(0, ...highest) + 1,
          date: frenchDay(now),
          auteur: who.person.name,
        });
        const read = readProposedClause(source ?? request.source);
        if (!read.ok) return refuse(read.error);
        const context = { shipped: house.shipped, kept: versions, makeId: newBlockId };
        const problems = proposalProblems(read.value, known, context);
        if (problems.length > 0) return refuse(problems);
        const clause = read.value;
        const version = {
          clause,
          origine: 'organisation',
          source: clause.source,
          note: request.note,
        } as const;
        await addVersion(tx, version, by);
        return clause;
      });
      return c.json(proposedClauseSchema.parse({ id: kept.id, version: kept.version }), 201);
    }),

    serverRoute(
      'post',
      '/api/clausier/:clause/versions/:version/decision',
      'clausier.decider',
      async (c, who) => {
        const { etat, note } = await readJson(c, decideClauseSchema);
        const id = c.req.param('clause') ?? '';
        const by = { personId: who.person.id, at: clock() };
        await db.transaction().execute(async (tx) => {
          const { versions } = await storedVersions(tx);
          const each = allVersions(house, versions)
            .get(id)
            ?.find(({ clause }) => String(clause.version) === c.req.param('version'));
          if (each === undefined) throw new ClausierError('clause.introuvable');
          const { clause, standing, stored } = each;
          if (standing.etat === etat || !isDecidable(each, house)) throw new ClausierError('clause.conflit');
          const decided: KeptVersion[] = [
            ...versions.filter((one) => one !== stored),
            { clause, standing: { ...standing, etat } },
          ];
          const merged = mergeLibrary(house.shipped, decided);
          const aside = merged.setAside.find((one) => one.clause === clause);
          if (aside !== undefined) refuse(aside.problems);
          if (merged.stillNeeded.some((one) => one.id === id)) throw new ClausierError('clause.requise');
          const rowId =
            stored?.rowId ??
            (await addVersion(
              tx,
              { clause, origine: standing.origine, source: clause.source, note: '' },
              by,
            ));
          await addDecision(tx, rowId, { etat, note }, by);
        });
        return c.body(null, 204);
      },
    ),
  ];
}
