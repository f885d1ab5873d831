import { cloture, signataire } from '../testing/acts.ts';
import { ruleCases } from '../testing/cases.ts';
import { texteACompleter } from './texte-a-completer.ts';

ruleCases(texteACompleter, {
  fires: [
    ['Fixé à [montant à préciser] par an.', '[montant à préciser]'],
    ['Avant le [date].', '[date]'],
    ['Représentée par ……………, maire.', '……………'],
    ['Le XX mai.', 'XX'],
    [{ blocks: [cloture('Fait à Lyon, le ……………')] }, '……………'],
  ],
  silent: [
    'Selon l’article XXX du traité.',
    'Les éléments (données, études...) sont partagés.',
    'Il cite « le texte […] complet ».',
    'Le XXe siècle.',
    { blocks: [signataire('Pour l’UDA / …………………')] },
    'Au XXI siècle et Taxxi.',
  ],
});
