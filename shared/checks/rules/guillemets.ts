import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

/** « ci-après désignée CMA France » »: the name that lacks its opening mark. */
const NAMED = /^.*(?:désignée?s?|dénommée?s?|ci-après|dite?s?)(?: par| comme)? ([^«»,.;]{1,60}?) ?$/su;

function scan(facts: BlockFacts): readonly Hit[] {
  const { text } = facts;
  let open = -1;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '«') {
      // A second « in the same quotation opens a paragraph or a quotation inside it.
      if (open === -1) open = i;
    } else if (text[i] === '»') {
      if (open === -1) return [unopened(facts, i)];
      open = -1;
    }
  }
  if (open === -1) return [];
  return [
    {
      place: placeIn(facts, open, open + 1),
      message: 'Ce guillemet ouvrant n’est jamais fermé : ajoutez « » » à la fin des mots cités.',
    },
  ];
}

function unopened(facts: BlockFacts, at: number): Hit {
  const named = NAMED.exec(facts.text.slice(0, at))?.[1];
  const start = named === undefined ? -1 : facts.text.lastIndexOf(named, at);
  return {
    place: placeIn(facts, at, at + 1),
    message: 'Ce guillemet fermant n’a pas de guillemet ouvrant : ajoutez-le devant les mots cités.',
    ...(start === -1
      ? {}
      : rewrite(facts, { from: start, to: start }, '«\u00a0', { from: start, to: at + 1 })),
  };
}

export const guillemets: Rule = {
  id: 'guillemets',
  title: 'Guillemets dépareillés',
  source: 'Domaine §2 Parties (guillemets paired)',
  severity: 'style',
  // Every alinéa that an avenant quotes opens with «, only the last closes.
  check: (act) => (act.kind === 'avenant' ? [] : scanLines(act.lines, scan)),
};
