import type { DivisionFacts } from '../facts/act.ts';
import { placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const annexeOf = (division: DivisionFacts): string => {
  for (let at: DivisionFacts | null = division.parent; at !== null; at = at.parent)
    if (at.genre === 'annexe') return at.node.id;
  return '';
};

export const numeroDouble: Rule = {
  id: 'numero-double',
  title: 'Numéro en double',
  source: 'Domaine §7.3',
  severity: 'recommande',
  check: (act) => {
    const seen = new Set<string>();
    return act.divisions.flatMap((division): readonly Hit[] => {
      const { number, genre, heading } = division;
      if ((genre !== 'article' && genre !== 'annexe') || number.number === '') return [];
      const key = `${annexeOf(division)}|${genre}|${number.number.replace(/er$/, '')}`;
      if (!seen.has(key)) {
        seen.add(key);
        return [];
      }
      return [
        {
          place: placeIn(heading),
          message: `Il y a deux fois « ${number.name} » : un renvoi ne peut pas dire lequel. Renumérotez.`,
        },
      ];
    });
  },
};
