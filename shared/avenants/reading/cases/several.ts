import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const several: readonly ReadingCase[] = [
  {
    rule: 'V5',
    base: 'cadre',
    text: 'L’article 3 est abrogé, le second alinéa de l’article 6 supprimé et l’intitulé de l’article 4 ainsi rédigé : « Finances ».',
    says: [
      'delete-division @ article 3',
      'delete-alineas @ second alinéa de l’article 6',
      'rename-division @ article 4: Finances',
    ],
    gives: [
      '- Article 3 – Gouvernance',
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '- Le secrétariat du comité est assuré par Gamma.',
      '- Article 4 – Financement',
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ Article 4 – Finances',
    ],
  },
  {
    rule: 'V5',
    base: 'cadre',
    text: 'Au premier alinéa de l’article 3, le mot : « six » est remplacé par le mot : « huit », le mot : « deux » par le mot : « trois » et le mot : « an » par le mot : « semestre ».',
    says: [
      'replace-words @ premier alinéa de l’article 3: six → huit',
      'replace-words @ premier alinéa de l’article 3: deux → trois',
      'replace-words @ premier alinéa de l’article 3: an → semestre',
    ],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité de pilotage compte huit membres. Il se réunit trois fois par semestre.',
    ],
  },
  {
    rule: 'V5',
    base: 'cadre',
    text: 'À l’article 6, le premier alinéa est complété par une phrase ainsi rédigée : « Elle est motivée. », le second est supprimé.',
    says: [
      'insert-phrase @ premier alinéa de l’article 6 [end]: Elle est motivée.',
      'delete-alineas @ second alinéa de l’article 6',
    ],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois. Elle est motivée.',
    ],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'À la première phrase du premier alinéa et au second alinéa de l’article 3, le mot « comité » est remplacé par le mot « conseil ».',
    says: [
      'replace-words @ phrase 1 : premier alinéa de l’article 3: comité → conseil',
      'replace-words @ second alinéa de l’article 3: comité → conseil',
    ],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '- Le secrétariat du comité est assuré par Gamma.',
      '+ Un conseil de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Le secrétariat du conseil est assuré par Gamma.',
    ],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'L’article 3 ainsi que l’annexe 1 sont supprimés.',
    says: ['delete-division @ article 3', 'delete-division @ annexe 1'],
    gives: [
      '- Article 3 – Gouvernance',
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '- Le secrétariat du comité est assuré par Gamma.',
      '- Annexe 1 – Indicateurs',
      '- Les indicateurs sont :',
      '- – le nombre de stagiaires ;',
      '- – le coût des sessions.',
    ],
  },
  {
    rule: 'R2',
    base: 'cadre',
    text: 'Les articles 3 à 5 sont abrogés, à l’exception de l’article 4.',
    says: ['! unknown-words'],
    gives: [],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'Les deuxième à cinquième alinéas de l’article 1er sont remplacés par un alinéa ainsi rédigé : « Elle vise à former les équipes. »',
    says: [
      'replace-alineas @ deuxième alinéa de l’article 1er + première puce de l’article 1er + deuxième puce de l’article 1er + troisième puce de l’article 1er: Elle vise à former les équipes.',
    ],
    gives: [
      '- Elle vise à :',
      '- • échanger des données ;',
      '- • former les équipes ;',
      '- • publier un rapport annuel.',
      '+ Elle vise à former les équipes.',
    ],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'Les deux premières puces de l’article 1er sont supprimées.',
    says: ['delete-alineas @ première puce de l’article 1er + deuxième puce de l’article 1er'],
    gives: ['- • échanger des données ;', '- • former les équipes ;'],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'Les trois puces de l’article 1er sont supprimées.',
    says: [
      'delete-alineas @ première puce de l’article 1er + deuxième puce de l’article 1er + troisième puce de l’article 1er',
    ],
    gives: ['- • échanger des données ;', '- • former les équipes ;', '- • publier un rapport annuel.'],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'Les deux alinéas de l’article 6 sont remplacés par un alinéa ainsi rédigé : « Chaque partie peut résilier. »',
    says: [
      'replace-alineas @ premier alinéa de l’article 6 + second alinéa de l’article 6: Chaque partie peut résilier.',
    ],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ Chaque partie peut résilier.',
    ],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'Les trois derniers alinéas de l’article 1er sont supprimés.',
    says: [
      'delete-alineas @ première puce de l’article 1er + deuxième puce de l’article 1er + troisième puce de l’article 1er',
    ],
    gives: ['- • échanger des données ;', '- • former les équipes ;', '- • publier un rapport annuel.'],
  },
  {
    rule: 'V5',
    base: 'cadre',
    text: 'L’article 5 est modifié comme suit : la date du 1er mars 2011 est remplacée par la date du 1er juin 2011 et la seconde phrase est supprimée.',
    says: [
      'replace-words @ article 5: 1er mars 2011 → 1er juin 2011',
      'delete-phrase @ premier alinéa de l’article 5 [2]',
    ],
    gives: [
      '- La convention entre en vigueur le 1er mars 2011 pour une durée de trente-six mois. Elle est renouvelable une fois.',
      '+ La convention entre en vigueur le 1er juin 2011 pour une durée de trente-six mois.',
    ],
  },
  {
    rule: 'V5',
    base: 'cadre',
    text: 'Les articles 2 et 6 sont abrogés et remplacés par un article 2 ainsi rédigé : « Article 2 – Autonomie\n« Chacun est libre. »',
    says: [
      'replace-division @ article 2: Article 2 – Autonomie // Chacun est libre.',
      'delete-division @ article 6',
    ],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '- Article 6 – Résiliation',
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ Chacun est libre.',
    ],
  },
  {
    rule: 'U2',
    base: 'cadre',
    text: 'La convention est ainsi modifiée :\n1° L’article 2 est abrogé ;\n2° À l’article 3 :\na) Le mot : « six » est remplacé par le mot : « huit » ;\nb) Le second alinéa est supprimé ;\n3° L’annexe 1 est abrogée.',
    says: [
      '(announcement)',
      'delete-division @ article 2',
      '(announcement)',
      'replace-words @ article 3: six → huit',
      'delete-alineas @ second alinéa de l’article 3',
      'delete-division @ annexe 1',
    ],
    gives: [
      '- Article 2 – Autonomie',
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '- Le secrétariat du comité est assuré par Gamma.',
      '- Annexe 1 – Indicateurs',
      '- Les indicateurs sont :',
      '- – le nombre de stagiaires ;',
      '- – le coût des sessions.',
      '+ Un comité de pilotage compte huit membres. Il se réunit deux fois par an.',
    ],
  },
  {
    rule: 'U2',
    base: 'cadre',
    text: 'Les modifications suivantes sont apportées à la convention :\n1° L’article 2 est abrogé ;\n2° L’annexe 1 est abrogée.',
    says: ['(announcement)', 'delete-division @ article 2', 'delete-division @ annexe 1'],
    gives: [
      '- Article 2 – Autonomie',
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '- Annexe 1 – Indicateurs',
      '- Les indicateurs sont :',
      '- – le nombre de stagiaires ;',
      '- – le coût des sessions.',
    ],
  },
  {
    rule: 'S7',
    base: 'cadre',
    text: 'L’article 6 est ainsi modifié : au premier alinéa, les mots « trois mois » sont remplacés par les mots « deux mois » ; ce même alinéa est complété par une phrase ainsi rédigée : « Elle est motivée. »',
    says: [
      'replace-words @ premier alinéa de l’article 6: trois mois → deux mois',
      'insert-phrase @ premier alinéa de l’article 6 [end]: Elle est motivée.',
    ],
    gives: [
      '- Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de trois mois.',
      '+ Chaque partie peut résilier la convention par lettre recommandée avec avis de réception, avec un préavis de deux mois. Elle est motivée.',
    ],
  },
];
