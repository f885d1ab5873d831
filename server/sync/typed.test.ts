import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentOf as actOf, alinea, intitule } from '#shared/document/builders.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import { checkUpdate } from '#shared/sync/validate.ts';
import { updateFrame } from './frames.ts';
import { joinRuns, joinTyped, readTyped, type Typed, TypedTail } from './typed.ts';

const SEED = 20_261_121;
const START = encodeNewDocument(actOf([intitule('Objet'), alinea('Un texte.'), alinea('Un autre.')]));

/** Pages that hold the same act, each with the updates that it makes. */
function pages(count: number): { readonly doc: Y.Doc; readonly made: Uint8Array[] }[] {
  return Array.from({ length: count }, (_, index) => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, START);
    doc.clientID = 1_000 + index;
    const made: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'heard') made.push(update);
    });
    return { doc, made };
  });
}

function texts(doc: Y.Doc): Y.XmlText[] {
  return doc
    .getXmlFragment('contenu')
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement ? block.toArray() : []))
    .filter((node) => node instanceof Y.XmlText);
}

const edits = fc.array(
  fc.record({
    page: fc.nat(2),
    block: fc.nat(2),
    at: fc.nat(20),
    act: fc.constantFrom('letter', 'letter', 'letter', 'word', 'delete', 'bold', 'field', 'remove'),
    letters: fc.string({ unit: fc.constantFrom('a', 'é', '’', '\u202f', '😀', '\ud800'), minLength: 1 }),
  }),
  { maxLength: 30 },
);

function make(doc: Y.Doc, edit: { block: number; at: number; act: string; letters: string }): void {
  const all = texts(doc);
  const text = all[edit.block % Math.max(1, all.length)];
  if (text === undefined) return;
  const at = Math.min(edit.at, text.length);
  if (edit.act === 'letter') text.insert(at, edit.letters.charAt(0));
  else if (edit.act === 'word') text.insert(at, edit.letters);
  else if (edit.act === 'delete' && at < text.length) text.delete(at, 1);
  else if (edit.act === 'bold' && text.length > 0) text.format(0, text.length, { bold: {} });
  else if (edit.act === 'field') doc.getMap('champs').set('a', edit.letters);
  else if (edit.act === 'remove') text.delete(0, text.length);
}

describe('letters read without Yjs', () => {
  it('[S23] are always what the whole check takes, and give the act that Yjs gives', () => {
    let fast = 0;
    fc.assert(
      fc.property(edits, (all) => {
        const three = pages(3);
        const server = new Y.Doc();
        Y.applyUpdate(server, START);
        const tail = new TypedTail();
        const late = new Y.Doc();
        Y.applyUpdate(late, START);
        for (const edit of all) {
          const page = three[edit.page];
          if (page === undefined) continue;
          make(page.doc, edit);
          for (const update of page.made.splice(0)) {
            const typed = readTyped(update);
            if (typed !== null && tail.accepts(typed, late)) {
              fast += 1;
              expect(checkUpdate(update, server, 'whole').name).toBe('taken');
              tail.add(typed);
            } else {
              const letters = tail.take();
              if (letters !== null) Y.applyUpdate(late, letters);
              Y.applyUpdate(late, update);
            }
            Y.applyUpdate(server, update);
            // Nobody hears the others at once.
            if (edit.at % 3 === 0)
              for (const other of three) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(server), 'heard');
          }
        }
        const letters = tail.take();
        if (letters !== null) Y.applyUpdate(late, letters);
        expect(late.store.pendingStructs).toBeNull();
        expect(Y.encodeStateVector(late)).toEqual(Y.encodeStateVector(server));
        expect(texts(late).map(String)).toEqual(texts(server).map(String));
      }),
      { seed: SEED, numRuns: 150 },
    );
    expect(fast).toBeGreaterThan(300);
  });

  it('[S23] are left to the whole check when anything in them is not as it should be', () => {
    const [page] = pages(1);
    if (page === undefined) throw new Error('no page');
    const { doc, made } = page;
    texts(doc)[1]?.insert(3, 'é');
    const [update] = made;
    if (update === undefined) throw new Error('no update');
    expect(readTyped(update)).not.toBeNull();
    fc.assert(
      fc.property(fc.nat(update.length - 1), fc.nat(255), fc.nat(3), (at, byte, cut) => {
        const forged = update.slice(0, update.length - cut);
        forged[at] = byte;
        const server = new Y.Doc();
        Y.applyUpdate(server, START);
        const typed = readTyped(forged);
        if (typed === null || !new TypedTail().accepts(typed, server)) return;
        expect(checkUpdate(forged, server, 'whole').name).toBe('taken');
      }),
      { seed: SEED, numRuns: 800 },
    );
  });

  it('[S23] are never the value of an attribute, nor in what was forgotten', () => {
    const source = new Y.Doc();
    source.getMap('champs').set('a', 'b');
    const text = new Y.XmlText();
    source.getXmlFragment('autre').insert(0, [text]);
    const tail = new TypedTail();
    const entry: Typed = {
      client: 5,
      clock: 0,
      length: 1,
      left: { client: source.clientID, clock: 0 },
      right: null,
      update: new Uint8Array(),
      struct: new Uint8Array(),
      textAt: 0,
    };
    expect(tail.accepts(entry, source)).toBe(false);
    expect(tail.accepts({ ...entry, clock: 1 }, source)).toBe(false);
    expect(tail.accepts({ ...entry, left: { client: 77, clock: 0 } }, source)).toBe(false);
  });

  it('[S28] of several pages make one update, as Yjs would read it', () => {
    const all = pages(3);
    for (const [index, { doc }] of all.entries())
      for (let n = 0; n < 4; n += 1) texts(doc)[index]?.insert(n, 'x');
    const typed = all.flatMap(({ made }) => made.map(readTyped)).filter((one) => one !== null);
    expect(typed).toHaveLength(12);
    const [joined, separate] = [new Y.Doc(), new Y.Doc()];
    Y.applyUpdate(joined, START);
    Y.applyUpdate(joined, joinTyped(typed));
    for (const update of [START, ...typed.map(({ update }) => update)]) Y.applyUpdate(separate, update);
    expect(texts(joined).map(String)).toEqual(texts(separate).map(String));
    expect(Y.encodeStateAsUpdate(joined)).toEqual(Y.encodeStateAsUpdate(separate));
    expect(Y.parseUpdateMeta(joinTyped(typed)).to.size).toBe(3);
  });
});

it('[S42] a log whose letters are joined says what it said, whatever was lost of it or comes twice', () => {
  let joined = 0;
  fc.assert(
    fc.property(edits, fc.nat(40), fc.nat(40), (all, lost, twice) => {
      const three = pages(3);
      const log: Uint8Array[] = [START];
      for (const edit of all) {
        const page = three[edit.page];
        if (page === undefined) continue;
        make(page.doc, edit);
        log.push(...page.made.splice(0));
        if (edit.at % 3 === 0)
          for (const other of three) for (const update of log) Y.applyUpdate(other.doc, update, 'heard');
      }
      const kept = log.flatMap((update, rank) =>
        rank === lost + 1 ? [] : rank === twice ? [update, update] : [update],
      );
      const runs = joinRuns(kept);
      joined += kept.length - runs.length;
      const [one, other] = [new Y.Doc(), new Y.Doc()];
      for (const update of kept) Y.applyUpdate(one, update);
      for (const update of runs) Y.applyUpdate(other, update);
      expect(Y.encodeStateVector(other)).toEqual(Y.encodeStateVector(one));
      expect(texts(other).map(String)).toEqual(texts(one).map(String));
      expect(other.store.pendingStructs === null).toBe(one.store.pendingStructs === null);
    }),
    { seed: SEED, numRuns: 150 },
  );
  expect(joined).toBeGreaterThan(100);
});

it('a relayed update of any size is framed as the protocol says', () => {
  for (const size of [0, 1, 127, 128, 16_383, 16_384, 3_000_000]) {
    const frame = updateFrame(new Uint8Array(size).fill(7));
    const head = [...frame.subarray(0, frame.length - size)];
    const length = head.slice(2).reduce((sum, byte, index) => sum + (byte & 127) * 128 ** index, 0);
    expect([head[0], head[1], length]).toEqual([0, 2, size]);
    expect(head.slice(2, -1).every((byte) => byte >= 128)).toBe(true);
  }
});
