import * as Y from 'yjs';
import { type Block, isTextBlock } from '#shared/document/operations/elements.ts';
import { ATOM, type Marks } from '#shared/document/operations/inline.ts';
import type { AtomCopy, Token } from './rescue-align.ts';

/** A text block that lost letters of mine, as it was before the transaction that deleted them. */
export interface Loss {
  readonly blockId: string | null;
  /** Words of the heading above it. */
  readonly heading: string | null;
  readonly tokens: readonly Token[];
}

/** Says whether whoever deleted an item of mine had seen it. */
export type SawIt = (client: number, clock: number) => boolean;

/**
 * Finds the letters of mine that a transaction deletes along with the text that held them, though whoever did it
 * had not seen them. To be called before Yjs collects what was deleted (`beforeObserverCalls`).
 * @param own ids of the clients that are me
 */
export function captureLosses(
  transaction: Y.Transaction,
  own: ReadonlySet<number>,
  sawIt: SawIt,
): readonly Loss[] {
  const blocks = new Set<Block>();
  for (const client of own) {
    if (!transaction.deleteSet.clients.has(client)) continue;
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || struct.id.client !== client || !struct.countable) return;
      if (!wentWithItsText(transaction, struct) || sawAll(struct, sawIt)) return;
      const block = textBlockOf(struct);
      if (block !== null) blocks.add(block);
    });
  }
  const mine = (item: Y.Item, clock: number): boolean =>
    own.has(item.id.client) &&
    item.deleted &&
    wentWithItsText(transaction, item) &&
    !sawIt(item.id.client, clock);
  return [...blocks].map((block) => ({
    blockId: idBefore(block),
    heading: headingBefore(transaction, block),
    tokens: tokensBefore(transaction, block, mine),
  }));
}

function sawAll(item: Y.Item, sawIt: SawIt): boolean {
  for (let index = 0; index < item.length; index += 1)
    if (!sawIt(item.id.client, item.id.clock + index)) return false;
  return true;
}

/** Whether an item was deleted because what holds it was: nobody aimed at it. */
function wentWithItsText(transaction: Y.Transaction, item: Y.Item): boolean {
  const holder = item.parent instanceof Y.AbstractType ? item.parent._item : null;
  return holder?.deleted === true && wasThere(transaction, holder);
}

/** Whether an item stood in the document just before the transaction. */
function wasThere(transaction: Y.Transaction, item: Y.Item): boolean {
  const known = item.id.clock < (transaction.beforeState.get(item.id.client) ?? 0);
  return known && (!item.deleted || Y.isDeleted(transaction.deleteSet, item.id));
}

function textBlockOf(item: Y.Item): Block | null {
  let { parent } = item;
  if (parent instanceof Y.XmlText) parent = parent.parent;
  if (!(parent instanceof Y.XmlElement)) return null;
  return isTextBlock(parent) && item.parentSub === null ? parent : null;
}

/** Attributes that an element had; those of a deleted one are still there until Yjs collects it. */
function attributesBefore(block: Block): Record<string, unknown> {
  const attributes: Record<string, unknown> = {};
  for (const [name, item] of block._map) attributes[name] = item.content.getContent()[item.length - 1];
  return attributes;
}

function idBefore(block: Block): string | null {
  const { id } = attributesBefore(block);
  return typeof id === 'string' ? id : null;
}

function tokensBefore(
  transaction: Y.Transaction,
  block: Block,
  isMine: (item: Y.Item, clock: number) => boolean,
): Token[] {
  const tokens: Token[] = [];
  for (let child = block._start; child !== null; child = child.right) {
    if (!wasThere(transaction, child) || !(child.content instanceof Y.ContentType)) continue;
    const { type } = child.content;
    if (type instanceof Y.XmlText) tokens.push(...textTokens(transaction, type, isMine));
    else if (type instanceof Y.XmlElement)
      tokens.push({ char: ATOM, mine: isMine(child, child.id.clock), marks: {}, atom: atomBefore(type) });
  }
  return tokens;
}

function textTokens(
  transaction: Y.Transaction,
  text: Y.XmlText,
  isMine: (item: Y.Item, clock: number) => boolean,
): Token[] {
  const tokens: Token[] = [];
  let marks: Marks = {};
  for (let item = text._start; item !== null; item = item.right) {
    if (!wasThere(transaction, item)) continue;
    const { content } = item;
    if (content instanceof Y.ContentFormat) {
      const { [content.key]: _closed, ...others } = marks;
      marks = content.value === null ? others : { ...others, [content.key]: content.value };
    } else if (content instanceof Y.ContentString) {
      for (let index = 0; index < content.str.length; index += 1)
        tokens.push({
          char: content.str.charAt(index),
          mine: isMine(item, item.id.clock + index),
          marks,
          atom: null,
        });
    }
  }
  return tokens;
}

function atomBefore(element: Block): AtomCopy {
  return { name: element.nodeName, attrs: attributesBefore(element) };
}

function headingBefore(transaction: Y.Transaction, block: Block): string | null {
  let top: Block = block;
  while (top.parent instanceof Y.XmlElement) top = top.parent;
  for (let item = top._item?.left ?? null; item !== null; item = item.left) {
    if (!wasThere(transaction, item) || !(item.content instanceof Y.ContentType)) continue;
    const { type } = item.content;
    if (!(type instanceof Y.XmlElement) || type.nodeName !== 'intitule') continue;
    const words = tokensBefore(transaction, type, () => false);
    return words.map(({ char }) => (char === ATOM ? '' : char)).join('');
  }
  return null;
}
