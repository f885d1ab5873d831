import { alinea, article, block, idOf, rubrique } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { dureeAbsente } from './duree-absente.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(dureeAbsente, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause duree/signature']],
  silent: [
    'La présente convention est conclue pour une durée de trois ans.',
    'Ce cadre entre en vigueur à la signature pour une durée de 3 ans.',
    'La convention prend fin le 31 décembre 2027.',
    { blocks: [rubrique('Durée', 'Trois ans.')] },
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
    { blocks: [block('titre', 'Convention')] },
  ],
});
