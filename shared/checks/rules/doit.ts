import { scanLines, within } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

function scan(facts: BlockFacts): readonly Hit[] {
  const match = /\b(?:doit|doivent)\b/.exec(facts.plain);
  if (match === null) return [];
  return [
    {
      place: placeIn(facts, match.index, match.index + match[0].length),
      message: `« ${match[0]} » : le présent suffit à obliger (« la Partie transmet… ») ; gardez « est tenu de » là où il faut insister.`,
    },
  ];
}

export const doit: Rule = {
  id: 'doit',
  title: '« doit » pour une obligation',
  source: 'Guide de légistique, fiche 3.3.1 ; domaine §2 Document-wide checks',
  severity: 'style',
  check: (act) =>
    scanLines(
      act.body.filter((line) => !within(line, ['preambule', 'presentation'])),
      scan,
    ),
};
