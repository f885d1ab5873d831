import { ruleCases } from '../testing/cases.ts';
import { reglementUe } from './reglement-ue.ts';

ruleCases(reglementUe, {
  fires: [
    [
      'Le règlement no 2016/679 s’applique.',
      'règlement no 2016/679',
      'Le règlement (UE) 2016/679 s’applique.',
    ],
  ],
  silent: ['Le règlement (UE) 2016/679 du 27 avril 2016.'],
});
