import { describe, expect, it } from 'vitest';
import { predecessorIn } from './succession.ts';

const PARTIES = [
  { id: 'adr', names: ['Association des Rives', 'ADR'] },
  { id: 'fda', names: ['Fédération des Ateliers', 'FDA'] },
];

describe('[F5] the party that another one took over from', () => {
  it.each<readonly [string, string | null]>([
    ['L’Union des Quais, venant aux droits de l’Association des Rives par fusion du 3 mai 2027,', 'adr'],
    ['L’Union des Quais, venue aux droits et obligations de la FDA,', 'fda'],
    ['L’Union des Quais, qui a succédé à l’ADR en vertu d’un traité de fusion,', 'adr'],
    ['L’Union des Quais, anciennement dénommée Association des Rives,', 'adr'],
    ['L’Union des Quais, substituée à la Fédération des Ateliers,', 'fda'],
    ['L’Union des Quais, partenaire de l’Association des Rives,', null],
    ['L’Union des Quais, venant aux droits de la Maison des Ponts,', null],
  ])('%s', (presentation, expected) => {
    expect(predecessorIn(presentation, PARTIES)).toBe(expected);
  });
});
