import { article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { referenceRelative } from './reference-relative.ts';

ruleCases(referenceRelative, {
  fires: [
    [
      { blocks: [article('A', 'a'), article('B', 'Dans le cas prévu à l’article précédent.')] },
      'article précédent',
      'Dans le cas prévu à l’{article 1}.',
    ],
    ['Selon l’alinéa qui précède.', 'alinéa qui précède', 'sans correction'],
  ],
  silent: ['Selon l’article 3.', 'Le mois précédent.'],
});
