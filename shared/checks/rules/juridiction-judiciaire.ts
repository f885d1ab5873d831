import { matchesIn } from '../facts/act.ts';
import type { Rule } from '../model.ts';

const JUDICIAL =
  /\b(?:tribunal judiciaire|tribunaux judiciaires|tribunal de grande instance|tribunal de commerce|juge judiciaire|juridictions? judiciaires?)\b/g;

export const juridictionJudiciaire: Rule = {
  id: 'juridiction-judiciaire',
  title: 'Juge judiciaire avec une personne publique',
  source: 'Tribunal des conflits, 10 décembre 2018, n° 4143 ; domaine §2 Litige',
  severity: 'recommande',
  question: true,
  check: (act) => {
    const party = act.parties.find((one) => one.personnePublique === true);
    if (party === undefined) return [];
    return matchesIn(act.body, JUDICIAL).map(({ place }) => ({
      place,
      message: `« ${party.name} » est une personne publique : le juge judiciaire est-il bien compétent, ou le contrat est-il administratif (service public, clause exorbitante) ?`,
    }));
  },
};
