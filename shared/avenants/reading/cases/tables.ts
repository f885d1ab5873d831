import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const tables: readonly ReadingCase[] = [
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Les deux dernières lignes du tableau de l’article 4 sont supprimées.',
    says: ['delete-row @ tableau de l’article 4 [3]', 'delete-row @ tableau de l’article 4 [4]'],
    gives: ['- 2012 | 5 000 € | 9 000 €', '- 2013 | 5 500 € | 9 500 €'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Avant la deuxième ligne du tableau de l’article 4, est insérée une ligne ainsi rédigée : « | 2010 | 3 000 € | 7 000 € | »',
    says: ['insert-rows @ tableau de l’article 4 [1]: 2010 | 3 000 € | 7 000 €'],
    gives: ['+ 2010 | 3 000 € | 7 000 €'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Au tableau de l’article 4, la ligne « 2012 » est remplacée par la ligne suivante : « | 2012 | 6 000 € | 9 000 € | »',
    says: ['replace-row @ tableau de l’article 4 [3]: 2012 | 6 000 € | 9 000 €'],
    gives: ['- 2012 | 5 000 € | 9 000 €', '+ 2012 | 6 000 € | 9 000 €'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Le tableau figurant à l’article 4 est remplacé par le tableau suivant :\n« | Année | Total |\n« | 2011 | 12 000 € | »',
    says: ['replace-alineas @ tableau de l’article 4: Année | Total // 2011 | 12 000 €'],
    gives: [
      '- Année | Gamma | Delta',
      '- 2011 | 4 000 € | 8 000 €',
      '- 2012 | 5 000 € | 9 000 €',
      '- 2013 | 5 500 € | 9 500 €',
      '+ Année | Total',
      '+ 2011 | 12 000 €',
    ],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Il est ajouté au tableau de l’article 4 une ligne ainsi rédigée : « | 2014 | 6 000 € | 9 900 € | »',
    says: ['insert-rows @ tableau de l’article 4 [end]: 2014 | 6 000 € | 9 900 €'],
    gives: ['+ 2014 | 6 000 € | 9 900 €'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Dans le tableau de l’article 4, le montant : « 9 500 € » est remplacé par le montant : « 9 800 € ».',
    says: ['replace-words @ tableau de l’article 4: 9 500 € → 9 800 €'],
    gives: ['- 2013 | 5 500 € | 9 500 €', '+ 2013 | 5 500 € | 9 800 €'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'À la ligne « 2013 » du tableau de l’article 4, le montant « 9 500 € » est remplacé par le montant « 9 800 € ».',
    says: [
      'replace-words @ troisième cellule de la quatrième ligne du tableau de l’article 4: 9 500 € → 9 800 €',
    ],
    gives: ['- 2013 | 5 500 € | 9 500 €', '+ 2013 | 5 500 € | 9 800 €'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'À la dernière ligne du tableau de l’article 4, le montant de 9 500 € est remplacé par le montant de 9 800 €.',
    says: [
      'replace-words @ troisième cellule de la quatrième ligne du tableau de l’article 4: 9 500 € → 9 800 €',
    ],
    gives: ['- 2013 | 5 500 € | 9 500 €', '+ 2013 | 5 500 € | 9 800 €'],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'Le deuxième alinéa de l’article 4 est remplacé par un alinéa ainsi rédigé : « Le budget est fixé chaque année. »',
    says: ['replace-alineas @ tableau de l’article 4: Le budget est fixé chaque année.'],
    gives: [
      '- Année | Gamma | Delta',
      '- 2011 | 4 000 € | 8 000 €',
      '- 2012 | 5 000 € | 9 000 €',
      '- 2013 | 5 500 € | 9 500 €',
      '+ Le budget est fixé chaque année.',
    ],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'Le troisième alinéa de l’article 4 est supprimé.',
    says: ['delete-alineas @ troisième alinéa de l’article 4'],
    gives: ['- Le taux de prise en charge est de 20 %.'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'Après le tableau de l’article 4, il est inséré un alinéa ainsi rédigé : « Ces montants sont fermes. »',
    says: ['insert-alineas @ after tableau de l’article 4: Ces montants sont fermes.'],
    gives: ['+ Ces montants sont fermes.'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'L’article 6 est complété par un tableau ainsi rédigé :\n« | Motif | Préavis |\n« | Faute | Aucun | »',
    says: ['insert-alineas @ end article 6: Motif | Préavis // Faute | Aucun'],
    gives: ['+ Motif | Préavis', '+ Faute | Aucun'],
  },
  {
    rule: 'O10',
    base: 'cadre',
    text: 'La ligne relative à l’année « 2011 » du tableau de l’article 4 est supprimée.',
    says: ['delete-row @ tableau de l’article 4 [2]'],
    gives: ['- 2011 | 4 000 € | 8 000 €'],
  },
];
