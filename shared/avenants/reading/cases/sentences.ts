import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const sentences: readonly ReadingCase[] = [
  {
    rule: 'S1',
    base: 'cadre',
    text: 'La deuxième phrase de l’article 2 est supprimée.',
    says: ['delete-phrase @ premier alinéa de l’article 2 [2]'],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Chaque réseau reste autonome. Il décide seul de son budget.',
    ],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'L’avant-dernière phrase de l’article 2 est ainsi rédigée : « Il conserve ses instances. »',
    says: ['replace-phrase @ premier alinéa de l’article 2 [2]: Il conserve ses instances.'],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Chaque réseau reste autonome. Il conserve ses instances. Il décide seul de son budget.',
    ],
  },
  {
    rule: 'O7',
    base: 'cadre',
    text: 'Après la première phrase de l’article 2, il est inséré deux phrases ainsi rédigées : « Il agit seul. Il rend compte. »',
    says: ['insert-phrase @ premier alinéa de l’article 2 [1]: Il agit seul. Il rend compte.'],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Chaque réseau reste autonome. Il agit seul. Il rend compte. Il garde ses instances. Il décide seul de son budget.',
    ],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'À la seconde phrase du premier alinéa de l’article 3, les mots : « deux fois » sont remplacés par les mots : « trois fois ».',
    says: ['replace-words @ phrase 2 : premier alinéa de l’article 3: deux fois → trois fois'],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité de pilotage compte six membres. Il se réunit trois fois par an.',
    ],
  },
  {
    rule: 'V5',
    base: 'cadre',
    text: 'Au premier alinéa de l’article 3, la première phrase est ainsi rédigée : « Un comité compte huit membres. » et la seconde phrase est supprimée.',
    says: [
      'replace-phrase @ premier alinéa de l’article 3 [1]: Un comité compte huit membres.',
      'delete-phrase @ premier alinéa de l’article 3 [2]',
    ],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité compte huit membres.',
    ],
  },
  {
    rule: 'S2',
    base: 'cadre',
    text: 'La première et la troisième phrase de l’article 2 sont supprimées.',
    says: [
      'delete-phrase @ premier alinéa de l’article 2 [1]',
      'delete-phrase @ premier alinéa de l’article 2 [3]',
    ],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Il garde ses instances.',
    ],
  },
  {
    rule: 'O8',
    base: 'cadre',
    text: 'La seconde phrase du premier alinéa de l’article 3 est complétée par les mots : « , sur convocation ».',
    says: ['insert-words @ phrase 2 : premier alinéa de l’article 3: after an → , sur convocation'],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité de pilotage compte six membres. Il se réunit deux fois par an, sur convocation.',
    ],
  },
  {
    rule: 'O4',
    base: 'cadre',
    text: 'Le premier alinéa de l’article 3 est complété par trois phrases ainsi rédigées : « Il vote. Il publie. »',
    says: ['! count'],
    gives: [],
  },
  {
    rule: 'O7',
    base: 'cadre',
    text: 'À l’article 2, in fine, la phrase suivante est ajoutée : « Il rend compte à l’autre. »',
    says: ['insert-phrase @ premier alinéa de l’article 2 [end]: Il rend compte à l’autre.'],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget. Il rend compte à l’autre.',
    ],
  },
  {
    rule: 'O7',
    base: 'cadre',
    text: 'À la fin de l’article 2, sont ajoutées deux phrases ainsi rédigées : « Il rend compte. Il publie ses comptes. »',
    says: ['insert-phrase @ premier alinéa de l’article 2 [end]: Il rend compte. Il publie ses comptes.'],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget. Il rend compte. Il publie ses comptes.',
    ],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'À la fin de l’article 6, il est ajouté un alinéa ainsi rédigé : « Elle prend effet au terme du préavis. »',
    says: ['insert-alineas @ end article 6: Elle prend effet au terme du préavis.'],
    gives: ['+ Elle prend effet au terme du préavis.'],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'L’article 3 est complété comme suit : « Le comité adopte son règlement. »',
    says: ['insert-alineas @ end article 3: Le comité adopte son règlement.'],
    gives: ['+ Le comité adopte son règlement.'],
  },
  {
    rule: 'O8',
    base: 'cadre',
    text: 'Le second alinéa de l’article 3 est complété in fine par les mots : « , à titre gracieux ».',
    says: ['insert-words @ second alinéa de l’article 3: after Gamma → , à titre gracieux'],
    gives: [
      '- Le secrétariat du comité est assuré par Gamma.',
      '+ Le secrétariat du comité est assuré par Gamma, à titre gracieux.',
    ],
  },
  {
    rule: 'O7',
    base: 'cadre',
    text: 'Au début du second alinéa de l’article 6, il est ajouté une phrase ainsi rédigée : « La lettre est motivée. »',
    says: ['insert-phrase @ second alinéa de l’article 6 [0]: La lettre est motivée.'],
    gives: [
      '- La résiliation n’ouvre droit à aucune indemnité.',
      '+ La lettre est motivée. La résiliation n’ouvre droit à aucune indemnité.',
    ],
  },
  {
    rule: 'O1',
    base: 'cadre',
    text: 'Au premier alinéa de l’article 3, la phrase « Il se réunit deux fois par an. » est remplacée par la phrase « Il se réunit chaque mois. ».',
    says: [
      'replace-words @ premier alinéa de l’article 3: Il se réunit deux fois par an. → Il se réunit chaque mois.',
    ],
    gives: [
      '- Un comité de pilotage compte six membres. Il se réunit deux fois par an.',
      '+ Un comité de pilotage compte six membres. Il se réunit chaque mois.',
    ],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'Le paragraphe « La résiliation n’ouvre droit à aucune indemnité. » de l’article 6 est supprimé.',
    says: ['delete-alineas @ second alinéa de l’article 6'],
    gives: ['- La résiliation n’ouvre droit à aucune indemnité.'],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'À l’article 6, l’alinéa commençant par les mots : « La résiliation » est supprimé.',
    says: ['delete-alineas @ second alinéa de l’article 6'],
    gives: ['- La résiliation n’ouvre droit à aucune indemnité.'],
  },
  {
    rule: 'S1',
    base: 'cadre',
    text: 'La phrase de l’article 2 commençant par « Il garde » est supprimée.',
    says: ['delete-phrase @ premier alinéa de l’article 2 [2]'],
    gives: [
      '- Chaque réseau reste autonome. Il garde ses instances. Il décide seul de son budget.',
      '+ Chaque réseau reste autonome. Il décide seul de son budget.',
    ],
  },
  {
    rule: 'O6',
    base: 'cadre',
    text: 'Après l’alinéa commençant par : « Ils ont signé », il est inséré un alinéa ainsi rédigé : « Ils la tiennent. »',
    says: ['insert-alineas @ after second alinéa du préambule: Ils la tiennent.'],
    gives: ['+ Ils la tiennent.'],
  },
];
