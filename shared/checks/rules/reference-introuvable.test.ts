import { article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { referenceIntrouvable } from './reference-introuvable.ts';

ruleCases(referenceIntrouvable, {
  fires: [
    [{ blocks: [article('A', 'Comme prévu à l’article 7 ci-dessus.'), article('B', 'b')] }, 'à l’article 7'],
    [{ blocks: [article('A', 'Selon les modalités de l’article 9.'), article('B', 'b')] }, 'de l’article 9'],
  ],
  silent: [
    { blocks: [article('A', 'Comme prévu à l’article 2.'), article('B', 'b')] },
    { blocks: [article('A', 'En application de l’article 9 du code civil.'), article('B', 'b')] },
    { blocks: [article('A', 'Le RGPD, à son article 26.'), article('B', 'b')] },
    'Comme prévu à l’article 7.',
    { blocks: [article('A', 'La loi du 1er juillet 1901, notamment de l’article 5.'), article('B', 'b')] },
  ],
});
