import { table } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { sommeFausse } from './somme-fausse.ts';

ruleCases(sommeFausse, {
  fires: [
    ['Soit 100 + 200 = 310 places.', '100 + 200 = 310'],
    [
      'Ils sont 310 577 jeunes, dont 176 867 femmes et 170 200 hommes.',
      '310 577 jeunes, dont 176 867 femmes et 170 200',
    ],
    [
      {
        blocks: [
          table([
            ['Poste', 'Montant'],
            ['Salaires', '1 200 €'],
            ['Loyer', '300 €'],
            ['Total', '1 600 €'],
          ]),
        ],
      },
      '1 600 €',
    ],
  ],
  silent: [
    'Soit 100 + 200 = 300 places.',
    'Ils sont 436, dont 200 au nord et 100 au sud.',
    {
      blocks: [
        table([
          ['Poste', 'Montant'],
          ['Salaires', '1 200,50 €'],
          ['Loyer', '300,50 €'],
          ['Total', '1 501 €'],
        ]),
      ],
    },
    {
      blocks: [
        table([
          ['Poste', '2024', '2025'],
          ['A', '10', '20'],
          ['B', '5', '6'],
          ['Total', '15', '26'],
        ]),
      ],
    },
    {
      blocks: [
        table([
          ['Poste', 'Part'],
          ['A', '40 %'],
          ['B', '50 %'],
          ['Total', '100 %'],
        ]),
      ],
    },
    {
      blocks: [
        table([
          ['A', '1'],
          ['Sous-total', '1'],
          ['B', '2'],
          ['Sous-total', '2'],
          ['Total', '3'],
        ]),
      ],
    },
  ],
});
