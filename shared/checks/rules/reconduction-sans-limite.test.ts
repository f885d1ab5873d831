import { ruleCases } from '../testing/cases.ts';
import { reconductionSansLimite } from './reconduction-sans-limite.ts';

ruleCases(reconductionSansLimite, {
  fires: [
    ['Elle est renouvelable annuellement par tacite reconduction.', 'par tacite reconduction'],
    ['Elle se poursuit par tacite reconduction.', 'par tacite reconduction'],
  ],
  silent: [
    'Elle prend fin à son terme, sans tacite reconduction.',
    'Elle est reconduite tacitement par périodes de douze mois, dans la limite de deux fois.',
    'Elle n’est pas reconduite tacitement.',
  ],
});
