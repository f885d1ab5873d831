import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const front: readonly ReadingCase[] = [
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Au second alinéa du préambule, l’année : « 2007 » est remplacée par l’année : « 2008 ».',
    says: ['replace-words @ second alinéa du préambule: 2007 → 2008'],
    gives: ['- Ils ont signé une charte en 2007.', '+ Ils ont signé une charte en 2008.'],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'Le préambule est complété par un alinéa ainsi rédigé : « Ils entendent poursuivre. »',
    says: ['insert-alineas @ end préambule: Ils entendent poursuivre.'],
    gives: ['+ Ils entendent poursuivre.'],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'À la fin du préambule sont ajoutés les deux paragraphes suivants :\n« Ils se connaissent.\n« Ils se parlent. »',
    says: ['insert-alineas @ end préambule: Ils se connaissent. // Ils se parlent.'],
    gives: ['+ Ils se connaissent.', '+ Ils se parlent.'],
  },
  {
    rule: 'V1',
    base: 'cadre',
    text: 'Le préambule est remplacé par les stipulations suivantes : « Préambule\n« Les réseaux se connaissent. »',
    says: ['replace-division @ préambule: Préambule // Les réseaux se connaissent.'],
    gives: [
      '- Les réseaux ont une ambition commune.',
      '- Ils ont signé une charte en 2007.',
      '+ Les réseaux se connaissent.',
    ],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Le second visa est supprimé.',
    says: ['delete-alineas @ second visa'],
    gives: ['- Vu la délibération du 4 février 2010 ;'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Après le second visa, il est inséré un visa ainsi rédigé : « Vu la convention du 12 mai 2007 ; »',
    says: ['insert-alineas @ after second visa: Vu la convention du 12 mai 2007 ;'],
    gives: ['+ Vu la convention du 12 mai 2007 ;'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Dans la désignation des parties, les mots : « M. Paul Roy » sont remplacés par les mots : « Mme Léa Petit ».',
    says: ['replace-words @ deuxième alinéa de la désignation des parties: M. Paul Roy → Mme Léa Petit'],
    gives: [
      '- Le réseau Gamma, sis 3 rue Haute à Dijon, représenté par son président, M. Paul Roy,',
      '+ Le réseau Gamma, sis 3 rue Haute à Dijon, représenté par son président, Mme Léa Petit,',
    ],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Dans les visas, la date : « 4 février 2010 » est remplacée par la date : « 5 février 2010 ».',
    says: ['replace-words @ second visa: 4 février 2010 → 5 février 2010'],
    gives: ['- Vu la délibération du 4 février 2010 ;', '+ Vu la délibération du 5 février 2010 ;'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Au titre de la convention-cadre, les mots : « de coopération » sont remplacés par les mots : « de partenariat ».',
    says: ['replace-words @ titre: de coopération → de partenariat'],
    gives: ['- Convention-cadre de coopération', '+ Convention-cadre de partenariat'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'L’intitulé de la convention est remplacé par l’intitulé suivant : « Convention-cadre de partenariat ».',
    says: ['replace-alineas @ titre: Convention-cadre de partenariat'],
    gives: ['- Convention-cadre de coopération', '+ Convention-cadre de partenariat'],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'Le préambule de la convention est complété comme suit : « Ils entendent poursuivre. »',
    says: ['insert-alineas @ end préambule: Ils entendent poursuivre.'],
    gives: ['+ Ils entendent poursuivre.'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Le premier alinéa du préambule est supprimé.',
    says: ['delete-alineas @ premier alinéa du préambule'],
    gives: ['- Les réseaux ont une ambition commune.'],
  },
];
