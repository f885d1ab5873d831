import { yCursorPluginKey } from '@tiptap/y-tiptap';
import {
  deleteDivision,
  insertDivision,
  type MoveHints,
  type MoveTarget,
  moveDivision,
  moveDivisionBy,
  renameDivision,
  setDivisionLevel,
} from '#shared/document/operations/index.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { findBlock } from '../core/block-diff.ts';
import { goToBlock } from '../core/commands.ts';
import type { ActEditorHandle } from '../core/create-editor.ts';
import { cutUndoStep, noteBlocks, noteCalls } from '../core/footnotes.ts';
import { EDITOR_ORIGIN } from '../core/undo.ts';

/** One line of the sommaire: a division, flattened from the tree. */
export interface OutlineRow {
  readonly node: OutlineNode;
  readonly depth: number;
  /** Rank among its siblings, from 1, and their number, for screen readers. */
  readonly rank: number;
  readonly siblings: number;
}

/** @returns the divisions in reading order */
export function outlineRows(nodes: readonly OutlineNode[], depth = 1): readonly OutlineRow[] {
  return nodes.flatMap((node, i) => [
    { node, depth, rank: i + 1, siblings: nodes.length },
    ...outlineRows(node.children, depth + 1),
  ]);
}

/** Blocks where a colleague's caret stands: a move copies others rather than these. */
function busyBlocks(handle: ActEditorHandle): MoveHints {
  const { state } = handle.editor;
  const carets = yCursorPluginKey.getState(state) as { find?: () => readonly { from: number }[] } | undefined;
  const busy = new Set<string>();
  for (const { from } of carets?.find?.() ?? []) {
    const id: unknown = state.doc.resolve(Math.min(from, state.doc.content.size)).parent.attrs.id;
    if (typeof id === 'string') busy.add(id);
  }
  return { busy };
}

/** Does one structural change as an undo step of its own; `act` answers whether it was done. */
function step(handle: ActEditorHandle, act: () => boolean): boolean {
  cutUndoStep(handle.editor.state);
  const done = act();
  cutUndoStep(handle.editor.state);
  return done;
}

/** Moves a division one place among its siblings. @returns false at either end */
export function moveBy(handle: ActEditorHandle, id: BlockId, direction: 'up' | 'down'): boolean {
  return step(handle, () => moveDivisionBy(handle.doc, id, direction, EDITOR_ORIGIN, busyBlocks(handle)).ok);
}

/** Moves a division before or after another, whose level it takes. */
export function moveTo(handle: ActEditorHandle, id: BlockId, target: MoveTarget): boolean {
  return step(handle, () => moveDivision(handle.doc, id, target, EDITOR_ORIGIN, busyBlocks(handle)).ok);
}

/** Lowers (+1) or raises (−1) a division with all that it holds. @returns false when the level has no room */
export function shiftLevel(handle: ActEditorHandle, id: BlockId, delta: 1 | -1): boolean {
  return step(handle, () => setDivisionLevel(handle.doc, id, delta, EDITOR_ORIGIN).ok);
}

/** Gives a heading another wording. */
export function rename(handle: ActEditorHandle, id: BlockId, text: string): boolean {
  return step(handle, () => renameDivision(handle.doc, id, text, EDITOR_ORIGIN).ok);
}

/** Deletes a division, its text and the notes that only it calls. */
export function remove(handle: ActEditorHandle, id: BlockId): boolean {
  const { editor } = handle;
  const before = new Set(noteCalls(editor.state.doc).map((call) => call.noteId));
  return step(handle, () => {
    if (!deleteDivision(handle.doc, id, EDITOR_ORIGIN).ok) return false;
    const left = new Set(noteCalls(editor.state.doc).map((call) => call.noteId));
    const gone = noteBlocks(editor.state.doc).filter(
      ({ noteId }) => noteId !== null && before.has(noteId) && !left.has(noteId),
    );
    for (const { pos, node } of gone.toReversed())
      editor.view.dispatch(editor.state.tr.delete(pos, pos + node.nodeSize));
    return true;
  });
}

/**
 * Adds an empty division after another, numbered like it, at its level.
 * @returns the id of its heading, or null when the other has gone
 */
export function addAfter(handle: ActEditorHandle, node: OutlineNode): BlockId | null {
  const { genre, prefixe, compteur, complet, separateur, niveau } = node.heading.attrs;
  const attrs = {
    genre: genre === 'preambule' ? ('rubrique' as const) : genre,
    prefixe,
    compteur,
    complet,
    separateur,
    niveau,
  };
  let made: BlockId | null = null;
  step(handle, () => {
    const done = insertDivision(handle.doc, node.id, attrs, '', handle.makeId, EDITOR_ORIGIN);
    if (done.ok) made = done.value.heading;
    return done.ok;
  });
  return made;
}

/** Shows a division in the page and puts the caret in its heading. */
export function goToDivision(handle: ActEditorHandle, id: BlockId): void {
  const found = findBlock(handle.editor.state.doc, id);
  if (found) goToBlock(handle.editor, found.pos, 'end', 'start');
}
