import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { diffBlocks, positionOfBlock } from './block-diff.ts';

/**
 * The binding's memory of which ProseMirror node stands for which Yjs type, kept across remote updates.
 * The binding empties it on each of them and then rebuilds every node of the act, which in a long act costs
 * more than a frame; it already forgets what the update touched, so the rest may stay.
 */
export class StableMapping extends Map<never, never> {
  override clear(): void {}
}

/** @returns true when the binding made `transaction` out of a change in the Y.Doc (a peer's, or an undo) */
export function isFromYjs(transaction: Transaction): boolean {
  const meta: unknown = transaction.getMeta(ySyncPluginKey);
  return (
    typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true
  );
}

/** @returns true when `transaction` comes from an undo or a redo */
export function isUndoRedo(transaction: Transaction): boolean {
  const meta: unknown = transaction.getMeta(ySyncPluginKey);
  return (
    typeof meta === 'object' &&
    meta !== null &&
    'isUndoRedoOperation' in meta &&
    meta.isUndoRedoOperation === true
  );
}

/** The binding's memory of the selection before the change, tied to letters and not to offsets. */
interface KeptSelection {
  readonly type: string;
  readonly anchor: Y.RelativePosition | null;
  readonly head: Y.RelativePosition | null;
}

/**
 * Where the letters beside the caret are after a change. The binding computes this too, but distrusts it as soon as
 * the paragraph's text has changed and goes back to the offset before the change: for somebody typing behind a
 * colleague in the same paragraph, each letter would then land before the last one.
 * @returns null when those letters are gone or were moved away; the binding's own guess serves then
 */
function keptSelection(state: EditorState, doc: Node): TextSelection | null {
  const { binding } = ySyncPluginKey.getState(state);
  const kept: KeptSelection | null = binding?.beforeTransactionSelection ?? null;
  if (kept?.type !== 'text') return null;
  const resolve = (position: Y.RelativePosition | null): number | null => {
    if (position === null) return null;
    const inText = Y.createAbsolutePositionFromRelativePosition(position, binding.doc);
    if (inText === null || inText.type._item?.deleted) return null;
    const at = relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping);
    return at !== null && doc.resolve(at).parent.isTextblock ? at : null;
  };
  const anchor = resolve(kept.anchor);
  const head = resolve(kept.head);
  return anchor === null || head === null ? null : TextSelection.create(doc, anchor, head);
}

/**
 * The binding replaces the whole document for each remote change; this gives the same document by replacing
 * only the blocks that differ, so that decorations elsewhere are mapped instead of dropped.
 * @returns `transaction` itself when it is not such a whole replacement
 */
function narrowRemoteChange(state: EditorState, transaction: Transaction): Transaction {
  const [step] = transaction.steps;
  if (!isFromYjs(transaction) || transaction.steps.length !== 1 || !(step instanceof ReplaceStep))
    return transaction;
  if (step.from !== 0 || step.to !== state.doc.content.size) return transaction;
  const diff = diffBlocks(state.doc, transaction.doc);
  const narrow = state.tr;
  if (diff) {
    const blocks = [];
    for (let i = diff.start; i < diff.newEnd; i += 1) blocks.push(transaction.doc.child(i));
    const from = positionOfBlock(state.doc, diff.start);
    const to = positionOfBlock(state.doc, diff.oldEnd);
    narrow.step(new ReplaceStep(from, to, new Slice(Fragment.from(blocks), 0, 0)));
  }
  const kept = keptSelection(state, narrow.doc);
  const { selection } = transaction;
  // Where the binding found no place for the caret, mapping it through the blocks that stayed finds one.
  if (kept) narrow.setSelection(kept);
  else if (transaction.selectionSet && selection instanceof TextSelection)
    narrow.setSelection(TextSelection.create(narrow.doc, selection.anchor, selection.head));
  narrow.setMeta(ySyncPluginKey, transaction.getMeta(ySyncPluginKey));
  narrow.setMeta('addToHistory', false);
  return narrow;
}

/** Applies remote changes block by block; see `narrowRemoteChange`. */
export const RemoteChanges = Extension.create({
  name: 'remoteChanges',
  dispatchTransaction({ transaction, next }) {
    next(narrowRemoteChange(this.editor.state, transaction));
  },
});
