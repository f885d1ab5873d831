import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md, written as jurists of other houses write. */
export const otherDivisions: readonly ReadingCase[] = [
  {
    rule: 'V1',
    base: 'subvention',
    text: 'À l’article 6, le mot « assurance » cède la place aux mots « assurance de responsabilité civile ».',
    says: ['replace-words @ article 6: assurance → assurance de responsabilité civile'],
    gives: [
      '- L’association souscrit une assurance.',
      '+ L’association souscrit une assurance de responsabilité civile.',
    ],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'Le second alinéa de l’article 7 cède la place aux stipulations suivantes : « La commune notifie sa décision. »',
    says: ['replace-alineas @ second alinéa de l’article 7: La commune notifie sa décision.'],
    gives: ['- La commune en informe l’association.', '+ La commune notifie sa décision.'],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'Au II de l’article 3, « 31 mars » cède la place à « 30 avril ».',
    says: ['replace-words @ II de l’article 3: 31 mars → 30 avril'],
    gives: [
      '- II. – Le premier versement intervient avant le 31 mars. Le second versement intervient avant le 30 septembre.',
      '+ II. – Le premier versement intervient avant le 30 avril. Le second versement intervient avant le 30 septembre.',
    ],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'L’article 9 est remplacé par les dispositions suivantes :\n« Article 9 - Litiges\n« Les parties recherchent d’abord un accord.\n« À défaut, le tribunal administratif de Rouen est saisi. »',
    says: [
      'replace-division @ article 9: Article 9 - Litiges // Les parties recherchent d’abord un accord. // À défaut, le tribunal administratif de Rouen est saisi.',
    ],
    gives: [
      '- Le tribunal administratif de Rouen est compétent.',
      '+ Les parties recherchent d’abord un accord.',
      '+ À défaut, le tribunal administratif de Rouen est saisi.',
    ],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'Le troisième alinéa de l’article 1er est remplacé par les dispositions suivantes : « 1° l’accueil et l’orientation du public ; »',
    says: ['replace-alineas @ 1° de l’article 1: 1° l’accueil et l’orientation du public ;'],
    gives: ['- 1° l’accueil du public ;', '+ 1° l’accueil et l’orientation du public ;'],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'Le 2° de l’article 1er est abrogé et le 3° devient le 2°.',
    says: [
      'delete-alineas @ 2° de l’article 1',
      'replace-alineas @ cinquième alinéa de l’article 1: 2° la tenue d’un registre.',
    ],
    gives: [
      '- 2° la formation des salariés ;',
      '- 3° la tenue d’un registre.',
      '+ 2° la tenue d’un registre.',
    ],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'L’article 5 est abrogé.',
    says: ['delete-division @ article 5'],
    gives: [
      '- Article 5 – Contrôle',
      '- Le contrôle est exercé par la commune. Le contrôle porte sur les comptes.',
      '- L’association facilite le contrôle. Elle en supporte le coût.',
    ],
  },
  {
    rule: 'O5',
    base: 'subvention',
    text: 'Après l’article 4, il est inséré un article 4 bis ainsi rédigé :\n« Art. 4 bis. - Publicité\n« L’association mentionne le soutien de la commune. »',
    says: [
      'insert-divisions @ after article 4: article 4 bis = Article 4 bis – Publicité // L’association mentionne le soutien de la commune.',
    ],
    gives: ['+ Article 4 bis – Publicité', '+ L’association mentionne le soutien de la commune.'],
  },
  {
    rule: 'O5',
    base: 'subvention',
    text: 'Il est inséré dans la convention un article 10 rédigé comme suit : « Article 10 – Élection de domicile\n« Les parties élisent domicile à la mairie. »',
    says: [
      'insert-divisions @ after article 9: article 10 = Article 10 – Élection de domicile // Les parties élisent domicile à la mairie.',
    ],
    gives: ['+ Article 10 – Élection de domicile', '+ Les parties élisent domicile à la mairie.'],
  },
  {
    rule: 'O5',
    base: 'subvention',
    text: 'Est inséré, après l’article 7, un article 7-1 intitulé « Mise en demeure » et ainsi rédigé : « La commune met en demeure l’association. »',
    says: [
      'insert-divisions @ after article 7: article 7-1 = Article 7-1 – Mise en demeure // La commune met en demeure l’association.',
    ],
    gives: ['+ Article 7-1 – Mise en demeure', '+ La commune met en demeure l’association.'],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'L’intitulé de l’article 7 est remplacé par l’intitulé : « Sanctions et remboursement ».',
    says: ['rename-division @ article 7: Sanctions et remboursement'],
    gives: ['- Article 7 – Sanctions', '+ Article 7 – Sanctions et remboursement'],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'Dans l’intitulé de l’article 6, le mot : « Assurances » est remplacé par les mots : « Responsabilité et assurances ».',
    says: ['replace-words @ intitulé : article 6: Assurances → Responsabilité et assurances'],
    gives: ['- Article 6 – Assurances', '+ Article 6 – Responsabilité et assurances'],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'L’article 9 devient l’article 10.',
    says: ['move-division @ article 9:  = article 10'],
    gives: ['- Article 9 – Litiges', '+ Article 10 – Litiges'],
  },
  {
    rule: 'O10',
    base: 'subvention',
    text: 'Dans le tableau de l’annexe 2, la ligne « Divers » est supprimée.',
    says: ['delete-row @ tableau de l’annexe 2 [4]'],
    gives: ['- Divers | 500 € | 400 €'],
  },
  {
    rule: 'O10',
    base: 'subvention',
    text: 'La dernière ligne du tableau de l’annexe 2 est remplacée par la ligne suivante : « | Divers | 600 € | 700 € | »',
    says: ['replace-row @ tableau de l’annexe 2 [4]: Divers | 600 € | 700 €'],
    gives: ['- Divers | 500 € | 400 €', '+ Divers | 600 € | 700 €'],
  },
  {
    rule: 'O10',
    base: 'subvention',
    text: 'Le tableau figurant à l’annexe 2 est complété par une ligne ainsi rédigée : « | Total | 8 500 € | 9 000 € | »',
    says: ['insert-rows @ tableau de l’annexe 2 [end]: Total | 8 500 € | 9 000 €'],
    gives: ['+ Total | 8 500 € | 9 000 €'],
  },
  {
    rule: 'O10',
    base: 'subvention',
    text: 'À la troisième ligne du tableau de l’annexe 2, le montant : « 2 100 € » est remplacé par le montant : « 2 300 € ».',
    says: [
      'replace-words @ troisième cellule de la troisième ligne du tableau de l’annexe 2: 2 100 € → 2 300 €',
    ],
    gives: ['- Locaux | 2 000 € | 2 100 €', '+ Locaux | 2 000 € | 2 300 €'],
  },
  {
    rule: 'O10',
    base: 'subvention',
    text: 'Le tableau de l’annexe 2 est remplacé par le tableau suivant :\n« | Poste | 2022 |\n« | Salaires | 7 000 € | »',
    says: ['replace-alineas @ tableau de l’annexe 2: Poste | 2022 // Salaires | 7 000 €'],
    gives: [
      '- Poste | 2020 | 2021',
      '- Salaires | 6 000 € | 6 500 €',
      '- Locaux | 2 000 € | 2 100 €',
      '- Divers | 500 € | 400 €',
      '+ Poste | 2022',
      '+ Salaires | 7 000 €',
    ],
  },
  {
    rule: 'J1',
    base: 'subvention',
    text: 'L’annexe 2 est remplacée par l’annexe 2 jointe au présent avenant.\nFait à Valmont, le 3 mars 2021.\nAnnexe 2 – Budget\nLe budget est de 9 000 €.',
    says: [
      'replace-division @ annexe 2: (jointe) Annexe 2 – Budget // Le budget est de 9 000 €.',
      '(text)',
      '(annexe)',
    ],
    gives: [
      '- Le budget prévisionnel est le suivant :',
      '- Poste | 2020 | 2021',
      '- Salaires | 6 000 € | 6 500 €',
      '- Locaux | 2 000 € | 2 100 €',
      '- Divers | 500 € | 400 €',
      '+ Le budget est de 9 000 €.',
    ],
  },
  {
    rule: 'V1',
    base: 'subvention',
    text: 'L’annexe 1 est abrogée.',
    says: ['delete-division @ annexe 1'],
    gives: ['- Annexe 1 – Programme', '- Le programme est annuel.', '- Il est évalué.'],
  },
  {
    rule: 'S4',
    base: 'subvention',
    text: 'Dans la désignation des parties, les mots : « sa présidente » sont remplacés par les mots : « son président ».',
    says: ['replace-words @ quatrième alinéa de la désignation des parties: sa présidente → son président'],
    gives: [
      '- L’association Horizons, représentée par sa présidente,',
      '+ L’association Horizons, représentée par son président,',
    ],
  },
];
