import { once, placeIn } from '../facts/block.ts';
import { datesOf } from '../facts/dates.ts';
import type { Rule } from '../model.ts';

/** The hierarchy of texts, highest first, over the beginning of a visa. */
const RANKS: readonly RegExp[] = [
  /\bconstitution\b/,
  /\btraite\b|\breglement \(?(?:ue|ce)\b|\bdirective\b|\breglement general sur la protection|\bcharte (?:des droits|sociale)/,
  /\bcode\b|\bloi\b|\bordonnance\b/,
  /\bdecret\b/,
  /\barrete\b|\bcirculaire\b|\binstruction\b/,
  /\bdeliberation\b|\bconvention\b|\baccord\b|\bstatuts\b|\bcontrat\b|\bdecision\b/,
];

const rankOf = (plain: string): number => {
  const head = plain.slice(0, 90);
  const found = RANKS.map((pattern, rank) => ({ rank, at: head.search(pattern) })).filter(
    (one) => one.at !== -1,
  );
  return found.sort((a, b) => a.at - b.at)[0]?.rank ?? -1;
};

export const visaOrdre: Rule = {
  id: 'visa-ordre',
  title: 'Visas dans le désordre',
  source: 'Guide de légistique, fiche 3.1.2 ; domaine §2 Visas (hierarchy then chronology)',
  severity: 'style',
  check: (act) => {
    let rank = -1;
    let date = '';
    for (const { facts } of act.lines) {
      if (facts.block.type !== 'visa') continue;
      const own = rankOf(facts.plain);
      if (own === -1) continue;
      const iso = once(facts, datesOf)[0]?.iso ?? '';
      const dated = own === rank && iso !== '' && date !== '' && iso < date;
      if (own < rank || dated)
        return [
          {
            place: placeIn(facts),
            message: dated
              ? 'Ce visa est plus ancien que celui qui le précède : à rang égal, suivez l’ordre des dates.'
              : 'Ce visa cite un texte de rang supérieur à celui qui le précède : suivez la hiérarchie (lois, décrets, arrêtés, conventions).',
          },
        ];
      rank = own;
      date = iso;
    }
    return [];
  },
};
