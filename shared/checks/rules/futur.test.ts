import { alinea, intitule } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { futur } from './futur.ts';

ruleCases(futur, {
  fires: [
    ['Un comité se réunira chaque année.', 'réunira', 'Un comité se réunit chaque année.'],
    ['Elles informeront les équipes.', 'informeront', 'sans correction'],
    ['Le bilan sera présenté.', 'sera', 'Le bilan est présenté.'],
  ],
  silent: [
    'Un comité se réunit à l’opéra.',
    { blocks: [intitule('Préambule', { genre: 'preambule' }), alinea('Ce sera utile.')] },
    'Le front et les caméras.',
  ],
});
