import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

export const articleVide: Rule = {
  id: 'article-vide',
  title: 'Division sans contenu',
  source: 'Domaine §2 Confidentialité (title without content)',
  severity: 'recommande',
  check: (act) => {
    const { content } = act.document;
    return act.divisions
      .filter(({ node, number, genre, all }) => {
        if (node.children.length > 0 || all.some(({ facts }) => facts.plain.trim() !== '')) return false;
        // A picture or a table is content; a titre or an unnumbered line of a cover is only a line.
        const holds = content
          .slice(node.start + 1, node.end)
          .some((block) => block.type === 'image' || block.type === 'table');
        return !holds && genre !== 'titre' && (number.number !== '' || node.heading.attrs.famille !== null);
      })
      .map(({ heading, number }) => ({
        place: placeIn(heading),
        message: `« ${number.name} » n’a pas de contenu : écrivez-le, ou supprimez cette division.`,
      }));
  },
};
