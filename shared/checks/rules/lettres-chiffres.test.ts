import { ruleCases } from '../testing/cases.ts';
import { lettresChiffres } from './lettres-chiffres.ts';

ruleCases(lettresChiffres, {
  fires: [
    ['Un préavis de deux (3) mois est dû.', 'deux (3)', 'Un préavis de deux (2) mois est dû.'],
    ['Une durée de trente-six (24) mois.', 'trente-six (24)', 'Une durée de trente-six (36) mois.'],
    [
      'Un montant de mille deux cents (2 100) euros.',
      'mille deux cents (2 100)',
      'Un montant de mille deux cents (1 200) euros.',
    ],
    ['Conclue pour 3 (deux) ans.', '3 (deux)', 'Conclue pour 2 (deux) ans.'],
    ['Pour trois ans (2 ans).', 'trois ans (2 ans)', 'Pour trois ans (3 ans).'],
    ['Un (2) mois après.', 'Un (2)'],
  ],
  silent: [
    'Entre trente et quarante (40) personnes.',
    'Entre cent et deux cents (200) personnes.',
    'Entre mille et deux mille (2 000) euros.',
    'Un an (2 ans max).',
    'Mil neuf cent quatre-vingt-dix-huit (1998) est loin.',
    'Quatre-vingt-onze (91) jours.',
    'Deux cent mille (200 000) euros.',
    'L’annexe 3 (deux).',
    'Un préavis de deux (2) mois.',
    'Quatre-vingt-dix (90) jours.',
    'Vingt et un (21) jours.',
    'Vingt-cinq mille (25 000) euros.',
    'Mille cinq cents euros (1 500,00 €).',
    'L’un (2) des signataires.',
    'Les deux conventions (2019 et 2022).',
    'Une convention (2023) lie les parties.',
    'Trois articles (4 et 5).',
    'Les deux réseaux (1).',
    'Trois axes (2) sont retenus.',
    'Soixante et onze (71) communes.',
    'Deux ans et demi (30 mois).',
    'Un million cinq cent mille (1 500 000) euros.',
    'Entre deux et trois (3) réunions.',
  ],
});
