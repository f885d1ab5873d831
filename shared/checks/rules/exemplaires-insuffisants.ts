import { numberInWords } from '#shared/document/french.ts';
import { placeIn, rewrite } from '../facts/block.ts';
import type { Rule } from '../model.ts';
import { NUMBER_IN_WORDS, readNumber } from '../text.ts';

const ORIGINALS = new RegExp(
  `\\ben (${NUMBER_IN_WORDS}|\\d{1,2}|double|triple|quadruple)(?: ?\\((\\d{1,2})\\))? (?:exemplaires?|originaux|originale?s?)\\b|\\ben (double|triple|quadruple) exemplaire`,
);
const MULTIPLES: Readonly<Record<string, number>> = { double: 2, triple: 3, quadruple: 4 };

export const exemplairesInsuffisants: Rule = {
  id: 'exemplaires-insuffisants',
  title: 'Moins d’originaux que de parties',
  source: 'Code civil, art. 1375 ; domaine §2 Signature',
  severity: 'recommande',
  check: (act) => {
    const parties = act.parties.length;
    if (parties < 2) return [];
    for (const { facts } of act.lines) {
      const { type } = facts.block;
      if (type !== 'cloture' && !/exemplaires?|originaux/.test(facts.plain)) continue;
      const match = ORIGINALS.exec(facts.plain);
      const words = match?.[1] ?? match?.[3];
      if (match === null || words === undefined) continue;
      const count = MULTIPLES[words] ?? (/^\d/.test(words) ? Number(words) : readNumber(words));
      if (count === null || count >= parties) return [];
      const from = match.index + match[0].indexOf(words, 3);
      const right = /^\d/.test(words) ? String(parties) : numberInWords(parties);
      return [
        {
          place: placeIn(facts, match.index, match.index + match[0].length),
          message: `« ${facts.text.slice(match.index, match.index + match[0].length)} » : sur papier, il faut autant d’originaux que de parties, soit ${parties}.`,
          ...(match[2] === undefined && MULTIPLES[words] === undefined && count > 1
            ? rewrite(facts, { from, to: from + words.length }, right, {
                from: match.index,
                to: match.index + match[0].length,
              })
            : {}),
        },
      ];
    }
    return [];
  },
};
