import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { appended, partsOf } from './blocks.ts';

/** What one page does at one moment: every kind of content that Yjs encodes. */
const step = fc.record({
  page: fc.nat(2),
  act: fc.constantFrom(
    'letters',
    'on',
    'on',
    'bold',
    'remove',
    'type',
    'embed',
    'value',
    'bytes',
    'list',
    'subdocument',
  ),
  at: fc.nat(1_000),
  word: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
});

function make(doc: Y.Doc, { act, at, word }: { act: string; at: number; word: string }): void {
  const text = doc.getText('t');
  const list = doc.getXmlFragment('contenu');
  const place = at % (text.length + 1);
  if (act === 'letters') text.insert(place, word);
  else if (act === 'on') for (const letter of word) text.insert(text.length, letter);
  else if (act === 'bold')
    text.format(place, Math.min(2, text.length - place), { bold: true, note: { word } });
  else if (act === 'remove') text.delete(place, Math.min(3, text.length - place));
  else if (act === 'type') list.insert(at % (list.length + 1), [new Y.XmlElement('p'), new Y.XmlText(word)]);
  else if (act === 'embed') text.insertEmbed(place, { image: word });
  else if (act === 'value') doc.getMap('champs').set(word, { at, word, list: [1, null, true, 0.5] });
  else if (act === 'bytes') doc.getArray('a').push([Uint8Array.of(1, 2, 3), word, at]);
  else if (act === 'list') doc.getMap('champs').set('list', Y.Array.from([word, at]));
  else doc.getMap('subs').set(word, new Y.Doc({ guid: word }));
}

/** Pages that hear each other now and then, and all that they sent, in order. */
function written(steps: readonly { page: number; act: string; at: number; word: string }[]): Uint8Array[] {
  const sent: Uint8Array[] = [];
  const pages = Array.from({ length: 3 }, (_, n) => {
    const doc = new Y.Doc();
    doc.clientID = 10 + n * 1_000;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'heard') sent.push(update);
    });
    return doc;
  });
  for (const [rank, one] of steps.entries()) {
    const page = pages[one.page];
    if (page === undefined) continue;
    if (rank % 3 === 0) for (const update of [...sent]) Y.applyUpdate(page, update, 'heard');
    make(page, one);
  }
  return sent;
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

const stateOf = (doc: Y.Doc) => {
  const bytes = Y.encodeStateAsUpdate(doc);
  return { bytes, vector: Y.encodeStateVector(doc), parts: doc.clientID % 2 === 0 ? partsOf(bytes) : null };
};
const nothing = stateOf(new Y.Doc());

describe('the end of a log put behind a snapshot', () => {
  it('[S45] says, once opened, what the whole log says, wherever it is cut', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(60), (steps, cut) => {
        const log = written(steps);
        const expected = docOf(log);
        const start = docOf(log.slice(0, cut));
        const whole = appended(stateOf(start), log.slice(cut));
        if (whole === null) throw new Error('The end of a log that lacks nothing was not taken.');
        const opened = docOf([whole.bytes]);
        expect(opened.store.pendingStructs).toBeNull();
        expect(Y.equalSnapshots(Y.snapshot(opened), Y.snapshot(expected))).toBe(true);
        expect(Y.encodeStateAsUpdate(opened)).toEqual(
          Y.encodeStateAsUpdate(docOf([Y.encodeStateAsUpdate(expected)])),
        );
        expect(Y.decodeStateVector(whole.vector)).toEqual(Y.decodeStateVector(Y.encodeStateVector(expected)));
        // A page that has a part is sent the rest from the bytes.
        const rest = Y.diffUpdate(whole.bytes, Y.encodeStateVector(start));
        const caughtUp = docOf([Y.encodeStateAsUpdate(start), rest]);
        expect(Y.equalSnapshots(Y.snapshot(caughtUp), Y.snapshot(expected))).toBe(true);
      }),
      { seed: 45, numRuns: 100 },
    );
  });

  it('[S45] makes one of the letters that a page typed one after the other', () => {
    const log = written(Array.from({ length: 500 }, () => ({ page: 0, act: 'on', at: 0, word: 'lettre' })));
    const start = docOf(log.slice(0, 6));
    const whole = appended(stateOf(start), log.slice(6));
    expect(whole?.bytes.byteLength).toBeLessThan(3_100);
  });

  it('[S45] [S56] is left to Yjs where it lacks something, or says again what the snapshot holds', () => {
    const [one, two, three] = written([
      { page: 0, act: 'letters', at: 0, word: 'a' },
      { page: 0, act: 'letters', at: 1, word: 'b' },
      { page: 1, act: 'remove', at: 0, word: '' },
    ]) as [Uint8Array, Uint8Array, Uint8Array?];
    expect(three).toBeUndefined();
    const first = appended(nothing, [one]);
    expect(first).not.toBeNull();
    expect(appended(nothing, [two])).toBeNull();
    expect(appended(stateOf(docOf([one])), [one])).toBeNull();
    const source = docOf([one, two]);
    const gone: Uint8Array[] = [];
    source.on('update', (update: Uint8Array) => gone.push(update));
    source.getText('t').delete(0, 2);
    expect(appended(stateOf(docOf([one])), gone)).toBeNull();
    expect(appended(stateOf(docOf([one, two])), gone)).not.toBeNull();
    expect(() => appended(stateOf(docOf([one])), [Uint8Array.of(9, 9)])).toThrow(/./);
  });
});
