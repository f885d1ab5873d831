import { describe, expect, it } from 'vitest';
import type { FieldType } from '#shared/document/model.ts';
import { normaliseValue } from './values.ts';

const rule = (type: FieldType, min: number | null = null, max: number | null = null) => ({
  chemin: 'essai.champ',
  type,
  libelle: 'Essai',
  choix: ['une fois', 'deux fois'],
  min,
  max,
});

describe('values', () => {
  const GOOD: readonly (readonly [FieldType, string, string | null])[] = [
    ['entier', ' 36 ', '36'],
    ['entier', '1 200', '1200'],
    ['entier', '', null],
    ['montant', '1 500,50 €', '1500.50'],
    ['date', '31/12/2026', '2026-12-31'],
    ['date', '2028-02-29', '2028-02-29'],
    ['enum', 'deux fois', 'deux fois'],
    ['booleen', 'oui', 'oui'],
    ['texte', ' Le  Havre ', 'Le Havre'],
  ];
  for (const [type, raw, kept] of GOOD)
    it(`[D8] ${type} « ${raw} » is kept as ${kept}`, () =>
      expect(normaliseValue(rule(type, 1), raw)).toEqual({ ok: true, value: kept }));

  const BAD: readonly (readonly [FieldType, string, string])[] = [
    ['entier', '-3', 'valeur.invalide'],
    ['entier', '−3', 'valeur.invalide'],
    ['entier', '0', 'valeur.hors_bornes'],
    ['entier', '121', 'valeur.hors_bornes'],
    ['entier', '1,5', 'valeur.invalide'],
    ['entier', 'trois', 'valeur.invalide'],
    ['date', '31/02/2026', 'valeur.invalide'],
    ['date', '2027-02-29', 'valeur.invalide'],
    ['date', '01/01/0206', 'valeur.hors_bornes'],
    ['montant', '12 euros et demi', 'valeur.invalide'],
    ['enum', 'jamais', 'valeur.invalide'],
    ['booleen', 'peut-être', 'valeur.invalide'],
    ['texte', 'x'.repeat(2001), 'valeur.hors_bornes'],
  ];
  for (const [type, raw, code] of BAD)
    it(`[D8] ${type} « ${raw.slice(0, 20)} » is refused by name`, () => {
      const read = normaliseValue(rule(type, 1, 120), raw);
      expect(read.ok ? null : [read.error.code, read.error.champ]).toEqual([code, 'essai.champ']);
      expect(read.ok ? '' : read.error.message).toMatch(/^Essai\u00A0: /);
    });
});
