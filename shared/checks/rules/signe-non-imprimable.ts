import { signName, undrawnSigns } from '#shared/document/drawn.ts';
import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

/** What a block prints before its words. */
function markOf({ block }: BlockFacts): string {
  if (block.type === 'item') return block.attrs.marqueur;
  return block.type === 'intitule' ? block.attrs.prefixe + block.attrs.separateur : '';
}

const message = (sign: string): string =>
  `Le signe ${signName(sign)} ne peut pas être imprimé : aucune police des PDF ne le dessine. Remplacez-le.`;

function scan(facts: BlockFacts): readonly Hit[] {
  const told = new Set<string>();
  const marks = undrawnSigns(markOf(facts)).map(
    ({ sign }): Hit => ({ place: placeIn(facts), message: message(sign) }),
  );
  const words = undrawnSigns(facts.printed).flatMap(({ sign, at }): readonly Hit[] => {
    if (told.has(sign)) return [];
    told.add(sign);
    return [
      {
        place: placeIn(facts, at, at + sign.length),
        message: message(sign),
      },
    ];
  });
  return [...marks, ...words];
}

/** What the PDF could not print would be sealed with a hole in it, or not at all. */
export const signeNonImprimable: Rule = {
  id: 'signe-non-imprimable',
  title: 'Signe non imprimable',
  source: 'Impression, règle T2',
  severity: 'bloquant',
  check: (act) => scanLines(act.lines, scan),
};
