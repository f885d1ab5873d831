import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { alinea, contentOf, table } from '#shared/document/builders.ts';
import { documentSchema, TEXT_BLOCKS } from '#shared/document/schema/index.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import { addsNothing, checkUpdate } from './validate.ts';

const content = contentOf([alinea('Texte'), alinea('Suite')]);

const intitule = { type: 'intitule', attrs: { id: '00000000000a', niveau: 2 } } as never;

/** What stands above each node that may not be at the root. */
const pathTo: Readonly<Record<string, readonly string[]>> = {
  tableRow: ['table'],
  tableCell: ['table', 'tableRow'],
  tableHeader: ['table', 'tableRow'],
  hardBreak: ['alinea'],
  variable: ['alinea'],
};

/** For each attribute of a node, and one that it has not, values that no editor writes. */
function everyValue(node: string): [string, unknown][] {
  const names = [...Object.keys(documentSchema.nodes[node]?.spec.attrs ?? {}), 'onclick'];
  const numeric = ['niveau', 'retrait', 'colspan', 'rowspan'];
  return names.flatMap((name) => [
    ...[{ a: 1 }, ['x'], -5, 1e9, 1.5, Number.NaN].map((value): [string, unknown] => [name, value]),
    ...(numeric.includes(name)
      ? (['3', true] as const).map((value): [string, unknown] => [name, value])
      : []),
  ]);
}

const updateOf = (change: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
};
const inContent = (type: Y.XmlElement | Y.XmlText) =>
  updateOf((doc) => doc.getXmlFragment('contenu').insert(0, [type]));
const marked = (mark: string, value: unknown = {}) =>
  updateOf((doc) => {
    const text = new Y.XmlText();
    const block = new Y.XmlElement('alinea');
    doc.getXmlFragment('contenu').insert(0, [block]);
    block.insert(0, [text]);
    text.insert(0, 'mot', { [mark]: value as object });
  });

describe('an update', () => {
  it('[P1] is taken when it names only what the schema holds', () => {
    const good = [
      encodeNewDocument(content),
      inContent(new Y.XmlElement('alinea')),
      marked('bold'),
      marked('terme--a1B2c3D4'),
      marked('link', { href: 'https://clausier.example', class: null }),
      marked('link', null),
      updateOf((doc) =>
        doc.getMap('champs').set('duree.mois', { type: 'entier', libelle: 'Durée', valeur: '36' }),
      ),
      new Uint8Array([0, 0]),
    ];
    for (const update of good) expect(checkUpdate(update, new Y.Doc(), 'whole')).toEqual({ name: 'taken' });
  });

  it('[P1] is refused when it names anything else', () => {
    const bad: [Uint8Array, RegExp][] = [
      [updateOf((doc) => doc.getMap('secret').set('a', 1)), /unknown root "secret"/],
      [inContent(new Y.XmlElement('script')), /unknown node "script"/],
      [inContent(new Y.XmlElement('constructor')), /unknown node/],
      [marked('clignotant'), /unknown mark "clignotant"/],
      [marked('link', { href: { a: 1 } }), /attributes of mark "link"/],
      [marked('link', 'https://clausier.example'), /attributes of mark "link"/],
      [marked('terme--a1B2c3D4', [1]), /attributes of mark "terme"/],
      [updateOf((doc) => doc.getMap('champs').set('a', new Y.Map())), /unexpected value/],
      [updateOf((doc) => doc.getMap('champs').set('a', new Y.Doc())), /unexpected value/],
      [updateOf((doc) => doc.getMap('champs').set('a', new Uint8Array(3))), /unexpected value/],
      [new Uint8Array([5, 4, 3]), /undecodable/],
      [new Uint8Array([1, 1, 1, 0, 255, 255]), /undecodable/],
      [new Uint8Array(), /undecodable/],
    ];
    for (const [update, reason] of bad) {
      const verdict = checkUpdate(update, new Y.Doc(), 'whole');
      expect(verdict.name).toBe('refused');
      expect('why' in verdict ? verdict.why : '').toMatch(reason);
    }
  });

  it('[P2] is refused wherever it puts a node, a text or a value that the schema does not let stand there', () => {
    const base = new Y.Doc();
    Y.applyUpdate(base, encodeNewDocument(contentOf([alinea('Texte'), table([['a', 'b']])])));
    const onBase = (change: (doc: Y.Doc) => void) => {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(base));
      const before = Y.encodeStateVector(doc);
      change(doc);
      return checkUpdate(Y.encodeStateAsUpdate(doc, before), base, 'whole').name;
    };
    const root = (doc: Y.Doc) => doc.getXmlFragment('contenu');
    const names = Object.keys(documentSchema.nodes);
    const chain = (...path: readonly string[]) => {
      const elements = path.map((name) => new Y.XmlElement(name));
      elements.forEach((element, i) => {
        const child = elements[i + 1];
        if (child !== undefined) element.insert(0, [child]);
      });
      return elements[0] as Y.XmlElement;
    };
    const inline = ['hardBreak', 'variable', 'renvoi', 'appelNote'];
    const textBlocks: readonly string[] = TEXT_BLOCKS;
    const tops = [...textBlocks, 'table', 'image', 'sautPage'];
    const allowed = (parent: string, child: string) => {
      if (textBlocks.includes(parent)) return inline.includes(child);
      if (parent === 'table') return child === 'tableRow';
      if (parent === 'tableRow') return child === 'tableCell' || child === 'tableHeader';
      if (parent.startsWith('table')) return child === 'alinea' || child === 'item';
      return false;
    };
    for (const at of [0, 1, 2])
      for (const child of names)
        expect(
          onBase((doc) => root(doc).insert(at, [chain(child)])),
          `${child} at ${at}`,
        ).toBe(tops.includes(child) ? 'taken' : 'refused');
    for (const parent of [...tops, 'tableRow', 'tableCell', 'tableHeader', 'hardBreak', 'variable']) {
      const path = [...(pathTo[parent] ?? []), parent];
      for (const child of names)
        expect(
          onBase((doc) => root(doc).push([chain(...path, child)])),
          `${child} in ${parent}`,
        ).toBe(allowed(parent, child) ? 'taken' : 'refused');
      const deepest = (doc: Y.Doc) => {
        const top = chain(...path);
        root(doc).push([top]);
        return path.slice(1).reduce((element) => element.get(0) as Y.XmlElement, top);
      };
      expect(
        onBase((doc) => deepest(doc).insert(0, [new Y.XmlText('mot')])),
        `text in ${parent}`,
      ).toBe(textBlocks.includes(parent) ? 'taken' : 'refused');
      for (const [name, value] of everyValue(parent)) {
        const verdict = onBase((doc) => deepest(doc).setAttribute(name, value as string));
        expect(verdict, `${parent}.${name} = ${JSON.stringify(value)}`).toBe('refused');
      }
    }
    expect(onBase((doc) => root(doc).push([new Y.XmlText('racine')]))).toBe('refused');
    for (const value of [
      null,
      1,
      'a',
      [1],
      {},
      { type: 'date', valeur: {} },
      { type: 'x', libelle: '', valeur: null },
    ])
      expect(
        onBase((doc) => doc.getMap('champs').set('a', value)),
        JSON.stringify(value),
      ).toBe('refused');
    for (const key of ['', '__proto__', 'a'.repeat(201)])
      expect(onBase((doc) => doc.getMap('champs').set(key, { type: 'texte', libelle: '', valeur: '' }))).toBe(
        'refused',
      );
  });

  it('[P2] is told from its neighbours where Yjs leaves the parent out', () => {
    const base = new Y.Doc();
    Y.applyUpdate(base, encodeNewDocument(contentOf([alinea('Texte'), intitule])));
    const heading = base.getXmlFragment('contenu').get(1) as Y.XmlElement;
    const peer = new Y.Doc();
    Y.applyUpdate(peer, Y.encodeStateAsUpdate(base));
    const verdictOf = (change: () => void) => {
      const before = Y.encodeStateVector(peer);
      change();
      return checkUpdate(Y.encodeStateAsUpdate(peer, before), base, 'whole').name;
    };
    const own = peer.getXmlFragment('contenu').get(1) as Y.XmlElement;
    expect(heading.getAttribute('niveau')).toBe(2);
    expect(verdictOf(() => own.setAttribute('niveau', 1e9 as never))).toBe('refused');
  });

  it('[P3] waits for what it builds on, and never deletes what has not come', () => {
    const base = new Y.Doc();
    Y.applyUpdate(base, encodeNewDocument(content));
    const peer = new Y.Doc();
    Y.applyUpdate(peer, Y.encodeStateAsUpdate(base));
    const sent: Uint8Array[] = [];
    peer.on('update', (update: Uint8Array) => sent.push(update));
    const text = (peer.getXmlFragment('contenu').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(2, 'abc');
    text.insert(5, 'def');
    text.delete(2, 1);
    const names = () => sent.map((update) => checkUpdate(update, base, 'whole').name);
    expect(names()).toEqual(['taken', 'waiting', 'waiting']);
    expect(base.store.pendingStructs).toBeNull();
    Y.applyUpdate(base, sent[0] as Uint8Array);
    expect(names()).toEqual(['taken', 'taken', 'taken']);
  });

  it('[P1] adds nothing when the act already holds it', () => {
    const bytes = encodeNewDocument(content);
    const doc = new Y.Doc();
    expect(addsNothing(doc, bytes)).toBe(false);
    Y.applyUpdate(doc, bytes);
    expect(addsNothing(doc, bytes)).toBe(true);
    expect(addsNothing(doc, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))).toBe(true);
    const peer = new Y.Doc();
    Y.applyUpdate(peer, bytes);
    peer.getXmlFragment('contenu').delete(1, 1);
    expect(addsNothing(doc, Y.encodeStateAsUpdate(peer, Y.encodeStateVector(doc)))).toBe(false);
  });
});
