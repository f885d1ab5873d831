import { ruleCases } from '../testing/cases.ts';
import { preavisSansDepart } from './preavis-sans-depart.ts';

ruleCases(preavisSansDepart, {
  fires: [
    ['Elle peut être résiliée avec un préavis de deux mois.', 'préavis de deux mois'],
    ['Le préavis est de trois (3) mois.', 'préavis est de trois (3) mois'],
  ],
  silent: [
    'Elle peut être résiliée avec un préavis de deux mois à compter de la réception de la lettre.',
    '… sous préavis de deux mois suivant l’envoi d’une lettre recommandée.',
    'Elle peut être résiliée sans préavis.',
  ],
});
