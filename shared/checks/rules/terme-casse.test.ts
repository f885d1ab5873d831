import { alinea, block } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { termeCasse } from './terme-casse.ts';

ruleCases(termeCasse, {
  fires: [
    [
      {
        blocks: [
          block('liaison', 'ci-après désignées ensemble « les Parties » et chacune « la Partie »'),
          alinea('Ensuite, les parties se rencontrent.'),
        ],
      },
      'parties',
      'Ensuite, les Parties se rencontrent.',
    ],
  ],
  silent: [
    {
      blocks: [
        block('liaison', 'ci-après désignées ensemble « les Parties » et chacune « la Partie »'),
        alinea('Les Parties agissent avec les parties prenantes, en partie.'),
      ],
    },
    'Ensuite, les parties se rencontrent.',
    {
      blocks: [
        block('liaison', 'ci-après désignées ensemble « les Parties » et chacune « la Partie »'),
        alinea('La partie de la convention relative au suivi.'),
      ],
    },
  ],
});
