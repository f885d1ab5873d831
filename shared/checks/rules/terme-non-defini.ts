import type { ActFacts } from '../facts/act.ts';
import { type BlockFacts, once, placeIn } from '../facts/block.ts';
import { definitionsOf } from '../facts/terms.ts';
import type { Fix, Rule } from '../model.ts';

const USED =
  /(?<=[\p{Ll},;)] )(?:les|des|aux|[Ll]a|[Cc]haque|l'autre|une) ?(Parties?|Partenaires|Signataires|Cocontractants)\b(?! (?:prenantes?|civile))/u;

function scan(facts: BlockFacts) {
  const match = USED.exec(facts.text);
  if (match?.[1] === undefined) return null;
  const from = match.index + match[0].lastIndexOf(match[1]);
  return { word: match[1], from, to: from + match[1].length };
}

/** The collective definition that the parties block lacks. */
function fixFor(act: ActFacts, word: string): { readonly fix?: Fix } {
  const last = act.parties.at(-1)?.lines.at(-1)?.facts;
  if (last?.block.type !== 'partie') return {};
  const stem = word.replace(/s$/, '');
  const text =
    stem === 'Partie'
      ? 'ci-après désignées ensemble «\u00a0les Parties\u00a0» et chacune séparément «\u00a0la Partie\u00a0».'
      : `ci-après désignés ensemble «\u00a0les ${stem}s\u00a0».`;
  return { fix: { kind: 'definition', after: last.id, type: 'liaison', text } };
}

export const termeNonDefini: Rule = {
  id: 'terme-non-defini',
  title: 'Terme employé sans être défini',
  source: 'Domaine §2 Document-wide checks',
  severity: 'recommande',
  check: (act) => {
    if (act.kind === 'avenant') return [];
    const defined = new Set(definitionsOf(act).map((one) => one.stem));
    for (const { facts } of act.body) {
      const used = once(facts, scan);
      if (used === null || defined.has(used.word.toLowerCase().replace(/s$/, ''))) continue;
      return [
        {
          place: placeIn(facts, used.from, used.to),
          message: `« ${used.word} » prend une majuscule sans être défini : dites, après la désignation des parties, qui est ainsi appelé.`,
          ...fixFor(act, used.word),
        },
      ];
    }
    return [];
  },
};
