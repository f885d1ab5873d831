import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { isBlockId } from '#shared/kernel/ids.ts';
import { startCost } from '#test/support/cost.ts';
import {
  contentOf as actOf,
  alinea,
  article,
  type Blocks,
  idOf as id,
  item,
  note,
  table,
} from '../builders.ts';
import { readContent, writeContent } from '../yjs.ts';
import { childElements, contentOf, eachBlock, idOf } from './elements.ts';
import { keepRepaired, moveBlock, repair } from './index.ts';
import { deleteText, insertText, plainText } from './inline.ts';

const ORIGIN = 'test';
const REPAIR = 'repair';

/** Replicas of one act, of pinned client ids. */
function replicas(count: number, ...blocks: Blocks[]): Y.Doc[] {
  const first = new Y.Doc();
  first.clientID = 100;
  writeContent(first, actOf(blocks));
  return Array.from({ length: count }, (_, rank) => {
    const doc = new Y.Doc();
    doc.clientID = rank + 1;
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
    return doc;
  });
}

function sync(docs: readonly Y.Doc[]): void {
  const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc));
  for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update);
}

const texts = (doc: Y.Doc): string[] => childElements(contentOf(doc)).map(plainText);
const find = (doc: Y.Doc, name: string): Y.XmlElement => {
  let found: Y.XmlElement | null = null;
  eachBlock(contentOf(doc), (block) => {
    if (idOf(block) === name) found ??= block;
  });
  if (found === null) throw new Error(`no block ${name}`);
  return found;
};
const pair = (doc: Y.Doc | undefined): Y.Doc => {
  if (doc === undefined) throw new Error('no replica');
  return doc;
};

const LIST = ['a', 'b', 'c', 'd'].map((name) => alinea(`texte ${name}`, { id: id(name) }));

describe('repair', () => {
  it('[R1] keeps one of two copies of a block that two people moved', () => {
    const docs = replicas(2, ...LIST);
    moveBlock(pair(docs[0]), id('a'), 'last', ORIGIN);
    moveBlock(pair(docs[1]), id('a'), { after: id('b') }, ORIGIN);
    sync(docs);
    expect(texts(pair(docs[0])).filter((text) => text === 'texte a')).toHaveLength(2);
    for (const doc of docs) expect(repair(doc, REPAIR).removed).toEqual([id('a')]);
    sync(docs);
    expect(texts(pair(docs[0])).toSorted()).toEqual(['texte a', 'texte b', 'texte c', 'texte d']);
    expect(texts(pair(docs[0]))).toEqual(texts(pair(docs[1])));
  });

  it('[R2] keeps both of two copies that differ, under two ids that every replica derives alike', () => {
    const docs = replicas(2, ...LIST);
    for (const [doc, word] of [
      [pair(docs[0]), 'un'],
      [pair(docs[1]), 'deux'],
    ] as const) {
      moveBlock(doc, id('a'), 'last', ORIGIN);
      doc.transact(() => insertText(find(doc, id('a')), 0, word));
    }
    sync(docs);
    const repairs = docs.map((doc) => repair(doc, REPAIR));
    expect(repairs[0]).toEqual(repairs[1]);
    expect(repairs[0]?.renamed).toHaveLength(1);
    expect(isBlockId(repairs[0]?.renamed[0]?.to)).toBe(true);
    sync(docs);
    expect(texts(pair(docs[0])).slice(-2).toSorted()).toEqual(['deuxtexte a', 'untexte a']);
    expect(repair(pair(docs[0]), REPAIR)).toEqual({ removed: [], renamed: [], added: [] });
  });

  it('[R3] gives an id to a block that has none, the one under which it is read', () => {
    const [doc] = replicas(1, ...LIST);
    find(pair(doc), id('b')).removeAttribute('id');
    const read = readContent(pair(doc));
    const [renamed] = repair(pair(doc), REPAIR).renamed;
    expect(read.ok && read.value.document.content[1]?.attrs.id).toBe(renamed?.to);
  });

  it('[R4] gives an empty act one alinéa, the same for two replicas that do it apart', () => {
    const docs = replicas(2, ...LIST);
    for (const doc of docs) {
      contentOf(doc).delete(0, 4);
      expect(repair(doc, REPAIR).added).toEqual(['alineavide00']);
    }
    sync(docs);
    for (const doc of docs) repair(doc, REPAIR);
    sync(docs);
    for (const doc of docs) expect(childElements(contentOf(doc))).toHaveLength(1);
  });

  it('[R4] fills a cell that two people emptied, and removes a table without rows', () => {
    const docs = replicas(2, table([['x']], id('tab')), ...LIST);
    const cellOf = (doc: Y.Doc) => find(doc, id('tab')).querySelector('tableCell') as Y.XmlElement;
    cellOf(pair(docs[0])).delete(0, 1);
    sync(docs);
    for (const doc of docs) expect(repair(doc, REPAIR).added).toHaveLength(1);
    sync(docs);
    for (const doc of docs) repair(doc, REPAIR);
    sync(docs);
    expect(cellOf(pair(docs[0]))).toHaveLength(1);
    find(pair(docs[1]), id('tab')).delete(0, 1);
    expect(repair(pair(docs[1]), REPAIR).removed).toEqual([id('tab')]);
  });

  it('[R4] squares a table in which one added a column and the other a row, once for two replicas', () => {
    const docs = replicas(2, table([['a'], ['b']], id('tab')), ...LIST);
    const [rowOf, cell] = [
      (doc: Y.Doc, index: number) => childElements(find(doc, id('tab')))[index],
      () => new Y.XmlElement('tableCell'),
    ];
    for (const index of [0, 1]) rowOf(pair(docs[0]), index)?.insert(1, [cell()]);
    const row = new Y.XmlElement('tableRow');
    find(pair(docs[1]), id('tab')).insert(2, [row]);
    row.insert(0, [cell()]);
    sync(docs);
    for (const doc of docs) repair(doc, REPAIR);
    sync(docs);
    for (const doc of docs) repair(doc, REPAIR);
    sync(docs);
    for (const doc of docs) {
      expect(childElements(find(doc, id('tab'))).map((one) => one.length)).toEqual([2, 2, 2]);
      expect(repair(doc, REPAIR)).toEqual({ removed: [], renamed: [], added: [] });
    }
  });

  it('[R5] leaves a note whose call went', () => {
    const [doc] = replicas(1, ...LIST, note('n', 'Source'));
    expect(repair(pair(doc), REPAIR)).toEqual({ removed: [], renamed: [], added: [] });
  });

  it('[R6] converges whatever was moved and retyped, whoever repairs first (property)', () => {
    const change = fc.record({
      replica: fc.integer({ min: 0, max: 2 }),
      moved: fc.constantFrom('a', 'b', 'c', 'd'),
      beside: fc.constantFrom('a', 'b', 'c', 'd'),
      typed: fc.constantFrom('', 'x', 'yy'),
      erased: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.nat(2), (changes, first) => {
        const docs = replicas(3, ...LIST);
        for (const { replica, moved, beside, typed, erased } of changes) {
          const doc = pair(docs[replica]);
          if (moved !== beside) moveBlock(doc, id(moved), { after: id(beside) }, ORIGIN);
          doc.transact(() => insertText(find(doc, id(moved)), 2, typed));
          if (erased) doc.transact(() => deleteText(find(doc, id(moved)), 0, 2));
        }
        // The others repair what they see of the first one's repair and of each other.
        sync(docs);
        repair(pair(docs[first]), REPAIR);
        Y.applyUpdate(pair(docs[(first + 1) % 3]), Y.encodeStateAsUpdate(pair(docs[first])));
        for (const doc of docs) repair(doc, REPAIR);
        sync(docs);
        for (const doc of docs) {
          expect(repair(doc, REPAIR)).toEqual({ removed: [], renamed: [], added: [] });
          expect(texts(doc)).toEqual(texts(pair(docs[0])));
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });
});

describe('keepRepaired', () => {
  it('[R1] acts after what comes from elsewhere, and lets local edits be', () => {
    const docs = replicas(2, ...LIST);
    const stop = keepRepaired(pair(docs[0]), REPAIR);
    moveBlock(pair(docs[0]), id('a'), 'last', ORIGIN);
    moveBlock(pair(docs[1]), id('a'), { after: id('b') }, ORIGIN);
    sync(docs);
    expect(texts(pair(docs[0]))).toHaveLength(4);
    find(pair(docs[0]), id('b')).removeAttribute('id');
    expect(find(pair(docs[0]), id('c')).getAttribute('id')).toBe(id('c'));
    expect(childElements(contentOf(pair(docs[0]))).map(idOf)).toContain(null);
    stop();
  });

  it('[R6] looks over 1 500 sound blocks in less than a key press leaves', () => {
    const blocks = Array.from({ length: 300 }, () =>
      article('Titre', 'Un.', 'Deux.', item('Trois.'), 'Quatre.'),
    );
    const [doc] = replicas(1, ...blocks);
    const spent = startCost();
    for (let look = 0; look < 15; look += 1) repair(pair(doc), REPAIR);
    const each = spent() / 15;
    expect(childElements(contentOf(pair(doc)))).toHaveLength(1500);
    // About 0.3 ms.
    expect(each).toBeLessThan(4);
  });
});
