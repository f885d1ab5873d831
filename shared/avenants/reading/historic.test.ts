import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions } from '../apply.ts';
import { BASES } from './cases/bases.ts';
import { CASES } from './cases/index.ts';
import { type Card, readHistoricAvenant } from './historic.ts';
import { isVariant } from './variants.ts';

/** An avenant of the old kind, written for this test: prose, stand-alone stipulations, one textual instruction. */
const PROSE = `Avenant n° 1 à la convention de partenariat du 3 mars 2006

Entre
L’association Alpha, représentée par sa présidente,
et
La fédération Bêta, représentée par son président,

Vu la convention du 3 mars 2006 ;

Préambule
Les parties ont dressé le bilan des trois premières années.

Article 1 : Objet
Le présent avenant a pour objet de prolonger la durée de la convention jusqu’au 31 décembre 2009.

Article 2 : Bilan partagé
Les parties rédigent ensemble un bilan des actions menées depuis 2006. Ce bilan est remis au plus tard en juin 2009.

Article 3 : Finances
La subvention versée par Bêta est portée à 650 €.

Article 4
Au second alinéa de l’article 6 de la convention, les mots : « Les logos » sont remplacés par les mots : « Les emblèmes ».
Le troisième alinéa de l’article 7 est supprimé.

Article 5
Les autres stipulations de la convention demeurent inchangées.

Fait à Lyon, le 12 décembre 2008
Pour Alpha, la présidente
`;

const read = (text: string) => readHistoricAvenant(text, BASES.articles);
const ofKind = <K extends Card['kind']>(cards: readonly Card[], kind: K) =>
  cards.filter((card): card is Extract<Card, { kind: K }> => card.kind === kind);

describe('reading a historic avenant', () => {
  const { cards, overlaps } = read(PROSE);

  it('[H1] drops nothing: the cards, put end to end, are the text', () => {
    expect(cards.map((card) => card.text).join('')).toBe(PROSE);
    expect(overlaps).toEqual([]);
  });

  it('[H2] shows what a textual instruction changes', () => {
    expect(ofKind(cards, 'instruction').map((card) => card.changes)).toEqual([
      [{ before: 'Les logos sont joints.', after: 'Les emblèmes sont joints.' }],
    ]);
  });

  it('[H2] gives the reason of what it can’t carry over', () => {
    expect(ofKind(cards, 'failure').map((card) => card.problem.code)).toEqual(['no-rank']);
  });

  it('[H3] asks which article a prolonged term touches, and proposes the edit', () => {
    const [term, money] = ofKind(cards, 'question');
    expect(term?.question).toContain('quel article');
    expect(term?.proposals[0]).toMatchObject({
      division: 'article 5',
      instruction: { old: '31 décembre 2008', new: '31 décembre 2009' },
    });
    expect(money?.proposals[0]).toMatchObject({
      division: 'article 4',
      instruction: { old: '500 €', new: '650 €' },
    });
  });

  it('[H4] a proposal can be carried out as it is', () => {
    for (const { instruction } of ofKind(cards, 'question').flatMap((card) => card.proposals)) {
      if (instruction === null) continue;
      const result = applyInstructions(
        BASES.articles,
        [instruction],
        blockIdsFrom(() => 0.5),
      );
      expect(result.ok && printDocument(result.value)).not.toBe(printDocument(BASES.articles));
    }
  });

  it('[H5] keeps stand-alone stipulations, and leaves the frame aside', () => {
    expect(ofKind(cards, 'stand-alone').map((card) => card.text.trim())).toEqual([
      'Les parties rédigent ensemble un bilan des actions menées depuis 2006.',
      'Ce bilan est remis au plus tard en juin 2009.',
      'Les autres stipulations de la convention demeurent inchangées.',
    ]);
    expect(ofKind(cards, 'frame').some((card) => card.text.startsWith('Fait à Lyon'))).toBe(true);
  });

  it.each([
    ['Pour la région Normandie, l’association remet un rapport distinct.', true],
    ['a) En région Bretagne, le comité siège à Rennes.', true],
    ['Les déclinaisons territoriales sont annexées chaque année.', true],
    ['Les parties en informent leurs adhérents.', false],
  ])('[H5] keeps what is said for one place: %s', (text, variant) => {
    const [, card] = read(`Le second alinéa de l’article 6 est supprimé.\n${text}`).cards;
    expect(card?.kind).toBe('stand-alone');
    expect(isVariant(card?.text ?? '')).toBe(variant);
  });

  it('[H6] tells cards that touch the same words', () => {
    const twice = read('Le second alinéa de l’article 6 est supprimé.\nL’article 6 est abrogé.');
    expect(twice.overlaps).toEqual([[0, 1]]);
  });

  it.each([
    ['Le terme de la convention est reporté au 30 juin 2010.', '31 décembre 2008', '30 juin 2010'],
    ['La convention est prorogée jusqu’au 30 juin 2010.', '31 décembre 2008', '30 juin 2010'],
    ['La durée de la convention est fixée à quatre ans.', 'trois ans', 'quatre ans'],
    ['La convention prendra fin le 30 juin 2010.', '31 décembre 2008', '30 juin 2010'],
    ['La durée du préavis est portée à trois mois.', 'deux mois', 'trois mois'],
    ['La dotation annuelle est fixée à 800 euros.', '500 €', '800 euros'],
    [
      'Les parties conviennent de reconduire le partenariat jusqu’au 31 décembre 2010.',
      '31 décembre 2008',
      '31 décembre 2010',
    ],
  ])('[H3] %s', (text, old, fresh) => {
    const [question] = ofKind(read(text).cards, 'question');
    expect(question?.proposals[0]?.instruction).toMatchObject({ old, new: fresh });
  });

  it.each([
    'Le présent avenant prend effet le 1er janvier 2009.',
    'Les parties se réunissent avant le 31 décembre 2009.',
    'Le présent avenant est établi en deux exemplaires.',
    'Un comité de suivi est créé ; il se réunit deux fois par an.',
  ])('[H5] stands alone: %s', (text) => {
    expect(ofKind(read(text).cards, 'question')).toEqual([]);
  });

  it('[H1] drops nothing of any text', () => {
    const pieces = fc.constantFrom(
      ...CASES.map((one) => one.text),
      ...PROSE.split('\n'),
      ' ',
      '\r\n',
      '«',
      '»',
      '1° ',
      'Article 3 – ',
      '\u00ad',
      '|a|b|',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 8 }),
        fc.constantFrom('', '\n', ' '),
        (parts, glue) => {
          const text = parts.join(glue);
          expect(
            read(text)
              .cards.map((card) => card.text)
              .join(''),
          ).toBe(text);
        },
      ),
      { seed: 20251121, numRuns: process.env.NIGHTLY === undefined ? 60 : 3_000 },
    );
  });
});
