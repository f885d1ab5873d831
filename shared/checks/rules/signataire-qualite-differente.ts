import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

export const signataireQualiteDifferente: Rule = {
  id: 'signataire-qualite-differente',
  title: 'Qualité du signataire différente',
  source: 'Domaine §2 Signature (capacity equals parties block)',
  severity: 'recommande',
  check: (act) =>
    act.signatories.flatMap(({ line, party, capacity, delegated }) => {
      if (delegated || capacity === null || party?.capacity == null || capacity === party.capacity) return [];
      return [
        {
          place: placeIn(line.facts),
          message: `La qualité du signataire de « ${party.name} » n’est pas celle que donne la désignation des parties : accordez les deux, ou citez la délégation.`,
        },
      ];
    }),
};
