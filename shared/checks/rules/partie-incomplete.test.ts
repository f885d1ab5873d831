import { article, block } from '#shared/document/builders.ts';
import { entre, UDA } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { partieIncomplete } from './partie-incomplete.ts';

ruleCases(partieIncomplete, {
  fires: [
    [
      {
        blocks: [
          UDA,
          block('partie', 'La Ligue, association, représentée par son président,'),
          article('Objet', 'Coopérer.'),
        ],
      },
      'La Ligue, association, représentée par son président,',
    ],
  ],
  silent: [{ blocks: entre() }, { blocks: [UDA, block('partie', 'L’État, représenté par le préfet,')] }],
});
