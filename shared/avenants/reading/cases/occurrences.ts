import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const occurrences: readonly ReadingCase[] = [
  {
    rule: 'O2',
    base: 'repeated',
    text: 'À l’article 1, la troisième occurrence du mot « comité » est remplacée par le mot « bureau ».',
    says: ['replace-words @ article 1 [3]: comité → bureau'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '+ Le comité se réunit. Le comité décide. Le bureau publie ses avis.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'La première occurrence du mot « Plan » au second alinéa de l’article 2 est remplacée par le mot « Programme ».',
    says: ['replace-words @ second alinéa de l’article 2 [1]: Plan → Programme'],
    gives: [
      '- Le Plan est annuel, et le Plan est public.',
      '+ Le Programme est annuel, et le Plan est public.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Au second alinéa de l’article 2, le mot « Plan » est remplacé les deux fois par le mot « Programme ».',
    says: ['replace-words @ second alinéa de l’article 2 [all]: Plan → Programme'],
    gives: [
      '- Le Plan est annuel, et le Plan est public.',
      '+ Le Programme est annuel, et le Programme est public.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Dans tout le texte de la convention, les mots « Le comité » sont remplacés par les mots « Le bureau ».',
    says: ['replace-words @ acte [all]: Le comité → Le bureau'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '- Le comité rend un avis final.',
      '+ Le bureau se réunit. Le bureau décide. Le bureau publie ses avis.',
      '+ Le bureau rend un avis final.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Aux articles 1 et 3, les mots : « Le comité » sont, à chaque occurrence, remplacés par les mots : « Le bureau ».',
    says: [
      'replace-words @ article 1 [all]: Le comité → Le bureau',
      'replace-words @ article 3 [all]: Le comité → Le bureau',
    ],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '- Le comité rend un avis final.',
      '+ Le bureau se réunit. Le bureau décide. Le bureau publie ses avis.',
      '+ Le bureau rend un avis final.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Dans tous les articles de la convention, le mot « comité » est remplacé par le mot « bureau ».',
    says: ['replace-words @ acte (article 1, article 3) [all]: comité → bureau'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '- Le président du comité préside le comité.',
      '- Le comité rend un avis final.',
      '+ Le bureau se réunit. Le bureau décide. Le bureau publie ses avis.',
      '+ Le président du bureau préside le bureau.',
      '+ Le bureau rend un avis final.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Au premier alinéa de l’article 1, le mot « comité » est supprimé à sa dernière occurrence.',
    says: ['delete-words @ premier alinéa de l’article 1 [last]: comité'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '+ Le comité se réunit. Le comité décide. Le publie ses avis.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Au premier alinéa de l’article 1, les deux premières occurrences du mot : « comité » sont remplacées par le mot : « bureau ».',
    says: [
      'replace-words @ premier alinéa de l’article 1 [1]: comité → bureau',
      'replace-words @ premier alinéa de l’article 1 [2]: comité → bureau',
    ],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '+ Le bureau se réunit. Le bureau décide. Le comité publie ses avis.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'À la première phrase du premier alinéa de l’article 1, le mot « comité » est remplacé par le mot « bureau ».',
    says: ['replace-words @ phrase 1 : premier alinéa de l’article 1: comité → bureau'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '+ Le bureau se réunit. Le comité décide. Le comité publie ses avis.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Au second alinéa de l’article 1, le mot : « comité », dans sa seconde occurrence, est remplacé par le mot : « bureau ».',
    says: ['replace-words @ second alinéa de l’article 1 [2]: comité → bureau'],
    gives: ['- Le président du comité préside le comité.', '+ Le président du comité préside le bureau.'],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Au second alinéa de l’article 1, après le mot : « comité », à la première occurrence, sont insérés les mots : « de pilotage ».',
    says: ['insert-words @ second alinéa de l’article 1 [1]: after comité → de pilotage'],
    gives: [
      '- Le président du comité préside le comité.',
      '+ Le président du comité de pilotage préside le comité.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Le mot « comité » est, dans l’ensemble de la convention, remplacé par le mot « conseil ».',
    says: ['replace-words @ acte [all]: comité → conseil'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '- Le président du comité préside le comité.',
      '- Le comité rend un avis final.',
      '+ Le conseil se réunit. Le conseil décide. Le conseil publie ses avis.',
      '+ Le président du conseil préside le conseil.',
      '+ Le conseil rend un avis final.',
    ],
  },
  {
    rule: 'O2',
    base: 'repeated',
    text: 'Au premier alinéa de l’article 1, le premier mot « comité » est remplacé par le mot « bureau ».',
    says: ['replace-words @ premier alinéa de l’article 1 [1]: comité → bureau'],
    gives: [
      '- Le comité se réunit. Le comité décide. Le comité publie ses avis.',
      '+ Le bureau se réunit. Le comité décide. Le comité publie ses avis.',
    ],
  },
];
