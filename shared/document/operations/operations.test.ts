import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { BlockId } from '#shared/kernel/ids.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import {
  contentOf as actOf,
  alinea,
  appelNote,
  article,
  axe,
  type Blocks,
  block,
  idOf as id,
  intitule,
  note,
  renvoi,
  table,
  texte,
  variable,
} from '../builders.ts';
import { canonicalJson } from '../canonical.ts';
import { outline } from '../tree.ts';
import { readContent, writeContent } from '../yjs.ts';
import { childElements, contentOf, idOf } from './elements.ts';
import {
  deleteDivision,
  deleteField,
  insertBlocks,
  insertDivision,
  moveBlock,
  moveDivision,
  moveDivisionBy,
  reinsertPassage,
  renameDivision,
  setBlockKind,
  setDivisionLevel,
  setField,
  setNumberingStyle,
} from './index.ts';
import { plainText } from './inline.ts';

const ORIGIN = 'test';
let seed = 0;
const makeId = blockIdsFrom(() => {
  seed = (seed * 16807 + 12345) % 2147483647;
  return seed / 2147483647;
});

function docWith(...blocks: Blocks[]): Y.Doc {
  const doc = new Y.Doc();
  writeContent(doc, actOf(blocks));
  return doc;
}

const named = (name: string, niveau = 1) => [
  intitule(name, { id: id(name), niveau }),
  alinea(`texte ${name}`, { id: id(`t${name}`) }),
];
const order = (doc: Y.Doc): string => childElements(contentOf(doc)).map(plainText).join('|');
const json = (doc: Y.Doc): string => {
  const content = readContent(doc);
  if (!content.ok) throw new Error(JSON.stringify(content.error));
  return canonicalJson(content.value);
};
const levels = (doc: Y.Doc): unknown[] =>
  childElements(contentOf(doc))
    .filter(({ nodeName }) => nodeName === 'intitule')
    .map((heading) => heading.getAttribute('niveau'));

/** A second replica, and what brings both to the same state. */
function replica(doc: Y.Doc): { other: Y.Doc; sync: () => void } {
  const other = new Y.Doc();
  const sync = (): void => {
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)));
  };
  sync();
  return { other, sync };
}

describe('moveDivision', () => {
  it('[O1] moves the third division first, with all that it holds', () => {
    const doc = docWith(...named('a'), ...named('b'), ...named('c'), ...named('d', 2));
    expect(moveDivision(doc, id('c'), 'first', ORIGIN).ok).toBe(true);
    expect(order(doc)).toBe('c|texte c|d|texte d|a|texte a|b|texte b');
  });

  it('[O1] moves before, after, and last', () => {
    const doc = docWith(...named('a'), ...named('b'), ...named('c'));
    moveDivision(doc, id('c'), { before: id('b') }, ORIGIN);
    expect(order(doc)).toBe('a|texte a|c|texte c|b|texte b');
    moveDivision(doc, id('a'), { after: id('c') }, ORIGIN);
    expect(order(doc)).toBe('c|texte c|a|texte a|b|texte b');
    moveDivision(doc, id('c'), 'last', ORIGIN);
    expect(order(doc)).toBe('a|texte a|b|texte b|c|texte c');
  });

  it('[O4] leaves closing blocks and notes where they are', () => {
    const doc = docWith(...named('a'), ...named('b'), block('cloture', 'Fait à Paris'), note('n', 'Note'));
    moveDivision(doc, id('a'), 'last', ORIGIN);
    expect(order(doc)).toBe('b|texte b|a|texte a|Fait à Paris|Note');
  });

  it('[O5] takes the level of the heading it lands beside, and its subdivisions follow', () => {
    const doc = docWith(...named('a'), ...named('b', 2), ...named('c'), ...named('d', 2));
    moveDivision(doc, id('c'), { after: id('b') }, ORIGIN);
    expect(levels(doc)).toEqual([1, 2, 2, 3]);
  });

  it('[O5] refuses to pass level 6, and touches nothing', () => {
    const doc = docWith(...named('a', 6), ...named('b'), ...named('c', 2));
    const before = json(doc);
    expect(moveDivision(doc, id('b'), { before: id('a') }, ORIGIN)).toEqual({
      ok: false,
      error: { code: 'niveau.limite', id: id('b') },
    });
    expect(json(doc)).toBe(before);
  });

  it.each([
    ['an unknown id', id('z'), 'first', 'bloc.introuvable'],
    ['an alinéa', id('ta'), 'first', 'division.attendue'],
    ['itself as target', id('a'), { after: id('ta') }, 'cible.interieure'],
    ['an unknown target', id('a'), { before: id('z') }, 'bloc.introuvable'],
  ] as const)('[O1] refuses %s', (_what, moved, target, code) => {
    const doc = docWith(...named('a'), ...named('b'));
    expect(moveDivision(doc, moved, target, ORIGIN)).toMatchObject({ ok: false, error: { code } });
  });

  it('[O2] copies the lighter side, and the other one where somebody writes', () => {
    const make = () => docWith(...named('a'), ...named('b'), ...named('c'));
    const light = moveDivision(make(), id('c'), 'first', ORIGIN);
    expect(light).toEqual({ ok: true, value: { copied: [id('c'), id('tc')] } });
    const doc = make();
    const busy = moveDivision(doc, id('c'), 'first', ORIGIN, { busy: new Set([id('tc')]) });
    expect(busy).toEqual({ ok: true, value: { copied: [id('a'), id('ta'), id('b'), id('tb')] } });
    expect(order(doc)).toBe('c|texte c|a|texte a|b|texte b');
  });

  it('[O2] a colleague’s letters in the division being moved stay in it when it is not the copied side', () => {
    const doc = docWith(...named('a'), ...named('b'));
    const { other, sync } = replica(doc);
    moveDivision(doc, id('b'), 'first', ORIGIN, { busy: new Set([id('tb')]) });
    renameDivision(other, id('tb'), 'texte b !', ORIGIN);
    sync();
    expect(order(doc)).toBe('b|texte b !|a|texte a');
  });

  it('[O3] copies ids, marks, attributes, atoms and tables exactly', () => {
    const rich = [
      article(
        { text: [texte('Durée '), variable('d')], attrs: { id: id('x'), numFixe: '4-1', famille: 'duree' } },
        alinea([
          {
            type: 'text',
            text: 'gras',
            marks: [{ type: 'bold' }, { type: 'link', attrs: { href: 'https://a.fr' } }],
          },
          appelNote('n'),
          renvoi('b00000000001'),
          { type: 'hardBreak' },
          texte('fin'),
        ]),
      ),
      table([['a', 'b']]),
    ];
    const plain = article(
      { text: 'Objet', attrs: { id: id('y') } },
      'Un texte assez long pour rester en place.',
    );
    const doc = docWith(plain, rich);
    const content = readContent(doc);
    if (!content.ok) throw new Error('unreadable');
    const [first, second] = outline(content.value.document);
    if (first === undefined || second === undefined) throw new Error('no divisions');
    moveDivision(doc, id('y'), 'last', ORIGIN, { busy: new Set([id('y')]) });
    const moved = content.value.document.content.slice(second.start, second.end);
    const stayed = content.value.document.content.slice(first.start, first.end);
    const expected = { ...content.value, document: { type: 'doc' as const, content: [...moved, ...stayed] } };
    expect(json(doc)).toBe(canonicalJson(expected));
  });

  it('[O2] gives the order of a move on paper, whichever side is copied (property)', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        fc.subarray(names),
        (from, beside, before, busy) => {
          fc.pre(from !== beside);
          const doc = docWith(...names.map((name) => named(name)));
          const [moved, mark] = [names[from], names[beside]];
          if (moved === undefined || mark === undefined) return;
          const target = before ? { before: id(mark) } : { after: id(mark) };
          moveDivision(doc, id(moved), target, ORIGIN, { busy: new Set(busy.map((name) => id(name))) });
          const rest = names.filter((name) => name !== moved);
          rest.splice(rest.indexOf(mark) + (before ? 0 : 1), 0, moved);
          expect(order(doc)).toBe(rest.map((name) => `${name}|texte ${name}`).join('|'));
        },
      ),
      { seed: 20, numRuns: 60 },
    );
  });

  it('[O1] is one step for an undo manager that tracks its origin', () => {
    const doc = docWith(...named('a'), ...named('b'));
    const before = json(doc);
    const undo = new Y.UndoManager(contentOf(doc), { trackedOrigins: new Set([ORIGIN]) });
    moveDivision(doc, id('b'), 'first', ORIGIN);
    undo.undo();
    expect(json(doc)).toBe(before);
  });
});

describe('moveDivisionBy', () => {
  it('[O1] swaps with the sibling above or below, and refuses at the ends', () => {
    const doc = docWith(...named('a'), ...named('s', 2), ...named('b'));
    expect(moveDivisionBy(doc, id('b'), 'up', ORIGIN).ok).toBe(true);
    expect(order(doc)).toBe('b|texte b|a|texte a|s|texte s');
    expect(moveDivisionBy(doc, id('b'), 'up', ORIGIN)).toMatchObject({
      error: { code: 'deplacement.limite' },
    });
    expect(moveDivisionBy(doc, id('s'), 'down', ORIGIN)).toMatchObject({
      error: { code: 'deplacement.limite' },
    });
    moveDivisionBy(doc, id('b'), 'down', ORIGIN);
    expect(order(doc)).toBe('a|texte a|s|texte s|b|texte b');
  });
});

describe('levels, deletion, insertion', () => {
  it('[O6] indents a division with its subdivisions, and recreates no element', () => {
    const doc = docWith(...named('a'), ...named('b'), ...named('c', 2));
    const elements = childElements(contentOf(doc));
    expect(setDivisionLevel(doc, id('b'), 1, ORIGIN)).toEqual({ ok: true, value: null });
    expect(levels(doc)).toEqual([1, 2, 3]);
    expect(childElements(contentOf(doc))).toEqual(elements);
    expect(setDivisionLevel(doc, id('a'), -1, ORIGIN)).toMatchObject({ error: { code: 'niveau.limite' } });
  });

  it('[O4] deletes a division with all that it holds', () => {
    const doc = docWith(...named('a'), ...named('b', 2), ...named('c'), note('n', 'Note'));
    expect(deleteDivision(doc, id('a'), ORIGIN)).toEqual({
      ok: true,
      value: [id('a'), id('ta'), id('b'), id('tb')],
    });
    expect(order(doc)).toBe('c|texte c|Note');
  });

  it('[O4] inserts a division after all that another holds', () => {
    const doc = docWith(...named('a'), ...named('b', 2), ...named('c'));
    const inserted = insertDivision(
      doc,
      id('a'),
      { genre: 'article', compteur: '1' },
      'Neuf',
      makeId,
      ORIGIN,
    );
    expect(inserted.ok).toBe(true);
    expect(order(doc)).toBe('a|texte a|b|texte b|Neuf||c|texte c');
    insertDivision(doc, null, {}, 'Premier', makeId, ORIGIN);
    expect(order(doc)).toBe('Premier||a|texte a|b|texte b|Neuf||c|texte c');
  });

  it('[O8] replaces ids that are taken, and refuses what the schema refuses', () => {
    const doc = docWith(...named('a'));
    const inserted = insertBlocks(doc, { after: id('a') }, [alinea('x', { id: id('a') })], makeId, ORIGIN);
    expect(inserted.ok && inserted.value[0] !== id('a')).toBe(true);
    expect(order(doc)).toBe('a|x|texte a');
    const bad = { type: 'tableRow', content: [] } as never;
    expect(insertBlocks(doc, 'end', [bad], makeId, ORIGIN)).toMatchObject({
      error: { code: 'contenu.invalide' },
    });
  });

  it('[O1] moves one block, and refuses one of a cell', () => {
    const cells = table([['case']], id('tab'));
    const doc = docWith(...named('a'), cells);
    moveBlock(doc, id('tab'), 'first', ORIGIN);
    expect(order(doc).startsWith('￼')).toBe(true);
    const inner = contentOf(doc).querySelector('alinea') as Y.XmlElement;
    expect(moveBlock(doc, idOf(inner) as BlockId, 'first', ORIGIN)).toMatchObject({
      error: { code: 'bloc.en-tableau' },
    });
  });
});

describe('renameDivision', () => {
  it('[O7] keeps marks, atoms and a colleague’s concurrent letters', () => {
    const doc = docWith(
      intitule(
        [{ type: 'text', text: 'Durée', marks: [{ type: 'bold' }] }, variable('d'), texte(' de l’accord')],
        {
          id: id('a'),
        },
      ),
    );
    const { other, sync } = replica(doc);
    renameDivision(doc, id('a'), 'Durées￼ de la convention', ORIGIN);
    renameDivision(other, id('a'), 'Durée￼ totale de l’accord', ORIGIN);
    sync();
    expect(order(doc)).toBe('Durées￼ totale de la convention');
    expect(json(doc)).toContain('"marks":[{"type":"bold"}],"text":"Durées"');
    expect(json(other)).toBe(json(doc));
  });
});

describe('kinds, styles, fields, passages', () => {
  it('[O3] changes the kind of a block and keeps its id and content', () => {
    const doc = docWith(alinea([texte('a '), variable('v')], { id: id('a') }));
    setBlockKind(doc, id('a'), 'item', { niveau: 2, marqueur: '1°', numFixe: null }, ORIGIN);
    expect(json(doc)).toBe(
      json(docWith(block('item', [texte('a '), variable('v')], { id: id('a'), niveau: 2, marqueur: '1°' }))),
    );
  });

  it('[O6] styles the headings of one level or one kind', () => {
    const doc = docWith(article('x', axe('y')), article('z'));
    expect(setNumberingStyle(doc, { niveau: 1 }, { compteur: 'I', prefixe: 'Titre ' }, ORIGIN)).toEqual({
      ok: true,
      value: 2,
    });
    expect(setNumberingStyle(doc, { niveau: 2, genre: 'article' }, {}, ORIGIN)).toEqual({
      ok: true,
      value: 0,
    });
    expect(childElements(contentOf(doc)).map((one) => one.getAttribute('compteur'))).toEqual(['I', '1', 'I']);
  });

  it('[O1] sets and deletes a field', () => {
    const doc = docWith(alinea('x'));
    setField(doc, 'd', { type: 'entier', libelle: 'Durée', valeur: '36' }, ORIGIN);
    expect(json(doc)).toContain('"valeur":"36"');
    deleteField(doc, 'd', ORIGIN);
    expect(json(doc)).toContain('"champs":{}');
  });

  it('[O8] puts a passage back after a block', () => {
    const doc = docWith(...named('a'), ...named('b'));
    expect(reinsertPassage(doc, { text: 'repris' }, id('ta'), makeId, ORIGIN).ok).toBe(true);
    expect(order(doc)).toBe('a|texte a|repris|b|texte b');
  });
});
