import { placeIn } from '../facts/block.ts';
import { definitionsOf, termPattern } from '../facts/terms.ts';
import type { Rule } from '../model.ts';

export const termeInutilise: Rule = {
  id: 'terme-inutilise',
  title: 'Terme défini, jamais employé',
  source: 'Domaine §2 Document-wide checks',
  severity: 'style',
  check: (act) => {
    // An avenant presents the parties of its convention again, however little it says of them.
    if (act.kind === 'avenant') return [];
    // « dit « règlement général … » » only gives a name that the text needs nowhere else.
    const definitions = definitionsOf(act).filter(
      (one) => one.genre === 'terme' && !/\bdite?s? «? ?$/.test(one.facts.plain.slice(0, one.from)),
    );
    const told = new Set<string>();
    return definitions.flatMap((one) => {
      if (told.has(one.stem)) return [];
      told.add(one.stem);
      const pattern = termPattern(one.words, 'gi');
      const own = definitions.filter((other) => other.stem === one.stem);
      const used = act.lines.some(({ facts }) => {
        const found = [...facts.text.matchAll(pattern)].map((match) => match.index);
        return found.some(
          (at) => !own.some((other) => other.facts === facts && at >= other.from && at < other.to),
        );
      });
      if (used) return [];
      return [
        {
          place: placeIn(one.facts, one.from, one.to),
          message: `« ${one.words} » est défini mais n’est employé nulle part ailleurs : retirez la définition, ou employez le terme.`,
        },
      ];
    });
  },
};
