import { ruleCases } from '../testing/cases.ts';
import { datesInversees } from './dates-inversees.ts';

ruleCases(datesInversees, {
  fires: [
    [
      'Elle prend effet le 1er janvier 2028 et prend fin le 31 décembre 2027.',
      '1er janvier 2028 et prend fin le 31 décembre 2027',
    ],
    ['Elle court du 1er mars 2027 au 1er février 2027.', '1er mars 2027 au 1er février 2027'],
  ],
  silent: [
    'La fin est avancée du 30 juin 2026 au 31 mai 2026.',
    'Elle court du 1er mars 2027 au 1er février 2028.',
    'La loi du 5 mars 2014 et la loi du 6 janvier 1978.',
    'Du 3 mars au 1er février 2027.',
  ],
});
