import { ruleCases } from '../testing/cases.ts';
import { jourSemaine } from './jour-semaine.ts';

ruleCases(jourSemaine, {
  fires: [['Réunies le lundi 24 mai 2023.', 'lundi 24 mai 2023', 'Réunies le mercredi 24 mai 2023.']],
  silent: ['Réunies le mercredi 24 mai 2023.', 'Chaque lundi 24 mai.', 'Le 24 mai 2023.'],
});
