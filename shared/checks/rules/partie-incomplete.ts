import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';
import { plainOf } from '../text.ts';

export const partieIncomplete: Rule = {
  id: 'partie-incomplete',
  title: 'Siège ou représentant absent',
  source: 'Domaine §2 Parties (seat, representative present)',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    return act.parties.flatMap((party) => {
      const [first] = party.lines;
      if (first === undefined || !party.presented || first.facts.block.type !== 'partie') return [];
      const absent = [
        ...(party.hasSeat || /^(?:l')?etat\b|prefe/.test(plainOf(party.name)) ? [] : ['son siège']),
        ...(party.represented ? [] : ['son représentant']),
      ];
      if (absent.length === 0) return [];
      return [
        {
          place: placeIn(first.facts),
          message: `La désignation de « ${party.name} » ne donne pas ${absent.join(' ni ')}.`,
        },
      ];
    });
  },
};
