import { type Kysely, sql } from 'kysely';
import { MIGRATIONS, type Migration } from './migrations/index.ts';
import { StorageProblem } from './problems.ts';
import type { Db } from './tables.ts';

interface MigrationRow {
  version: number;
  name: string;
  at: number;
}

async function appliedVersion(db: Kysely<{ migrations: MigrationRow }>): Promise<number> {
  const row = await db
    .selectFrom('migrations')
    .select((eb) => eb.fn.max('version').as('version'))
    .executeTakeFirst();
  return Number(row?.version ?? 0);
}

/** @returns the last migration that `db` has been through; 0 for an empty database */
export async function databaseVersion(db: Db): Promise<number> {
  const typed = db as unknown as Kysely<{ migrations: MigrationRow }>;
  const tables = await typed.introspection.getTables();
  return tables.some((table) => table.name === 'migrations') ? appliedVersion(typed) : 0;
}

/**
 * Brings `db` to the last version, each run whole in one transaction: two processes that start together take turns,
 * and a failed migration leaves the database as it was.
 * @param now milliseconds since 1970, recorded with each step
 * @param migrations the list to follow; the default is the release's own
 * @returns the versions found and left
 * @throws StorageProblem `base.plus_recente` when the database was written by a newer release
 */
export async function migrate(
  db: Db,
  now: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<{ from: number; to: number }> {
  const typed = db as unknown as Kysely<{ migrations: MigrationRow }>;
  return typed.transaction().execute(async (tx) => {
    await sql`create table if not exists migrations (version integer primary key, name text not null, at bigint not null)`.execute(
      tx,
    );
    const from = await appliedVersion(tx);
    const to = migrations.at(-1)?.version ?? 0;
    if (from > to)
      throw new StorageProblem(
        'base.plus_recente',
        `The database is at version ${from}; this release of Clausier only knows up to ${to}. Start the newer release again, or restore a backup made by this one.`,
      );
    for (const step of migrations.filter((migration) => migration.version > from)) {
      await step.up(tx as unknown as Kysely<unknown>);
      await tx.insertInto('migrations').values({ version: step.version, name: step.name, at: now }).execute();
    }
    return { from, to };
  });
}
