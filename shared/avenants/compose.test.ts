import { describe, expect, it } from 'vitest';
import { article, contentOf } from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { composeAvenant, isGenerated } from './compose.ts';
import type { AvenantArticle } from './print.ts';
import { CONVENTION } from './testing/acts.ts';

const about = (name: string): AvenantArticle => ({
  title: `Modification de l’${name}`,
  about: name,
  instructions: [],
  lines: [{ kind: 'sentence', text: `${name} change.` }],
});
const FRAME = contentOf([
  article('Objet', 'a'),
  article({ text: 'Effet', attrs: { famille: 'duree' } }, 'z'),
]);
/** Headings, own ones as they are, generated ones by the article that they amend. */
const titles = ({ document }: ActContent): readonly string[] =>
  document.content
    .filter(({ type }) => type === 'intitule')
    .map((block) => /"text":"(?:Modification de l’article )?([^"]+)"/.exec(JSON.stringify(block))?.[1] ?? '');
/** Somebody adds an article after the generated one that amends `name`. */
function addedAfter(content: ActContent, name: string, own: string): ActContent {
  const blocks = content.document.content;
  const heading = blocks.findIndex(
    (block) => isGenerated(block.attrs.id) && JSON.stringify(block).includes(`Modification de l’${name}`),
  );
  const added = contentOf([article(own, 'Texte.')]).document.content.map((block, rank) => ({
    ...block,
    attrs: { ...block.attrs, id: `${own.toLowerCase()}${rank}`.padEnd(12, '0') },
  }));
  const content_ = [...blocks.slice(0, heading + 2), ...added, ...blocks.slice(heading + 2)];
  return { ...content, document: { ...content.document, content: content_ as typeof blocks } };
}
const composed = (avenant: ActContent, articles: readonly AvenantArticle[]): ActContent =>
  composeAvenant(avenant, { articles, base: CONVENTION });
const two = composed(FRAME, [about('article 2'), about('article 5')]);
const mixed = addedAfter(two, 'article 2', 'Mien');

describe('what people write among the articles of an avenant', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['again', ['article 2', 'article 5'], ['Objet', '2', 'Mien', '5', 'Effet']],
    ['one more above', ['article 1', 'article 2', 'article 5'], ['Objet', '1', '2', 'Mien', '5', 'Effet']],
    ['one more between', ['article 2', 'article 3', 'article 5'], ['Objet', '2', 'Mien', '3', '5', 'Effet']],
    ['the one above gone', ['article 5'], ['Objet', 'Mien', '5', 'Effet']],
    ['all gone but the last', ['article 2'], ['Objet', '2', 'Mien', 'Effet']],
  ])('[C2] stays where it is: %s', (_, articles, expected) => {
    expect(titles(composed(mixed, articles.map(about)))).toEqual(expected);
  });

  it('[C2] stays when no article is left, then comes back', () => {
    const none = composed(mixed, []);
    expect(titles(none)).toEqual(['Objet', 'Mien', 'Effet']);
    expect(titles(composed(none, [about('article 2')]))).toHaveLength(4);
  });

  it('[C2] several stretches keep their order', () => {
    const more = addedAfter(mixed, 'article 5', 'Autre');
    expect(titles(composed(more, [about('article 2'), about('article 5')]))).toEqual([
      'Objet',
      '2',
      'Mien',
      '5',
      'Autre',
      'Effet',
    ]);
  });
});
