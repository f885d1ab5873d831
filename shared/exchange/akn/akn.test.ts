import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { block, contentOf, intitule, rubrique } from '#shared/document/builders.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { AWKWARD } from '#test/support/awkward-acts.ts';
import { EVERYTHING } from '#test/support/every-block.ts';
import { decodeAkn } from './decode.ts';
import { encodeAkn } from './encode.ts';

const EDITION = {
  title: 'Convention d’essai',
  version: 'Version 3',
  date: '21\u00a0novembre 2026',
  at: Date.UTC(2026, 10, 21),
  hash: '0'.repeat(64),
  mention: 'Projet',
  parties: [],
};
/** What the naming convention of OASIS abbreviates, of what is written here. */
const SHORT: Readonly<Record<string, string>> = {
  alinea: 'al',
  article: 'art',
  chapter: 'chp',
  citation: 'cit',
  citations: 'cits',
  recital: 'rec',
  recitals: 'recs',
  section: 'sec',
};
const back = (content: ActContent): string => {
  const read = decodeAkn(encodeAkn(content, EDITION));
  return read.ok ? canonicalJson(read.value) : JSON.stringify(read.error);
};

describe('Akoma Ntoso', () => {
  it('[A1] gives back the act, canonical form for canonical form', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (content) => {
        expect(back(content)).toBe(canonicalJson(content));
      }),
      { seed: 30, numRuns: process.env.NIGHTLY === '1' ? 800 : 40 },
    );
  });

  it('[A1] every kind of block, and signs that XML cannot hold', () => {
    expect(back(EVERYTHING.old)).toBe(canonicalJson(EVERYTHING.old));
    const strange = {
      ...EVERYTHING.new,
      champs: { a: { type: 'texte', libelle: 'b\u0001\\u0001\r\n\t"<', valeur: '\uffff' } as const },
    };
    expect(back(strange)).toBe(canonicalJson(strange));
  });

  it.each(AWKWARD)('[A1] gives back what the standard has no room for: %s', (_name, content) => {
    expect(back(content)).toBe(canonicalJson(content));
  });

  it('[A6] writes what the standard takes in its place', () => {
    const [, closing, , , spanned, links, notes] = AWKWARD.map(([, content]) => encodeAkn(content, EDITION));
    expect(encodeAkn(contentOf([block('titre', 'Seul')]), EDITION)).toContain('<mainBody><p/></mainBody>');
    expect(closing).toMatch(/<conclusions>.*<container name="visa"/);
    expect(closing).not.toMatch(/<citations|<recitals/);
    expect(spanned).toContain('<tr><td c:cellule="aucune"/></tr>');
    expect(links).toContain('<a href="www.exemple.fr" c:marque="link">');
    expect(links).toContain('<a href="%25zz" c:marque="link" c:href="%zz">');
    expect(links).toContain('<a href="#" c:marque="link" c:href="https://exemple.fr:port/">');
    expect(notes).toMatch(/<noteRef href="#([^"]+)" marker="2".*<authorialNote eId="\1"/);
  });

  it('[A3] puts visas that follow one another in one group, and takes any name of a version', () => {
    const xml = encodeAkn(EVERYTHING.old, { ...EDITION, version: 'V\u0001' });
    expect(xml.match(/<citations .*<\/citations>/)?.[0].match(/<citation /g)).toHaveLength(2);
    expect(xml.match(/<citations /g)).toHaveLength(1);
    expect(decodeAkn(xml).ok).toBe(true);
  });

  it('[A2] keeps permanent ids as wId, and derives eId that nothing shares', () => {
    const xml = encodeAkn(EVERYTHING.old, EDITION);
    expect(xml).toContain('eId="art_2" wId="duree0000000"');
    expect(xml).toContain('eId="art_3__sec_3-1"');
    expect(xml).toContain('<ref href="#art_1"');
    const names = [...xml.matchAll(/ eId="([^"]+)"/g)].map((one) => one[1]);
    expect(new Set(names).size).toBe(names.length);
    expect(xml).toMatch(/<citations eId="cits_1"><citation eId="cit_1"/);
    for (const [, tag, name] of xml.matchAll(/<(\w+)[^>]* eId="(?:[^"]*__)?([a-zA-Z]+)(?:_[^"]*)?"/g))
      expect([tag, SHORT[tag ?? ''] ?? tag]).toEqual([tag, tag === 'TLCOrganization' ? tag : name]);
  });

  it('[A2] gives a printed number to the division that bears it, before those that bear none', () => {
    const axe = { niveau: 1, genre: 'axe', prefixe: 'Axe ', compteur: '1' } as const;
    const xml = encodeAkn(contentOf([rubrique('Gouvernance'), intitule('Former', axe)]), EDITION);
    expect(xml).toMatch(/eId="hcontainer_2"[^>]*c:genre="rubrique"/);
    expect(xml).toMatch(/eId="hcontainer_1"[^>]*c:genre="axe"/);
  });

  it('[A4] takes no entity, no document type, no other file', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
    expect(decodeAkn(bomb)).toMatchObject({ ok: false, error: { reason: 'xml' } });
    expect(decodeAkn('<a>&b;</a>')).toMatchObject({ ok: false, error: { reason: 'xml' } });
    expect(decodeAkn('<a')).toMatchObject({ ok: false, error: { reason: 'xml' } });
    expect(decodeAkn('<html/>')).toEqual({ ok: false, error: { reason: 'akn' } });
  });
});
