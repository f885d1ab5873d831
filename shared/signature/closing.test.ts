import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alinea, block, contentOf, idOf, texte, variable } from '#shared/document/builders.ts';
import { canonicalContent } from '#shared/document/canonical.ts';
import type { Fields, InlineJson } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { printDocument } from '#shared/document/text.ts';
import { answerClosing, type ClosingAnswer, closingQuestions } from './closing.ts';

const FIELDS: Fields = {
  'signature.lieu': { type: 'texte', libelle: 'Lieu de signature', valeur: null },
  'signature.date': { type: 'date', libelle: 'Date de signature', valeur: null },
  'signature.exemplaires': { type: 'entier', libelle: 'Nombre d’exemplaires', valeur: '2' },
};
const MADE: readonly InlineJson[] = [
  texte('Fait '),
  variable('signature.lieu', 'a'),
  texte(', le '),
  variable('signature.date', 'date'),
  texte(', en '),
  variable('signature.exemplaires', 'lettres'),
  texte(' exemplaires.'),
];
const act = (closing: readonly InlineJson[] = MADE, champs: Fields = FIELDS) =>
  contentOf([alinea('Texte.'), block('cloture', closing)], champs);

/** The last line of the text that answers make, or what is wrong with them. */
function answered(content: ReturnType<typeof act>, ...answers: ClosingAnswer[]) {
  const after = answerClosing(content, answers);
  return after.ok ? printDocument(after.value).split('\n').at(-1) : after.error;
}
const PLACE = { key: 'signature.lieu', valeur: 'Le Havre' };
const LAST = { key: 'signature.date', derniereSignature: true } as const;

describe('[G11] what is asked when a text is frozen', () => {
  test('is what its closing waits for, and nothing that is given', () => {
    expect(closingQuestions(act()).map(({ key, lastSignature }) => [key, lastSignature])).toEqual([
      ['signature.lieu', false],
      ['signature.date', true],
    ]);
  });

  test('is not what the body prints too, which is a blocking check', () => {
    const both = contentOf([alinea([variable('signature.date', 'date')]), block('cloture', MADE)], FIELDS);
    expect(closingQuestions(both).map(({ key }) => key)).toEqual(['signature.lieu']);
  });
});

describe('[G12] the answers are in the text', () => {
  test.each([
    [
      'a day that is known',
      [PLACE, { key: 'signature.date', valeur: '1/12/2026' }],
      'Fait au Havre, le 1er\u00a0décembre 2026, en deux exemplaires.',
    ],
    [
      'the day of the last signature',
      [PLACE, LAST],
      'Fait au Havre, à la date de la dernière signature, en deux exemplaires.',
    ],
  ] as const)('%s', (_, answers, printed) => {
    expect(answered(act(), ...answers)).toBe(printed);
  });

  test.each([
    [[texte('Le '), variable('signature.date', 'date')], 'À la date de la dernière signature'],
    [[texte('Date\u00a0: '), variable('signature.date')], 'Date\u00a0: date de la dernière signature'],
    [[variable('signature.date')], 'date de la dernière signature'],
    [
      [{ type: 'text', text: 'Lyon, le\u00a0', marks: [{ type: 'bold' }] }, variable('signature.date')],
      'Lyon, à la date de la dernière signature',
    ],
  ] as const)('whatever stands before it (%#)', (closing, printed) => {
    expect(answered(act(closing), LAST)).toBe(printed);
  });

  test('an answer that can’t be read is told, with what it is about', () => {
    expect(answered(act(), { key: 'signature.lieu', derniereSignature: true })).toEqual([
      '«\u00a0Lieu de signature\u00a0» n’est pas une date\u00a0: donnez sa valeur.',
    ]);
    expect(answered(act(), { key: 'signature.date', valeur: '31 février 2026' })).toEqual([
      expect.stringContaining('«\u00a0Date de signature\u00a0»'),
    ]);
  });

  test('property: whatever the act, what is answered is no longer asked, and nothing else changes', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        const champs = { ...content.champs, ...FIELDS };
        const closing = block('cloture', MADE, { id: idOf('zfin') });
        const blocks = [...content.document.content, closing];
        const before = canonicalContent({ champs, document: { type: 'doc', content: blocks } });
        const asked = closingQuestions(before);
        const after = answerClosing(before, [PLACE, LAST]);
        if (!after.ok) throw new Error(after.error.join());
        expect(parseContent(after.value).ok).toBe(true);
        expect(closingQuestions(after.value)).toEqual(
          asked.filter(({ key }) => key !== PLACE.key && key !== LAST.key),
        );
        expect(canonicalContent(after.value).document.content.slice(0, -1)).toEqual(
          before.document.content.slice(0, -1),
        );
        expect(printDocument(after.value)).not.toContain('[Date de signature]');
      }),
      { seed: 20261121, numRuns: 40 },
    );
  });
});
