import * as Y from 'yjs';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { readContent } from '#shared/document/yjs.ts';
import { type BlockRange, type WrittenBlock, writtenIn } from '#shared/versions/authorship.ts';
import { hashOf } from '../packing.ts';

/** A state of an act, as updates to apply in order; plain values, which go to another thread. */
export interface Source {
  readonly updates: readonly Uint8Array[];
}

/** What is asked of a state: its text, who inserted each passage of it, or itself, as one update. */
export type Question =
  | { readonly kind: 'text' }
  | { readonly kind: 'written'; readonly range: BlockRange | null }
  | { readonly kind: 'state' };

/** What is answered, by the kind of the question. */
export interface Answers {
  /** Its content, the canonical JSON of it and its SHA-256; `problem` when the state can't be read. */
  readonly text:
    | { readonly content: ActContent; readonly text: string; readonly hash: string }
    | { readonly problem: string };
  readonly written: readonly WrittenBlock[] | null;
  readonly state: Uint8Array;
}

/** @returns the answer about a document */
export function answerFrom<Q extends Question>(doc: Y.Doc, question: Q): Answers[Q['kind']];
export function answerFrom(doc: Y.Doc, question: Question): Answers[Question['kind']] {
  switch (question.kind) {
    case 'text': {
      const content = readContent(doc);
      if (!content.ok) return { problem: JSON.stringify(content.error) };
      const text = canonicalJson(content.value);
      return { content: content.value, text, hash: hashOf(text) };
    }
    case 'written':
      return writtenIn(doc, question.range);
    case 'state':
      return Y.encodeStateAsUpdate(doc);
  }
}

/** @returns the answer about a state */
export function answer<Q extends Question>({ updates }: Source, question: Q): Answers[Q['kind']] {
  const doc = new Y.Doc();
  try {
    // Yjs tidies formatting at the end of each transaction: a hundred times slower, one update at a time.
    doc.transact(() => {
      for (const bytes of updates) Y.applyUpdate(doc, bytes);
    });
    return answerFrom(doc, question);
  } finally {
    doc.destroy();
  }
}
