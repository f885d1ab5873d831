import { ruleCases } from '../testing/cases.ts';
import { subventionMentions } from './subvention-mentions.ts';

ruleCases(subventionMentions, {
  fires: [
    ['La Ville attribue une subvention de 45 000 €.', '45 000 €'],
    ['Le montant de la subvention est fixé à 30 000 euros, dont un acompte versé en mars.', '30 000 euros'],
  ],
  silent: [
    'La Ville attribue une subvention de 12 000 €.',
    'La Ville attribue une subvention de 45 000 €, versée en une fois. Un compte rendu financier justifie son utilisation.',
    'Le budget total est de 45 000 €.',
  ],
});
