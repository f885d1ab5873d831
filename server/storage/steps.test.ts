import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/app.ts';
import { onPostgres, openTestStorage, type TestStorage } from '../testing/storage.ts';
import { databaseFile } from './sqlite/dataFolder.ts';
import { type LogThread, startLogThread } from './sqlite/logThread.ts';
import { type Step, stepsOn, type WriteSteps } from './steps.ts';

const WAYS = onPostgres()
  ? (['in a transaction'] as const)
  : (['in a transaction', 'in the thread'] as const);

describe.each(WAYS)('a change made of steps, %s', (way) => {
  let folder: ReturnType<typeof temporaryFolder>;
  let storage: TestStorage;
  let thread: LogThread | null;
  let write: WriteSteps;
  beforeEach(async () => {
    folder = temporaryFolder();
    storage = await openTestStorage(folder.path);
    thread = way === 'in the thread' ? startLogThread(databaseFile(folder.path)) : null;
    write = thread?.change ?? stepsOn(storage.db);
  });
  afterEach(async () => {
    await thread?.close();
    await storage.close();
    folder.remove();
  });

  const add = (token: string, email = 'a@essai.example'): Step => ({
    query: storage.db
      .insertInto('browsers')
      .values({ token_hash: token, email, created_at: 1, expires_at: 2 })
      .compile(),
  });
  const fewer = (below: number): Step => ({
    query: storage.db
      .selectFrom('browsers')
      .select((eb) => eb.fn.countAll().as('count'))
      .compile(),
    must: { below },
  });
  const prolong = (email: string, rows: number): Step => ({
    query: storage.db.updateTable('browsers').set({ expires_at: 9 }).where('email', '=', email).compile(),
    must: { rows },
  });
  const held = async () =>
    (
      await storage.db
        .selectFrom('browsers')
        .select(['token_hash', 'expires_at'])
        .orderBy('token_hash')
        .execute()
    ).map((row) => `${row.token_hash} ${row.expires_at}`);

  it('is written whole, and says what its steps found', async () => {
    const found = storage.db
      .updateTable('browsers')
      .set({ expires_at: 5 })
      .returning(['email', 'expires_at']);
    const outcome = await write([add('one'), add('two'), { query: found.compile(), must: { rows: 2 } }]);
    expect(outcome.written && outcome.rows.at(-1)).toEqual([
      { email: 'a@essai.example', expires_at: 5 },
      { email: 'a@essai.example', expires_at: 5 },
    ]);
    expect(await held()).toEqual(['one 5', 'two 5']);
  });

  it('is not written at all when a step is not as it must be, and names that step', async () => {
    expect(await write([add('one'), prolong('b@essai.example', 1), add('two')])).toEqual({
      written: false,
      failed: 1,
    });
    expect(await write([add('three'), fewer(1)])).toEqual({ written: false, failed: 1 });
    expect(await held()).toEqual([]);
  });

  it('fails alone when the database refuses it, among those that came with it', async () => {
    const outcomes = await Promise.allSettled([
      write([add('one')]),
      write([add('two'), add('two')]),
      write([add('three')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await held()).toEqual(['one 2', 'three 2']);
  });

  it('made many times at once, leaves no room for one more than what is counted', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, rank) => write([fewer(5), add(`token ${rank}`)])),
    );
    expect(outcomes.filter(({ written }) => written)).toHaveLength(5);
    expect(await held()).toHaveLength(5);
  });

  it('waits for a transaction of somebody else, and sees what it wrote', async () => {
    const { late } = await storage.db.transaction().execute(async (tx) => {
      const changing = write([prolong('a@essai.example', 1)]);
      await tx
        .insertInto('browsers')
        .values({ token_hash: 'one', email: 'a@essai.example', created_at: 1, expires_at: 2 })
        .execute();
      return { late: changing };
    });
    expect((await late).written).toBe(true);
    expect(await held()).toEqual(['one 9']);
  });

  it('binds nothing that the database would not keep as given', async () => {
    const dated = storage.db
      .updateTable('browsers')
      .set({ expires_at: new Date(0) as unknown as number })
      .compile();
    await expect(write([{ query: dated }])).rejects.toThrow(/a Date/);
  });
});
