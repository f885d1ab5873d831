import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '#server/storage/postgres/open.ts';
import { isDiskRefusal } from '#server/storage/problems.ts';
import { findPostgres, NO_POSTGRES, type PostgresServer, startPostgres } from '#test/support/postgres.mjs';

const absent = findPostgres() === null;

/* A server of its own: it is stopped under the application's feet. What is stored is tested in server/ (project « postgres »). */
describe.skipIf(absent)(`the way to PostgreSQL${absent ? ` (skipped: ${NO_POSTGRES})` : ''}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.dispose());

  it('says what is wrong with the address, without its password', async () => {
    const url = new URL(server.url('nowhere'));
    url.password = 'secret';
    const refused = openPostgres(url.href);
    await expect(refused).rejects.toMatchObject({ code: 'base.injoignable' });
    await expect(refused).rejects.toThrow(/no database .*nowhere.*createdb/);
    await expect(refused).rejects.not.toThrow(/secret/);
    await expect(openPostgres('postgres://clausier@127.0.0.1:1/x')).rejects.toThrow(
      /cannot be reached.*Start it/,
    );
  });

  it('opens again by itself once the server is back, and tells its absence from a wrong question', async () => {
    const storage = await openPostgres(server.url('postgres'));
    const ask = () => sql`select 1 as n`.execute(storage.db);
    await ask();
    await server.kill();
    const lost = await ask().catch((error: unknown) => error);
    expect(isDiskRefusal(lost)).toBe(true);
    const stillLost = await ask().catch((error: unknown) => error);
    expect(isDiskRefusal(stillLost)).toBe(true);
    await server.restart();
    expect((await ask()).rows).toEqual([{ n: 1 }]);
    const wrong = await sql`select nothing`.execute(storage.db).catch((error: unknown) => error);
    expect(isDiskRefusal(wrong)).toBe(false);
    await storage.close();
  });
});
