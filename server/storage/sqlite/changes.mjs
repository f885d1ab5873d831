/*
 * Changes made of steps (`server/storage/steps.ts`), in the thread that writes. Those that came together share one
 * transaction, so one wait for the disk; each is still made whole or not at all, after the one before it.
 */

/** Statements kept compiled: those of coming in are a dozen. */
const MAX_STATEMENTS = 50;

/** What undoes a change. */
class NotSo {
  constructor(rank) {
    this.rank = rank;
  }
}

function isSo(must, rows, count) {
  if (must === null) return true;
  if ('rows' in must) return count === must.rows;
  return Number(Object.values(rows[0] ?? {})[0]) < must.below;
}

/** @returns how to make changes within a transaction of `db` */
export function changesOn(db) {
  const compiled = new Map();
  const statement = (sql) => {
    const known = compiled.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare(sql);
    const [oldest] = compiled.keys();
    if (compiled.size >= MAX_STATEMENTS) compiled.delete(oldest);
    compiled.set(sql, made);
    return made;
  };

  function run({ sql, parameters, must }, rank) {
    const prepared = statement(sql);
    const reads = prepared.columns().length > 0;
    const rows = reads ? prepared.all(...parameters) : [];
    const count = reads ? rows.length : Number(prepared.run(...parameters).changes);
    if (!isSo(must, rows, count)) throw new NotSo(rank);
    return rows;
  }

  /** @returns what became of one change; @throws when the transaction itself is over */
  function change(steps) {
    db.exec('savepoint change');
    try {
      const rows = steps.map(run);
      db.exec('release change');
      return { rows };
    } catch (error) {
      // A full disk makes SQLite roll everything back by itself.
      if (!db.isTransaction) throw error;
      db.exec('rollback to change; release change');
      if (error instanceof NotSo) return { failed: error.rank };
      return { error: { message: error.message, errcode: error.errcode ?? null } };
    }
  }

  return (changes) => changes.map(change);
}
