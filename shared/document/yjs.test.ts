import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { alinea, article, contentOf, idOf, item, table, texte } from './builders.ts';
import { canonicalContent } from './canonical.ts';
import { computeNumbers } from './numbering.ts';
import { CONTENT_FRAGMENT, documentSchema, FIELDS_MAP } from './schema/index.ts';
import { printDocument } from './text.ts';
import { encodeNewDocument, readContent, unreadableFields, writeContent } from './yjs.ts';

const champs = { 'duree.mois': { type: 'entier', libelle: 'Durée', valeur: '36' } } as const;
const content = contentOf(
  [
    article(
      'Durée',
      [alinea([texte('Trois '), { type: 'text', text: 'ans', marks: [{ type: 'bold' }] }])],
      item('x'),
      table([['a', 'b']]),
    ),
  ],
  champs,
);
function docOfContent(given = content): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, encodeNewDocument(given));
  return doc;
}
const read = (doc: Y.Doc) => {
  const result = readContent(doc);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
function element(name: string, id: string | null, text = ''): Y.XmlElement {
  const made = new Y.XmlElement(name);
  if (id !== null) made.setAttribute('id', id);
  if (text !== '') made.insert(0, [new Y.XmlText(text)]);
  return made;
}

describe('an act in its Y.Doc', () => {
  it('[Y1] is written as the editor’s binding reads it', () => {
    const node = yXmlFragmentToProseMirrorRootNode(
      docOfContent().getXmlFragment(CONTENT_FRAGMENT),
      documentSchema,
    );
    node.check();
    expect(node.eq(documentSchema.nodeFromJSON(canonicalContent(content).document))).toBe(true);
  });

  it('[Y1] keeps variables as plain objects', () => {
    expect(docOfContent().getMap(FIELDS_MAP).toJSON()).toEqual(champs);
  });

  it('[Y1] an act where nothing was written is empty', () => {
    expect(read(new Y.Doc())).toEqual({ document: { type: 'doc', content: [] }, champs: {} });
    const doc = docOfContent();
    writeContent(doc, { document: { type: 'doc', content: [] }, champs: {} });
    expect(read(doc).document.content).toEqual([]);
  });

  it('[Y2] writing what is there already changes nothing', () => {
    const doc = docOfContent();
    const before = Y.encodeStateAsUpdate(doc);
    writeContent(doc, content);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[Y2] writes in one transaction, under its origin', () => {
    const doc = docOfContent();
    const origins: unknown[] = [];
    doc.on('update', (_update: Uint8Array, origin: unknown) => origins.push(origin));
    writeContent(doc, contentOf([alinea('autre')]), 'restauration');
    expect(origins).toEqual(['restauration']);
  });

  it('[Y2] words typed meanwhile in a block that stays are merged, whatever moves around it', () => {
    const ids = ['a', 'b', 'c', 'd'].map(idOf);
    const lines = ids.map((id) => alinea(`ligne ${id.slice(0, 1)}`, { id }));
    const [a, b, c, d] = lines;
    if (!a || !b || !c || !d) throw new Error('four lines');
    const mine = docOfContent(contentOf([a, b, c, d]));
    const hers = new Y.Doc();
    Y.applyUpdate(hers, Y.encodeStateAsUpdate(mine));
    const line = hers.getXmlFragment(CONTENT_FRAGMENT).get(2);
    const words = line instanceof Y.XmlElement ? line.get(0) : null;
    if (words instanceof Y.XmlText) words.insert(0, 'sa ');
    writeContent(mine, contentOf([d, a, { ...c, content: [texte('ligne c, relue')] }]));
    Y.applyUpdate(mine, Y.encodeStateAsUpdate(hers));
    const printed = printDocument(read(mine)).split('\n\n');
    expect(printed).toEqual(['ligne d', 'ligne a', 'sa ligne c, relue']);
    expect(read(mine).document.content.map((one) => one.attrs.id)).toEqual([idOf('d'), idOf('a'), idOf('c')]);
  });

  it('[Y3] a block without id, or with another’s, gets the same id on every replica', () => {
    const doc = new Y.Doc();
    const id = idOf('a');
    doc
      .getXmlFragment(CONTENT_FRAGMENT)
      .insert(0, [element('alinea', id, 'x'), element('alinea', id, 'y'), element('alinea', null, 'z')]);
    const ids = read(doc).document.content.map((one) => one.attrs.id);
    expect(new Set(ids).size).toBe(3);
    expect(ids[0]).toBe(id);
    const replica = new Y.Doc();
    Y.applyUpdate(replica, Y.encodeStateAsUpdate(doc));
    expect(read(replica)).toEqual(read(doc));
  });

  it('[Y3] a cell emptied by several people at once is an empty line', () => {
    const doc = docOfContent();
    for (const cell of doc
      .getXmlFragment(CONTENT_FRAGMENT)
      .createTreeWalker((node) => node instanceof Y.XmlElement && node.nodeName === 'tableCell'))
      if (cell instanceof Y.XmlElement) cell.delete(0, cell.length);
    expect(read(doc).document.content.at(-1)?.type).toBe('table');
  });

  it.each([
    [
      'an unknown block',
      'unknown-block',
      (doc: Y.Doc) => doc.getXmlFragment(CONTENT_FRAGMENT).push([element('video', null)]),
    ],
    [
      'a text outside any block',
      'unknown-block',
      (doc: Y.Doc) => doc.getXmlFragment(CONTENT_FRAGMENT).push([new Y.XmlText('x')]),
    ],
    [
      'an unknown mark',
      'unknown-mark',
      (doc: Y.Doc) => {
        const text = new Y.XmlText();
        text.insert(0, 'x', { blink: {} });
        const line = element('alinea', idOf('b'));
        line.insert(0, [text]);
        doc.getXmlFragment(CONTENT_FRAGMENT).push([line]);
      },
    ],
  ])('[Y4] says that it met %s', (_what, reason, spoil) => {
    const doc = docOfContent();
    spoil(doc);
    expect(readContent(doc)).toMatchObject({ ok: false, error: { reason } });
  });

  it('[Y5] leaves out a value that is none, says which, and reads the rest', () => {
    const doc = docOfContent();
    doc.getMap(FIELDS_MAP).set('a', 3);
    expect(readContent(doc)).toEqual(readContent(docOfContent()));
    expect(unreadableFields(doc)).toEqual(['a']);
  });

  it('[Y5] numbers what no editor writes instead of failing', () => {
    const absurd = [{ a: 1 }, 1e9, -5, Number.NaN, null].flatMap((niveau) =>
      ['intitule', 'item'].map((type) => ({
        type,
        attrs: { id: idOf('z'), niveau, marqueur: 3, prefixe: [] },
      })),
    );
    expect(() => computeNumbers({ type: 'doc', content: absurd } as never)).not.toThrow();
  });
});
