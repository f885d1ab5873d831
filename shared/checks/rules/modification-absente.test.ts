import { alinea, article, idOf } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { modificationAbsente } from './modification-absente.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(modificationAbsente, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause modification/avenant']],
  silent: [
    'Toute modification fait l’objet d’un avenant.',
    'Elle peut être modifiée par avenant.',
    { blocks: [article('Révision', 'D’un commun accord.')] },
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
  ],
});
