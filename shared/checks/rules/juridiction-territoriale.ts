import { matchesIn } from '../facts/act.ts';
import type { Rule } from '../model.ts';

const PLACED = /\btribunal judiciaire (?:de|d'|du) ?[a-z-]+|\btribunaux (?:judiciaires )?de [a-z-]+/g;

export const juridictionTerritoriale: Rule = {
  id: 'juridiction-territoriale',
  title: 'Clause de compétence territoriale',
  source: 'Code de procédure civile, art. 48 ; domaine §2 Litige',
  severity: 'recommande',
  question: true,
  check: (act) => {
    const { parties } = act;
    if (parties.length < 2 || parties.some((one) => one.personnePublique !== false)) return [];
    return matchesIn(act.body, PLACED).map(({ place }) => ({
      place,
      message:
        'Désigner un tribunal par son lieu est réputé non écrit si les parties ne sont pas toutes commerçantes : ce tribunal est-il celui que la loi désigne déjà ?',
    }));
  },
};
