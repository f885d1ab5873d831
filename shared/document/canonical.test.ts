import { describe, expect, it } from 'vitest';
import { alinea, article, type Blocks, block, contentOf, docOf, idOf, texte } from './builders.ts';
import { canonicalContent, canonicalJson, contentHash, wordingHash } from './canonical.ts';
import type { InlineJson, MarkJson } from './model.ts';

const marked = (text: string, ...marks: readonly MarkJson['type'][]): InlineJson => ({
  type: 'text',
  text,
  marks: marks.map((type) => ({ type }) as MarkJson),
});
const of = (...content: readonly InlineJson[]) => contentHash(contentOf([alinea(content)]));

describe('canonical form', () => {
  it('[C5] leaves out what is kept beside the text', () => {
    const refusal = { type: 'texte', libelle: 'Refus', valeur: 'duree-signature@2' } as const;
    const of = (champs: object) => contentHash({ document: docOf(alinea('x')), champs: champs as never });
    expect(of({ 'clausier.refus.b00000000001': refusal })).toBe(of({}));
    expect(of({ 'duree.refus': refusal })).not.toBe(of({}));
  });

  it('[C1] writes no default, and sorts keys', () => {
    expect(canonicalJson(contentOf([alinea('a')]))).toBe(
      '{"champs":{},"document":{"content":[{"attrs":{"id":"b00000000001"},"content":[{"text":"a","type":"text"}],"type":"alinea"}],"type":"doc"}}',
    );
  });

  it('[C1] keeps its bytes: a frozen hash', () => {
    const champs = {
      'b.c': { type: 'entier', libelle: 'Durée', valeur: '3' },
      a: { type: 'texte', libelle: '', valeur: null },
    } as const;
    expect(
      contentHash(contentOf([article('Durée', [alinea([marked('x', 'bold')])])], champs)),
    ).toMatchInlineSnapshot(`"b936842943cfb0bb52059308f8234d13c8dce6a30ac010360f479b1d9bb9cff1"`);
  });

  it('[C2] is NFC, and UTF-8 can hold it', () => {
    expect(of(texte('e\u0301'))).toBe(of(texte('é')));
    expect(of(texte('a\ud800'))).toBe(of(texte('a\ufffd')));
  });

  it('[C3] merges texts of equal marks, whatever the order of marks', () => {
    expect(of(marked('a', 'bold', 'italic'), marked('b', 'italic', 'bold'))).toBe(
      of(marked('ab', 'bold', 'italic')),
    );
    expect(of(marked('a', 'bold', 'bold'))).toBe(of(marked('a', 'bold')));
    expect(of(texte('a'), texte(''), texte('b'))).toBe(of(texte('ab')));
    expect(of(marked('a', 'bold'), texte('b'))).not.toBe(of(texte('ab')));
  });

  it('[C4] marks live on text only', () => {
    expect(of({ type: 'hardBreak', marks: [{ type: 'bold' }] })).toBe(of({ type: 'hardBreak' }));
  });

  it('[C5] sorts fields, and counts their values', () => {
    const a = { type: 'texte', libelle: 'A', valeur: 'x' } as const;
    const hash = (champs: object) => contentHash({ document: docOf(alinea('x')), champs: champs as never });
    expect(hash({ a, b: a })).toBe(hash({ b: a, a }));
    expect(hash({ a })).not.toBe(hash({ a: { ...a, valeur: 'y' } }));
  });

  it('[C6] tells structure apart', () => {
    const hash = (...blocks: readonly Blocks[]) => contentHash({ document: docOf(...blocks), champs: {} });
    expect(hash(alinea('x'))).not.toBe(hash(alinea('x', { retrait: 1 })));
    expect(hash(alinea('x'))).not.toBe(hash(block('formule', 'x')));
    expect(hash(alinea('x'))).not.toBe(hash(alinea('x', { id: idOf('autre') })));
  });

  it('[C7] the wording of a division does not depend on its ids nor on where it comes from', () => {
    const wording = (attrs: object, heading = 'Durée') =>
      wordingHash(docOf(article({ text: heading, attrs }, 'Trois ans.')).content);
    expect(wording({ id: idOf('autre'), clause: 'duree@1', famille: 'duree' })).toBe(wording({}));
    expect(wording({}, 'Objet')).not.toBe(wording({}));
    expect(wording({ niveau: 2 })).not.toBe(wording({}));
  });

  it('returns equal content for equal content', () => {
    const content = contentOf([alinea('x')]);
    expect(canonicalContent(content)).toEqual(content);
  });
});
