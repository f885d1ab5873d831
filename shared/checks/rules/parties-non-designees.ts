import { frontPlace } from '../facts/front.ts';
import type { Rule } from '../model.ts';
import { isWritten } from '../wanted.ts';

export const partiesNonDesignees: Rule = {
  id: 'parties-non-designees',
  title: 'Parties non désignées',
  source: 'Domaine §2 Parties',
  severity: 'recommande',
  check: (act) => {
    if (!isWritten(act) || act.kind === 'avenant') return [];
    if (act.parties.filter((one) => one.presented).length >= 2 || act.parties.some((one) => one.presented))
      return [];
    return [
      {
        place: frontPlace(act),
        message:
          'L’acte ne désigne pas ses parties : donnez, pour chacune, sa dénomination, sa forme juridique, son siège et son représentant.',
      },
    ];
  },
};
