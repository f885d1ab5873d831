import { ySyncPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import { contentOf } from '#shared/document/operations/elements.ts';
import { keepRepaired } from '#shared/document/operations/index.ts';
import { blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { createRescue, type Passage, type Rescue } from '#shared/sync/rescue.ts';
import { type BoundEditor, headlessEditor } from './headless.ts';
import { FROM_NETWORK, type Network, type Peer } from './network.ts';
import type { Random } from './random.ts';

/** Origin of a client's structural operations. */
export const OPERATION = 'operation';
const RESCUE = 'rescue';
const REPAIR = 'repair';

/** Typed letters are ideographs, each used once, so that every one can be followed through the run. */
const FIRST_LETTER = 0x4e00;
const LETTERS_PER_CLIENT = 1500;
const LETTER = /[\u4e00-\u9fff]/g;

/** Makes an editor over a fragment; null for a client that works on the shared document alone. */
export type MakeEditor = (fragment: Y.XmlFragment, makeId: MakeBlockId) => BoundEditor;

/** One person of a run. */
export class FuzzClient implements Peer {
  readonly doc: Y.Doc;
  readonly random: Random;
  readonly makeId: MakeBlockId;
  readonly passages: Passage[] = [];
  readonly typed = new Set<string>();
  readonly removed: Set<string>;
  readonly undo: Y.UndoManager;
  editor: BoundEditor | null = null;
  private readonly rescue: Rescue;
  private readonly rank: number;

  constructor(rank: number, random: Random, network: Network, now: () => number, removed: Set<string>) {
    this.rank = rank;
    this.random = random;
    this.removed = removed;
    this.makeId = blockIdsFrom(random.next);
    this.doc = new Y.Doc();
    this.doc.clientID = 1 + rank;
    this.rescue = createRescue({
      doc: this.doc,
      ownClientIds: () => new Set([this.doc.clientID]),
      now,
      lastOnline: now,
      origin: RESCUE,
      onPassage: (passage) => this.passages.push(passage),
    });
    keepRepaired(this.doc, REPAIR);
    network.join(this);
    this.undo = new Y.UndoManager(contentOf(this.doc), {
      trackedOrigins: new Set<unknown>([ySyncPluginKey, OPERATION]),
      captureTimeout: 0,
    });
  }

  /** Opens an editor on the document, once it holds the act. */
  open(make: MakeEditor = headlessEditor): void {
    this.editor = make(contentOf(this.doc), this.makeId);
  }

  receive(update: Uint8Array): void {
    this.rescue.applyUpdate(update, FROM_NETWORK);
  }

  /** @returns a few letters that nobody typed before */
  letters(): string {
    let text = '';
    for (let count = 1 + this.random.int(3); count > 0; count -= 1) {
      const letter = String.fromCharCode(FIRST_LETTER + this.rank * LETTERS_PER_CLIENT + this.typed.size);
      this.typed.add(letter);
      text += letter;
    }
    return text;
  }

  /**
   * Does something on purpose: the letters that it makes disappear are not to be found again, nor those that it
   * did not write in the text after all (a refused operation, a field).
   */
  act(action: () => void): void {
    const before = lettersOf(this.doc);
    const typedBefore = this.typed.size;
    action();
    const after = lettersOf(this.doc);
    for (const letter of [...before, ...[...this.typed].slice(typedBefore)])
      if (!after.has(letter)) this.removed.add(letter);
  }
}

/** @returns the followed letters in a document's text */
export function lettersOf(doc: Y.Doc): Set<string> {
  return new Set(lettersIn(contentOf(doc).toString()));
}

/** @returns the followed letters of a text, in order */
export function lettersIn(text: string): string[] {
  return text.match(LETTER) ?? [];
}
