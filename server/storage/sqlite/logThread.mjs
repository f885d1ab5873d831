import { statSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';
import { rest, whileBusy } from '../threadEnd.mjs';
import { changesOn } from './changes.mjs';

/*
 * Writes updates, and changes that must hold up nobody, in a thread of its own with a connection of its own: waiting for
 * the disk then holds up nobody who types. Plain JavaScript, since a thread starts from a file that Node can read. It says in SQL what
 * `server/sync/writeUpdates.ts` says with Kysely; the same tests run on both.
 */

/** How often the acts that are written are dated, in milliseconds: the portfolio says days. */
const DATE_MS = 1_000;
/** Journal that is folded into the database at once, while people write: it takes so much of the disk, and little more. */
const CHECKPOINT_BYTES = 1024 * 1024;
/** Silence after which the whole journal is folded: a crash then leaves nothing to read again, and the disk its room. */
const QUIET_MS = 2_000;
/** Silence that is enough where so many bytes are to be had back. */
const LULL_MS = 250;
const WORTH_BYTES = 128 * 1024;
/** Free pages that are given back at once, while nobody writes: some tens of milliseconds. */
const GIVEN_BACK = 4_000;
/** How long others are waited for in transactions, and how long by what may as well be done later, in milliseconds. */
const BUSY_MS = 5_000;
const LATER_MS = 20;
/** Acts whose state and last rank are remembered. */
const MAX_KNOWN = 10_000;

const writable = new Set(workerData.writable);
const db = new DatabaseSync(workerData.file, { timeout: BUSY_MS, enableForeignKeyConstraints: true });
db.exec('pragma journal_mode = wal; pragma synchronous = full');
const { page_size: PAGE_BYTES } = db.prepare('pragma page_size').get();
db.exec(`pragma wal_autocheckpoint = ${Math.ceil(CHECKPOINT_BYTES / PAGE_BYTES)}`);
db.exec(`pragma journal_size_limit = ${CHECKPOINT_BYTES}`);
const statements = {
  begin: db.prepare('begin immediate'),
  commit: db.prepare('commit'),
  version: db.prepare('pragma data_version'),
  state: db.prepare('select state from acts where id = ?'),
  last: db.prepare('select max(seq) as seq from act_updates where act_id = ?'),
  update: db.prepare('insert into act_updates (act_id, seq, bytes, person_id, at) values (?, ?, ?, ?, ?)'),
  client: db.prepare(
    'insert into act_clients (act_id, client, person_id) values (?, ?, ?) on conflict do nothing',
  ),
  changed: db.prepare('update acts set changed_at = ? where id = ?'),
};

const change = changesOn(db);

/** What the database holds of each act, as long as no other connection has written anything. */
const known = new Map();
let version = null;
/** Acts written since they were last dated, and when. */
const undated = new Map();
let datedAt = 0;
let writtenAt = 0;
let tidying = null;

/** Runs `work` in a transaction: all or nothing. */
function transaction(work) {
  statements.begin.run();
  try {
    const now = statements.version.get().data_version;
    if (now !== version || known.size > MAX_KNOWN) known.clear();
    version = now;
    const result = work();
    statements.commit.run();
    return result;
  } catch (error) {
    known.clear();
    // A full disk makes SQLite roll back by itself.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

function factsOf(act) {
  const facts = known.get(act) ?? {
    state: statements.state.get(act)?.state,
    last: statements.last.get(act).seq ?? 0,
  };
  known.set(act, facts);
  return facts;
}

/**
 * Writes the updates of some acts.
 * @param acts whose updates follow each other
 * @param people who wrote them, each once
 * @param numbers of each act, how many updates; of each update, its length, its author's place in `people` (-1 for
 *   nobody), its instant, how many client ids are new, and these
 * @returns the rank given to the first update of each act; 0 for a frozen one
 */
function write({ acts, people, numbers, bytes }) {
  const first = new Uint32Array(acts.length);
  let at = 0;
  let offset = 0;
  for (let i = 0; i < acts.length; i += 1) {
    const act = acts[i];
    const facts = factsOf(act);
    // A text that was frozen in the meantime takes nothing more (S15).
    const frozen = facts.state !== undefined && !writable.has(facts.state);
    first[i] = frozen ? 0 : facts.last + 1;
    let last = 0;
    for (let left = numbers[at++]; left > 0; left -= 1) {
      const end = offset + numbers[at];
      const person = numbers[at + 1] < 0 ? null : people[numbers[at + 1]];
      const instant = numbers[at + 2];
      const clients = numbers.subarray(at + 4, at + 4 + numbers[at + 3]);
      at += 4 + clients.length;
      if (!frozen) {
        facts.last += 1;
        statements.update.run(act, facts.last, bytes.subarray(offset, end), person, instant);
        if (person !== null) for (const client of clients) statements.client.run(act, client, person);
        last = Math.max(last, instant);
      }
      offset = end;
    }
    if (!frozen) undated.set(act, Math.max(last, undated.get(act) ?? 0));
  }
  return first;
}

function date() {
  for (const [act, at] of undated) statements.changed.run(at, act);
}

function dated() {
  undated.clear();
  datedAt = performance.now();
}

/** Dates what was written less than a second after the last time. */
function dateLate() {
  if (undated.size === 0) return;
  try {
    transaction(date);
    dated();
  } catch {
    // The disk refuses: what comes next is refused too, and told; the date is tried again with it.
  }
}

/** Every quarter of a second, as long as anything is written and a little after. */
function tidy() {
  tidying = null;
  const now = performance.now();
  const quiet = now - writtenAt;
  if (now - datedAt >= DATE_MS || quiet >= QUIET_MS) dateLate();
  if (quiet < QUIET_MS) tidyLater();
  if (quiet >= QUIET_MS || (quiet >= LULL_MS && isWorth())) reclaim();
}

function isWorth() {
  const { freelist_count: free } = db.prepare('pragma freelist_count').get();
  return journalBytes() + free * PAGE_BYTES >= WORTH_BYTES;
}

function journalBytes() {
  return statSync(`${workerData.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
}

/** Gives back to the disk what can be had at once; the rest is for the next time. */
function reclaim() {
  try {
    db.exec(`pragma busy_timeout = ${LATER_MS}`);
    giveBack();
    if (journalBytes() > 0) db.exec('pragma wal_checkpoint(truncate)');
  } catch {
    // Somebody reads or writes, or the disk is full: the journal stays, and holds everything.
  } finally {
    db.exec(`pragma busy_timeout = ${BUSY_MS}`);
  }
}

/** Gives back pages that nothing is in, some at a time. A database of an earlier release keeps its own. */
function giveBack() {
  const { freelist_count: free } = db.prepare('pragma freelist_count').get();
  if (free === 0 || db.prepare('pragma auto_vacuum').get().auto_vacuum === 0) return;
  db.exec(`pragma incremental_vacuum(${GIVEN_BACK})`);
  if (free > GIVEN_BACK) tidyLater();
}

function tidyLater() {
  tidying ??= setTimeout(() => whileBusy(workerData.state, tidy), LULL_MS);
}

function answerChanges({ id, changes }) {
  try {
    const outcomes = transaction(() => {
      // They may touch anything.
      known.clear();
      return change(changes);
    });
    writtenAt = performance.now();
    tidyLater();
    return { id, outcomes };
  } catch (error) {
    return { id, error: { message: error.message, errcode: error.errcode ?? null } };
  }
}

function answer(message) {
  if (message.type === 'changes') return answerChanges(message);
  try {
    const due = performance.now() - datedAt >= DATE_MS;
    const first = transaction(() => {
      const ranks = write(message);
      if (due) date();
      return ranks;
    });
    if (due) dated();
    writtenAt = performance.now();
    tidyLater();
    return { id: message.id, first };
  } catch (error) {
    return { id: message.id, error: { message: error.message, errcode: error.errcode ?? null } };
  }
}

parentPort.on('message', (message) => {
  whileBusy(workerData.state, () => {
    if (message.type === 'tidy') {
      tidyLater();
      return;
    }
    if (message.type !== 'close') {
      const said = answer(message);
      parentPort.postMessage(said, said.first === undefined ? [] : [said.first.buffer]);
      return;
    }
    clearTimeout(tidying);
    dateLate();
    db.close();
    parentPort.close();
  });
});
// A crash may have left a journal: it is folded a moment later, not while the first page waits for its act.
tidyLater();
rest(workerData.state);
