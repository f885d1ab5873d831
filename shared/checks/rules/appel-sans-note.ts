import type { Hit, Rule } from '../model.ts';

export const appelSansNote: Rule = {
  id: 'appel-sans-note',
  title: 'Appel de note sans note',
  source: 'Domaine §7.10',
  severity: 'bloquant',
  check: (act) => {
    const notes = new Set<string>();
    for (const { facts } of act.lines)
      if (facts.block.type === 'note' && facts.block.attrs.noteId !== null)
        notes.add(facts.block.attrs.noteId);
    return act.lines.flatMap(({ facts }) =>
      facts.atoms.flatMap((atom): readonly Hit[] =>
        atom.kind !== 'appel' || notes.has(atom.noteId)
          ? []
          : [
              {
                place: { kind: 'bloc', block: facts.id, range: { from: atom.at, to: atom.at + 1 } },
                message:
                  'Cet appel de note ne mène à aucune note : supprimez-le, ou annulez la suppression de la note.',
              },
            ],
      ),
    );
  },
};
