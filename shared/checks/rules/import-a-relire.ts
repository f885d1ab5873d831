import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

const EXCERPT = 80;

export const importARelire: Rule = {
  id: 'import-a-relire',
  title: 'Passage importé à relire',
  source: 'Import, règle G4',
  severity: 'recommande',
  check: (act) =>
    act.lines
      .filter(({ facts }) => facts.block.type === 'alinea' && facts.block.attrs.aVerifier)
      .map(({ facts }) => {
        const words = facts.text.trim();
        const excerpt = words.length > EXCERPT ? `${words.slice(0, EXCERPT - 1)}…` : words;
        return {
          place: placeIn(facts),
          message: `« ${excerpt} » : l’import n’a pas reconnu le rôle de ce passage. Relisez-le.`,
          fix: { kind: 'relu', block: facts.id } as const,
        };
      }),
};
