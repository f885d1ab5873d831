import * as Y from 'yjs';
import { type Block, childrenOf, isElement } from './elements.ts';

/** What stands for an inline atom (variable, renvoi, note call, line break) in the plain text of a block. */
export const ATOM = '\uFFFC';

/** Marks of a stretch of text as the editor's binding stores them: mark name → its attributes. */
export type Marks = Readonly<Record<string, unknown>>;

/** @returns the block's text, each inline atom being one ATOM character */
export function plainText(block: Block): string {
  let text = '';
  for (const child of childrenOf(block)) text += isElement(child) ? ATOM : rawText(child);
  return text;
}

function rawText(text: Y.XmlText): string {
  const delta = text.toDelta() as readonly { readonly insert?: unknown }[];
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : ATOM)).join('');
}

/**
 * Inserts text in a block.
 * @param offset in characters of `plainText`; beyond the end means the end
 * @param marks of the inserted text; undefined takes those of the character before
 */
export function insertText(block: Block, offset: number, text: string, marks?: Marks): void {
  if (text === '') return;
  const { run, at, index } = locate(block, offset);
  const target = run ?? new Y.XmlText();
  if (run === null) block.insert(index, [target]);
  target.insert(at, text, marks === undefined ? undefined : { ...marks });
}

/** Inserts an inline atom in a block; the text after `offset` is carried over to a new run. */
export function insertAtom(block: Block, offset: number, atom: Block): void {
  const { run, at, index } = locate(block, offset);
  if (run === null || at === run.length) {
    block.insert(run === null ? index : index + 1, [atom]);
    return;
  }
  if (at === 0) {
    block.insert(index, [atom]);
    return;
  }
  const tail = run.clone();
  block.insert(index + 1, [atom, tail]);
  tail.delete(0, at);
  run.delete(at, run.length - at);
}

/** Deletes `length` characters of `plainText` from `offset`, atoms included. */
export function deleteText(block: Block, offset: number, length: number): void {
  let start = offset;
  let left = length;
  let index = 0;
  while (left > 0) {
    const child = childrenOf(block)[index];
    if (child === undefined) return;
    const size = isElement(child) ? 1 : child.length;
    if (start >= size) {
      start -= size;
    } else {
      const cut = Math.min(left, size - start);
      if (isElement(child)) {
        block.delete(index, 1);
        index -= 1;
      } else {
        child.delete(start, cut);
      }
      start = 0;
      left -= cut;
    }
    index += 1;
  }
}

interface Spot {
  /** The run of text to insert into, or null when there is none at that place. */
  readonly run: Y.XmlText | null;
  /** Offset in `run`. */
  readonly at: number;
  /** Index of `run` among the block's children, or where one would be inserted. */
  readonly index: number;
}

/** Prefers the end of a run to the beginning of the next, as typing does. */
function locate(block: Block, offset: number): Spot {
  let left = offset;
  const children = childrenOf(block);
  for (const [index, child] of children.entries()) {
    if (child instanceof Y.XmlText) {
      if (left <= child.length) return { run: child, at: left, index };
      left -= child.length;
    } else {
      if (left === 0) return { run: null, at: 0, index };
      left -= 1;
    }
  }
  const last = children.at(-1);
  return last instanceof Y.XmlText
    ? { run: last, at: last.length, index: children.length - 1 }
    : { run: null, at: 0, index: children.length };
}
