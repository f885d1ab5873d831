import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

export const resiliationAbsente: Rule = wantedClause({
  id: 'resiliation-absente',
  title: 'Résiliation absente',
  source: 'Code civil, art. 1211 et 1225 ; domaine §2 Résiliation',
  family: 'resiliation',
  variant: 'preavis',
  message:
    'Aucune clause ne dit comment une partie peut se retirer avant le terme : prévoyez une résiliation, son préavis et sa forme.',
});
