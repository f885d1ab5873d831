import { numberInWords } from '#shared/document/french.ts';
import type { ActFacts, Line } from '../facts/act.ts';
import { type BlockFacts, once, placeIn, rewrite } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';
import { NUMBER_IN_WORDS, readNumber } from '../text.ts';

const NOUNS =
  'objectifs|axes|principes|missions|actions|engagements|priorites|orientations|volets|points|themes|thematiques|domaines|champs|leviers|etapes|phases|conditions|cas|modalites|criteres|indicateurs|documents|categories|niveaux|instances|piliers|enjeux|chantiers|mesures|finalites|ambitions|temps|formes|types|obligations|prestations|livrables|comites|groupes';
const ADJECTIVES =
  '(?:grands?|grandes|principaux|principales|premiers?|autres|nouveaux|nouvelles|grands|objectifs)';
const ANNOUNCED = new RegExp(
  `(?<!(?:au moins|au plus|minimum|jusqu'a|parmi les|des|dans les|l'un des|environ) )\\b(${NUMBER_IN_WORDS}|\\d{1,2}) (?:${ADJECTIVES} )*(${NOUNS})\\b`,
  'g',
);

interface Announced {
  readonly from: number;
  readonly to: number;
  readonly noun: string;
  readonly count: number;
  readonly numberTo: number;
  /** True when the sentence ends with a colon, and so opens a list. */
  readonly opens: boolean;
}

function scan(facts: BlockFacts): Announced | null {
  const { plain } = facts;
  const opens = /:\s*$/.test(plain);
  const start = Math.max(plain.lastIndexOf('. '), plain.lastIndexOf('; '));
  let last: Announced | null = null;
  for (const match of plain.matchAll(ANNOUNCED)) {
    const words = match[1] ?? '';
    const count = /^\d/.test(words) ? Number(words) : readNumber(words);
    const at = match.index;
    if (count === null || count < 2 || count > 30 || (opens && at < start)) continue;
    last = {
      from: at,
      to: at + match[0].length,
      noun: match[2] ?? '',
      count,
      numberTo: at + words.length,
      opens,
    };
  }
  return last;
}

/** Items of the list that follows, at its outer level; a page break or an indented alinéa does not end it. */
function itemsAfter(act: ActFacts, line: Line): number {
  let count = 0;
  let level = 0;
  for (let i = act.lines.indexOf(line) + 1; i < act.lines.length; i += 1) {
    const block = act.lines[i]?.facts.block;
    if (block?.type === 'item') {
      if (level === 0) level = block.attrs.niveau;
      if (block.attrs.niveau <= level && act.lines[i]?.facts.plain.trim() !== '') count += 1;
    } else if (!(block?.type === 'alinea' && (block.attrs.retrait > 0 || block.content === undefined))) break;
  }
  return count;
}

/** « autour de trois axes »: the axes may be divisions under the same heading. */
function axesUnder(act: ActFacts, line: Line): number {
  const { division } = line;
  if (division === null || division.own[0] !== line) return 0;
  return act.divisions.filter((one) => one.parent === division && one.genre === 'axe').length;
}

export const compteAnnonce: Rule = {
  id: 'compte-annonce',
  title: 'Compte annoncé faux',
  source: 'Domaine §2 Objet (announced count = items)',
  severity: 'recommande',
  check: (act) =>
    act.body.flatMap((line): readonly Hit[] => {
      const { facts } = line;
      if (facts.block.type === 'intitule') return [];
      const announced = once(facts, scan);
      if (announced === null) return [];
      const found = announced.opens
        ? itemsAfter(act, line)
        : announced.noun === 'axes'
          ? axesUnder(act, line)
          : 0;
      if (found < 2 || found === announced.count) return [];
      const { from, to, numberTo } = announced;
      const right = /^\d/.test(facts.plain.slice(from)) ? String(found) : numberInWords(found);
      return [
        {
          place: placeIn(facts, from, to),
          message: `« ${facts.text.slice(from, to)} » annoncés, ${found} énumérés : corrigez le nombre ou la liste.`,
          ...rewrite(facts, { from, to: numberTo }, right, { from, to }),
        },
      ];
    }),
};
