import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { TextBlockName } from '#shared/document/schema/vocabulary.ts';

/** Kinds of block that a person may give to a paragraph; notes and table cells are made by their own commands. */
export type ChosenBlock = Exclude<TextBlockName, 'note'>;

/** A text block under the selection. */
interface SelectedBlock {
  readonly node: Node;
  readonly pos: number;
}

/** @returns the text blocks that the selection touches, in order */
function selectedBlocks(state: EditorState): readonly SelectedBlock[] {
  const { from, to } = state.selection;
  const blocks: SelectedBlock[] = [];
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) blocks.push({ node, pos });
    return !node.isTextblock;
  });
  return blocks;
}

/** @returns true when the position is inside a table, where only alinéas and items may stand */
export function inTable(state: EditorState): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type.name === 'table') return true;
  return false;
}

/**
 * Turns the selected blocks into another kind, keeping their ids and words.
 * @param attrs attributes of the new kind, besides the id
 * @returns false when the place does not allow that kind (a heading in a table, a note)
 */
export function setBlock(
  editor: Editor,
  name: ChosenBlock,
  attrs: Readonly<Record<string, unknown>> = {},
): boolean {
  const type = editor.schema.nodes[name];
  const blocks = selectedBlocks(editor.state).filter(({ node }) => node.type.name !== 'note');
  if (!type || blocks.length === 0) return false;
  if (inTable(editor.state) && name !== 'alinea' && name !== 'item') return false;
  return editor.commands.command(({ tr, dispatch }) => {
    if (dispatch)
      for (const { node, pos } of blocks) {
        const kept = node.type === type ? node.attrs : {};
        tr.setNodeMarkup(pos, type, { ...kept, ...attrs, id: node.attrs.id });
      }
    return true;
  });
}

const LIMITS: Readonly<Record<string, { attr: string; min: number; max: number }>> = {
  item: { attr: 'niveau', min: 1, max: 6 },
  intitule: { attr: 'niveau', min: 1, max: 6 },
  alinea: { attr: 'retrait', min: 0, max: 4 },
};

/** Adds `delta` to the depth of every selected item, heading or alinéa; false when none can move that way. */
function indentSelection(state: EditorState, delta: 1 | -1): Transaction | null {
  const transaction = state.tr;
  for (const { node, pos } of selectedBlocks(state)) {
    const limit = LIMITS[node.type.name];
    if (!limit) continue;
    const value = Number(node.attrs[limit.attr]) + delta;
    if (value >= limit.min && value <= limit.max) transaction.setNodeAttribute(pos, limit.attr, value);
  }
  return transaction.docChanged ? transaction : null;
}

/** Indents (+1) or outdents (−1) the selection as one change. */
export function indent(editor: Editor, delta: 1 | -1): boolean {
  const transaction = indentSelection(editor.state, delta);
  if (!transaction) return false;
  editor.view.dispatch(transaction.scrollIntoView());
  return true;
}

/** Puts the caret at the end (or the start) of a block and brings it into view, in the middle or at the top. */
export function goToBlock(
  editor: Editor,
  pos: number,
  side: 'start' | 'end' = 'start',
  shown: 'center' | 'start' = 'center',
): void {
  const node = editor.state.doc.nodeAt(pos);
  if (!node) return;
  const inside = side === 'start' ? pos + 1 : pos + node.nodeSize - 1;
  editor.view.focus();
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(inside))));
  const dom = editor.view.nodeDOM(pos);
  if (dom instanceof HTMLElement) dom.scrollIntoView({ block: shown, behavior: 'auto' });
}

/** Puts the caret at a position of the text and brings it into view. */
export function goToPosition(editor: Editor, pos: number): void {
  const at = Math.min(pos, editor.state.doc.content.size);
  editor.view.focus();
  const selection = TextSelection.near(editor.state.doc.resolve(at));
  editor.view.dispatch(editor.state.tr.setSelection(selection).scrollIntoView());
}
