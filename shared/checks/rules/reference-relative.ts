import type { ActFacts, DivisionFacts, Line } from '../facts/act.ts';
import { type BlockFacts, once, placeIn, rangeOf } from '../facts/block.ts';
import type { Fix, Hit, Rule } from '../model.ts';

const RELATIVE =
  /\b(article|alinea|paragraphe|section|chapitre|axe)s? (precedente?s?|suivante?s?|qui (?:precede|suit)(?:nt)?)\b/g;

function scan(facts: BlockFacts) {
  return [...facts.plain.matchAll(RELATIVE)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    noun: match[1] ?? '',
    step: /^prec|precede/.test(match[2] ?? '') ? -1 : 1,
  }));
}

/** « l’article précédent » names the article before; only articles can be told without doubt. */
function targetOf(act: ActFacts, line: Line, step: number): DivisionFacts | null {
  let at = line.division;
  while (at !== null && at.genre !== 'article') at = at.parent;
  const articles = act.divisions.filter((one) => one.genre === 'article');
  const index = at === null ? -1 : articles.indexOf(at);
  const target = index === -1 ? undefined : articles[index + step];
  return target === undefined || target.number.number === '' ? null : target;
}

export const referenceRelative: Rule = {
  id: 'reference-relative',
  title: 'Renvoi relatif',
  source: 'Domaine §2 Document-wide checks',
  severity: 'style',
  check: (act) =>
    act.body.flatMap((line) =>
      once(line.facts, scan).map(({ from, to, noun, step }): Hit => {
        const { facts } = line;
        const words = facts.text.slice(from, to);
        const singular =
          noun === 'article' && !/^articles/.test(words) && !/les $/.test(facts.plain.slice(0, from));
        const target = singular ? targetOf(act, line, step) : null;
        const fix: Fix | null =
          target === null
            ? null
            : {
                kind: 'renvoi',
                block: facts.id,
                range: rangeOf(facts, from, to),
                before: facts.printed.slice(from, to),
                target: target.heading.id,
                format: 'nom',
                label: target.number.name,
              };
        return {
          place: placeIn(facts, from, to),
          message: `« ${words} » : ce renvoi devient faux dès qu’un passage est ajouté ou déplacé. Citez-le par son numéro.`,
          ...(fix === null ? {} : { fix }),
        };
      }),
    ),
};
