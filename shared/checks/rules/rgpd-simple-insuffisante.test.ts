import { article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { rgpdSimpleInsuffisante } from './rgpd-simple-insuffisante.ts';

ruleCases(rgpdSimpleInsuffisante, {
  fires: [
    [
      {
        blocks: [
          article('A', 'La transmission des coordonnées des jeunes demande leur accord.'),
          article(
            'Données',
            'Les Parties respectent la réglementation sur les données à caractère personnel.',
          ),
        ],
      },
      'coordonnées des jeunes',
    ],
  ],
  silent: [
    {
      blocks: [
        article('A', 'Les équipes se rencontrent.'),
        article('Données', 'Les Parties respectent la réglementation sur les données à caractère personnel.'),
      ],
    },
    {
      blocks: [
        article('A', 'Les coordonnées des jeunes circulent.'),
        article(
          'Données',
          'Les Parties sont responsables conjoints des traitements de données personnelles.',
        ),
      ],
    },
    'Les coordonnées des jeunes circulent.',
  ],
});
