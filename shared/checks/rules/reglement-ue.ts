import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const GDPR = /\breglement(?: europeen)? (?:n° ?|no |n )?2016\/679\b/g;

function scan(facts: BlockFacts): readonly Hit[] {
  return [...facts.plain.matchAll(GDPR)].map((match) => {
    const to = match.index + match[0].length;
    return {
      place: placeIn(facts, match.index, to),
      message: `« ${facts.text.slice(match.index, to)} » : un règlement de l’Union européenne se cite « règlement (UE) 2016/679 ».`,
      ...rewrite(facts, { from: match.index, to }, 'règlement (UE) 2016/679'),
    };
  });
}

export const reglementUe: Rule = {
  id: 'reglement-ue',
  title: 'Règlement européen mal cité',
  source: 'Code de rédaction interinstitutionnel de l’Union européenne ; domaine §1.1 (CMA)',
  severity: 'style',
  check: (act) => scanLines(act.lines, scan),
};
