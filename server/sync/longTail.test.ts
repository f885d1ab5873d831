import { afterEach, beforeEach, expect, it } from 'vitest';
import { addTestAct, temporaryFolder } from '../testing/app.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';
import { longTail } from './longTail.ts';

let folder: ReturnType<typeof temporaryFolder>;
let storage: TestStorage;
beforeEach(async () => {
  folder = temporaryFolder();
  storage = await openTestStorage(folder.path);
});
afterEach(async () => {
  await storage.close();
  folder.remove();
});

it.each([0, 1, 254, 255, 256, 900])(
  '[S45] a log’s end of %i updates is read to the byte, small ones and large ones, in order',
  async (count) => {
    const act = await addTestAct(storage, 1);
    const other = await addTestAct(storage, 1);
    const expected = Array.from({ length: count }, (_, n) => ({
      seq: n + 2,
      bytes: Buffer.alloc(n % 97 === 96 ? 5_000 + n : n % 40, n % 256),
    }));
    for (let at = 0; at < count; at += 100)
      await storage.db
        .insertInto('act_updates')
        .values(
          [act, other].flatMap((act_id) =>
            expected.slice(at, at + 100).map((row) => ({ act_id, ...row, person_id: null, at: 1 })),
          ),
        )
        .execute();
    const tail = await longTail(storage.db, act, 1);
    expect(tail.map(({ seq, bytes }) => ({ seq, bytes: Buffer.from(bytes) }))).toEqual(expected);
  },
);
