import { sectionOf } from '../facts/act.ts';
import { once, placeIn } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Rule } from '../model.ts';

const EFFECT =
  /(?:effet|vigueur|compter|applicable|debute|commence)(?: a compter)?(?: du| le| au| a partir du) $/;

export const effetAvantSignature: Rule = {
  id: 'effet-avant-signature',
  title: 'Effet avant la signature',
  source: 'Domaine §2 Signature (date ≤ dEffet)',
  severity: 'recommande',
  question: true,
  check: (act, { today }) => {
    const closing = act.lines.filter(({ facts }) => facts.block.type === 'cloture');
    const signed = closing
      .flatMap(({ facts }) => once(facts, datesOf))
      .find((date) => date.iso !== null)?.iso;
    // An act that is not dated yet is signed today at the earliest.
    const earliest = signed ?? today;
    for (const { facts } of sectionOf(act, 'duree'))
      for (const { from, to, iso } of once(facts, datesOf)) {
        if (iso === null || iso >= earliest || !EFFECT.test(facts.plain.slice(Math.max(0, from - 40), from)))
          continue;
        return [
          {
            place: placeIn(facts, from, to),
            message: `L’acte prend effet le ${facts.text.slice(from, to)}, avant sa signature : cette rétroactivité est-elle voulue par toutes les parties ?`,
          },
        ];
      }
    return [];
  },
};
