import type { ReadingCase } from './case.ts';

/** Cases of parse/RULES.md. */
export const refusals: readonly ReadingCase[] = [
  { rule: 'R2', base: 'articles', text: 'Le préambule est supprimé.', says: ['! not-found'], gives: [] },
  {
    rule: 'R2',
    base: 'articles',
    text: 'Le comité mentionné à l’article 4 est supprimé.',
    says: ['! unknown-words'],
    gives: [],
  },
  { rule: 'R2', base: 'articles', text: 'L’article 7 est remplacé.', says: ['! no-object'], gives: [] },
  {
    rule: 'R2',
    base: 'articles',
    text: 'L’article 7 est remplacé par une clause de médiation.',
    says: ['! no-object'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'La convention est abrogée.',
    says: ['! not-expressible'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'À l’article 6, les mots : « Les logos » sont remplacés.',
    says: ['! no-object'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'La deuxième colonne du tableau de l’article 4 est supprimée.',
    says: ['! no-place'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'Les Parties s’engagent à compléter leurs fichiers avant le 31 mars 2009.',
    says: ['(text)'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'Le présent avenant prend effet le 1er janvier 2009.',
    says: ['(text)'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'La convention est prolongée jusqu’au 31 décembre 2009.',
    says: ['(text)'],
    gives: [],
  },
  {
    rule: 'R2',
    base: 'articles',
    text: 'Les articles 2 et 3 demeurent inchangés.',
    says: ['(text)'],
    gives: [],
  },
];
