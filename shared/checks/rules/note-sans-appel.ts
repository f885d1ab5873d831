import { placeIn } from '../facts/block.ts';
import type { Rule } from '../model.ts';

export const noteSansAppel: Rule = {
  id: 'note-sans-appel',
  title: 'Note que rien n’appelle',
  source: 'Domaine §7.10',
  severity: 'recommande',
  check: (act) =>
    act.lines
      .filter(({ facts: { block, plain } }) => {
        if (block.type !== 'note' || plain.trim() === '') return false;
        return block.attrs.noteId === null || !act.numbering.notes.has(block.attrs.noteId);
      })
      .map(({ facts }) => ({
        place: placeIn(facts),
        message: 'Rien dans le texte n’appelle cette note : remettez son appel, ou supprimez-la.',
      })),
};
