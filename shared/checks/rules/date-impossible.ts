import { scanLines } from '../facts/act.ts';
import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Hit, Rule } from '../model.ts';

function scan(facts: BlockFacts): readonly Hit[] {
  return once(facts, datesOf)
    .filter((date) => !date.real)
    .map(({ from, to, day, month, year }) => ({
      place: placeIn(facts, from, to),
      message:
        month === 2 && day === 29
          ? `« ${facts.text.slice(from, to)} » : cette date n’existe pas, ${year} n’est pas une année bissextile.`
          : `« ${facts.text.slice(from, to)} » : cette date n’existe pas. Corrigez le jour ou le mois.`,
    }));
}

export const dateImpossible: Rule = {
  id: 'date-impossible',
  title: 'Date impossible',
  source: 'Domaine §2 Document-wide checks',
  severity: 'bloquant',
  check: (act) => scanLines(act.lines, scan),
};
