import { placeIn, rewrite } from '../facts/block.ts';
import { definitionsOf } from '../facts/terms.ts';
import type { Hit, Rule } from '../model.ts';

/** « les parties prenantes », « une partie des actions » are other words. */
const COMMON = /^ (?:prenantes?|de|du|des|d'|commune|integrante|la plus|civile|restante)/;
const DETERMINED = "(?:les|des|aux|deux|trois|quatre|chaque|l'autre|la|une des|chacune des|l'une des|leurs?)";
/** Terms whose lower-case form means the same thing in a contract. */
const ROLES: ReadonlySet<string> = new Set(['partie', 'partenaire', 'signataire']);

export const termeCasse: Rule = {
  id: 'terme-casse',
  title: 'Terme défini sans sa majuscule',
  source: 'Domaine §2 Document-wide checks (case variants of a defined term)',
  severity: 'style',
  check: (act) => {
    const definitions = definitionsOf(act).filter(
      ({ words, stem }) => ROLES.has(stem) && /^\p{Lu}/u.test(words),
    );
    const [first] = definitions;
    if (first === undefined) return [];
    const start = act.lines.findIndex(({ facts }) => facts === first.facts);
    return [...new Set(definitions.map((one) => one.stem))].flatMap((stem) => {
      const pattern = new RegExp(`\\b${DETERMINED} (${stem}s?)\\b`, 'g');
      return act.lines.slice(start + 1).flatMap(({ facts }) =>
        facts.block.type === 'intitule'
          ? []
          : [...facts.plain.matchAll(pattern)].flatMap((match): readonly Hit[] => {
              const to = match.index + match[0].length;
              const from = to - (match[1]?.length ?? 0);
              const words = facts.text.slice(from, to);
              if (!/^\p{Ll}/u.test(words) || COMMON.test(facts.plain.slice(to)) || /^une? /.test(match[0]))
                return [];
              return [
                {
                  place: placeIn(facts, from, to),
                  message: `« ${words} » est un terme défini, écrit ailleurs avec une majuscule : écrivez-le partout de la même façon.`,
                  ...rewrite(facts, { from, to: from + 1 }, words.slice(0, 1).toUpperCase(), {
                    from: match.index,
                    to,
                  }),
                },
              ];
            }),
      );
    });
  },
};
