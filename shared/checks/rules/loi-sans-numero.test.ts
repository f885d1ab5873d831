import { ruleCases } from '../testing/cases.ts';
import { loiSansNumero } from './loi-sans-numero.ts';

ruleCases(loiSansNumero, {
  fires: [
    [
      'Depuis la loi du 5 mars 2014, tout change.',
      'loi du 5 mars 2014',
      'Depuis la loi n° 2014-288 du 5 mars 2014, tout change.',
    ],
    ['Selon le décret du 3 avril 2019.', 'décret du 3 avril 2019', 'sans correction'],
  ],
  silent: [
    'Association régie par la loi du 1er juillet 1901.',
    'La loi n° 2014-288 du 5 mars 2014.',
    'La loi du 5 mars 2014 (n° 2014-288).',
  ],
});
