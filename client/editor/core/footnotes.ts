import type { Editor } from '@tiptap/core';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import type { UndoManager } from 'yjs';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { diffBlocks } from './block-diff.ts';
import { goToBlock } from './commands.ts';
import { isFromYjs } from './remote-changes.ts';

/** Marks the transactions that leave calls and notes matched by themselves. */
const SKIP = 'clausier:notes-done';

/** Whether the last change of the text was mine and left calls and notes to be matched. */
const footnotesKey = new PluginKey<boolean>('footnotes');

/** A footnote call in the text. */
export interface NoteCall {
  readonly noteId: string;
  /** Position of the call. */
  readonly pos: number;
}

/** A block of a footnote's text, at the foot of the act. */
export interface NoteBlock {
  readonly noteId: string | null;
  readonly pos: number;
  readonly node: Node;
}

/** @returns every call, in order */
export function noteCalls(document: Node): readonly NoteCall[] {
  const calls: NoteCall[] = [];
  document.descendants((node, pos) => {
    if (node.type.name === 'appelNote') calls.push({ noteId: String(node.attrs.noteId), pos });
  });
  return calls;
}

/** @returns every block of a note's text, in order */
export function noteBlocks(document: Node): readonly NoteBlock[] {
  const blocks: NoteBlock[] = [];
  document.forEach((node, pos) => {
    if (node.type.name === 'note') blocks.push({ noteId: node.attrs.noteId, pos, node });
  });
  return blocks;
}

/**
 * Where the text of a note goes so that notes follow the order of their calls.
 * @param calls in order, the new note's call included
 * @returns a position between blocks; the end of the document when no later call has a note
 */
function placeForNote(document: Node, calls: readonly NoteCall[], noteId: string): number {
  const rank = calls.findIndex((call) => call.noteId === noteId);
  const later = new Set(calls.slice(rank + 1).map((call) => call.noteId));
  const next = noteBlocks(document).find((block) => block.noteId !== null && later.has(block.noteId));
  return next?.pos ?? document.content.size;
}

function undoManagerOf(state: EditorState): UndoManager | null {
  const held = yUndoPluginKey.getState(state) as { undoManager?: UndoManager } | undefined;
  return held?.undoManager ?? null;
}

/** Starts a new undo step: what follows is undone apart from what precedes. */
export function cutUndoStep(state: EditorState): void {
  undoManagerOf(state)?.stopCapturing();
}

/**
 * Inserts a call at the caret and an empty note at the foot, and puts the caret in the note.
 * Two transactions in one undo step: the binding aligns blocks best when a change has one place.
 * @returns false where no call may stand (inside a note)
 */
export function insertFootnote(editor: Editor, makeId: MakeBlockId): boolean {
  const { state, view } = editor;
  const { appelNote, note } = state.schema.nodes;
  const { $from } = state.selection;
  if (!appelNote || !note || !$from.parent.isTextblock || $from.parent.type === note) return false;
  const noteId = makeId();
  cutUndoStep(state);
  const at = state.selection.to;
  view.dispatch(state.tr.insert(at, appelNote.create({ noteId })).setMeta(SKIP, true));
  const { doc } = view.state;
  const place = placeForNote(doc, noteCalls(doc), noteId);
  const withNote = view.state.tr.insert(place, note.create({ noteId, id: makeId() })).setMeta(SKIP, true);
  withNote.setSelection(TextSelection.create(withNote.doc, place + 1)).scrollIntoView();
  view.dispatch(withNote);
  cutUndoStep(view.state);
  view.focus();
  return true;
}

/** Goes from a call to its note, or from a note to its call. @returns false when there is nothing to go to */
export function jumpBetweenNotes(editor: Editor, noteId: string, to: 'note' | 'call'): boolean {
  const { doc } = editor.state;
  if (to === 'note') {
    const block = noteBlocks(doc).find((one) => one.noteId === noteId);
    if (!block) return false;
    goToBlock(editor, block.pos, 'end');
    return true;
  }
  const call = noteCalls(doc).find((one) => one.noteId === noteId);
  if (!call) return false;
  editor.view.focus();
  editor.view.dispatch(
    editor.state.tr.setSelection(TextSelection.create(doc, call.pos + 1)).scrollIntoView(),
  );
  return true;
}

/** One thing to do so that calls and notes match again after a change of mine. */
type NoteRepair =
  | { readonly do: 'delete'; readonly pos: number; readonly size: number }
  | { readonly do: 'rename'; readonly pos: number; readonly noteId: string; readonly copyOf: string }
  | { readonly do: 'insert'; readonly noteId: string; readonly copyOf: string };

/**
 * What a local change leaves to repair: a note whose call I deleted goes with it; a call that I pasted back
 * finds its text again; a copied call takes an id and a text of its own.
 * @param before calls before the change, by note id
 */
function noteRepair(document: Node, before: ReadonlySet<string>, makeId: MakeBlockId): NoteRepair | null {
  const calls = noteCalls(document);
  const blocks = noteBlocks(document);
  const called = new Set(calls.map((call) => call.noteId));
  const orphan = blocks.findLast(
    ({ noteId }) => noteId !== null && !called.has(noteId) && before.has(noteId),
  );
  if (orphan) return { do: 'delete', pos: orphan.pos, size: orphan.node.nodeSize };
  const seen = new Set<string>();
  for (const call of calls) {
    if (seen.has(call.noteId)) return { do: 'rename', pos: call.pos, noteId: makeId(), copyOf: call.noteId };
    seen.add(call.noteId);
  }
  const written = new Set(blocks.map((block) => block.noteId));
  const bare = calls.find((call) => !written.has(call.noteId) && !before.has(call.noteId));
  return bare ? { do: 'insert', noteId: bare.noteId, copyOf: bare.noteId } : null;
}

function copyOfNote(schema: Schema, texts: readonly Fragment[], noteId: string): Fragment {
  const type = schema.nodes.note;
  if (!type) return Fragment.empty;
  const contents = texts.length > 0 ? texts : [Fragment.empty];
  return Fragment.from(contents.map((content) => type.create({ noteId, id: null }, content)));
}

/** Keeps calls and notes matched after local changes, each repair being a change of one place. */
export function footnotesPlugin(makeId: MakeBlockId): Plugin {
  /** Texts of the notes that this person deleted or saw, by note id, so that cut and paste loses none. */
  const texts = new Map<string, Fragment[]>();
  const pasted = new Map<string, Fragment[]>();

  const remember = (document: Node) => {
    for (const { noteId } of noteBlocks(document)) if (noteId !== null) texts.delete(noteId);
    for (const { noteId, node } of noteBlocks(document))
      if (noteId !== null) texts.set(noteId, [...(texts.get(noteId) ?? []), node.content]);
  };

  const repair = (view: EditorView, before: EditorState) => {
    remember(before.doc);
    const known = new Set(noteCalls(before.doc).map((call) => call.noteId));
    // Each repair removes one cause; the bound only guards against a bug becoming an endless loop.
    for (let round = 0; round < 200; round += 1) {
      const { state } = view;
      const next = noteRepair(state.doc, known, makeId);
      if (!next) return;
      const transaction = state.tr.setMeta(SKIP, true);
      if (next.do === 'delete') transaction.delete(next.pos, next.pos + next.size);
      else if (next.do === 'rename') transaction.setNodeAttribute(next.pos, 'noteId', next.noteId);
      else {
        const place = placeForNote(state.doc, noteCalls(state.doc), next.noteId);
        transaction.insert(
          place,
          copyOfNote(state.schema, texts.get(next.copyOf) ?? pasted.get(next.copyOf) ?? [], next.noteId),
        );
      }
      if (next.do === 'rename')
        texts.set(next.noteId, texts.get(next.copyOf) ?? pasted.get(next.copyOf) ?? []);
      view.dispatch(transaction);
    }
  };

  return new Plugin<boolean>({
    key: footnotesKey,
    state: {
      init: () => false,
      apply: (transaction, local) =>
        transaction.docChanged ? !isFromYjs(transaction) && transaction.getMeta(SKIP) !== true : local,
    },
    props: {
      // Notes that come with a pasted text go to the foot, when the calls that came with them are seen.
      transformPasted: (slice) => {
        const notes: Node[] = [];
        const others: Node[] = [];
        slice.content.forEach((node) => {
          (node.type.name === 'note' ? notes : others).push(node);
        });
        if (notes.length === 0 || others.length === 0) return slice;
        for (const node of notes) {
          const noteId = String(node.attrs.noteId);
          const known = pasted.get(noteId) ?? [];
          if (!known.includes(node.content)) pasted.set(noteId, [...known, node.content]);
        }
        const last = others.at(-1);
        const openEnd = last?.isTextblock ? Math.min(1, slice.openEnd) : 0;
        return new Slice(Fragment.from(others), slice.openStart, openEnd);
      },
    },
    view: () => ({
      update: (view, before) => {
        if (view.state.doc === before.doc || footnotesKey.getState(view.state) !== true) return;
        if (view.editable && !sameCalls(before.doc, view.state.doc)) repair(view, before);
      },
    }),
  });
}

/** @returns the notes called in a run of blocks, in order; `end` is exclusive */
function calledIn(document: Node, start: number, end: number): readonly string[] {
  const called: string[] = [];
  for (let i = start; i < end; i += 1)
    document.child(i).descendants((node) => {
      if (node.type.name === 'appelNote') called.push(String(node.attrs.noteId));
    });
  return called;
}

/** Asked at each letter: only the blocks that changed are read. */
function sameCalls(before: Node, after: Node): boolean {
  const diff = diffBlocks(before, after);
  if (!diff) return true;
  const old = calledIn(before, diff.start, diff.oldEnd);
  const now = calledIn(after, diff.start, diff.newEnd);
  return old.length === now.length && old.every((noteId, i) => noteId === now[i]);
}
