import { alinea, article, intitule } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { preambuleSansPortee } from './preambule-sans-portee.ts';

ruleCases(preambuleSansPortee, {
  fires: [
    [
      {
        blocks: [
          intitule('Préambule', { genre: 'preambule' }),
          alinea('Les deux réseaux agissent pour les jeunes.'),
        ],
      },
      'Préambule',
    ],
  ],
  silent: [
    {
      blocks: [
        intitule('Préambule', { genre: 'preambule' }),
        alinea('Il ne crée par lui-même aucune obligation.'),
      ],
    },
    {
      blocks: [
        intitule('Préambule', { genre: 'preambule' }),
        alinea('Contexte.'),
        article('Valeur', 'Le préambule fait partie intégrante de la convention.'),
      ],
    },
    'Pas de préambule ici.',
  ],
});
