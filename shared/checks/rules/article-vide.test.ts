import { article, axe, rubrique, table } from '#shared/document/builders.ts';
import { ruleCases } from '../testing/cases.ts';
import { articleVide } from './article-vide.ts';

ruleCases(articleVide, {
  fires: [[{ blocks: [article('A'), article('B', 'b')] }, 'A']],
  silent: [
    { blocks: [article('A', 'a')] },
    { blocks: [article('A'), axe('B', 'b')] },
    { blocks: [article('A', table([['x']]))] },
    { blocks: [rubrique('Page de titre'), article('A', 'a')] },
  ],
});
