import { describe, expect, it } from 'vitest';
import { printFact } from './fact-value.ts';

const fact = (type: 'entier' | 'montant' | 'texte', valeur: string) =>
  printFact({ type, libelle: 'Salariés', valeur });

describe('the value of a fact', () => {
  it.each([
    ['entier', '12500', '12\u202f500'],
    ['entier', '12 500', '12\u202f500'],
    ['texte', 'environ 15 000', 'environ 15 000'],
    ['entier', 'douze', 'douze'],
  ] as const)('%s « %s » reads « %s »', (type, valeur, read) => {
    expect(fact(type, valeur)).toBe(read);
  });
});
