import { type BlockFacts, placeIn } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

/** What is only known when the text is frozen does not make a draft unfit: it is asked then. */
const atSigning = (facts: BlockFacts): boolean =>
  facts.block.type === 'cloture' || facts.block.type === 'signataire';

export const variableVide: Rule = {
  id: 'variable-vide',
  title: 'Variable à compléter',
  source: 'Domaine §7.9',
  severity: 'bloquant',
  check: (act) => {
    const told = new Set<string>();
    return act.lines.flatMap(({ facts }) =>
      facts.atoms.flatMap((atom): readonly Hit[] => {
        if (atom.kind !== 'variable' || !atom.empty || told.has(atom.key)) return [];
        told.add(atom.key);
        const label = (Object.hasOwn(act.champs, atom.key) ? act.champs[atom.key]?.libelle : '') || atom.key;
        const late = atSigning(facts);
        return [
          {
            place: { ...placeIn(facts), range: { from: atom.at, to: atom.at + 1 } } as Hit['place'],
            message: late
              ? `« ${label} » : à indiquer au plus tard quand le texte sera arrêté.`
              : `« ${label} » reste à compléter.`,
            ...(late ? { severity: 'recommande' as const, atFreeze: true as const } : {}),
            fix: { kind: 'variable', key: atom.key },
          },
        ];
      }),
    );
  },
};
