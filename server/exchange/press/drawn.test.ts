import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { alinea, contentOf } from '#shared/document/builders.ts';
import { drawable, undrawnSigns } from '#shared/document/drawn.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { editionOf } from '#shared/exchange/print/edition.ts';
import { layOut } from '#shared/exchange/print/pdf/layout.ts';
import { drawnBy } from '../../../test/support/cmap.ts';
import { fontFiles, openTypst } from './typst.ts';

const familyOf = (file: string) => basename(file).split(/[-_.]/)[0] ?? '';
const isPrivate = (code: number) => /\p{Co}/u.test(String.fromCodePoint(code));

/** What some family draws in each of its faces: a word may be bold. */
function drawnInEveryFace(): ReadonlySet<number> {
  const drawn = new Set<number>();
  for (const family of new Set(fontFiles().map(familyOf))) {
    const files = fontFiles().filter((file) => familyOf(file) === family);
    const [first, ...others] = files.map((file) => drawnBy(readFileSync(file)));
    for (const code of first ?? [])
      if (others.every((face) => face.has(code)) && !isPrivate(code)) drawn.add(code);
  }
  return drawn;
}
const drawn = drawnInEveryFace();
const typeset = openTypst();

const LAST = 0x10ffff;
/** Code points looked at together. */
const PLANE = 0x10000;
/** Control characters and the like are no business of a font: a page leaves them out. */
const LEFT_OUT = /[\p{Cc}\u00ad\u200b\u2028\u2029\ufeff]/u;

/** @returns whether the typesetter prints a text */
async function prints(text: string): Promise<boolean> {
  const act = { title: 'Essai', state: 'brouillon', parties: [] } as const;
  const edition = editionOf(act, { version: null, at: 0, hash: '0'.repeat(64) }, '');
  const { document } = layOut(buildPrintModel(contentOf([alinea(text)]), edition));
  return typeset({ template: 'acte', document: JSON.stringify(document) }).then(
    () => true,
    () => false,
  );
}

describe('[T2] the signs that no font draws', () => {
  test('are those that the fonts don’t say', () => {
    const said = new Set<number>();
    for (let from = 0; from <= LAST; from += PLANE) {
      const codes = Array.from({ length: PLANE }, (_, rank) => from + rank);
      const refused = new Set(
        undrawnSigns(codes.map((code) => `${String.fromCodePoint(code)} `).join('')).map(({ sign }) =>
          sign.codePointAt(0),
        ),
      );
      for (const code of codes) if (!refused.has(code)) said.add(code);
    }
    const leftOut = [...said].filter((code) => LEFT_OUT.test(String.fromCodePoint(code)));
    const wrong = [...said].filter((code) => !drawn.has(code) && !leftOut.includes(code));
    wrong.push(...[...drawn].filter((code) => !said.has(code)));
    expect(wrong).toEqual([]);
  });

  test('are those that the typesetter refuses', async () => {
    const kept = [...drawn].filter((code) => code % 37 === 0 && !LEFT_OUT.test(String.fromCodePoint(code)));
    const words = kept.map((code) => String.fromCodePoint(code)).join(' ');
    expect(await prints(words)).toBe(true);
    for (const sign of ['漢', '🙂', '\ue000']) {
      expect(await prints(`Un ${sign} ici.`)).toBe(false);
      expect(await prints(drawable(`Un ${sign} ici.`))).toBe(true);
    }
  });
});
