import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { findBlock } from '#client/editor/core/block-diff.ts';
import { goToBlock } from '#client/editor/core/commands.ts';
import type { Place } from '#shared/checks/model.ts';

/**
 * Shows a place in the text and selects it, so that it is seen and read out.
 * @returns false when the block is gone
 */
export function goToPlace(editor: Editor, place: Place): boolean {
  const id = place.kind === 'bloc' ? place.block : place.after;
  const found = id === null ? null : findBlock(editor.state.doc, id);
  if (found === null) return false;
  goToBlock(editor, found.pos, place.kind === 'bloc' ? 'start' : 'end');
  if (place.kind === 'bloc' && found.node.isTextblock) {
    const start = found.pos + 1;
    const end = start + found.node.content.size;
    const { from, to } = place.range ?? { from: 0, to: found.node.content.size };
    const within = (offset: number) => Math.min(start + offset, end);
    const selection = TextSelection.create(editor.state.doc, within(from), within(to));
    editor.view.dispatch(editor.state.tr.setSelection(selection));
  }
  return true;
}
