import { parentPort, workerData } from 'node:worker_threads';
import { DatabaseSync } from '@photostructure/sqlite';

/*
 * Writes updates in a thread of its own, with a connection of its own: waiting for the disk then holds up nobody who
 * types. Plain JavaScript, since a thread starts from a file that Node can read. It says in SQL what
 * `server/sync/writeUpdates.ts` says with Kysely; the same tests run on both.
 */

const writable = new Set(workerData.writable);
const db = new DatabaseSync(workerData.file, { timeout: 5_000, enableForeignKeyConstraints: true });
db.exec('pragma journal_mode = wal; pragma synchronous = full');
const statements = {
  begin: db.prepare('begin immediate'),
  commit: db.prepare('commit'),
  state: db.prepare('select state from acts where id = ?'),
  last: db.prepare('select max(seq) as seq from act_updates where act_id = ?'),
  update: db.prepare('insert into act_updates (act_id, seq, bytes, person_id, at) values (?, ?, ?, ?, ?)'),
  client: db.prepare(
    'insert into act_clients (act_id, client, person_id) values (?, ?, ?) on conflict do nothing',
  ),
  changed: db.prepare('update acts set changed_at = ? where id = ?'),
};

/** Writes all or nothing. @returns the rank given to the first update of each act; `null` for a frozen one */
function write({ groups, bytes }) {
  let offset = 0;
  statements.begin.run();
  try {
    const first = groups.map(({ act, updates }) => {
      const state = statements.state.get(act)?.state;
      // A text that was frozen in the meantime takes nothing more (S15).
      if (state !== undefined && !writable.has(state)) {
        for (const { length } of updates) offset += length;
        return null;
      }
      const rank = (statements.last.get(act).seq ?? 0) + 1;
      updates.forEach(({ length, person, at, clients }, index) => {
        statements.update.run(act, rank + index, bytes.subarray(offset, offset + length), person, at);
        offset += length;
        if (person !== null) for (const client of clients) statements.client.run(act, client, person);
      });
      statements.changed.run(Math.max(...updates.map(({ at }) => at)), act);
      return rank;
    });
    statements.commit.run();
    return first;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

parentPort.on('message', (message) => {
  if (message.type === 'close') {
    db.close();
    parentPort.close();
    return;
  }
  try {
    parentPort.postMessage({ id: message.id, first: write(message) });
  } catch (error) {
    parentPort.postMessage({
      id: message.id,
      error: { message: error.message, errcode: error.errcode ?? null },
    });
  }
});
