import { PLAIN_MONTHS } from '#shared/document/months.ts';
import { scanLines } from '../facts/act.ts';
import { type BlockFacts, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

const CITED = new RegExp(
  `\\b(lois?|decrets?|ordonnances?)(?: modifiee?)? du (\\d{1,2}|premier)(?:er)? (${PLAIN_MONTHS.join('|')}) (\\d{4})\\b`,
  'g',
);
const FIRST_NUMBERED = 1958;
/** Numbers of the laws that conventions cite most, by date. */
const NUMBERS: Readonly<Record<string, string>> = {
  '6 janvier 1978': '78-17',
  '12 avril 2000': '2000-321',
  '11 fevrier 2005': '2005-102',
  '5 mars 2014': '2014-288',
  '7 aout 2015': '2015-991',
  '8 aout 2016': '2016-1088',
  '5 septembre 2018': '2018-771',
  '24 aout 2021': '2021-1109',
  '18 decembre 2023': '2023-1196',
};

function scan(facts: BlockFacts): readonly Hit[] {
  if (facts.block.type === 'visa') return [];
  return [...facts.plain.matchAll(CITED)].flatMap((match): readonly Hit[] => {
    if (Number(match[4]) < FIRST_NUMBERED) return [];
    const from = match.index;
    const to = from + match[0].length;
    // « loi du 5 septembre 2018 (n° 2018-771) » says all.
    if (/^[^.]{0,15}n° ?\d/.test(facts.plain.slice(to))) return [];
    const noun = match[1] ?? '';
    const number = noun === 'loi' ? NUMBERS[`${match[2]} ${match[3]} ${match[4]}`] : undefined;
    const space = from + noun.length;
    return [
      {
        place: placeIn(facts, from, to),
        message: `« ${facts.text.slice(from, to)} » : un texte se cite par son numéro et sa date${number === undefined ? '' : ` (n° ${number}, à vérifier)`}.`,
        ...(number === undefined
          ? {}
          : rewrite(facts, { from: space, to: space + 1 }, ` n°\u00a0${number} `, { from, to })),
      },
    ];
  });
}

export const loiSansNumero: Rule = {
  id: 'loi-sans-numero',
  title: 'Loi citée par sa seule date',
  source: 'Domaine §2 Document-wide checks ; Guide de légistique, fiche 3.1.3',
  severity: 'style',
  check: (act) => scanLines(act.lines, scan),
};
