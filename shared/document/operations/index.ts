/*
 * Structural operations on an act's Y.Doc, by permanent block id, each in one transaction whose origin is given
 * (so that a Y.UndoManager tracks it). They go around the editor's binding, which maps a change of the
 * ProseMirror document onto Yjs by position: a move through it would rewrite several elements in place, and a
 * colleague's concurrent letters would land in another paragraph.
 */

export { steadyBinding } from './binding.ts';
export {
  deleteDivision,
  insertDivision,
  type NumberingStyle,
  renameDivision,
  setDivisionLevel,
  setNumberingStyle,
} from './divisions.ts';
export { deleteField, setField } from './fields.ts';
export { insertBlocks, reinsertPassage, setBlockKind } from './insert.ts';
export {
  type MoveHints,
  type MoveTarget,
  moveBlock,
  moveDivision,
  moveDivisionBy,
} from './move.ts';
export { keepRepaired, repair } from './repair.ts';
export { onRoundEnd } from './round.ts';
