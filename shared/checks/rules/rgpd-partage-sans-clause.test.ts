import { alinea, article, intitule } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { rgpdPartageSansClause } from './rgpd-partage-sans-clause.ts';

ruleCases(rgpdPartageSansClause, {
  fires: [
    [
      'Les équipes se transmettent les coordonnées des jeunes.',
      'transmettent les coordonnées des jeunes',
      'clause rgpd/?',
    ],
    ['Faciliter l’interconnexion des systèmes d’information.', 'interconnexion'],
    [
      'Améliorer le partage des informations relatives au suivi des jeunes.',
      'partage des informations relatives au suivi',
    ],
    ['Un suivi nominatif est tenu.', 'suivi nominatif'],
  ],
  silent: [
    'Aucune donnée n’est transmise, ni les coordonnées des jeunes.',
    'Les équipes échangent leurs coordonnées professionnelles.',
    'Partager les éléments de connaissance (données, études…).',
    { blocks: [article('A', 'Coordonnées des jeunes.'), article('RGPD', 'Les Parties respectent le RGPD.')] },
    { blocks: [intitule('Préambule', { genre: 'preambule' }), alinea('Un suivi individualisé existe.')] },
  ],
});
