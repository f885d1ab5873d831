import { placeIn } from '../facts/block.ts';
import { definitionsOf } from '../facts/terms.ts';
import type { Hit, Rule } from '../model.ts';
import { plainOf } from '../text.ts';

export const termeDefiniDeuxFois: Rule = {
  id: 'terme-defini-deux-fois',
  title: 'Terme défini deux fois',
  source: 'Domaine §2 Document-wide checks',
  severity: 'recommande',
  check: (act) => {
    const seen = new Map<string, string>();
    return definitionsOf(act).flatMap((one): readonly Hit[] => {
      const key = plainOf(one.words);
      const before = seen.get(key);
      seen.set(key, one.facts.plain);
      // A text that names its parties twice over (cover, then in full) defines the same thing twice.
      if (before === undefined || before.slice(0, 40) === one.facts.plain.slice(0, 40)) return [];
      return [
        {
          place: placeIn(one.facts, one.from, one.to),
          message: `« ${one.words} » est déjà défini plus haut : gardez une seule définition.`,
        },
      ];
    });
  },
};
