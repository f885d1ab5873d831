import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { cutUpdate } from './cut.ts';

/** What a document says, deletions included. */
const state = (doc: Y.Doc) => Y.encodeSnapshot(Y.snapshot(doc));

/** Takes the pieces one by one; each must find what it builds on. */
function taken(pieces: readonly Uint8Array[], start: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, start);
  for (const piece of pieces) {
    Y.applyUpdate(doc, piece);
    expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
  }
  return doc;
}

const edits = fc.array(
  fc.record({
    page: fc.nat(3),
    what: fc.constantFrom('letters', 'words', 'block', 'delete', 'field', 'long', 'hear'),
    at: fc.nat(30),
  }),
  { minLength: 1, maxLength: 60 },
);
type Edits = typeof edits extends fc.Arbitrary<infer Value> ? Value : never;

/** Pages that write in each other's words, now and then having heard the others. @returns what they say, all together */
function written(all: Edits): { start: Uint8Array; whole: Uint8Array } {
  const first = new Y.Doc();
  first.clientID = 1;
  first.getXmlFragment('contenu').insert(0, [new Y.XmlText('Les parties conviennent.')]);
  const start = Y.encodeStateAsUpdate(first);
  const pages = [0, 1, 2, 3].map((rank) => {
    const doc = new Y.Doc();
    doc.clientID = 10 + rank;
    Y.applyUpdate(doc, start);
    return doc;
  });
  for (const { page, what, at } of all) {
    const doc = pages[page];
    if (doc === undefined) continue;
    const fragment = doc.getXmlFragment('contenu');
    const text = fragment.get(at % fragment.length);
    if (!(text instanceof Y.XmlText)) continue;
    const where = Math.min(at, text.length);
    if (what === 'letters') text.insert(where, 'é');
    else if (what === 'words') text.insert(where, 'six mois ', { bold: true });
    else if (what === 'long') text.insert(where, '😀x'.repeat(4_000));
    else if (what === 'block') fragment.insert(fragment.length, [new Y.XmlText('Article')]);
    else if (what === 'delete') text.delete(0, Math.min(3, text.length));
    else if (what === 'field') doc.getMap('champs').set('duree', at);
    else for (const other of pages) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  }
  const known = Y.encodeStateVector(first);
  return { start, whole: Y.mergeUpdates(pages.map((doc) => Y.encodeStateAsUpdate(doc, known))) };
}

describe('an update that is cut', () => {
  it('[S38] says the same in pieces, each of which builds on what is there', () => {
    fc.assert(
      fc.property(edits, (all) => {
        const { start, whole } = written(all);
        const expected = new Y.Doc();
        Y.applyUpdate(expected, start);
        Y.applyUpdate(expected, whole);
        const pieces = cutUpdate(whole);
        if (!pieces.ok) throw new Error(pieces.error);
        const doc = taken(pieces.value, start);
        expect(state(doc)).toEqual(state(expected));
        expect(doc.getXmlFragment('contenu').toString()).toBe(expected.getXmlFragment('contenu').toString());
        for (const piece of pieces.value) expect(piece.byteLength).toBeLessThan(64 * 1024);
      }),
      { seed: 5, numRuns: process.env.NIGHTLY === '1' ? 5_000 : 40 },
    );
  });

  it('[S38] is cut inside a long text, and among many deletions', () => {
    const doc = new Y.Doc();
    const text = doc.getText('t');
    text.insert(0, 'ab'.repeat(100_000));
    for (let i = 0; i < 2_500; i += 1) text.delete(i, 1);
    const whole = Y.encodeStateAsUpdate(doc);
    const pieces = cutUpdate(whole);
    if (!pieces.ok) throw new Error(pieces.error);
    expect(pieces.value.length).toBeGreaterThan(8);
    expect(state(taken(pieces.value, new Uint8Array([0, 0])))).toEqual(state(doc));
  });

  it('[S38] is refused when it can’t be read, builds on itself, or holds a value that no page writes', () => {
    const doc = new Y.Doc();
    doc.getMap('champs').set('a', 'x'.repeat(5 * 1024 * 1024));
    expect(cutUpdate(Y.encodeStateAsUpdate(doc))).toEqual({ ok: false, error: 'trop_grand' });
    expect(cutUpdate(new Uint8Array([1, 9, 9]))).toEqual({ ok: false, error: 'illisible' });
    // Two letters of two pages, each of which stands after the other.
    const circle = new Uint8Array([2, 1, 5, 0, 0x84, 6, 0, 1, 0x61, 1, 6, 0, 0x84, 5, 0, 1, 0x62, 0]);
    expect(cutUpdate(circle)).toEqual({ ok: false, error: 'illisible' });
  });
});
