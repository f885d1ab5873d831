import * as Y from 'yjs';
import { isCopy, isRepair } from '#shared/document/operations/copying.ts';
import {
  type AttributeValue,
  type Block,
  contentOf,
  eachBlock,
  findBlock,
  isTextBlock,
  writeAttribute,
} from '#shared/document/operations/elements.ts';
import { insertAtom, insertText, plainText } from '#shared/document/operations/inline.ts';
import { onRoundEnd } from '#shared/document/operations/round.ts';
import { type Insertion, place, readable, runsOf, type Token, textOf } from './rescue-align.ts';
import { captureLosses, type Loss } from './rescue-capture.ts';
import { type Clock, SETTLED_AFTER_MS, TypedLog } from './rescue-typed.ts';

/** Words of mine that a colleague deleted without having seen them, and that have no place any more. */
export interface Passage {
  /** Block where I was writing; it may come back if the colleague undoes. */
  readonly blockId: string | null;
  /** Words of the heading above it, as they were. */
  readonly heading: string | null;
  /** What I had typed, its separate runs joined by « … ». */
  readonly myText: string;
  /** The whole block as I saw it. */
  readonly fullText: string;
  /** When it was found, in ms since 1970. */
  readonly at: number;
}

/** What a rescue needs to know. */
export interface RescueOptions extends Clock {
  readonly doc: Y.Doc;
  /**
   * Yjs client ids that are me: this document's, and those of my earlier sessions whose tabs are closed. An id
   * must be given to one open tab only, or both put the same letters back.
   */
  readonly ownClientIds: () => ReadonlySet<number>;
  /** Origin of the transactions that put letters back: one that the person's undo manager does not track. */
  readonly origin: unknown;
  /** Told of what could not be put back. Called outside any transaction. */
  readonly onPassage: (passage: Passage) => void;
}

/** Watches over what one person types in one document. */
export interface Rescue {
  /**
   * To be called instead of `Y.applyUpdate` for what comes from the network: the update says which letters its
   * author had seen (rule S3). Updates applied otherwise are watched too, with less knowledge.
   */
  applyUpdate(update: Uint8Array, origin: unknown): void;
  /** Stops watching. */
  destroy(): void;
}

/**
 * Keeps what I type from vanishing when a colleague moves or deletes, without having seen it, the text that holds
 * it (rules S1 to S9 of RULES.md). Register it before the editor's binding.
 */
export function createRescue(options: RescueOptions): Rescue {
  const { doc, ownClientIds, origin, onPassage } = options;
  const typed = new TypedLog(options);
  let incoming: Uint8Array | null = null;
  let losses: readonly Loss[] = [];
  let fromElsewhere = false;
  /** Copies that a repair here removed because another says the same, and when (rule S10). */
  let merged: { readonly loss: Loss; readonly at: number }[] = [];

  const onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.local) {
      if (isRepair(transaction)) {
        const at = options.now();
        for (const loss of captureLosses(transaction, ownClientIds(), () => false)) merged.push({ loss, at });
      } else if (!isCopy(transaction)) typed.add(transaction);
      return;
    }
    fromElsewhere = true;
    const seen = seenBy(incoming);
    const sawIt = (client: number, clock: number): boolean =>
      !typed.isRecent(client, clock) && seen(client, clock);
    losses = [...losses, ...captureLosses(transaction, ownClientIds(), sawIt)];
  };

  /** Those whose other copy has gone too, soon enough for the two changes to have crossed. */
  const mergedThenLost = (): Loss[] => {
    merged = merged.filter(({ at }) => at >= options.lastOnline() - SETTLED_AFTER_MS);
    const lost = merged.filter(
      ({ loss: { blockId } }) => blockId !== null && findBlock(doc, blockId) === null,
    );
    merged = merged.filter((one) => !lost.includes(one));
    return lost.map(({ loss }) => loss);
  };

  const onQuiet = (): void => {
    // Never at the end of a local edit: the editor's binding is then writing, and would not see the change.
    if (!fromElsewhere) return;
    fromElsewhere = false;
    if (merged.length > 0) losses = [...losses, ...mergedThenLost()];
    if (losses.length === 0) return;
    const found = losses;
    losses = [];
    const waiting: Loss[] = [];
    const passages: Passage[] = [];
    doc.transact(() => {
      for (const loss of found) {
        if (putBack(doc, loss)) continue;
        // The copy may be in an update that waits for an earlier one.
        if (doc.store.pendingStructs !== null) waiting.push(loss);
        else passages.push(passageOf(loss, options.now()));
      }
    }, origin);
    losses = [...losses, ...waiting];
    for (const passage of passages) onPassage(passage);
  };

  doc.on('beforeObserverCalls', onTransaction);
  const stop = onRoundEnd(doc, onQuiet);
  return {
    applyUpdate(update, updateOrigin) {
      incoming = update;
      try {
        Y.applyUpdate(doc, update, updateOrigin);
      } finally {
        incoming = null;
      }
    },
    destroy() {
      doc.off('beforeObserverCalls', onTransaction);
      stop();
    },
  };
}

/** Items that an update deletes by name: its author had seen them. Decoded only when asked. */
function seenBy(update: Uint8Array | null): (client: number, clock: number) => boolean {
  if (update === null) return () => true;
  let deleted: ReturnType<typeof Y.decodeUpdate>['ds'] | null = null;
  return (client, clock) => {
    deleted ??= Y.decodeUpdate(update).ds;
    return Y.isDeleted(deleted, Y.createID(client, clock));
  };
}

/** @returns false when the letters have no place */
function putBack(doc: Y.Doc, loss: Loss): boolean {
  const home = loss.blockId === null ? null : (findBlock(doc, loss.blockId)?.block ?? null);
  if (home !== null && isTextBlock(home)) {
    const insertions = place(loss.tokens, plainText(home));
    if (insertions === null) return false;
    insertAll(home, insertions);
    return true;
  }
  const host = joinedInto(doc, loss);
  if (host === null) return false;
  insertAll(
    host.block,
    runsOf(loss.tokens).map(({ at, tokens }) => ({ offset: host.offset + at, tokens })),
  );
  return true;
}

/** Least length of a text that is enough to recognise it in another block. */
const JOINED_LENGTH = 20;

/** The block that took in all the text of a lost one (two paragraphs joined), when there is exactly one. */
function joinedInto(doc: Y.Doc, loss: Loss): { readonly block: Block; readonly offset: number } | null {
  const theirs = textOf(loss.tokens.filter(({ mine }) => !mine));
  if (theirs.length < JOINED_LENGTH) return null;
  const hosts: { block: Block; offset: number }[] = [];
  eachBlock(contentOf(doc), (block) => {
    if (!isTextBlock(block)) return;
    const offset = plainText(block).indexOf(theirs);
    if (offset !== -1) hosts.push({ block, offset });
  });
  const [host] = hosts;
  return host !== undefined && hosts.length === 1 ? host : null;
}

function insertAll(block: Block, insertions: readonly Insertion[]): void {
  // From the end, so that the offsets of those not done yet still hold.
  for (const { offset, tokens } of insertions.toReversed())
    for (const piece of piecesOf(tokens).toReversed()) insertPiece(block, offset, piece);
}

function insertPiece(block: Block, offset: number, piece: readonly Token[]): void {
  const [first] = piece;
  if (first === undefined) return;
  if (first.atom === null) {
    insertText(block, offset, textOf(piece), first.marks);
    return;
  }
  const atom = new Y.XmlElement(first.atom.name);
  for (const [name, value] of Object.entries(first.atom.attrs))
    writeAttribute(atom, name, value as AttributeValue);
  insertAtom(block, offset, atom);
}

/** Cuts tokens where marks change, and around atoms. */
function piecesOf(tokens: readonly Token[]): Token[][] {
  const pieces: Token[][] = [];
  for (const token of tokens) {
    const piece = pieces.at(-1);
    const last = piece?.at(-1);
    const follows = last !== undefined && last.atom === null && token.atom === null;
    if (piece !== undefined && follows && JSON.stringify(last.marks) === JSON.stringify(token.marks))
      piece.push(token);
    else pieces.push([token]);
  }
  return pieces;
}

function passageOf(loss: Loss, at: number): Passage {
  return {
    blockId: loss.blockId,
    heading: loss.heading,
    myText: runsOf(loss.tokens)
      .map(({ tokens }) => readable(tokens))
      .join(' … '),
    fullText: readable(loss.tokens),
    at,
  };
}
