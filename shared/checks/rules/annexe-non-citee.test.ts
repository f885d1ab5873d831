import { alinea, annexe, article, idOf, renvoi } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { annexeNonCitee } from './annexe-non-citee.ts';

ruleCases(annexeNonCitee, {
  fires: [
    [{ blocks: [article('A', 'Rien.'), annexe('Liste', 'a')] }, 'Liste'],
    [{ blocks: [article('A', 'Voir l’annexe 1.'), annexe('Liste', 'a'), annexe('Budget', 'b')] }, 'Budget'],
  ],
  silent: [
    { blocks: [article('A', 'Voir l’annexe 1.'), annexe('Liste', 'a')] },
    {
      blocks: [
        article('A', 'Les annexes font partie de la convention.'),
        annexe('Liste', 'a'),
        annexe('B', 'b'),
      ],
    },
    {
      blocks: [
        article('A', alinea([renvoi(idOf('annexe'))])),
        annexe({ text: 'Liste', attrs: { id: idOf('annexe') } }, 'a'),
      ],
    },
  ],
});
