import { article, block, intitule } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { considerantPlace } from './considerant-place.ts';

ruleCases(considerantPlace, {
  fires: [
    [
      { blocks: [article('Objet', block('considerant', 'Considérant la volonté commune.'))] },
      'Considérant la volonté commune.',
    ],
  ],
  silent: [
    { blocks: [block('considerant', 'Considérant la volonté commune.'), article('Objet', 'x')] },
    {
      blocks: [
        intitule('Préambule', { genre: 'preambule' }),
        block('considerant', 'Considérant la volonté.'),
      ],
    },
  ],
});
