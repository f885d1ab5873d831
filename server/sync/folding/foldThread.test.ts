import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newActId } from '../../ids.ts';
import { databaseFile } from '../../storage/sqlite/dataFolder.ts';
import { addTestAct, temporaryFolder } from '../../testing/app.ts';
import { openTestStorage, type TestStorage } from '../../testing/storage.ts';
import { SqlUpdateLog } from '../sqlUpdateLog.ts';
import { contentOf } from '../storedText.ts';
import { FoldThread } from './foldThread.ts';

/** The thread starts from the sources, which takes seconds on a busy machine. */
const SLOW = { timeout: 120_000 };
const soon = { timeout: 60_000, interval: 20 };

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
let thread: FoldThread;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
  const url = storage.env.DATABASE_URL;
  const database =
    url === undefined
      ? ({ kind: 'sqlite', file: databaseFile(folder.path) } as const)
      : ({ kind: 'postgres', url } as const);
  thread = new FoldThread(database, { idleMs: 200 });
});
afterEach(async () => {
  await thread.close();
  await storage.close();
  folder.remove();
});

/** An act whose log has so many updates of one letter each after its first. */
async function actOf(letters: number) {
  const act = await addTestAct(storage, 1);
  const log = new SqlUpdateLog(storage.db, () => 1, { write: null, fold: (id) => thread.fold(id) });
  const doc = new Y.Doc();
  for (const bytes of (await log.load(act)).updates) Y.applyUpdate(doc, bytes);
  doc.on('update', (bytes: Uint8Array) =>
    log.append({ actId: act, bytes, personId: null, clients: [], at: 1, stored: () => {} }),
  );
  const block = doc.getXmlFragment('contenu').get(1);
  const text = block instanceof Y.XmlElement ? block.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  for (let i = 0; i < letters; i += 1) text.insert(text.length, 'a');
  await log.drain(5_000);
  return { act, log };
}

describe('the thread that folds logs', () => {
  it(
    '[S42] [S44] folds and packs what is on disk, and rests; another is started when asked again',
    SLOW,
    async () => {
      const { act, log } = await actOf(1_200);
      const before = contentOf(await log.load(act));
      expect(await log.fold(act)).toBe(1_201);
      const folded = await log.load(act);
      expect([folded.seq, folded.updates.length]).toEqual([1_201, 0]);
      expect(contentOf(folded)).toEqual(before);
      const chunks = await storage.db.selectFrom('act_chunks').select(['first_seq', 'last_seq']).execute();
      expect(chunks).toEqual([{ first_seq: 1, last_seq: 1_000 }]);
      await vi.waitFor(() => expect(thread.running).toBe(false), soon);
      expect(await log.fold(act)).toBeNull();
    },
  );

  it(
    '[S42] tells why it could not, answers all that it was asked before it ends, and leaves the log as it was',
    SLOW,
    async () => {
      const { act, log } = await actOf(300);
      await storage.db
        .insertInto('act_updates')
        .values({ act_id: act, seq: 302, bytes: new Uint8Array([9, 9]), person_id: null, at: 1 })
        .execute();
      const [damaged, nothing] = [log.fold(act), thread.fold(newActId())];
      const told = expect(damaged).rejects.toThrow(/./);
      await thread.close();
      await told;
      expect(await nothing).toBeNull();
      expect(await storage.db.selectFrom('act_snapshots').select('seq').execute()).toEqual([]);
    },
  );
});
