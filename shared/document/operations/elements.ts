import * as Y from 'yjs';
import { CONTENT_FRAGMENT, TEXT_BLOCKS } from '../schema/vocabulary.ts';

/** A Y element of the text. Yjs types its attributes as strings; read and write them with `attribute` below. */
export type Block = Y.XmlElement;
/** What the editor's binding stores in an attribute. */
export type AttributeValue = string | number | boolean | readonly number[];

const TEXT_BLOCK_NAMES: ReadonlySet<string> = new Set(TEXT_BLOCKS);
const ID_NAMES: ReadonlySet<string> = new Set([...TEXT_BLOCKS, 'sautPage', 'image', 'table']);

/** @returns the fragment that holds the act's blocks */
export function contentOf(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(CONTENT_FRAGMENT);
}

/** @returns whether `type` is an element (as opposed to a text) */
export function isElement(type: unknown): type is Block {
  return type instanceof Y.XmlElement;
}

/** @returns the elements and texts in `parent`, in order (the text has no other kind of child) */
export function childrenOf(parent: Y.XmlFragment): (Block | Y.XmlText)[] {
  const found: (Block | Y.XmlText)[] = [];
  for (const child of parent.toArray())
    if (child instanceof Y.XmlElement || child instanceof Y.XmlText) found.push(child);
  return found;
}

/** @returns an attribute's value, whatever its kind; undefined when it is not set */
export function attribute(block: Block, name: string): unknown {
  return block.getAttribute(name);
}

/** @returns the element children of `parent`, in order; texts are left out */
export function childElements(parent: Y.XmlFragment): Block[] {
  const found: Block[] = [];
  for (const child of parent.toArray()) if (isElement(child)) found.push(child);
  return found;
}

/** @returns whether the block holds one run of inline content */
export function isTextBlock(block: Block): boolean {
  return TEXT_BLOCK_NAMES.has(block.nodeName);
}

/** @returns whether blocks of this kind carry a permanent id */
export function carriesId(block: Block): boolean {
  return ID_NAMES.has(block.nodeName);
}

/** @returns the block's id, or null when it has none yet */
export function idOf(block: Block): string | null {
  const id = attribute(block, 'id');
  return typeof id === 'string' ? id : null;
}

/** @returns the level held by a heading or an item; 1 when it is missing or unreadable */
export function levelOf(block: Block): number {
  const level = attribute(block, 'niveau');
  return typeof level === 'number' && Number.isFinite(level) ? level : 1;
}

/** Visits every block that carries an id, those of table cells included, in document order. */
export function eachBlock(parent: Y.XmlFragment, visit: (block: Block) => void): void {
  for (let item = parent._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
    const child = item.content.type;
    if (!isElement(child)) continue;
    if (carriesId(child)) visit(child);
    if (!isTextBlock(child)) eachBlock(child, visit);
  }
}

/** Where a block stands: its container (the act, or a table cell) and its index there. */
export interface Place {
  readonly block: Block;
  readonly parent: Y.XmlFragment;
  readonly index: number;
  /** True at the first level of the act, false inside a table. */
  readonly top: boolean;
}

/**
 * Finds a block by id, those of table cells included.
 * @returns its place, or null when no block has that id; the first in document order when several do
 */
export function findBlock(doc: Y.Doc, id: string): Place | null {
  const content = contentOf(doc);
  let found: Block | null = null;
  eachBlock(content, (block) => {
    if (found === null && idOf(block) === id) found = block;
  });
  return found === null ? null : placeOf(content, found);
}

function placeOf(content: Y.XmlFragment, block: Block): Place | null {
  const { parent } = block;
  if (!(parent instanceof Y.XmlFragment)) return null;
  return { block, parent, index: childrenOf(parent).indexOf(block), top: parent === content };
}

/** Writes one attribute of any kind on an element, in a document or not yet. */
export function writeAttribute(block: Block, name: string, value: AttributeValue): void {
  // Yjs stores any JSON value; only its types ask for a string.
  block.setAttribute(name, value as string);
}

/** Sets one attribute, or removes it for `null`, only when that changes something. */
export function setAttribute(block: Block, name: string, value: AttributeValue | null): void {
  if (value === null) {
    if (attribute(block, name) !== undefined) block.removeAttribute(name);
  } else if (attribute(block, name) !== value) {
    writeAttribute(block, name, value);
  }
}
