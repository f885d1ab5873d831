import { block } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { visaOrdre } from './visa-ordre.ts';

ruleCases(visaOrdre, {
  fires: [
    [
      {
        blocks: [
          block('visa', 'Vu le décret n° 2020-1 du 2 janvier 2020 ;'),
          block('visa', 'Vu la loi n° 2018-771 du 5 septembre 2018 ;'),
        ],
      },
      'Vu la loi n° 2018-771 du 5 septembre 2018 ;',
    ],
    [
      {
        blocks: [
          block('visa', 'Vu la loi n° 2018-771 du 5 septembre 2018 ;'),
          block('visa', 'Vu la loi n° 78-17 du 6 janvier 1978 ;'),
        ],
      },
      'Vu la loi n° 78-17 du 6 janvier 1978 ;',
    ],
  ],
  silent: [
    {
      blocks: [
        block('visa', 'Vu le code du travail ;'),
        block('visa', 'Vu la loi n° 78-17 du 6 janvier 1978 ;'),
        block('visa', 'Vu la loi n° 2018-771 du 5 septembre 2018 ;'),
        block('visa', 'Vu le décret n° 2020-1 du 2 janvier 2020 ;'),
        block('visa', 'Vu la délibération du 3 mars 2025 ;'),
      ],
    },
  ],
});
