import { describe, expect, it } from 'vitest';
import { alinea, article, contentOf } from '#shared/document/builders.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { statedEffect, statedEnd } from './term.ts';

const end = (...lines: readonly string[]) =>
  statedEnd(contentOf([article('Objet', 'Agir.'), article('Durée', ...lines)]));

describe('the last day in force', () => {
  it.each<readonly [readonly string[], string | null]>([
    [['La convention prend fin le 31 décembre 2028.'], '2028-12-31'],
    [['Elle est conclue jusqu’au 1er mars 2027.'], '2027-03-01'],
    [['Elle prend effet le 2 mars 2026 et expire le 31 décembre 2028.'], '2028-12-31'],
    [['Elle prend effet le 2 mars 2026.'], null],
    [['Elle est conclue pour trois ans.'], null],
    [['Le volet A prend fin le 31 mai 2027.', 'Le volet B prend fin le 31 mai 2028.'], null],
  ])('[F5] %j: %s', (lines, expected) => {
    expect(end(...lines)).toBe(expected);
  });

  it('[F5] is its variable when it has one', () => {
    const champs = { 'duree.fin': { type: 'date', libelle: 'Terme', valeur: '2027-12-31' } } as const;
    expect(statedEnd({ ...contentOf([article('Durée', 'x')]), champs })).toBe('2027-12-31');
  });
});

describe('the day of effect', () => {
  it.each<readonly [string, string | null]>([
    ['Le présent avenant prend effet le 1er mars 2027.', '2027-03-01'],
    ['Il entre en vigueur à compter du 2 mai 2027.', '2027-05-02'],
    ['Le présent avenant prend effet à la date de la dernière signature.', null],
    ['Il prend effet le 1er mars 2027, sauf l’article 2, qui prend effet le 1er mai 2027.', null],
  ])('[C3] %s', (line, expected) => {
    expect(statedEffect(contentOf([article('Prise d’effet', line)]))).toBe(expected);
  });

  it('[C3] is not what the avenant quotes', () => {
    const quoted = article(
      { text: 'Modification de l’article 7 – Durée', attrs: { id: 'avgen0000001' as BlockId } },
      alinea('«\u00a0La convention prend effet le 1er mars 2020.\u00a0»', { id: 'avgen0000002' as BlockId }),
    );
    expect(statedEffect(contentOf([quoted]))).toBeNull();
  });
});
