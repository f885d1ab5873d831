import { article, block, idOf } from '#shared/document/builders.ts';
import { entre } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { partiesNonDesignees } from './parties-non-designees.ts';

ruleCases(partiesNonDesignees, {
  fires: [
    [
      {
        blocks: [
          block('titre', 'Convention', { id: idOf('titre') }),
          block('titre', 'Union des Ateliers', { role: 'partie', id: idOf('cover') }),
          article('Objet', 'Coopérer.'),
        ],
      },
      'acte après cover0000000',
    ],
  ],
  silent: [{ blocks: entre(article('Objet', 'Coopérer.')) }, { blocks: [block('titre', 'Convention')] }],
});
