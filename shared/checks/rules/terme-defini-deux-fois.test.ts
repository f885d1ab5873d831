import { alinea } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { termeDefiniDeuxFois } from './terme-defini-deux-fois.ts';

ruleCases(termeDefiniDeuxFois, {
  fires: [
    [
      { blocks: [alinea('La commune, ci-après « la Ville ».'), alinea('Une autre, ci-après « la Ville ».')] },
      'la Ville',
    ],
  ],
  silent: [
    { blocks: [alinea('La commune, ci-après « la Ville ».'), alinea('Une autre, ci-après « le Bourg ».')] },
  ],
});
