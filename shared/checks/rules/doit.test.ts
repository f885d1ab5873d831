import { ruleCases } from '../testing/cases.ts';
import { doit } from './doit.ts';

ruleCases(doit, {
  fires: [['La Partie doit transmettre un bilan.', 'doit']],
  silent: ['La Partie transmet un bilan.', 'Le droit et l’endroit.'],
});
