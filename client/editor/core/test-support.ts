import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { CONTENT_FRAGMENT, documentSchema, FIELDS_MAP } from '#shared/document/schema/index.ts';
import { type BlockId, blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { type ActEditorHandle, createActEditor } from './create-editor.ts';

/** A block of a test's document; `content` is words, or inline nodes. */
export interface TestBlock {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: string | readonly object[];
}

/** Random numbers that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** @returns ids `000000000001`, `000000000002`… */
export function countedIds(): MakeBlockId {
  let rank = 0;
  return () => {
    rank += 1;
    return String(rank).padStart(12, '0') as BlockId;
  };
}

/** An alinéa; a string is its text. */
export const alinea = (content: TestBlock['content'], id?: string): TestBlock => ({
  type: 'alinea',
  ...(content === undefined || content === '' ? {} : { content }),
  ...(id === undefined ? {} : { attrs: { id } }),
});

/** An article heading numbered « Article n – ». */
export const article = (heading: string, id?: string): TestBlock => ({
  type: 'intitule',
  attrs: { genre: 'article', prefixe: 'Article ', compteur: '1', separateur: ' – ', ...(id ? { id } : {}) },
  content: heading,
});

/** A footnote call. */
export const call = (noteId: string) => ({ type: 'appelNote', attrs: { noteId } });
/** A line of a note's text. */
export const note = (noteId: string, text: string): TestBlock => ({
  type: 'note',
  attrs: { noteId },
  content: text,
});
/** A run of text. */
export const words = (text: string) => ({ type: 'text', text });

function nodeOf(block: TestBlock, makeId: MakeBlockId): object {
  const { content: given } = block;
  const content = typeof given === 'string' ? (given === '' ? [] : [words(given)]) : given;
  return {
    type: block.type,
    attrs: { id: makeId(), ...block.attrs },
    ...(content && content.length > 0 ? { content } : {}),
  };
}

/** @returns a Y.Doc that holds these blocks */
export function actDoc(blocks: readonly TestBlock[], fields: Readonly<Record<string, unknown>> = {}): Y.Doc {
  const doc = new Y.Doc();
  const makeId = blockIdsFrom(seeded(7));
  prosemirrorJSONToYXmlFragment(
    documentSchema,
    { type: 'doc', content: blocks.map((block) => nodeOf(block, makeId)) },
    doc.getXmlFragment(CONTENT_FRAGMENT),
  );
  for (const [key, value] of Object.entries(fields)) doc.getMap(FIELDS_MAP).set(key, value);
  return doc;
}

/** An editor on a document, out of sight, with what was said to the person. */
export interface TestEditor extends ActEditorHandle {
  readonly notices: string[];
}

/** Opens an editor on `doc` (or on these blocks) in the page of the test. */
export function openEditor(source: Y.Doc | readonly TestBlock[]): TestEditor {
  const doc = source instanceof Y.Doc ? source : actDoc(source);
  const notices: string[] = [];
  const element = document.createElement('div');
  document.body.append(element);
  const handle = createActEditor({
    element,
    doc,
    awareness: new Awareness(doc),
    editable: true,
    user: { name: 'Claire', organisation: 'UNML', color: '#1f4474' },
    onNotice: (message) => notices.push(message),
  });
  return { ...handle, notices };
}

/** Types at the caret as a keyboard does: through the editor's input handlers, one character at a time. */
export function type({ editor }: ActEditorHandle, text: string): void {
  for (const char of text) {
    const { view } = editor;
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(char, from, to);
    const handled = view.someProp('handleTextInput', (handle) => handle(view, from, to, char, insert));
    if (!handled) view.dispatch(insert());
  }
}

/** Presses a key with the caret where it is. */
export function press({ editor }: ActEditorHandle, key: string, modifiers: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event));
}

/** Puts the caret `offset` characters into block number `index` (from 0); from its end when negative. */
export function caret({ editor }: ActEditorHandle, index: number, offset: number): void {
  let pos = 0;
  for (let i = 0; i < index; i += 1) pos += editor.state.doc.child(i).nodeSize;
  const size = editor.state.doc.child(index).content.size;
  editor.commands.setTextSelection(pos + 1 + (offset < 0 ? size + 1 + offset : offset));
}

/** @returns each block as `type: text`, calls as `^id` */
export function lines({ editor }: ActEditorHandle): string[] {
  const found: string[] = [];
  editor.state.doc.forEach((node) => {
    const text = node.textBetween(0, node.content.size, ' ', (leaf) =>
      leaf.type.name === 'hardBreak' ? '/' : leaf.type.name === 'appelNote' ? '^' : '¤',
    );
    found.push(`${node.type.name}: ${text}`);
  });
  return found;
}

// jsdom has neither layout nor clipboard: the editor only needs these to exist.
if (typeof window !== 'undefined') {
  Element.prototype.scrollIntoView ??= () => {};
  Range.prototype.getClientRects ??= () => [] as unknown as DOMRectList;
  Range.prototype.getBoundingClientRect ??= () => document.body.getBoundingClientRect();
  window.ClipboardEvent ??= class extends Event {
    readonly clipboardData = null;
  } as unknown as typeof ClipboardEvent;
}

/** Pastes HTML, or plain text, at the caret. */
export function paste({ editor }: ActEditorHandle, content: { html?: string; text?: string }): void {
  if (content.html !== undefined) editor.view.pasteHTML(content.html);
  else editor.view.pasteText(content.text ?? '');
}
