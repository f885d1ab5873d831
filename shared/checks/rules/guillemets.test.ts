import { alinea } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { guillemets } from './guillemets.ts';

ruleCases(guillemets, {
  fires: [
    [
      'CMA France, ci-après désignée CMA France », agit.',
      '»',
      'CMA France, ci-après désignée « CMA France », agit.',
    ],
    ['Il dit « bonjour.', '«'],
  ],
  silent: [
    'Il dit « bonjour » et « bonsoir ».',
    'Il dit « tenir “conseil” ».',
    { blocks: [alinea('« Article 4'), alinea('« Texte »')], context: { kind: 'avenant' } },
  ],
});
