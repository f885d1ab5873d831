import type { BlockFacts } from '../facts/block.ts';
import type { Hit, Rule } from '../model.ts';

function hits(facts: BlockFacts): readonly Hit[] {
  return facts.atoms.flatMap((atom): readonly Hit[] => {
    if (atom.kind !== 'renvoi' || !atom.broken) return [];
    const label = atom.label.trim() === '' ? 'un passage' : `« ${atom.label.trim()} »`;
    return [
      {
        place: { kind: 'bloc', block: facts.id, range: { from: atom.at, to: atom.at + 1 } },
        message: `Le renvoi vers ${label} ne mène plus nulle part : sa cible a été supprimée. Choisissez une autre cible, ou retirez le renvoi.`,
      },
    ];
  });
}

export const renvoiRompu: Rule = {
  id: 'renvoi-rompu',
  title: 'Renvoi rompu',
  source: 'Domaine §2 Document-wide checks, §7.10',
  severity: 'bloquant',
  check: (act) => act.lines.flatMap(({ facts }) => (facts.atoms.length === 0 ? [] : hits(facts))),
};
