import { alinea, article, idOf, renvoi, texte } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { renvoiRompu } from './renvoi-rompu.ts';

ruleCases(renvoiRompu, {
  fires: [[{ blocks: [article('A', alinea([texte('Voir '), renvoi('parti', 'nom', 'article 4')]))] }, '#']],
  silent: [
    {
      blocks: [
        article('A', alinea([texte('Voir '), renvoi(idOf('duree'))])),
        article({ text: 'Durée', attrs: { id: idOf('duree') } }, 'x'),
      ],
    },
    { blocks: [alinea('Texte.', { id: idOf('ligne') }), alinea([renvoi(idOf('ligne'))])] },
  ],
});
