import { alinea, article, idOf, rubrique } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { objetAbsent } from './objet-absent.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(objetAbsent, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause objet/cooperation']],
  silent: [
    'La présente convention a pour objet de coopérer.',
    'Cette convention vise à rapprocher les réseaux.',
    { blocks: [rubrique('Les objectifs', 'Partager.')] },
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
  ],
});
