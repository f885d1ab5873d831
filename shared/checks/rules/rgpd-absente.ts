import { sharedData } from '../facts/data.ts';
import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

export const rgpdAbsente: Rule = wantedClause({
  id: 'rgpd-absente',
  title: 'Protection des données absente',
  source: 'Règlement (UE) 2016/679 ; domaine §2 RGPD simple',
  family: 'rgpd',
  variant: 'simple',
  message:
    'Aucune clause ne traite des données à caractère personnel : ajoutez-en une, ne serait-ce que pour les coordonnées des personnes chargées du suivi.',
  // A text that shares data asks for more: see rgpd-partage-sans-clause.
  applies: (act) => sharedData(act).length === 0,
});
