import { alinea, article, idOf } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { financesAbsentes } from './finances-absentes.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(financesAbsentes, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause finances/sans-contrepartie']],
  silent: [
    'Elle est conclue sans contrepartie financière.',
    'La Ville verse 500 € par an.',
    'Une subvention est versée.',
    { blocks: [article('Dispositions financières', 'Aucune.')] },
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
  ],
});
