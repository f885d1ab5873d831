import { alinea, article, idOf } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { litigeAbsent } from './litige-absent.ts';

const entreChamp = {
  blocks: [article('Moyens', alinea('Les équipes se rencontrent.', { id: idOf('texte') }))],
};

ruleCases(litigeAbsent, {
  fires: [[entreChamp, 'acte après texte0000000', 'clause litige/amiable-puis-juge']],
  silent: [
    'Tout différend est réglé à l’amiable.',
    'Le litige est porté devant le tribunal.',
    { blocks: [article('Contentieux', 'Le juge est saisi.')] },
    { blocks: [article('Moyens', 'Les équipes se rencontrent.')], context: { kind: 'avenant' } },
  ],
});
