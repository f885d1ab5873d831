import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const objects: readonly ReadingCase[] = [
  {
    rule: 'V3',
    base: 'cadre',
    text: 'À l’article 5, après les mots : « trente-six mois », sont insérés les mots : « , conformément à l’article 6 ».',
    says: ['insert-words @ article 5: after trente-six mois → , conformément à l’article 6'],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois, conformément à l’article 6. Elle est renouvelable une fois.',
    ],
  },
  {
    rule: 'V3',
    base: 'cadre',
    text: 'À l’article 6, les mots : « trois mois » sont remplacés par les mots : « deux mois, ainsi qu’il est dit à l’article 5 ».',
    says: ['replace-words @ article 6: trois mois → deux mois, ainsi qu’il est dit à l’article 5'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois, ainsi qu’il est dit à l’article 5.',
    ],
  },
  {
    rule: 'O1',
    base: 'cadre',
    text: 'Au premier alinéa de l’article 6, les mots : « par lettre recommandée avec avis de réception, » sont supprimés.',
    says: ['delete-words @ premier alinéa de l’article 6: par lettre recommandée avec avis de réception,'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention avec un préavis de trois mois.',
    ],
  },
  {
    rule: 'V1',
    base: 'cadre',
    text: 'L’article 6 est complété par un alinéa ainsi rédigé : « Le second alinéa de l’article 3 est supprimé en cas de litige. »',
    says: ['insert-alineas @ end article 6: Le second alinéa de l’article 3 est supprimé en cas de litige.'],
    gives: ['+ Le second alinéa de l’article 3 est supprimé en cas de litige.'],
  },
  {
    rule: 'V3',
    base: 'cadre',
    text: 'L’article 7 ainsi rédigé est inséré après l’article 6 : « Article 7 – Presse\n« Un communiqué est diffusé. »',
    says: [
      'insert-divisions @ after article 6: article 7 = Article 7 – Presse // Un communiqué est diffusé.',
    ],
    gives: ['+ Article 7 – Presse', '+ Un communiqué est diffusé.'],
  },
  {
    rule: 'V3',
    base: 'cadre',
    text: 'Un article 7, rédigé ainsi qu’il suit, est ajouté à la convention : « Article 7 – Presse\n« Un communiqué est diffusé. »',
    says: [
      'insert-divisions @ after article 6: article 7 = Article 7 – Presse // Un communiqué est diffusé.',
    ],
    gives: ['+ Article 7 – Presse', '+ Un communiqué est diffusé.'],
  },
  {
    rule: 'V3',
    base: 'cadre',
    text: 'Une phrase ainsi rédigée est ajoutée à la fin du second alinéa de l’article 3 : « Il est gratuit. »',
    says: ['insert-phrase @ second alinéa de l’article 3 [end]: Il est gratuit.'],
    gives: [
      '- Le secrétariat du comité est assuré par Gamma.',
      '+ Le secrétariat du comité est assuré par Gamma. Il est gratuit.',
    ],
  },
  {
    rule: 'V3',
    base: 'cadre',
    text: 'Les mots « à l’article 5 » sont insérés après les mots « trois mois » à l’article 6.',
    says: ['insert-words @ article 6: after trois mois → à l’article 5'],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois à l’article 5.',
    ],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'L’article 6 est désormais intitulé « Fin anticipée ».',
    says: ['rename-division @ article 6: Fin anticipée'],
    gives: ['- Article 6 – Résiliation', '+ Article 6 – Fin anticipée'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'L’article 6 est renommé « Fin anticipée ».',
    says: ['rename-division @ article 6: Fin anticipée'],
    gives: ['- Article 6 – Résiliation', '+ Article 6 – Fin anticipée'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'L’intitulé de l’article 6 devient « Fin anticipée ».',
    says: ['rename-division @ article 6: Fin anticipée'],
    gives: ['- Article 6 – Résiliation', '+ Article 6 – Fin anticipée'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Dans l’intitulé de l’article 4, le mot « Financement » est remplacé par le mot « Finances ».',
    says: ['replace-words @ intitulé : article 4: Financement → Finances'],
    gives: ['- Article 4 – Financement', '+ Article 4 – Finances'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'Le titre de l’article 6 est remplacé par : « Fin anticipée ».',
    says: ['rename-division @ article 6: Fin anticipée'],
    gives: ['- Article 6 – Résiliation', '+ Article 6 – Fin anticipée'],
  },
  {
    rule: 'S4',
    base: 'cadre',
    text: 'L’article 6 prend l’intitulé suivant : « Fin anticipée ».',
    says: ['rename-division @ article 6: Fin anticipée'],
    gives: ['- Article 6 – Résiliation', '+ Article 6 – Fin anticipée'],
  },
  {
    rule: 'O5',
    base: 'cadre',
    text: 'Est ajoutée à la convention une annexe 2, ainsi rédigée : « Annexe 2 – Budget\n« Le budget est joint. »',
    says: ['insert-divisions @ after annexe 1: annexe 2 = Annexe 2 – Budget // Le budget est joint.'],
    gives: ['+ Annexe 2 – Budget', '+ Le budget est joint.'],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'L’annexe 1 est complétée par un tiret ainsi rédigé : « – le taux de satisfaction. »',
    says: ['insert-alineas @ end annexe 1: – le taux de satisfaction.'],
    gives: ['- – le coût des sessions.', '+ – le coût des sessions ;', '+ – le taux de satisfaction.'],
  },
];
