import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

export const financesAbsentes: Rule = wantedClause({
  id: 'finances-absentes',
  title: 'Finances non dites',
  source: 'Domaine §2 Finances',
  family: 'finances',
  variant: 'sans-contrepartie',
  message:
    'L’acte ne dit rien de l’argent : si aucune somme n’est versée, écrivez qu’il est conclu sans contrepartie financière.',
});
