import { alinea, article, idOf } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { resiliationAbsente } from './resiliation-absente.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(resiliationAbsente, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause resiliation/preavis']],
  silent: [
    'Elle peut être dénoncée à tout moment.',
    'Chaque Partie peut se retirer à la fin de l’année.',
    'La convention pourra être résiliée.',
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
  ],
});
