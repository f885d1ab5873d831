import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { childElements, contentOf } from '#shared/document/operations/elements.ts';
import { encodeNewDocument, readContent } from '#shared/document/yjs.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { watchStretches } from '#test/support/stretches.ts';
import { keepKeyframe, knownState, packKeyframe, spacingUpTo } from '../../sync/index.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { History } from '../history.ts';
import { answer } from './job.ts';
import { TextReader } from './reader.ts';

const UPDATES = 4_200;

let server: TestApp;
let act: ActId;
let log: readonly Uint8Array[];
const reader = new TextReader();
const historyOf = (keeps: boolean) =>
  new History({ db: server.storage.db, settled: () => null, reader, keeps });
const keyframes = () =>
  server.storage.db
    .selectFrom('act_keyframes')
    .select('seq')
    .where('act_id', '=', act)
    .orderBy('seq')
    .execute();

beforeAll(async () => {
  server = await startTestApp();
  act = await server.act();
  const [first] = await server.storage.db
    .selectFrom('act_updates')
    .select(['bytes', 'at'])
    .where('act_id', '=', act)
    .execute();
  if (first === undefined) throw new Error('no text');
  log = [first.bytes, ...typed(first.bytes, UPDATES - 1)];
  const rows = log.map((bytes, rank) => ({
    act_id: act,
    seq: rank + 1,
    bytes,
    person_id: null,
    at: first.at + rank,
  }));
  for (let from = 1; from < rows.length; from += 500)
    await server.storage.db
      .insertInto('act_updates')
      .values(rows.slice(from, from + 500))
      .execute();
}, 60_000);
afterAll(async () => {
  await reader.stop();
  await server.dispose();
});

/** @returns so many updates of somebody who types, and takes a letter away now and then */
function typed(first: Uint8Array, count: number): readonly Uint8Array[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, first);
  const updates: Uint8Array[] = [];
  doc.on('update', (bytes: Uint8Array) => void updates.push(bytes));
  const text = childElements(contentOf(doc)).at(-1)?.get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  while (updates.length < count)
    if (updates.length % 3 === 2) text.delete(text.length - 2, 1);
    else text.insert(text.length, String.fromCharCode(97 + (updates.length % 26)));
  return updates;
}

function replayed(seq: number): { readonly content: ActContent; readonly text: string } {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const bytes of log.slice(0, seq)) Y.applyUpdate(doc, bytes);
  });
  const content = readContent(doc);
  if (!content.ok) throw new Error(content.error.path);
  return { content: content.value, text: canonicalJson(content.value) };
}

describe('a past moment', () => {
  it('[H4] is read from the nearest state that is known, and the missing ones are kept on the way', async () => {
    const history = historyOf(true);
    expect(await keyframes()).toEqual([]);
    expect(await history.at(act, UPDATES)).toMatchObject(replayed(UPDATES));
    expect(await keyframes()).toEqual([{ seq: 2_000 }]);
    const again = historyOf(true);
    for (const seq of [1, 1_999, 2_000, 2_001, 3_777, 3_776, UPDATES - 1])
      expect(await again.at(act, seq)).toMatchObject(replayed(seq));
    expect(await keyframes()).toHaveLength(1);
    await expect(again.at(act, UPDATES + 1)).rejects.toMatchObject({ code: 'version.introuvable' });
  });

  it('[H4] is read all the same from a damaged state, which goes', async () => {
    await server.storage.db
      .updateTable('act_keyframes')
      .set({ bytes: new Uint8Array([1, 2, 3]) })
      .where('act_id', '=', act)
      .where('seq', '=', 2_000)
      .execute();
    expect(await historyOf(false).at(act, 4_100)).toMatchObject(replayed(4_100));
    expect(await keyframes()).toEqual([]);
  });

  it('[H4] has at most sixty-four states beside it, further apart in a longer act', async () => {
    expect([1, 128_000, 128_001, 400_000].map(spacingUpTo)).toEqual([2_000, 2_000, 4_000, 8_000]);
    const { db } = server.storage;
    const other = await server.act();
    const state = (seq: number) => packKeyframe(other, { seq, bytes: new Uint8Array([0, 0]) });
    for (let seq = 2_000; seq <= 200_000; seq += 1_000) await keepKeyframe(db, await state(seq));
    const rows = await db.selectFrom('act_keyframes').select('seq').where('act_id', '=', other).execute();
    expect(rows.length).toBeLessThanOrEqual(64);
    expect(rows.length).toBeGreaterThan(32);
    expect((await knownState(db, other, 150_000))?.seq).toBeGreaterThan(145_000);
  });
});

describe('the thread that reads', () => {
  const long = () => ({ updates: [encodeNewDocument(sixtyPages())] });

  it('[H4] answers as here, and a long text holds nobody up', async () => {
    const source = long();
    await reader.read(source, { kind: 'text' });
    const stretches = watchStretches();
    const read = await reader.read(source, { kind: 'text' });
    expect(stretches.longest()).toBeLessThan(50);
    expect(read).toEqual(answer(source, { kind: 'text' }));
    const range = null;
    expect(await reader.read(source, { kind: 'written', range })).toEqual(
      answer(source, { kind: 'written', range }),
    );
    const nonsense = { updates: [new Uint8Array(100_000).fill(255)] };
    await expect(reader.read(nonsense, { kind: 'text' })).rejects.toThrow();
  }, 120_000);

  it('[H4] says so when it ends, and is started again', async () => {
    const lost = new TextReader('/nowhere/past.js');
    for (const _ of [1, 2]) await expect(lost.read(long(), { kind: 'text' })).rejects.toThrow(/past\.js/);
    await lost.stop();
  }, 60_000);
});
