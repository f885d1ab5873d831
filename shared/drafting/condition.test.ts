import { describe, expect, it } from 'vitest';
import { type ConditionFacts, findLoop, holds, parseCondition } from './condition.ts';

const facts: ConditionFacts = {
  valeurs: { 'duree.mode': 'tacite', 'lieu.ville': null },
  parties: 3,
  publique: false,
  familles: new Set(['rgpd']),
};
const says = (source: string) => {
  const condition = parseCondition(source);
  return condition === null ? 'illisible' : holds(condition, facts);
};

describe('conditions', () => {
  const CASES: readonly (readonly [string, boolean | 'illisible'])[] = [
    ['duree.mode = tacite', true],
    ['duree.mode = aucune ou tacite', true],
    ['duree.mode ≠ tacite', false],
    ['duree.mode != aucune', true],
    ['lieu.ville rempli', false],
    ['lieu.ville vide', true],
    ['parties = 2', false],
    ['parties >= 3', true],
    ['parties ≤ 2', false],
    ['personne publique', false],
    ['aucune personne publique', true],
    ['avec rgpd', true],
    ['sans rgpd', false],
    ['avec rgpd et parties >= 4', false],
    ['avec rgpd et parties >= 3', true],
    ['avec inconnue', 'illisible'],
    ['duree = tacite', 'illisible'],
    ['si la lune est pleine', 'illisible'],
    ['', 'illisible'],
  ];
  for (const [source, expected] of CASES)
    it(`[D4] « ${source} » : ${expected}`, () => expect(says(source)).toBe(expected));

  it('[D4] finds a loop through two nodes and none where there is none', () => {
    expect(
      findLoop(
        new Map([
          ['a', ['b']],
          ['b', ['c']],
          ['c', ['b']],
        ]),
      ),
    ).toEqual(['b', 'c', 'b']);
    expect(
      findLoop(
        new Map([
          ['a', ['b', 'c']],
          ['b', ['c']],
          ['c', []],
        ]),
      ),
    ).toBeNull();
  });
});
