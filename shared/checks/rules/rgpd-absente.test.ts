import { alinea, article, idOf } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { rgpdAbsente } from './rgpd-absente.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(rgpdAbsente, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause rgpd/simple']],
  silent: [
    'Les Parties respectent le RGPD.',
    'Les Parties appliquent le règlement (UE) 2016/679.',
    'Les Parties se transmettent les coordonnées des jeunes.',
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
  ],
});
