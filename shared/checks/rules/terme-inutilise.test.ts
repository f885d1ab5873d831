import { alinea } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { termeInutilise } from './terme-inutilise.ts';

ruleCases(termeInutilise, {
  fires: [['L’association, ci-après « le Réseau », agit.', 'le Réseau']],
  silent: [
    {
      blocks: [alinea('L’association, ci-après « le Réseau », agit.')],
      context: { kind: 'avenant' },
    },
    { blocks: [alinea('L’association, ci-après « le Réseau », agit.'), alinea('Le Réseau se réunit.')] },
    'Le règlement, dit « règlement général », vaut.',
  ],
});
