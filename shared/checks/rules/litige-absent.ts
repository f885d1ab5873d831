import type { Rule } from '../model.ts';
import { wantedClause } from '../wanted.ts';

export const litigeAbsent: Rule = wantedClause({
  id: 'litige-absent',
  title: 'Règlement des litiges absent',
  source: 'Domaine §2 Litige',
  family: 'litige',
  variant: 'amiable-puis-juge',
  message:
    'Aucune clause ne prévoit le règlement des litiges : prévoyez au moins une recherche d’accord amiable avant de saisir le juge.',
});
