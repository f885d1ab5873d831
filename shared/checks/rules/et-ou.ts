import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

function scan(facts: BlockFacts): readonly Hit[] {
  return [...facts.plain.matchAll(/\bet ?\/ ?ou\b/g)].map((match) => {
    const to = match.index + match[0].length;
    return {
      place: placeIn(facts, match.index, to),
      message:
        '« et/ou » laisse au lecteur le soin de choisir : écrivez « ou », qui n’exclut pas les deux, ou précisez.',
      ...rewrite(facts, { from: match.index, to }, 'ou'),
    };
  });
}

export const etOu: Rule = {
  id: 'et-ou',
  title: '« et/ou »',
  source: 'Guide de légistique, fiche 3.3.1 ; domaine §2 Document-wide checks',
  severity: 'style',
  check: (act) => scanLines(act.lines, scan),
};
