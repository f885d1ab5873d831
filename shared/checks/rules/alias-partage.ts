import { placeIn } from '../facts/block.ts';
import { aliasesIn } from '../facts/parties.ts';
import { termStem } from '../facts/terms.ts';
import type { Hit, Rule } from '../model.ts';

const COLLECTIVE: ReadonlySet<string> = new Set(['partie', 'partenaire', 'signataire', 'cocontractant']);

export const aliasPartage: Rule = {
  id: 'alias-partage',
  title: 'Même nom court pour deux parties',
  source: 'Domaine §2 Parties (alias unique and used)',
  severity: 'recommande',
  check: (act) => {
    const owner = new Map<string, number>();
    return act.parties.flatMap((party, index) =>
      party.lines.flatMap(({ facts }) =>
        aliasesIn(facts).flatMap(({ words, from, to }): readonly Hit[] => {
          const stem = termStem(words);
          const other = owner.get(stem);
          owner.set(stem, other ?? index);
          if (other === undefined || other === index || COLLECTIVE.has(stem)) return [];
          return [
            {
              place: placeIn(facts, from, to),
              message: `« ${words} » désigne déjà « ${act.parties[other]?.name ?? ''} » : donnez à chaque partie un nom court qui lui soit propre.`,
            },
          ];
        }),
      ),
    );
  },
};
