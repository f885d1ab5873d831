import { scanLines } from '../facts/act.ts';
import { type BlockFacts, once, placeIn, rewrite } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Hit, Rule } from '../model.ts';
import { weekdayOf } from '../text.ts';

function scan(facts: BlockFacts): readonly Hit[] {
  return once(facts, datesOf).flatMap(({ from, to, weekday, iso }): readonly Hit[] => {
    if (weekday === null || iso === null || weekdayOf(iso) === weekday) return [];
    const right = weekdayOf(iso);
    return [
      {
        place: placeIn(facts, from, to),
        message: `« ${facts.text.slice(from, to)} » : ce jour est un ${right}. Vérifiez lequel des deux est faux.`,
        ...rewrite(facts, { from, to: from + weekday.length }, right, { from, to }),
      },
    ];
  });
}

export const jourSemaine: Rule = {
  id: 'jour-semaine',
  title: 'Jour de la semaine faux',
  source: 'Domaine §2 Document-wide checks',
  severity: 'recommande',
  check: (act) => scanLines(act.lines, scan),
};
