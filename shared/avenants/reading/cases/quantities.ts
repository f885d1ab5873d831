import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const quantities: readonly ReadingCase[] = [
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 4, le taux de 20 % est porté à 25 %.',
    says: ['replace-words @ article 4: 20 % → 25 %'],
    gives: ['- Le taux de prise en charge est de 20 %.', '+ Le taux de prise en charge est de 25 %.'],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'Au premier alinéa de l’article 4, la somme de 12 000 € est remplacée par la somme de 15 000 €.',
    says: ['replace-words @ premier alinéa de l’article 4: 12 000 € → 15 000 €'],
    gives: [
      '- Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 30 juin.',
      '+ Delta verse à Gamma une subvention annuelle de 15 000 € (douze mille euros), au plus tard le 30 juin.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 4, le montant de « 12 000 € (douze mille euros) » est porté à « 15 000 € (quinze mille euros) ».',
    says: ['replace-words @ article 4: 12 000 € (douze mille euros) → 15 000 € (quinze mille euros)'],
    gives: [
      '- Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 30 juin.',
      '+ Delta verse à Gamma une subvention annuelle de 15 000 € (quinze mille euros), au plus tard le 30 juin.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 4, la date limite du 30 juin est reportée au 30 septembre.',
    says: ['replace-words @ article 4: 30 juin → 30 septembre'],
    gives: [
      '- Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 30 juin.',
      '+ Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 30 septembre.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 5, la durée de trente-six mois est ramenée à vingt-quatre mois.',
    says: ['replace-words @ article 5: trente-six mois → vingt-quatre mois'],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le 1er mars 2011 pour une durée de vingt-quatre mois. Elle est renouvelable une fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 6, le préavis de trois mois est réduit à un mois.',
    says: ['replace-words @ article 6: trois mois → un mois'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de un mois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'La date d’entrée en vigueur prévue à l’article 5, fixée au 1er mars 2011, est reportée au 1er juin 2011.',
    says: ['replace-words @ article 5: 1er mars 2011 → 1er juin 2011'],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le 1er juin 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 3, le nombre de membres est porté de six à huit.',
    says: ['replace-words @ article 3: six → huit'],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité de pilotage compte huit membres. Il se réunit deux fois par an.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'Au premier alinéa de l’article 3, le mot : « six » est remplacé par le nombre : « 8 ».',
    says: ['replace-words @ premier alinéa de l’article 3: six → 8'],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité de pilotage compte 8 membres. Il se réunit deux fois par an.',
    ],
  },
  {
    rule: 'V7',
    base: 'cadre',
    text: 'Le montant de la subvention mentionnée au premier alinéa de l’article 4 est fixé à 15 000 €.',
    says: ['(text)'],
    gives: [],
  },
  {
    rule: 'V7',
    base: 'cadre',
    text: 'La durée de la convention est prolongée de douze mois.',
    says: ['(text)'],
    gives: [],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'L’échéance du 30 juin mentionnée à l’article 4 est avancée au 31 mai.',
    says: ['replace-words @ article 4: 30 juin → 31 mai'],
    gives: [
      '- Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 30 juin.',
      '+ Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 31 mai.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 5, la date du 1er mars 2011 est remplacée par celle du premier juin 2011.',
    says: ['replace-words @ article 5: 1er mars 2011 → premier juin 2011'],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le premier juin 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 5, le 1er mars 2011 est remplacé par le 1er juin 2011.',
    says: ['replace-words @ article 5: 1er mars 2011 → 1er juin 2011'],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le 1er juin 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'Le délai de préavis de trois mois prévu au premier alinéa de l’article 6 est porté à six mois.',
    says: ['replace-words @ premier alinéa de l’article 6: trois mois → six mois'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de six mois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'Le présent avenant a pour objet de porter la durée mentionnée à l’article 5 de trente-six à quarante-huit mois.',
    says: ['replace-words @ article 5: trente-six → quarante-huit'],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le 1er mars 2011 pour une durée de quarante-huit mois. Elle est renouvelable une fois.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 4, le montant annuel de la subvention passe de 12 000 € à 13 500 €.',
    says: ['replace-words @ article 4: 12 000 € → 13 500 €'],
    gives: [
      '- Delta verse à Gamma une subvention annuelle de 12 000 € (douze mille euros), au plus tard le 30 juin.',
      '+ Delta verse à Gamma une subvention annuelle de 13 500 € (douze mille euros), au plus tard le 30 juin.',
    ],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'À l’article 4, le taux : « 20 % » est remplacé par le taux : « 30 % ».',
    says: ['replace-words @ article 4: 20 % → 30 %'],
    gives: ['- Le taux de prise en charge est de 20 %.', '+ Le taux de prise en charge est de 30 %.'],
  },
  {
    rule: 'O3',
    base: 'cadre',
    text: 'Aux articles 5 et 6, les durées de trente-six mois et de trois mois sont portées respectivement à quarante-huit mois et à quatre mois.',
    says: ['(text)'],
    gives: [],
  },
];
