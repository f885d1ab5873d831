import { ruleCases } from '../testing/cases.ts';
import { sirenFaux } from './siren-faux.ts';

ruleCases(sirenFaux, {
  fires: [
    ['Immatriculée sous le SIREN 784 180 151.', '784 180 151'],
    ['SIRET : 784 180 150 00019.', '784 180 150 00019'],
    ['SIREN n° 78418015.', []],
  ],
  silent: ['SIREN 784 180 150.', 'Immatriculée sous le SIREN 356 000 000.', 'Téléphone 01 23 45 67 89.'],
});
