import { z } from 'zod';
import { contentHash } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import type { ActSummary } from '#shared/drafting/wire.ts';
import type { JournalEvent, JournalFacts, JournalKind } from '#shared/identity/journal.ts';
import type { ActKind, ActState } from '#shared/identity/roles.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { oneLine } from '#shared/kernel/one-line.ts';
import { appendEvent, appendFirstEvents } from '../identity/index.ts';
import { newActId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { clausesOf } from './clausier/usage.ts';
import { partiesFromFields } from './summary.ts';

/** Longest title kept for the portfolio, in characters. */
const MAX_TITLE = 300;
/** Acts per statement, under the databases' limits of bound parameters. */
const ACTS_PER_INSERT = 500;

/** A new act, before it has an id. */
export interface NewAct {
  readonly kind: ActKind;
  readonly title: string;
  /** False when the title was only read in the text: the name then follows it. True when absent. */
  readonly titleGiven?: boolean;
  readonly state: ActState;
  readonly content: ActContent;
  /** Short names; those of the fields when absent. */
  readonly parties?: readonly string[];
  /** Author of its first text; `null` for the command line. */
  readonly author: PersonId | null;
  /** The avenant that it is edited for. */
  readonly parent?: ActId;
  /** On behalf of whom it is begun. */
  readonly organisation?: OrganisationId | null;
  /** How it came to be, for its journal; `acte.cree` when absent. */
  readonly origin?: {
    readonly kind: Extract<JournalKind, 'acte.cree' | 'acte.importe' | 'acte.copie'>;
    readonly facts: JournalFacts;
  };
}

/** Adds an act and its first text, without any right: the caller gives them. @returns its id */
export async function addAct(tx: Tx, act: NewAct, now: number): Promise<ActId> {
  const { content } = act;
  const id = newActId();
  const clauses = JSON.stringify(clausesOf(content.document));
  await tx
    .insertInto('acts')
    .values(actRow(id, act, clauses, now))
    .execute();
  await tx
    .insertInto('act_updates')
    .values(firstText(id, act, encodeNewDocument(content), now))
    .execute();
  await appendEvent(tx, beginning(id, act, contentHash(content), now));
  return id;
}

/**
 * As `addAct`, of many acts that hold the same text, in a few statements: it is encoded and hashed once.
 * @returns their ids, in order
 */
export async function addActs(
  tx: Tx,
  acts: readonly Omit<NewAct, 'content'>[],
  content: ActContent,
  now: number,
): Promise<readonly ActId[]> {
  const text = encodeNewDocument(content);
  const hash = contentHash(content);
  const clauses = JSON.stringify(clausesOf(content.document));
  const all = acts.map((act) => ({ id: newActId(), act: { ...act, content } }));
  for (let i = 0; i < all.length; i += ACTS_PER_INSERT) {
    const some = all.slice(i, i + ACTS_PER_INSERT);
    await tx
      .insertInto('acts')
      .values(some.map(({ id, act }) => actRow(id, act, clauses, now)))
      .execute();
    await tx
      .insertInto('act_updates')
      .values(some.map(({ id, act }) => firstText(id, act, text, now)))
      .execute();
    await appendFirstEvents(
      tx,
      some.map(({ id, act }) => beginning(id, act, hash, now)),
    );
  }
  return all.map(({ id }) => id);
}

function actRow(id: ActId, act: NewAct, clauses: string, now: number) {
  return {
    id,
    kind: act.kind,
    title: oneLine(act.title, MAX_TITLE),
    title_given: act.titleGiven === false ? (0 as const) : (1 as const),
    state: act.state,
    parties: JSON.stringify(act.parties ?? partiesFromFields(act.content.champs)),
    clauses,
    parent_id: act.parent ?? null,
    created_at: now,
    changed_at: now,
  };
}

const firstText = (id: ActId, { author }: NewAct, bytes: Uint8Array, now: number) => ({
  act_id: id,
  seq: 1,
  bytes,
  person_id: author,
  at: now,
});

/** How the journal of an act begins. @param hash of its first text */
function beginning(id: ActId, act: NewAct, hash: string, now: number): JournalEvent {
  return {
    act: id,
    at: now,
    person: act.author,
    organisation: act.organisation ?? null,
    kind: act.origin?.kind ?? 'acte.cree',
    facts: { ...act.origin?.facts, genre: act.kind, empreinte: hash },
  };
}

const partiesSchema = z.array(z.string());

/** @param rows acts with the caller's role in each */
function summaries(
  rows: readonly (Omit<ActSummary, 'parties' | 'createdAt' | 'changedAt' | 'ends'> & {
    parties: string;
    created_at: number;
    changed_at: number;
    last_day: string | null;
    ending_day: string | null;
  })[],
): ActSummary[] {
  return rows.map(({ parties, created_at, changed_at, last_day, ending_day, ...act }) => ({
    ...act,
    ends: endsOf(act.state, last_day, ending_day),
    parties: partiesSchema.parse(JSON.parse(parties)),
    createdAt: created_at,
    changedAt: changed_at,
  }));
}

/** @returns the first of the days on which a signed act ends */
function endsOf(state: ActState, last: string | null, ending: string | null): ActSummary['ends'] {
  if (state !== 'signe' && state !== 'en-vigueur') return null;
  if (ending !== null && (last === null || ending <= last)) return { day: ending, how: 'resiliation' };
  return last === null ? null : { day: last, how: 'terme' };
}

const COLUMNS = [
  'acts.id',
  'title',
  'kind',
  'state',
  'parties',
  'acts.created_at',
  'changed_at',
  'act_terms.last_day',
  'act_endings.effect_day as ending_day',
] as const;

/** @returns the acts in which a person holds a role, last changed first */
export async function actsOf(db: Db, personId: PersonId): Promise<ActSummary[]> {
  const rows = await db
    .selectFrom('acts')
    .innerJoin('rights', 'rights.act_id', 'acts.id')
    .leftJoin('act_terms', 'act_terms.act_id', 'acts.id')
    .leftJoin('act_endings', 'act_endings.act_id', 'acts.id')
    .select([...COLUMNS, 'rights.role'])
    .where('rights.person_id', '=', personId)
    .orderBy('changed_at', 'desc')
    .orderBy('acts.id', 'desc')
    .execute();
  return summaries(rows);
}

/** @returns one act as the person who holds a role in it sees it, or `null` */
export async function actOf(db: Db, actId: ActId, personId: PersonId): Promise<ActSummary | null> {
  const rows = await db
    .selectFrom('acts')
    .innerJoin('acts as holder', (join) =>
      join.on((eb) => eb('holder.id', '=', eb.fn.coalesce('acts.parent_id', 'acts.id'))),
    )
    .innerJoin('rights', 'rights.act_id', 'holder.id')
    .leftJoin('act_terms', 'act_terms.act_id', 'acts.id')
    .leftJoin('act_endings', 'act_endings.act_id', 'acts.id')
    .select([
      'acts.id',
      'acts.title',
      'acts.kind',
      'holder.state',
      'acts.parties',
      'acts.created_at',
      'acts.changed_at',
      'rights.role',
      'act_terms.last_day',
      'act_endings.effect_day as ending_day',
    ])
    .where('acts.id', '=', actId)
    .where('rights.person_id', '=', personId)
    .execute();
  return summaries(rows)[0] ?? null;
}

/** An act as its administrator sees it: no role. */
export type ListedAct = Omit<ActSummary, 'role'>;

/** @returns every act of the server, last changed first */
export async function allActs(db: Db): Promise<ListedAct[]> {
  const rows = await db
    .selectFrom('acts')
    .leftJoin('act_terms', 'act_terms.act_id', 'acts.id')
    .leftJoin('act_endings', 'act_endings.act_id', 'acts.id')
    .select([...COLUMNS])
    .where('parent_id', 'is', null)
    .orderBy('changed_at', 'desc')
    .orderBy('acts.id', 'desc')
    .execute();
  return summaries(rows.map((row) => ({ ...row, role: 'lecteur' as const }))).map(
    ({ role: _, ...act }) => act,
  );
}

/** Gives an act the name that a person chose; its text no longer changes it. */
export async function renameAct(db: Tx, actId: ActId, title: string): Promise<void> {
  await db
    .updateTable('acts')
    .set({ title: oneLine(title, MAX_TITLE), title_given: 1 })
    .where('id', '=', actId)
    .execute();
}

/** Writes what is derived from an act's text; a name that a person gave stays. */
export async function setSummary(
  db: Db,
  actId: ActId,
  summary: { title: string | null; parties: readonly string[] | null; clauses: readonly string[] },
): Promise<void> {
  const { title, parties } = summary;
  const clauses = JSON.stringify(summary.clauses);
  await db
    .updateTable('acts')
    .set({ clauses })
    .where('id', '=', actId)
    .where((eb) => eb.or([eb('clauses', 'is', null), eb('clauses', '!=', clauses)]))
    .execute();
  if (parties !== null)
    await db
      .updateTable('acts')
      .set({ parties: JSON.stringify(parties) })
      .where('id', '=', actId)
      .execute();
  if (title !== null)
    await db
      .updateTable('acts')
      .set({ title: oneLine(title, MAX_TITLE) })
      .where('id', '=', actId)
      .where('title_given', '=', 0)
      .execute();
}
