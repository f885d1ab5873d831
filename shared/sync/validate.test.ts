import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { alinea, contentOf } from '#shared/document/builders.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import { addsNothing, validateUpdate } from './validate.ts';

const content = contentOf([alinea('Texte'), alinea('Suite')]);

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
    for (const update of good) expect(validateUpdate(update)).toEqual({ ok: true, value: undefined });
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
      [updateOf((doc) => doc.getMap('champs').set('a', new Y.Map())), /shared type among the fields/],
      [updateOf((doc) => doc.getMap('champs').set('a', new Y.Doc())), /unexpected content/],
      [updateOf((doc) => doc.getMap('champs').set('a', new Uint8Array(3))), /unexpected content/],
      [new Uint8Array([5, 4, 3]), /undecodable/],
      [new Uint8Array([1, 1, 1, 0, 255, 255]), /undecodable/],
      [new Uint8Array(), /undecodable/],
    ];
    for (const [update, reason] of bad) {
      const result = validateUpdate(update);
      expect(result.ok ? 'taken' : result.error).toMatch(reason);
    }
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
