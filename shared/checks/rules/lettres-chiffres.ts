import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';
import { NUMBER_IN_WORDS, readFigures, readNumber } from '../text.ts';

const FIGURES = '\\d[\\d .]*(?:,\\d+)?';
/** « deux (3) mois »: a noun must follow, or the figure may be a note call. */
const WORDS_FIRST = new RegExp(`(?<![\\w-])(${NUMBER_IN_WORDS}) ?\\( ?(${FIGURES}) ?\\)(?= [a-z€])`, 'g');
/** « 3 (deux) mois ». */
const FIGURES_FIRST = new RegExp(
  `(?<![\\d.,/°-])(${FIGURES}) ?\\( ?(${NUMBER_IN_WORDS}) ?\\)(?= [a-z€])`,
  'g',
);
const UNIT = 'ans?|annees?|mois|semaines?|jours?|heures?|euros?|exemplaires?|originaux';
/** « trois ans (2 ans) », « mille euros (2 000 €) »: the unit stands on both sides. */
const WITH_UNITS = new RegExp(
  `(?<![\\w-])(${NUMBER_IN_WORDS}) (${UNIT}) ?\\( ?(${FIGURES}) ?(€|${UNIT}) ?\\)`,
  'g',
);
/**
 * « les deux (1) réseaux » may call a note that the import left in the text. Only a measured noun makes it certain that
 * the figure repeats the words; « un (2) » without one says nothing at all.
 */
const MEASURED = new RegExp(
  `^ (?:(?:premiers?|derniers?|prochaines?|jours?) )?(?:${UNIT}|€|minutes?|pour cent|representants?|membres?|reunions?|fois|personnes?|parties)(?![a-z])`,
);

const stem = (unit: string): string => (unit === '€' ? 'euro' : unit.replace(/s$/, ''));

interface Pair {
  readonly from: number;
  readonly to: number;
  readonly words: number | null;
  readonly figures: number | null;
  /** Where the figures stand. */
  /** False when the figure might call a note. */
  readonly sure: boolean;
  readonly at: { readonly from: number; readonly to: number };
}

function pair(match: RegExpMatchArray, words: string, figures: string, sure: boolean): Pair {
  const from = match.index ?? 0;
  const trimmed = figures.trim();
  const start = from + match[0].indexOf(trimmed, match[0].startsWith(words) ? words.length : 0);
  return {
    from,
    to: from + match[0].length,
    words: readNumber(words),
    figures: readFigures(trimmed),
    sure,
    at: { from: start, to: start + trimmed.length },
  };
}

function pairsIn(plain: string): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const match of plain.matchAll(WORDS_FIRST)) {
    const after = plain.slice((match.index ?? 0) + match[0].length);
    const measured = MEASURED.test(after);
    if (/^une?$/.test(match[1] ?? '') && !measured) continue;
    // No note bears so high a number.
    const sure = measured || (readFigures(match[2] ?? '') ?? 0) >= 20;
    pairs.push(pair(match, match[1] ?? '', match[2] ?? '', sure));
  }
  for (const match of plain.matchAll(FIGURES_FIRST))
    pairs.push(pair(match, match[2] ?? '', match[1] ?? '', true));
  for (const match of plain.matchAll(WITH_UNITS))
    if (stem(match[2] ?? '') === stem(match[4] ?? ''))
      pairs.push(pair(match, match[1] ?? '', match[3] ?? '', true));
  return pairs;
}

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');

function scan(facts: BlockFacts): readonly Hit[] {
  if (!facts.plain.includes('(')) return [];
  return pairsIn(facts.plain).flatMap(({ from, to, words, figures, sure, at }): readonly Hit[] => {
    if (words === null || figures === null || words === Math.trunc(figures)) return [];
    return [
      {
        place: placeIn(facts, from, to),
        message: `« ${facts.text.slice(from, to)} » : les lettres et les chiffres ne disent pas le même nombre. En cas de différence, les lettres l’emportent ; mettez les deux d’accord.`,
        ...(sure ? {} : { severity: 'recommande' as const }),
        ...rewrite(facts, at, grouped(words), { from, to }),
      },
    ];
  });
}

export const lettresChiffres: Rule = {
  id: 'lettres-chiffres',
  title: 'Lettres et chiffres différents',
  source: 'Code civil, art. 1376 ; domaine §2 Résiliation, Finances',
  severity: 'bloquant',
  check: (act) => scanLines(act.lines, scan),
};
