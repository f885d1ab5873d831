import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { arbitraryEdits, editAct } from '#shared/compare/testing/edits.ts';
import { alinea, article, contentOf, idOf, item } from '#shared/document/builders.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { findBlock, contentOf as fragmentOf } from '#shared/document/operations/elements.ts';
import { insertText, plainText } from '#shared/document/operations/inline.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyRestore, planRestore } from './restore.ts';

const makeId = blockIdsFrom(() => 0.42);
const RUNS = { seed: 62, numRuns: 80 };
const ORIGIN = 'restore';

function docOf(content: ActContent): Y.Doc {
  const doc = new Y.Doc();
  writeContent(doc, content);
  return doc;
}
function replicaOf(doc: Y.Doc): Y.Doc {
  const replica = new Y.Doc();
  Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
  return replica;
}
function sync(a: Y.Doc, b: Y.Doc): void {
  const [ofA, ofB] = [Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)];
  Y.applyUpdate(a, ofB);
  Y.applyUpdate(b, ofA);
}
function jsonOf(doc: Y.Doc): string {
  const content = readContent(doc);
  if (!content.ok) throw new Error(content.error.path);
  return canonicalJson(content.value);
}
function textOf(doc: Y.Doc, name: string): string | null {
  const place = findBlock(doc, idOf(name));
  return place === null ? null : plainText(place.block);
}
function type(doc: Y.Doc, name: string, text: string): void {
  const place = findBlock(doc, idOf(name));
  if (place === null) throw new Error(`no block ${name}`);
  insertText(place.block, 2, text);
}
const line = (name: string, text: string) => alinea(text, { id: idOf(name) });
/** An old state whose every block the arbitrary edits may have touched; blank acts have nothing to restore to. */
const history = fc
  .tuple(arbitraryContent(), arbitraryEdits(), arbitraryEdits())
  .map(([base, one, other]) => [editAct(base, one), editAct(base, other)] as const)
  .filter(([a, b]) => a.document.content.length > 0 && b.document.content.length > 0);

const OLD = contentOf([line('a', 'Premier alinéa.'), line('b', 'Deuxième alinéa.'), line('c', 'Troisième.')]);
const NOW = contentOf([
  line('a', 'Premier alinéa récrit.'),
  line('n', 'Un alinéa nouveau.'),
  line('c', 'Troisième.'),
]);

describe('a restore', () => {
  test('[R1] gives the old state back exactly, when nobody wrote since', () => {
    fc.assert(
      fc.property(history, ([now, then]) => {
        const doc = docOf(now);
        expect(applyRestore(doc, planRestore(now, then), makeId, ORIGIN)).toEqual([]);
        expect(jsonOf(doc)).toBe(canonicalJson(then));
      }),
      RUNS,
    );
  });

  test('[R1] of the present to itself does nothing', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        expect(planRestore(content, content).steps).toEqual([]);
      }),
      RUNS,
    );
  });

  test('[R4] is one step for undo, which gives the present back with what others wrote', () => {
    const doc = docOf(NOW);
    const undo = new Y.UndoManager(fragmentOf(doc), { trackedOrigins: new Set([ORIGIN]) });
    const other = replicaOf(doc);
    applyRestore(doc, planRestore(NOW, OLD), makeId, ORIGIN);
    type(other, 'c', 'XX');
    sync(doc, other);
    expect(jsonOf(doc)).toBe(jsonOf(other));
    expect([textOf(doc, 'a'), textOf(doc, 'n'), textOf(doc, 'c')]).toEqual([
      'Premier alinéa.',
      null,
      'TrXXoisième.',
    ]);
    undo.undo();
    expect(undo.undoStack).toEqual([]);
    expect(textOf(doc, 'a')).toBe('Premier alinéa récrit.');
    expect(textOf(doc, 'n')).toBe('Un alinéa nouveau.');
    expect(textOf(doc, 'b')).toBeNull();
    expect(textOf(doc, 'c')).toBe('TrXXoisième.');
  });

  test('[R3] loses nothing of what another types meanwhile in a block that stays in place', () => {
    let tried = 0;
    fc.assert(
      fc.property(history, fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }), ([now, then], places) => {
        const doc = docOf(now);
        const other = replicaOf(doc);
        const plan = planRestore(now, then);
        const touched = new Set(plan.steps.map((step) => (step.kind === 'champ' ? step.key : step.id)));
        const blocks = now.document.content.filter(
          (block) => !touched.has(block.attrs.id) && block.type !== 'table' && 'content' in block,
        );
        const typed = places.flatMap((place, rank) => {
          const block = blocks[place % Math.max(1, blocks.length)];
          const element = block === undefined ? undefined : findBlock(other, block.attrs.id)?.block;
          if (block === undefined || element === undefined) return [];
          insertText(element, place, `§${rank}§`);
          return [{ id: block.attrs.id, text: `§${rank}§` }];
        });
        applyRestore(doc, plan, makeId, ORIGIN);
        sync(doc, other);
        expect(jsonOf(doc)).toBe(jsonOf(other));
        tried += typed.length;
        for (const { id, text } of typed) {
          const element = findBlock(doc, id)?.block;
          expect(element === undefined ? '' : plainText(element)).toMatch(
            new RegExp(text.split('').join('[^§]*')),
          );
        }
      }),
      RUNS,
    );
    expect(tried).toBeGreaterThan(80);
  });

  test('[R3] keeps what another types meanwhile in the very block that it rewrites', () => {
    const doc = docOf(NOW);
    const other = replicaOf(doc);
    type(other, 'a', 'XX');
    applyRestore(doc, planRestore(NOW, OLD), makeId, ORIGIN);
    sync(doc, other);
    expect(textOf(doc, 'a')).toBe('PrXXemier alinéa.');
    expect(jsonOf(doc)).toBe(jsonOf(other));
  });

  test('[R2] leaves alone, and names, what somebody changed after the plan was made', () => {
    const doc = docOf(NOW);
    const plan = planRestore(NOW, OLD);
    type(doc, 'a', 'XX');
    type(doc, 'n', 'YY');
    expect(applyRestore(doc, plan, makeId, ORIGIN)).toEqual([
      { name: idOf('n'), reason: 'modifie' },
      { name: idOf('a'), reason: 'modifie' },
    ]);
    expect([textOf(doc, 'a'), textOf(doc, 'n')]).toEqual([
      'PrXXemier alinéa récrit.',
      'UnYY alinéa nouveau.',
    ]);
    expect(textOf(doc, 'b')).toBe('Deuxième alinéa.');
  });

  test('[R2] leaves a variable as somebody set it meanwhile', () => {
    const field = (valeur: string) =>
      ({ 'duree.mois': { type: 'entier', libelle: 'Durée', valeur } }) as const;
    const at = (valeur: string) => contentOf([line('a', 'Premier.')], field(valeur));
    const doc = docOf(at('24'));
    const plan = planRestore(at('24'), at('36'));
    writeContent(doc, at('48'));
    expect(applyRestore(doc, plan, makeId, ORIGIN)).toEqual([{ name: 'duree.mois', reason: 'modifie' }]);
    expect(jsonOf(doc)).toBe(canonicalJson(at('48')));
  });

  test('[R1] of chosen blocks leaves the others and the variables', () => {
    const doc = docOf(NOW);
    applyRestore(doc, planRestore(NOW, OLD, new Set([idOf('b')])), makeId, ORIGIN);
    expect(jsonOf(doc)).toBe(
      canonicalJson(
        contentOf([
          line('a', 'Premier alinéa récrit.'),
          line('b', 'Deuxième alinéa.'),
          line('n', 'Un alinéa nouveau.'),
          line('c', 'Troisième.'),
        ]),
      ),
    );
  });

  test('[R1] puts a block back to its nature, under its id', () => {
    const then = contentOf([article({ text: 'Objet', attrs: { id: idOf('o') } }), line('a', 'Un.')]);
    const now = contentOf([alinea('Objet', { id: idOf('o') }), item('Un.', { id: idOf('a') })]);
    const doc = docOf(now);
    expect(applyRestore(doc, planRestore(now, then), makeId, ORIGIN)).toEqual([]);
    expect(jsonOf(doc)).toBe(canonicalJson(then));
  });
});
