import { article } from '#shared/document/builders.ts';
import { cloture } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { effetAvantSignature } from './effet-avant-signature.ts';

ruleCases(effetAvantSignature, {
  fires: [
    [
      {
        blocks: [
          article('Durée', 'Elle prend effet le 1er janvier 2026.'),
          cloture('Fait à Paris, le 3 mars 2026'),
        ],
      },
      '1er janvier 2026',
    ],
    [
      { blocks: [article('Durée', 'Elle prend effet le 1er janvier 2026.'), cloture('Fait à Paris, le')] },
      '1er janvier 2026',
    ],
  ],
  silent: [
    {
      blocks: [
        article('Durée', 'Elle prend effet le 1er avril 2026.'),
        cloture('Fait à Paris, le 3 mars 2026'),
      ],
    },
    { blocks: [article('Durée', 'Elle prend effet le 1er janvier 2027.'), cloture('Fait à Paris, le')] },
    {
      blocks: [
        article('Durée', 'Elle fait suite à la convention du 1er janvier 2020.'),
        cloture('Fait à Paris, le 3 mars 2026'),
      ],
    },
  ],
});
