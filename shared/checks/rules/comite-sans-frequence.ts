import { matchesIn, says } from '../facts/act.ts';
import type { Rule } from '../model.ts';

const COMMITTEE = /\bcomite (?:de pilotage|de suivi|technique|national de suivi|strategique)\b|\bcopil\b/g;
const FREQUENCY =
  /\bfois\b[^.]{0,20}\b(?:an|annee|mois|semestre|trimestre)\b|\bannuel|\bsemestr|\btrimestr|\bmensuel|\bchaque (?:annee|trimestre|semestre|mois)|tous les|a la demande|autant que|en tant que de besoin|sur convocation|par an\b|regulierement/;

export const comiteSansFrequence: Rule = {
  id: 'comite-sans-frequence',
  title: 'Comité sans fréquence',
  source: 'Domaine §2 Gouvernance',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    for (const division of act.divisions) {
      if (division.family !== 'gouvernance' || division.parent?.family === 'gouvernance') continue;
      const first = matchesIn(division.all, COMMITTEE)[0];
      if (first === undefined || says(division.all, FREQUENCY)) continue;
      return [
        {
          place: first.place,
          message:
            'Un comité est institué sans que l’acte dise à quelle fréquence il se réunit : ajoutez-la.',
        },
      ];
    }
    return [];
  },
};
