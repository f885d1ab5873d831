import { ruleCases } from '../testing/cases.ts';
import { dateImpossible } from './date-impossible.ts';

ruleCases(dateImpossible, {
  fires: [
    ['Elle prend fin le 31 février 2027.', '31 février 2027'],
    ['Avant le 29 février 2027.', '29 février 2027'],
    ['Chaque 31 avril.', '31 avril'],
    ['Le 31/06/2026 au soir.', '31/06/2026'],
    ['Le 31 novembre.', '31 novembre'],
  ],
  silent: [
    'Le 29 février 2028.',
    'Le 1er juillet 1901.',
    'Le 28 février.',
    'La convention n° 31/02/2024.',
    'Le 29 février.',
    'Le 24/05/2023.',
  ],
});
