import { scanLines } from '../facts/act.ts';
import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Hit, Rule } from '../model.ts';

/** Between a beginning and its end, in one sentence. */
const UNTIL =
  /^ ?,? ?(?:(?:inclus|compris),? )?(?:(?:et |pour |elle |qui )*(?:prend(?:ra)? fin|se termine(?:ra)?|s'acheve(?:ra)?|expire(?:ra)?|(?:arrive|vient) a echeance)|jusqu') ?(?:le|au|a compter du)?(?: terme du)? ?$/;
const FROM_TO = /^ (?:inclus )?au $/;
const STARTS =
  /(?:du|a compter du|a partir du|des le|effet le|effet au|vigueur le|vigueur au|debute le|commence le) $/;

/** « avancée du 30 juin au 31 mai » moves a date; it is no period. */
const MOVED = /\b(?:avanc|report|deplac|ramen|modifi|remplac|anticip)/;

function scan(facts: BlockFacts): readonly Hit[] {
  const dates = once(facts, datesOf);
  const hits: Hit[] = [];
  for (let i = 0; i + 1 < dates.length; i += 1) {
    const start = dates[i];
    const end = dates[i + 1];
    if (start?.iso == null || end?.iso == null || end.iso >= start.iso) continue;
    const between = facts.plain.slice(start.to, end.from);
    const before = facts.plain.slice(Math.max(0, start.from - 40), start.from);
    if (MOVED.test(facts.plain.slice(Math.max(0, start.from - 120), start.from))) continue;
    if (!STARTS.test(before) || !(UNTIL.test(between) || FROM_TO.test(between))) continue;
    hits.push({
      place: placeIn(facts, start.from, end.to),
      message: `« ${facts.text.slice(start.from, end.to)} » : la fin vient avant le début. Corrigez l’une des deux dates.`,
    });
  }
  return hits;
}

export const datesInversees: Rule = {
  id: 'dates-inversees',
  title: 'Fin avant le début',
  source: 'Domaine §2 Durée (dEffet ≤ dFin)',
  severity: 'bloquant',
  check: (act) => scanLines(act.body, scan),
};
