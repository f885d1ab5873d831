import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import { newActId } from '../ids.ts';
import { databaseFile } from '../storage/sqlite/dataFolder.ts';
import { openSqlite } from '../storage/sqlite/open.ts';
import { addTestAct, temporaryFolder } from '../testing/app.ts';
import { onPostgres, openTestStorage, type TestStorage } from '../testing/storage.ts';
import { partsOf } from './blocks.ts';
import { SqlUpdateLog } from './sqlUpdateLog.ts';
import type { LogHealth } from './updateLog.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
let log: SqlUpdateLog;
let act: ActId;
let other: ActId;

beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
  log = new SqlUpdateLog(storage.db, () => 1_000);
  act = await addTestAct(storage, 1);
  other = await addTestAct(storage, 1);
});
afterEach(async () => {
  await log.drain(0);
  await storage.close();
  folder.remove();
});

const bytes = (n: number) => new Uint8Array([n]);
const append = (n: number, to: ActId = act, at = 5) =>
  new Promise<number>((stored) => {
    log.append({ actId: to, bytes: bytes(n), personId: null, clients: [], at, stored });
  });
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });
const large = new Uint8Array(64 * 1024);

describe('the update log', () => {
  it('[S21] gives ranks in order, in one group', async () => {
    const ranks = await Promise.all([append(1), append(2), append(3, other), append(4)]);
    expect(ranks).toEqual([2, 3, 2, 4]);
    const stored = await log.load(act);
    expect(stored.seq).toBe(4);
    expect(stored.updates.slice(1)).toEqual([bytes(1), bytes(2), bytes(4)]);
  });

  it('dates the act by its last update', async () => {
    await Promise.all([append(1, act, 77), append(2, act, 42)]);
    const row = await storage.db
      .selectFrom('acts')
      .select('changed_at')
      .where('id', '=', act)
      .executeTakeFirst();
    expect(row?.changed_at).toBe(77);
  });

  it('writes thousands of updates that come at once', async () => {
    const ranks = await Promise.all(Array.from({ length: 2_000 }, (_, n) => append(n % 256)));
    expect(ranks.at(-1)).toBe(2_001);
    expect(log.pendingBytes).toBe(0);
  });

  it('[S24] keeps what a full disk refuses, says so, and writes it in order once there is room', async () => {
    const heard: LogHealth['name'][] = [];
    log.onHealth((health) => heard.push(health.name));
    await storage.fill();
    const stored: number[] = [];
    for (let i = 0; i < 20; i += 1)
      log.append({
        actId: act,
        bytes: large,
        personId: null,
        clients: [],
        at: 5,
        stored: (seq) => stored.push(seq),
      });
    await until(() => expect(log.health).toMatchObject({ name: 'refused', since: 1_000 }));
    expect(stored).toEqual([]);
    expect(log.pending(act)).toBe(20);
    expect((await log.load(act)).updates).toHaveLength(21);
    await storage.empty();
    await until(() => expect(stored).toEqual(Array.from({ length: 20 }, (_, n) => n + 2)));
    expect(log.health).toEqual({ name: 'ok' });
    expect(heard).toEqual(['refused', 'ok']);
    expect((await log.load(act)).seq).toBe(21);
  });

  it('[S21] tells whoever adds nothing once all that came before is written', async () => {
    const told: string[] = [];
    const tell = (what: string) => () => void told.push(what);
    log.whenStored(act, tell('nothing waits'));
    expect(told).toEqual(['nothing waits']);
    await storage.fill();
    for (let i = 0; i < 20; i += 1)
      log.append({ actId: act, bytes: large, personId: null, clients: [], at: 5, stored: tell(`${i}`) });
    log.whenStored(act, tell('first'));
    log.whenStored(other, tell('another act'));
    await until(() => expect(log.health.name).toBe('refused'));
    log.append({ actId: act, bytes: large, personId: null, clients: [], at: 5, stored: tell('20') });
    log.whenStored(act, tell('second'));
    expect(told).toEqual(['nothing waits', 'another act']);
    await storage.empty();
    await until(() => expect(told).toContain('second'));
    const numbers = Array.from({ length: 20 }, (_, n) => `${n}`);
    expect(told.slice(2)).toEqual([...numbers, 'first', '20', 'second']);
  });

  it.skipIf(onPostgres())(
    '[S22] opens a journal cut anywhere with the first updates, whole and in order',
    async () => {
      for (let n = 1; n <= 12; n += 1) await append(n);
      const wal = readFileSync(`${databaseFile(folder.path)}-wal`);
      const kept: number[] = [];
      for (let cut = wal.byteLength; cut > 40_000; cut -= 1_733) {
        const file = `${folder.path}/cut-${cut}.sqlite`;
        copyFileSync(databaseFile(folder.path), file);
        // What a power cut may leave: a part of the journal, and rubbish after it.
        writeFileSync(`${file}-wal`, Buffer.concat([wal.subarray(0, cut), Buffer.alloc(5_000, 0xa5)]));
        const copy = openSqlite(file);
        const tables = await copy.db.introspection.getTables();
        const stored = tables.some(({ name }) => name === 'act_updates')
          ? await new SqlUpdateLog(copy.db, () => 1_000).load(act)
          : null;
        await copy.close();
        if (stored === null || stored.seq < 1) break;
        expect(stored.updates.slice(1)).toEqual(
          Array.from({ length: stored.seq - 1 }, (_, n) => bytes(n + 1)),
        );
        kept.push(stored.seq);
      }
      expect(kept[0]).toBe(13);
      expect(kept).toEqual(kept.toSorted((a, b) => b - a));
      expect(new Set(kept).size).toBeGreaterThan(5);
    },
  );

  it('[S25] writes the other acts when one is refused', async () => {
    // Its act does not exist yet: a foreign key refuses.
    const later = newActId();
    const refused = append(1, later);
    await expect(append(2, other)).resolves.toBe(2);
    expect(log.pending(later)).toBe(1);
    const like = await storage.db.selectFrom('acts').selectAll().where('id', '=', act).execute();
    await storage.db
      .insertInto('acts')
      .values(like.map((row) => ({ ...row, id: later })))
      .execute();
    await expect(refused).resolves.toBe(1);
  });

  it('[S26] drains what waits, and says what it could not write', async () => {
    const written = append(1);
    expect(await log.drain(1_000)).toBe(0);
    await expect(written).resolves.toBe(2);
    await storage.fill();
    for (let i = 0; i < 20; i += 1)
      log.append({ actId: act, bytes: large, personId: null, clients: [], at: 5, stored: () => {} });
    expect(await log.drain(10)).toBe(20);
    await storage.empty();
    expect(await log.drain(1_000)).toBe(0);
  });

  it('[S40] starts from the last snapshot, and keeps every row', async () => {
    await Promise.all([append(1), append(2), append(3)]);
    await log.snapshot(act, { seq: 3, bytes: bytes(30), vector: null });
    await log.snapshot(act, { seq: 4, bytes: bytes(40), vector: bytes(1) });
    await append(5);
    const stored = await log.load(act);
    expect(stored).toEqual({
      snapshot: bytes(40),
      vector: bytes(1),
      parts: null,
      updates: [bytes(5)],
      seq: 5,
      authors: [],
    });
    const rows = await storage.db.selectFrom('act_updates').select('seq').where('act_id', '=', act).execute();
    expect(rows).toHaveLength(5);
  });

  it('[S40] keeps a large snapshot compressed, and tells one whose bytes have changed', async () => {
    const doc = new Y.Doc();
    for (const key of ['a', 'b']) doc.getMap('champs').set(key, 'letters '.repeat(1_000));
    const large = Y.encodeStateAsUpdate(doc);
    await log.snapshot(act, { seq: 1, bytes: large, vector: bytes(1) });
    const { snapshot, parts } = await log.load(act);
    expect(Buffer.from(snapshot ?? [])).toEqual(Buffer.from(large));
    expect(parts).toEqual(partsOf(large));
    const { bytes: kept } = await storage.db
      .selectFrom('act_snapshots')
      .select('bytes')
      .executeTakeFirstOrThrow();
    expect(kept.byteLength).toBeLessThan(1_000);
    await storage.db.updateTable('act_snapshots').set({ hash: 'another' }).execute();
    await expect(log.load(act)).rejects.toThrow('damaged');
  });
});
