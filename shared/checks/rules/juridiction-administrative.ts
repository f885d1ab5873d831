import { matchesIn } from '../facts/act.ts';
import type { Rule } from '../model.ts';

const ADMINISTRATIVE =
  /\b(?:tribunal administratif|tribunaux administratifs|juge administratif|juridictions? administratives?)\b/g;

export const juridictionAdministrative: Rule = {
  id: 'juridiction-administrative',
  title: 'Juge administratif sans personne publique',
  source: 'Tribunal des conflits, 10 décembre 2018, n° 4143 ; domaine §2 Litige',
  severity: 'recommande',
  question: true,
  check: (act) => {
    if (act.parties.some((party) => party.personnePublique === true)) return [];
    return matchesIn(act.body, ADMINISTRATIVE).map(({ place }) => ({
      place,
      message:
        'Aucune partie n’est connue comme personne publique : le juge administratif est-il bien compétent ? Les parties ne choisissent pas l’ordre de juridiction.',
    }));
  },
};
