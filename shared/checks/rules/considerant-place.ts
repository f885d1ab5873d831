import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

export const considerantPlace: Rule = {
  id: 'considerant-place',
  title: 'Considérant dans une clause',
  source: 'Domaine §2 Considérants (not inside an article)',
  severity: 'style',
  check: (act) => {
    const found = act.lines.find(
      ({ facts, division }) =>
        facts.block.type === 'considerant' &&
        division !== null &&
        division.family !== 'preambule' &&
        division.family !== 'considerants',
    );
    if (found === undefined) return [];
    return [
      {
        place: placeIn(found.facts),
        message:
          'Ce considérant se trouve dans le corps de l’acte : les motifs se placent en tête, avant la première clause.',
      },
    ];
  },
};
