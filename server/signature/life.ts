import type { ActRole, ActState } from '#shared/identity/roles.ts';
import { movesFrom } from '#shared/identity/states.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { ActStateAnswer, OtherAct } from '#shared/signature/wire.ts';
import { appendEvent, frenchDay } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { type Mover, moveAct } from './states.ts';

/* What happens to an act once it is signed (rules L1 to L7): when it ends, who ended it, what takes its place. */

/** What the answers about an act's life say beside its state. */
type LifeFacts = Omit<ActStateAnswer, 'state' | 'frozen' | 'motif' | 'moves'>;

/** Whoever asks where an act is in its life. */
export interface Asker {
  readonly personId: PersonId;
  readonly role: ActRole;
}

/** @returns what is known of an act's end and of its place among others */
export async function lifeFacts(db: Db, actId: ActId, state: ActState, asker: Asker): Promise<LifeFacts> {
  const ceremony = await db
    .selectFrom('ceremonies')
    .select(['closed_at', 'effect_day'])
    .where('act_id', '=', actId)
    .where('status', '=', 'complete')
    .executeTakeFirst();
  const term = await db.selectFrom('act_terms').selectAll().where('act_id', '=', actId).executeTakeFirst();
  const negotiated = await db
    .selectFrom('audit')
    .select('seq')
    .where('act_id', '=', actId)
    .where('kind', '=', 'etat.change')
    .where('facts', 'like', '%"vers":"negociation"%')
    .executeTakeFirst();
  const said = term?.last_day != null && term.sentence !== null;
  return {
    signedOn: ceremony?.closed_at == null ? null : frenchDay(ceremony.closed_at),
    effectDay: ceremony?.effect_day ?? null,
    term: said ? { last: term.last_day ?? '', sentence: term.sentence ?? '' } : null,
    ending: await endingOf(db, actId, state),
    notice: term?.notice ?? null,
    replaces: await othersOf(db, actId, asker, 'replaced'),
    replacedBy: (await othersOf(db, actId, asker, 'successor'))[0] ?? null,
    replaceable: movesFrom(state, 'abandonner') ? await replaceable(db, actId, asker) : null,
    negotiated: negotiated !== undefined,
  };
}

/** An ending that is announced, or has come. */
async function endingOf(db: Db, actId: ActId, state: ActState): Promise<LifeFacts['ending']> {
  if (!movesFrom(state, 'resilier') && state !== 'resilie') return null;
  const row = await db
    .selectFrom('act_endings')
    .innerJoin('act_motifs', (join) =>
      join
        .onRef('act_motifs.act_id', '=', 'act_endings.act_id')
        .onRef('act_motifs.at', '=', 'act_endings.at'),
    )
    .innerJoin('people', 'people.id', 'act_motifs.person_id')
    .innerJoin('organisations', 'organisations.id', 'act_motifs.organisation_id')
    .select(['effect_day', 'received_day', 'act_endings.at', 'motif', 'name', 'sigle', 'denomination'])
    .where('act_endings.act_id', '=', actId)
    .where('act_motifs.move', '=', 'resilier')
    .executeTakeFirst();
  if (row === undefined) return null;
  const by = { name: row.name, organisation: row.sigle ?? row.denomination };
  return { effect: row.effect_day, received: row.received_day, motif: row.motif, by, at: row.at };
}

/** The acts on the other side of a succession; their titles only for whoever holds a role in them. */
async function othersOf(
  db: Db,
  actId: ActId,
  { personId }: Asker,
  side: 'replaced' | 'successor',
): Promise<OtherAct[]> {
  const [own, other] =
    side === 'replaced'
      ? (['successor_id', 'replaced_id'] as const)
      : (['replaced_id', 'successor_id'] as const);
  const rows = await db
    .selectFrom('act_successions')
    .innerJoin('acts', 'acts.id', `act_successions.${other}`)
    .leftJoin('rights', (join) =>
      join.onRef('rights.act_id', '=', 'acts.id').on('rights.person_id', '=', personId),
    )
    .select(['acts.id', 'acts.title', 'rights.role', 'acts.state'])
    .where(`act_successions.${own}`, '=', actId)
    .where('acts.state', '!=', 'abandonne')
    .orderBy('act_successions.at')
    .execute();
  return rows.map(({ id, title, role }) => ({ id, title: role === null ? null : title }));
}

/** The signed acts that somebody leads, and could declare replaced: conventions, since an avenant follows its act. */
async function replaceable(db: Db, actId: ActId, { personId, role }: Asker): Promise<OtherAct[] | null> {
  if (role !== 'pilote') return null;
  return db
    .selectFrom('acts')
    .innerJoin('rights', 'rights.act_id', 'acts.id')
    .select(['acts.id', 'acts.title'])
    .where('rights.person_id', '=', personId)
    .where('rights.role', '=', 'pilote')
    .where('acts.kind', '=', 'convention')
    .where('acts.state', 'in', ['signe', 'en-vigueur'])
    .where('acts.id', '!=', actId)
    .orderBy('acts.title')
    .execute();
}

/** What is said when an act is ended. */
export interface Ending {
  readonly motif: string;
  /** From which day it is ended, `YYYY-MM-DD`. */
  readonly effet: string;
  /** When the letter that ends it was received. */
  readonly recuLe: string | null;
}

interface LifeDeps {
  readonly db: Db;
  readonly clock: Clock;
}

/**
 * Ends a signed act from a day on (rule L5): at once when that day has come, else on that day.
 * @throws ClausierError `etat.impossible`; `etat.date` for a day before the act was signed, or before the letter came
 */
export async function announceEnding(
  { db, clock }: LifeDeps,
  actId: ActId,
  by: Mover,
  { motif, effet, recuLe }: Ending,
): Promise<void> {
  const at = clock();
  const today = frenchDay(at);
  const { closed_at } = await db
    .selectFrom('ceremonies')
    .select('closed_at')
    .where('act_id', '=', actId)
    .where('status', '=', 'complete')
    .executeTakeFirstOrThrow(() => new ClausierError('etat.impossible'));
  const signedOn = closed_at === null ? today : frenchDay(closed_at);
  if (effet < signedOn)
    throw new ClausierError('etat.date', ['La résiliation ne peut précéder la signature.']);
  if (recuLe !== null && (recuLe > today || recuLe > effet))
    throw new ClausierError('etat.date', [
      'La lettre ne peut avoir été reçue ni après aujourd’hui, ni après la fin de l’acte.',
    ]);
  await db.transaction().execute(async (tx) => {
    const facts = { effet, recuLe };
    if (effet <= today) await moveAct(tx, actId, 'resilier', { by, at, motif, facts });
    else await announce(tx, actId, by, at, { motif, facts });
    const row = { effect_day: effet, received_day: recuLe, at };
    await tx
      .insertInto('act_endings')
      .values({ act_id: actId, ...row })
      .onConflict((oc) => oc.column('act_id').doUpdateSet(row))
      .execute();
  });
}

async function announce(
  tx: Tx,
  actId: ActId,
  by: Mover,
  at: number,
  { motif, facts }: { motif: string; facts: Readonly<Record<string, string | null>> },
): Promise<void> {
  await requireEndable(tx, actId);
  const who = { person: by.personId, organisation: by.organisationId };
  await appendEvent(tx, { act: actId, at, ...who, kind: 'resiliation.annoncee', facts });
  await tx
    .insertInto('act_motifs')
    .values({
      act_id: actId,
      at,
      move: 'resilier',
      person_id: by.personId,
      organisation_id: by.organisationId,
      motif,
    })
    .execute();
}

/** @throws ClausierError `etat.impossible` for an act that can't be ended any more */
async function requireEndable(tx: Tx, actId: ActId): Promise<void> {
  const { state } = await tx
    .selectFrom('acts')
    .select('state')
    .where('id', '=', actId)
    .executeTakeFirstOrThrow();
  if (!movesFrom(state, 'resilier')) throw new ClausierError('etat.impossible');
}

/** Takes back an ending that has not come (rule L5). @throws ClausierError `etat.impossible` when there is none */
export async function withdrawEnding({ db, clock }: LifeDeps, actId: ActId, by: Mover): Promise<void> {
  const at = clock();
  await db.transaction().execute(async (tx) => {
    await requireEndable(tx, actId);
    const gone = await tx.deleteFrom('act_endings').where('act_id', '=', actId).executeTakeFirst();
    if (gone.numDeletedRows !== 1n) throw new ClausierError('etat.impossible');
    const who = { person: by.personId, organisation: by.organisationId };
    await appendEvent(tx, { act: actId, at, ...who, kind: 'resiliation.retiree', facts: {} });
  });
}

/**
 * Says which signed acts an act will take the place of, on the day of its own effect (rule L6); what was said before is
 * replaced.
 * @throws ClausierError `acces.refuse` for an act that the caller does not lead, or that can't be replaced
 */
export async function declareSuccession(
  { db, clock }: LifeDeps,
  actId: ActId,
  by: Mover,
  replaced: readonly ActId[],
): Promise<void> {
  const at = clock();
  const offered = (await replaceable(db, actId, { personId: by.personId, role: 'pilote' })) ?? [];
  const known = new Set<string>(offered.map(({ id }) => id));
  if (replaced.some((id) => !known.has(id))) throw new ClausierError('acces.refuse');
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('act_successions').where('successor_id', '=', actId).execute();
    for (const id of new Set(replaced))
      await tx.insertInto('act_successions').values({ successor_id: actId, replaced_id: id, at }).execute();
    const who = { person: by.personId, organisation: by.organisationId };
    const facts = { remplace: [...new Set(replaced)].join(' ') };
    await appendEvent(tx, { act: actId, at, ...who, kind: 'succession.declaree', facts });
  });
}
