import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { ActId } from '#shared/kernel/ids.ts';
import { createLogger } from '../http/log.ts';
import { addTestAct, temporaryFolder } from '../testing/app.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';
import { compactAct } from './compaction.ts';
import { contentOf } from './index.ts';
import { SqlUpdateLog } from './sqlUpdateLog.ts';
import { Tail } from './tail.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
let log: SqlUpdateLog;
let act: ActId;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
  log = new SqlUpdateLog(storage.db, () => 1);
  act = await addTestAct(storage, 1);
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

/** Types letters in the act, one update each. */
async function type(letters: string, lose: (rank: number) => boolean = () => false): Promise<void> {
  const doc = new Y.Doc();
  const { snapshot, updates } = await log.load(act);
  for (const bytes of snapshot === null ? updates : [snapshot, ...updates]) Y.applyUpdate(doc, bytes);
  let rank = 0;
  doc.on('update', (bytes: Uint8Array) => {
    rank += 1;
    if (!lose(rank)) log.append({ actId: act, bytes, personId: null, clients: [], at: 1, stored: () => {} });
  });
  const block = doc.getXmlFragment('contenu').get(1);
  if (!(block instanceof Y.XmlElement)) throw new Error('no block');
  const text = block.get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  for (const letter of letters) text.insert(text.length, letter);
  await log.drain(5_000);
}

describe('compaction', () => {
  it('[S42] folds the rows, again and again, and the act opens as it was', async () => {
    await type('abc'.repeat(300));
    const before = contentOf(await log.load(act));
    expect(await compactAct(log, act)).toBe(901);
    const folded = await log.load(act);
    expect([folded.seq, folded.updates.length]).toEqual([901, 0]);
    expect(contentOf(folded)).toEqual(before);
    await type('de');
    expect(await compactAct(log, act)).toBe(903);
    expect(await compactAct(log, act)).toBeNull();
    const rows = await storage.db.selectFrom('act_updates').select('seq').where('act_id', '=', act).execute();
    expect(rows).toHaveLength(903);
    expect(await storage.db.selectFrom('act_snapshots').select('seq').execute()).toEqual([{ seq: 903 }]);
  });

  it('[S42] folds are apart while people write; what is left is folded in a lull, or as the act rests', async () => {
    const stored = await log.load(act);
    let upTo = stored.seq;
    const folds = vi.spyOn(log, 'fold');
    const tail = new Tail(act, stored, { log, logger: createLogger('silent'), upTo: () => upTo });
    const write = async (letters: number) => {
      await type('a'.repeat(letters));
      upTo += letters;
      for (let n = 0; n < letters; n += 1) tail.grow(new Uint8Array(20));
    };
    const folded = (seq: number, ask = () => {}) =>
      vi.waitFor(
        async () => {
          ask();
          expect((await log.lastSnapshot(act))?.seq).toBe(seq);
        },
        { timeout: 8_000 },
      );
    tail.rest();
    await write(999);
    await folded(1_000);
    await write(1_200);
    expect(folds).toHaveBeenCalledTimes(1);
    await folded(2_200);
    await write(300);
    await folded(2_500, () => tail.rest());
    tail.stop();
  });

  it('[S42] what a crash left is folded once the act is opened', async () => {
    await type('a'.repeat(600));
    const stored = await log.load(act);
    const tail = new Tail(act, stored, { log, logger: createLogger('silent'), upTo: () => stored.seq });
    await vi.waitFor(async () => expect((await log.lastSnapshot(act))?.seq).toBe(601), { timeout: 8_000 });
    tail.stop();
  });

  it('[S42] leaves alone a log that has a hole', async () => {
    await type('abcdef', (rank) => rank === 3);
    await expect(compactAct(log, act)).rejects.toThrow(/has a hole/);
    expect(await storage.db.selectFrom('act_snapshots').select('seq').execute()).toEqual([]);
  });
});
