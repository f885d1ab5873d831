import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseForComparison, typographyCorrection } from './typography.ts';

const N = '\u00a0';
const F = '\u202f';

/** Types a whole sentence, one character after the other, as the editor would. */
function type(keys: string, start = ''): string {
  let text = start;
  for (const key of keys) {
    const correction = typographyCorrection(text, key);
    text += key;
    if (correction !== null) text = text.slice(0, text.length - correction.remove) + correction.insert;
  }
  return text;
}

describe('typing in French', () => {
  it.each([
    ['T1', "l'article", 'l’article'],
    ['T1', "aujourd'hui", 'aujourd’hui'],
    ['T2', 'Quoi?', `Quoi${F}?`],
    ['T2', 'Quoi ?', `Quoi${F}?`],
    ['T2', 'un ; deux', `un${F}; deux`],
    ['T2', 'Ah!', `Ah${F}!`],
    ['T2', 'Ah!!', `Ah${F}!!`],
    ['T2', 'Quoi?!', `Quoi${F}?!`],
    ['T2', '(?)', '(?)'],
    ['T3', 'objet:', `objet${N}:`],
    ['T3', 'objet : x', `objet${N}: x`],
    ['T3', 'à 10:30', 'à 10:30'],
    ['T3', 'article 4: texte', `article 4${N}: texte`],
    ['T4', 'les "Parties" et', `les «${N}Parties${N}» et`],
    ['T4', '<<Parties>>', `«${N}Parties${N}»`],
    ['T4', '<< Parties >>', `«${N}Parties${N}»`],
    ['T4', '« Parties »', `«${N}Parties${N}»`],
    ['T4', '"dire "oui" ici"', `«${N}dire “oui” ici${N}»`],
    ['T4', '("Parties")', `(«${N}Parties${N}»)`],
    ['T5', '5 %', `5${N}%`],
    ['T5', '5%', `5${N}%`],
    ['T5', '500 €', `500${N}€`],
    ['T6', 'no 5', `n°${N}5`],
    ['T7', 'n° 5', `n°${N}5`],
    ['T7', 'art. 5', `art.${N}5`],
    ['T7', 'M. Martin', `M.${N}Martin`],
    ['T7', 'Mme Durand', `Mme${N}Durand`],
    ['T10', 'le 1er juillet 2025', `le 1er${N}juillet 2025`],
    ['T8', '1ère fois', '1re fois'],
    ['T9', 'la durée - trois ans - court', 'la durée – trois ans – court'],
    ['T9', '- un tiret de liste', '- un tiret de liste'],
    ['T9', '5 - 3', '5 - 3'],
    ['T10', 'le 24 mai 2023', `le 24${N}mai 2023`],
    ['T10', 'le 24 mai, puis', `le 24${N}mai, puis`],
    ['T11', 'etc...', 'etc…'],
    ['T12', 'http://a.fr/?x=1;y:2', 'http://a.fr/?x=1;y:2'],
    ['T12', 'voir https://a.fr: ici', 'voir https://a.fr: ici'],
    ['T12', 'mailto:a@b.fr', 'mailto:a@b.fr'],
    ['T12', 'unml.info/?a=1', 'unml.info/?a=1'],
    ['T6', 'il dit no pas', 'il dit no pas'],
    ['T12', 'www.unml.info?a', 'www.unml.info?a'],
    ['T12', 'a.b@c.fr;', 'a.b@c.fr;'],
    ['T12', "https://a.fr/l'x", "https://a.fr/l'x"],
  ])('[%s] %s', (_rule, keys, expected) => {
    expect(type(keys)).toBe(expected);
  });

  it('[T8] says which letters take the superscript mark', () => {
    expect(typographyCorrection('le 1er', ' ')).toEqual({
      rule: 'T8',
      remove: 3,
      insert: 'er ',
      superscript: { from: 0, to: 2 },
    });
  });

  it.each([
    ['a word', 'objet', 'x'],
    ['a comma', 'objet', ','],
    ['a digit', '12', '3'],
    ['a pasted text', 'objet', ' : x'],
    ['a space already right', `objet${N}`, ':'],
    ['an apostrophe with no word', 'x ', "'"],
    ['a mark at the start of a line', '', '!'],
    ['an ordinal that is none', '11er', ' '],
  ])('leaves %s', (_what, before, typed) => {
    expect(typographyCorrection(before, typed)).toBeNull();
  });

  it('never takes back what was not typed, and touches only spaces, quotes, dashes and ordinals', () => {
    const keys = fc.string({ unit: fc.constantFrom(...'ab1 :;!?"\'<>«»-.%/n°o'.split('')), maxLength: 40 });
    const letters = (text: string) => text.replace(/[^ab1]/g, '');
    fc.assert(
      fc.property(keys, (text) => {
        expect(letters(type(text))).toBe(letters(text));
      }),
      { seed: 20250526, numRuns: 500 },
    );
  });

  it('a corrected text is not corrected again', () => {
    const once = type('Ah ! "oui" : n° 5, l\'an 1er mai...');
    expect(type(once)).toBe(once);
  });
});

describe('comparing without typography', () => {
  it.each([
    [`l’article${F}; «${N}x${N}» – 5${N}%`, 'l\'article ; "x" - 5 %'],
    ['1ᵉʳ juillet', '1er juillet'],
    ['n° 5', 'nº 5'],
    [`15${F}000 jeunes`, '15 000 jeunes'],
    ['etc…', 'etc...'],
    ['a\u00a0 b', 'a b'],
    ['Quoi ?', 'Quoi?'],
    ['co\u00adopération', 'coopération'],
    ['e\u0301t\u00e9', 'été'],
    ['“x”', '«\u00a0x\u00a0»'],
  ])('[T13] %s = %s', (a, b) => {
    expect(normaliseForComparison(a)).toBe(normaliseForComparison(b));
  });

  it.each([
    ['article 4', 'article 5'],
    ['les parties', 'les Parties'],
    ['à', 'a'],
    ['un, deux', 'un deux'],
    ['un deux', 'undeux'],
    ['2 4', '24'],
  ])('[T13] %s ≠ %s', (a, b) => {
    expect(normaliseForComparison(a)).not.toBe(normaliseForComparison(b));
  });

  it('[T13] is a fixed point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normaliseForComparison(text);
        expect(normaliseForComparison(once)).toBe(once);
      }),
      { seed: 20250527, numRuns: 500 },
    );
  });
});
