import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentOf as actOf, alinea, intitule } from '#shared/document/builders.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { newPersonId } from '../ids.ts';
import { addTestAct, temporaryFolder } from '../testing/app.ts';
import { openTestStorage, type TestStorage } from '../testing/storage.ts';
import { type LogRow, packChunk, unpackChunk } from './chunk.ts';
import { compactAct } from './compaction.ts';
import { rankAt, readLog } from './readLog.ts';
import { SqlUpdateLog } from './sqlUpdateLog.ts';
import { contentOf } from './storedText.ts';

const SEED = 20_261_121;
const START = encodeNewDocument(actOf([intitule('Objet'), alinea('Un texte.'), alinea('Un autre.')]));

/** Updates that two pages make by typing, erasing and putting in bold, each hearing the other now and then. */
function session(edits: readonly { page: number; at: number; what: string }[]): Uint8Array[] {
  const made: Uint8Array[] = [];
  const docs = [1, 2].map((client) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, START);
    doc.clientID = client * 1_000_003;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'heard') made.push(update);
    });
    return doc;
  });
  for (const { page, at, what } of edits) {
    const doc = docs[page];
    if (doc === undefined) continue;
    const block = doc.getXmlFragment('contenu').get(1);
    const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (!(text instanceof Y.XmlText)) continue;
    const place = Math.min(at, text.length);
    if (what === 'erase') text.delete(Math.max(0, place - 1), Math.min(1, text.length));
    else if (what === 'bold') text.format(0, text.length, { bold: {} });
    else if (what === 'hear') for (const update of made) Y.applyUpdate(doc, update, 'heard');
    else text.insert(what === 'on' ? text.length : place, what === 'long' ? 'é’'.repeat(120) : 'à');
  }
  return made;
}

const rowsOf = (updates: readonly Uint8Array[], people: readonly (PersonId | null)[]): LogRow[] =>
  updates.map((bytes, index) => ({
    seq: 7 + index,
    bytes,
    personId: people[index % people.length] ?? null,
    // A server's clock may be put back.
    at: 1_700_000_000_000 + index * 140 - (index % 50 === 9 ? 60_000 : 0),
  }));

describe('a chunk of history', () => {
  it('[S44] reads as it was, to the byte, whatever was done', () => {
    const person = newPersonId();
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            page: fc.nat(1),
            at: fc.nat(30),
            what: fc.constantFrom('on', 'on', 'letter', 'long', 'erase', 'bold', 'hear'),
          }),
          { maxLength: 60 },
        ),
        fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 3 }),
        (edits, strange) => {
          const rows = rowsOf([...session(edits), ...strange], [person, null]);
          const read = unpackChunk(packChunk(rows)).map((row) => ({ ...row, bytes: [...row.bytes] }));
          expect(read).toEqual(rows.map((row) => ({ ...row, bytes: [...row.bytes] })));
        },
      ),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('[S44] of a thousand letters typed takes a few bytes for each', () => {
    const typed = session(
      Array.from({ length: 1_000 }, (_, n) => ({ page: 0, at: 0, what: n % 15 === 14 ? 'erase' : 'on' })),
    );
    expect(packChunk(rowsOf(typed, [newPersonId()])).byteLength).toBeLessThan(4_000);
  });

  it('[S44] of a later release is refused, not guessed', () => {
    expect(() => unpackChunk(Buffer.of(9, 1, 2))).toThrow(/format 9/);
  });
});

describe('the history of an act', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let storage: TestStorage;
  let log: SqlUpdateLog;
  let act: ActId;
  beforeEach(async () => {
    folder = temporaryFolder();
    storage = await openTestStorage(folder.path);
    log = new SqlUpdateLog(storage.db, () => 1);
    act = await addTestAct(storage, 1);
    const doc = new Y.Doc();
    for (const bytes of (await log.load(act)).updates) Y.applyUpdate(doc, bytes);
    let at = 1_000;
    doc.on('update', (bytes: Uint8Array) => {
      at += 10;
      log.append({ actId: act, bytes, personId: null, clients: [], at, stored: () => {} });
    });
    const block = doc.getXmlFragment('contenu').get(1);
    const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (!(text instanceof Y.XmlText)) throw new Error('no text');
    for (let n = 0; n < 2_300; n += 1) text.insert(text.length, 'abc '.charAt(n % 4));
    await log.drain(5_000);
  });
  afterEach(async () => {
    await storage.close();
    folder.remove();
  });

  const plain = (rows: readonly LogRow[]) => rows.map((row) => ({ ...row, bytes: [...row.bytes] }));

  it('[S44] is packed behind its snapshot, and read as before: whole, in part, by rank and by instant', async () => {
    const before = plain(await readLog(storage.db, act, 0));
    const content = contentOf(await log.load(act));
    expect(before).toHaveLength(2_301);
    const seq = await compactAct(log, act);
    await log.pack(act, seq ?? 0);
    const rows = await storage.db.selectFrom('act_updates').select('seq').where('act_id', '=', act).execute();
    expect(rows).toHaveLength(100);
    const chunks = await storage.db.selectFrom('act_chunks').select(['first_seq', 'last_seq']).execute();
    expect(chunks).toEqual([
      { first_seq: 1, last_seq: 1_000 },
      { first_seq: 1_001, last_seq: 2_000 },
      { first_seq: 2_001, last_seq: 2_201 },
    ]);
    expect(plain(await readLog(storage.db, act, 0))).toEqual(before);
    expect(plain(await readLog(storage.db, act, 990, { limit: 20 }))).toEqual(before.slice(990, 1_010));
    expect(plain(await readLog(storage.db, act, 1_995, { upTo: 2_003 }))).toEqual(before.slice(1_995, 2_003));
    expect(plain(await readLog(storage.db, act, 2_100))).toEqual(before.slice(2_100));
    expect(await readLog(storage.db, act, 2_301)).toEqual([]);
    expect(await rankAt(storage.db, act, 1_000 + 10 * 500)).toBe(501);
    expect(await rankAt(storage.db, act, 1_000 + 10 * 2_100)).toBe(2_101);
    expect(await rankAt(storage.db, act, -1)).toBe(0);
    expect(contentOf(await log.load(act))).toEqual(content);
    // All of it makes the act again, without any snapshot.
    const updates = (await readLog(storage.db, act, 0)).map(({ bytes }) => bytes);
    expect(contentOf({ snapshot: null, updates, seq: 0, authors: [] })).toEqual(content);
  });

  it('[S44] stays as it is when what would replace it can’t be kept', async () => {
    const seq = await compactAct(log, act);
    await storage.db
      .insertInto('act_chunks')
      .values({ act_id: act, first_seq: 1, last_seq: 5, first_at: 0, last_at: 0, bytes: Buffer.of(9) })
      .execute();
    await expect(log.pack(act, seq ?? 0)).rejects.toThrow();
    const rows = await storage.db.selectFrom('act_updates').select('seq').where('act_id', '=', act).execute();
    expect(rows).toHaveLength(2_301);
  });
});
