import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const typing: readonly ReadingCase[] = [
  {
    rule: 'C1',
    base: 'cadre',
    text: 'A l ’ article 6 , les mots : « trois mois » sont remplacés par les mots : « deux mois » .',
    says: ['replace-words @ article 6: trois mois → deux mois'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois.',
    ],
  },
  {
    rule: 'C1',
    base: 'cadre',
    text: "À l'article 6,les mots «trois mois» sont remplacés par les mots «deux mois».",
    says: ['replace-words @ article 6: trois mois → deux mois'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois.',
    ],
  },
  {
    rule: 'U1',
    base: 'cadre',
    text: 'ARTICLE 3 : MODIFICATION DE L’ARTICLE 6\nLES MOTS « trois mois » SONT REMPLACES PAR LES MOTS « deux mois ».',
    says: ['(heading)', 'replace-words @ article 6: trois mois → deux mois'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois.',
    ],
  },
  {
    rule: 'U1',
    base: 'cadre',
    text: 'Art. 2. – L’article 6 de la convention est abrogé.',
    says: ['(heading)', 'delete-division @ article 6'],
    gives: [
      '- Article 6 – Résiliation',
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
    ],
  },
  {
    rule: 'U1',
    base: 'cadre',
    text: 'Article II. L’article 6 de la convention est abrogé.',
    says: ['(heading)', 'delete-division @ article 6'],
    gives: [
      '- Article 6 – Résiliation',
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
    ],
  },
  {
    rule: 'U1',
    base: 'cadre',
    text: 'Article premier. – L’article 6 de la convention est abrogé.',
    says: ['(heading)', 'delete-division @ article 6'],
    gives: [
      '- Article 6 – Résiliation',
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
    ],
  },
  {
    rule: 'U1',
    base: 'cadre',
    text: 'ARTICLE UNIQUE\nL’article 6 de la convention est abrogé.',
    says: ['(heading)', 'delete-division @ article 6'],
    gives: [
      '- Article 6 – Résiliation',
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
    ],
  },
  {
    rule: 'U1',
    base: 'cadre',
    text: 'Article 2 : À l’article 6, le second alinéa est supprimé.',
    says: ['(heading)', 'delete-alineas @ second alinéa de l’article 6'],
    gives: ['- La résiliation n’ouvre droit à aucune indemnité.'],
  },
  {
    rule: 'U2',
    base: 'cadre',
    text: 'L’article 6 est modifié comme suit :\n- au premier alinéa : remplacer « trois mois » par « deux mois » ;\n- ajouter un troisième alinéa rédigé comme suit : « Elle est écrite. »',
    says: [
      '(announcement)',
      'replace-words @ premier alinéa de l’article 6: trois mois → deux mois',
      'insert-alineas @ after second alinéa de l’article 6: Elle est écrite.',
    ],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois.',
      '+ Elle est écrite.',
    ],
  },
  {
    rule: 'C2',
    base: 'cadre',
    text: 'L’article 6 est remplacé par les dispositions sui-\nvantes :\n« Chaque partie peut résilier la con-\nvention. »',
    says: [
      'replace-division @ article 6: Article 6 – Résiliation // Chaque partie peut résilier la convention.',
    ],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ Chaque partie peut résilier la convention.',
    ],
  },
  {
    rule: 'C1',
    base: 'cadre',
    text: 'A l’article 6, les mots ‘trois mois’ sont remplacés par les mots ‘deux mois’.',
    says: ['replace-words @ article 6: trois mois → deux mois'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois.',
    ],
  },
  {
    rule: 'Q3',
    base: 'cadre',
    text: 'L’article 6 est remplacé par les stipulations suivantes :\n« Article 6 – Résiliation\n\nChaque partie peut résilier.\n\nElle prévient l’autre. »',
    says: [
      'replace-division @ article 6: Article 6 – Résiliation // Chaque partie peut résilier. // Elle prévient l’autre.',
    ],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ Chaque partie peut résilier.',
      '+ Elle prévient l’autre.',
    ],
  },
  {
    rule: 'Q2',
    base: 'cadre',
    text: 'Le second alinéa de l’article 6 est remplacé par les stipulations suivantes :\n« La résiliation est gratuite dans les cas suivants :\n« – faute de l’autre partie ;\n« – force majeure. »',
    says: [
      'replace-alineas @ second alinéa de l’article 6: La résiliation est gratuite dans les cas suivants : // – faute de l’autre partie ; // – force majeure.',
    ],
    gives: [
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ La résiliation est gratuite dans les cas suivants :',
      '+ – faute de l’autre partie ;',
      '+ – force majeure.',
    ],
  },
];
