import { type AvenantArticle, avenantText } from '#shared/avenants/print.ts';
import type { AvenantDetail } from '#shared/avenants/wire.ts';
import type { ActContent } from '#shared/document/model.ts';
import { blocksOf } from './blocks.ts';

type Line = AvenantArticle['lines'][number];

/** @returns lines as they read, a table being several */
const printed = (article: AvenantArticle, lines: readonly Line[]): string[] =>
  lines.length === 0
    ? []
    : avenantText([{ ...article, lines }])
        .split('\n')
        .slice(1);

/** @returns an article of an avenant, instruction by instruction, each with its place in the base */
export function changesOf(
  article: AvenantArticle,
  base: ActContent,
): Pick<AvenantDetail['articles'][number], 'announced' | 'changes'> {
  const { lines } = article;
  const blocks = blocksOf(base, article.instructions);
  const enumerated = lines.some(({ kind }) => kind === 'item');
  const opening: Line['kind'] = enumerated ? 'item' : 'sentence';
  const starts = lines.flatMap(({ kind }, index) => (kind === opening ? [index] : []));
  return {
    announced: enumerated ? (printed(article, lines.slice(0, starts[0]))[0] ?? null) : null,
    changes: starts.map((start, rank) => ({
      lines: printed(article, lines.slice(start, starts[rank + 1])),
      block: blocks[rank] ?? null,
    })),
  };
}
