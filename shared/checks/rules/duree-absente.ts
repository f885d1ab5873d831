import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

export const dureeAbsente: Rule = wantedClause({
  id: 'duree-absente',
  title: 'Durée absente',
  source: 'Code civil, art. 1211 et 1212 ; domaine §2 Durée',
  family: 'duree',
  variant: 'signature',
  message:
    'Aucune clause ne fixe la durée : sans terme, chaque partie peut mettre fin à l’acte à tout moment, moyennant un délai raisonnable. Fixez une durée ou des dates.',
});
