import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentOf as actOf, alinea, appelNote, idOf as id, intitule, note, texte } from '../builders.ts';
import { writeContent } from '../yjs.ts';
import { attribute, childElements, contentOf } from './elements.ts';
import { moveBlock, moveDivision, repair } from './index.ts';
import { plainText } from './inline.ts';

const ORIGIN = 'test';

/** Divisions `names`, each with one call, whose notes stand at the foot; two alinéas in each note. */
function actWithNotes(names: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const body = names.map((name) => [
    intitule(name, { id: id(name) }),
    alinea([texte(`texte ${name}`), appelNote(name)], { id: id(`t${name}`) }),
  ]);
  const notes = names.flatMap((name) => [
    { ...note(name, `note ${name}`), attrs: { ...note(name, '').attrs, id: id(`n${name}`) } },
    { ...note(name, `suite ${name}`), attrs: { ...note(name, '').attrs, id: id(`s${name}`) } },
  ]);
  writeContent(doc, actOf([...body, notes]));
  return doc;
}

const blocksOf = (doc: Y.Doc) => childElements(contentOf(doc));
const foot = (doc: Y.Doc): string =>
  blocksOf(doc)
    .filter(({ nodeName }) => nodeName === 'note')
    .map(plainText)
    .join('|');
/** The notes as the order of the headings says they should stand. */
const expectedFoot = (doc: Y.Doc): string =>
  blocksOf(doc)
    .filter(({ nodeName }) => nodeName === 'intitule')
    .map((heading) => `note ${plainText(heading)}|suite ${plainText(heading)}`)
    .join('|');

describe('the notes at the foot', () => {
  it('[O9] follow the calls that move, in the same undo step', () => {
    const doc = actWithNotes(['a', 'b', 'c']);
    const undo = new Y.UndoManager(contentOf(doc), { trackedOrigins: new Set([ORIGIN]) });
    const moved = moveDivision(doc, id('c'), 'first', ORIGIN);
    expect(foot(doc)).toBe('note c|suite c|note a|suite a|note b|suite b');
    expect(moved).toMatchObject({ ok: true, value: { copied: [id('c'), id('tc'), id('nc'), id('sc')] } });
    undo.undo();
    expect(foot(doc)).toBe('note a|suite a|note b|suite b|note c|suite c');
  });

  it('[O9] keep the element of a note where somebody writes', () => {
    const doc = actWithNotes(['a', 'b', 'c']);
    const written = blocksOf(doc).find((block) => attribute(block, 'id') === id('nc'));
    moveDivision(doc, id('c'), 'first', ORIGIN, { busy: new Set([id('nc')]) });
    expect(blocksOf(doc)).toContain(written);
    expect(foot(doc)).toBe(expectedFoot(doc));
  });

  it('[O9] one that nobody calls stays behind the one it follows', () => {
    const doc = new Y.Doc();
    const calls = ['a', 'b'].map((name) => alinea([texte(name), appelNote(name)], { id: id(name) }));
    writeContent(doc, actOf([calls, note('a', 'note a'), note('z', 'sans appel'), note('b', 'note b')]));
    moveBlock(doc, id('b'), 'first', ORIGIN);
    expect(foot(doc)).toBe('note b|note a|sans appel');
  });

  it('[O9] are in order after any moves, and lose no word (property)', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const move = fc.record({
      moved: fc.constantFrom(...names),
      beside: fc.constantFrom(...names),
      before: fc.boolean(),
      busy: fc.subarray(names.flatMap((name) => [`n${name}`, `s${name}`])),
    });
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 6 }), (moves) => {
        const doc = actWithNotes(names);
        for (const { moved, beside, before, busy } of moves) {
          const target = before ? { before: id(beside) } : { after: id(beside) };
          moveDivision(doc, id(moved), target, ORIGIN, { busy: new Set(busy.map((name) => id(name))) });
          expect(foot(doc)).toBe(expectedFoot(doc));
        }
      }),
      { seed: 9, numRuns: 80 },
    );
  });

  it('[O9] [R6] converge with each note once when two people move at the same time (property)', () => {
    const names = ['a', 'b', 'c', 'd'];
    const move = fc.record({ moved: fc.constantFrom(...names), beside: fc.constantFrom(...names) });
    fc.assert(
      fc.property(fc.tuple(move, move), (moves) => {
        const first = actWithNotes(names);
        const second = new Y.Doc();
        const sync = () => {
          Y.applyUpdate(second, Y.encodeStateAsUpdate(first, Y.encodeStateVector(second)));
          Y.applyUpdate(first, Y.encodeStateAsUpdate(second, Y.encodeStateVector(first)));
        };
        sync();
        for (const [rank, { moved, beside }] of moves.entries())
          moveDivision(rank === 0 ? first : second, id(moved), { after: id(beside) }, ORIGIN);
        sync();
        for (const doc of [first, second]) repair(doc, 'repair');
        sync();
        expect(foot(second)).toBe(foot(first));
        expect(foot(first).split('|').toSorted()).toEqual(
          names.flatMap((name) => [`note ${name}`, `suite ${name}`]).toSorted(),
        );
      }),
      { seed: 10, numRuns: 100 },
    );
  });
});
