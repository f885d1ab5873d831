import { annexe, article } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { annexeAbsente } from './annexe-absente.ts';

ruleCases(annexeAbsente, {
  fires: [
    ['La liste figure à l’annexe 2.', 'annexe 2'],
    ['La liste figure en annexe.', 'en annexe'],
  ],
  silent: [
    { blocks: [article('A', 'La liste figure à l’annexe 1.'), annexe('Liste', 'a')] },
    { blocks: [article('A', 'La liste figure en annexe.'), annexe('Liste', 'a')] },
    'Selon l’annexe 2 du décret.',
    'Sans rien joindre.',
  ],
});
