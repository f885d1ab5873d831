import {
  chainEvent,
  FIRST_PREVIOUS,
  type JournalEntry,
  type JournalEvent,
  type JournalHead,
  type JournalVerdict,
  journalEntrySchema,
  verifyJournal,
} from '#shared/identity/journal.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../../storage/tables.ts';

/**
 * Writes an event at the end of its act's journal (rule J4), in the transaction of what it records: both are kept, or
 * neither. The act's head is taken first, so that two processes chain one after the other.
 */
export async function appendEvent(tx: Tx, event: JournalEvent): Promise<JournalEntry> {
  await tx
    .insertInto('audit_heads')
    .values({ act_id: event.act, seq: 0, hash: FIRST_PREVIOUS })
    .onConflict((oc) => oc.column('act_id').doNothing())
    .execute();
  const head = await tx
    .updateTable('audit_heads')
    .set((eb) => ({ seq: eb('seq', '+', 1) }))
    .where('act_id', '=', event.act)
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow();
  const entry = chainEvent({ seq: head.seq - 1, hash: head.hash }, event);
  await tx.insertInto('audit').values(rowOf(entry)).execute();
  await tx.updateTable('audit_heads').set({ hash: entry.hash }).where('act_id', '=', event.act).execute();
  return entry;
}

/** As `appendEvent`, of acts that have just been made, each in one event: nobody else can chain to them meanwhile. */
export async function appendFirstEvents(tx: Tx, events: readonly JournalEvent[]): Promise<void> {
  const entries = events.map((event) => chainEvent(null, event));
  await tx
    .insertInto('audit_heads')
    .values(entries.map(({ act, seq, hash }) => ({ act_id: act, seq, hash })))
    .execute();
  await tx.insertInto('audit').values(entries.map(rowOf)).execute();
}

const rowOf = (entry: JournalEntry) => ({
  act_id: entry.act,
  seq: entry.seq,
  at: entry.at,
  person_id: entry.person,
  organisation_id: entry.organisation,
  kind: entry.kind,
  facts: JSON.stringify(entry.facts),
  previous: entry.previous,
  hash: entry.hash,
});

/** @returns the journal of an act as it is kept, oldest first; an unreadable event keeps its rank with facts of its own */
export async function readJournal(db: Db | Tx, actId: ActId): Promise<readonly JournalEntry[]> {
  const rows = await db.selectFrom('audit').selectAll().where('act_id', '=', actId).orderBy('seq').execute();
  return rows.map((row) => ({
    seq: row.seq,
    act: row.act_id,
    at: row.at,
    person: row.person_id,
    organisation: row.organisation_id,
    kind: row.kind,
    facts: factsOf(row.facts),
    previous: row.previous,
    hash: row.hash,
  }));
}

/** Facts that are no JSON any more are shown as they are: the chain then says that they were altered. */
function factsOf(text: string): JournalEntry['facts'] {
  try {
    const facts = journalEntrySchema.shape.facts.safeParse(JSON.parse(text));
    if (facts.success) return facts.data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { illisible: text };
}

/** @returns where the journal of an act ended when its last event was written; `null` without events */
export async function journalHead(db: Db | Tx, actId: ActId): Promise<JournalHead | null> {
  const row = await db
    .selectFrom('audit_heads')
    .select(['seq', 'hash'])
    .where('act_id', '=', actId)
    .executeTakeFirst();
  return row ?? null;
}

/** Checks the journal of an act against its own chain and its head (rules J2 and J3). */
export async function checkJournal(
  db: Db | Tx,
  actId: ActId,
): Promise<{ readonly entries: readonly JournalEntry[]; readonly verdict: JournalVerdict }> {
  const head = await journalHead(db, actId);
  const entries = await readJournal(db, actId);
  return { entries, verdict: verifyJournal(actId, entries, head) };
}
