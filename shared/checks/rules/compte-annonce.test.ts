import { article, axe, item } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { compteAnnonce } from './compte-annonce.ts';

ruleCases(compteAnnonce, {
  fires: [
    [
      { blocks: [article('Objet', 'Elle poursuit trois objectifs :', item('un'), item('deux'))] },
      'trois objectifs',
      'Elle poursuit deux objectifs :',
    ],
    [
      {
        blocks: [
          article(
            'Objet',
            'Selon 2 grands principes d’action :',
            item('un'),
            item('deux', { niveau: 2 }),
            item('trois'),
            item('quatre'),
          ),
        ],
      },
      '2 grands principes',
      'Selon 3 grands principes d’action :',
    ],
    [
      { blocks: [article('Axes', 'Elle s’organise autour de trois axes.'), axe('A', 'a'), axe('B', 'b')] },
      'trois axes',
      'Elle s’organise autour de deux axes.',
    ],
  ],
  silent: [
    {
      blocks: [article('Objet', 'Elle poursuit trois objectifs :', item('un'), item('deux'), item('trois'))],
    },
    {
      blocks: [
        article('Objet', 'Dans un délai de deux mois, les Parties :', item('a'), item('b'), item('c')),
      ],
    },
    { blocks: [article('Objet', 'Au moins deux actions :', item('a'), item('b'), item('c'))] },
    'Elle poursuit trois objectifs.',
    { blocks: [article('Objet', 'L’un des trois axes :', item('a'), item('b'))] },
  ],
});
