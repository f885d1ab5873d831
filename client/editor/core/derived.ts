import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { BlockJson, DocumentJson, Fields } from '#shared/document/model.ts';
import type { Numbering } from '#shared/document/numbering.ts';
import { diffBlocks } from './block-diff.ts';

/** What is computed from the text and never stored in it. `numbering` keeps its identity while no number moves. */
export interface Derived {
  readonly document: DocumentJson;
  readonly numbering: Numbering;
}

/** Gives the numbers of a text; `computeNumbers`, unless the text follows another one's numbers. */
export type NumberBy = (document: DocumentJson, fields: Fields) => Numbering;

const derivedKey = new PluginKey<Derived>('derived');

const jsonOfBlock = new WeakMap<Node, BlockJson>();

function blockJson(node: Node): BlockJson {
  const known = jsonOfBlock.get(node);
  if (known) return known;
  // ProseMirror has already held this node to the schema that BlockJson describes.
  const json = node.toJSON() as BlockJson;
  jsonOfBlock.set(node, json);
  return json;
}

/** @returns the document as plain data; blocks that did not change since the last call are the same objects */
function documentJson(document: Node): DocumentJson {
  const content: BlockJson[] = [];
  document.forEach((node) => {
    content.push(blockJson(node));
  });
  return { type: 'doc', content };
}

/** What the numbers depend on in one block: kind, attributes, note calls, and a heading's words (its name). */
function structureOf(block: Node): string {
  const parts: string[] = [];
  const visit = (node: Node): void => {
    if (node.isText) return;
    if (node.isBlock) parts.push(node.type.name, JSON.stringify(node.attrs));
    else if (node.type.name === 'appelNote') parts.push(`^${String(node.attrs.noteId)}`);
    if (node.type.name === 'intitule') parts.push(JSON.stringify(node.content.toJSON()));
    node.forEach(visit);
  };
  visit(block);
  return parts.join('\u0000');
}

/** @returns true when going from one document to the other can change no printed number */
function sameStructure(before: Node, after: Node): boolean {
  const diff = diffBlocks(before, after);
  if (!diff) return true;
  if (diff.oldEnd - diff.start !== diff.newEnd - diff.start) return false;
  for (let i = diff.start; i < diff.newEnd; i += 1)
    if (structureOf(before.child(i)) !== structureOf(after.child(i))) return false;
  return true;
}

class LazyDerived implements Derived {
  readonly numbering: Numbering;
  readonly #node: Node;
  #document: DocumentJson | null = null;

  constructor(node: Node, known: Numbering | null, compute: (document: DocumentJson) => Numbering) {
    this.#node = node;
    this.numbering = known ?? compute(this.document);
  }

  get document(): DocumentJson {
    this.#document ??= documentJson(this.#node);
    return this.#document;
  }
}

/** Has the numbers computed again although the text has not changed: a heading may hold a variable. */
export function recompute(transaction: Transaction): Transaction {
  return transaction.setMeta(derivedKey, true).setMeta('addToHistory', false);
}

/**
 * Keeps numbers up to date with the text; a keystroke inside a paragraph recomputes nothing.
 * @param compute gives the numbers of a text as they are now
 */
export function derivedPlugin(
  compute: (document: DocumentJson) => Numbering,
  onNumbering: () => void,
): Plugin<Derived> {
  return new Plugin<Derived>({
    key: derivedKey,
    state: {
      init: (_config, state) => new LazyDerived(state.doc, null, compute),
      apply: (transaction, previous, before, after) => {
        const forced = transaction.getMeta(derivedKey) === true;
        if (!transaction.docChanged && !forced) return previous;
        const kept = !forced && sameStructure(before.doc, after.doc) ? previous.numbering : null;
        return new LazyDerived(after.doc, kept, compute);
      },
    },
    view: () => ({
      update: (view, before) => {
        if (derivedKey.getState(view.state)?.numbering !== derivedKey.getState(before)?.numbering)
          onNumbering();
      },
    }),
  });
}

/** @returns what is derived from the text of `state`; throws when the plugin is missing, a bug */
export function derivedOf(state: EditorState): Derived {
  const derived = derivedKey.getState(state);
  if (!derived) throw new Error('derived plugin missing');
  return derived;
}
