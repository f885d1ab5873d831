import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

export const modificationAbsente: Rule = wantedClause({
  id: 'modification-absente',
  title: 'Modification absente',
  source: 'Code civil, art. 1193 ; domaine §2 Modification',
  family: 'modification',
  variant: 'avenant',
  message:
    'Aucune clause ne dit comment l’acte se modifie : prévoyez que toute modification fait l’objet d’un avenant signé par les parties.',
});
