import * as Y from 'yjs';
import {
  findBlock,
  isTextBlock,
  setAttribute,
  writeAttribute,
} from '#shared/document/operations/elements.ts';
import { insertBlocks } from '#shared/document/operations/index.ts';
import { deleteText, insertAtom, insertText, plainText } from '#shared/document/operations/inline.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { never } from '#shared/kernel/never.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import type { Fix } from './model.ts';

/** A fix that changes the text by itself; the others ask something of the person first. */
export type TextFix = Exclude<Fix, { kind: 'clause' | 'variable' }>;

/** @returns true when the fix can be applied at once */
export function isTextFix(fix: Fix): fix is TextFix {
  return fix.kind !== 'clause' && fix.kind !== 'variable';
}

/** The passage is gone, or says something else: nothing was done (rule F2). */
interface FixProblem {
  readonly code: 'passage.change';
}
const CHANGED = fail<FixProblem>({ code: 'passage.change' });

/**
 * Finds words again in a block that others may have typed in since.
 * @returns where they stand, nearest to `near`; −1 when they are gone
 */
function findAgain(text: string, words: string, near: number): number {
  if (words === '') return -1;
  let best = -1;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1))
    if (best === -1 || Math.abs(at - near) < Math.abs(best - near)) best = at;
  return best;
}

/** The stretch that differs once common ends are set aside. */
function changedStretch(before: string, after: string): { start: number; end: number; insert: string } {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let kept = 0;
  while (kept < shortest - start && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1;
  return { start, end: before.length - kept, insert: after.slice(start, after.length - kept) };
}

type Words = Extract<TextFix, { kind: 'texte' | 'renvoi' }>;

function replaceWords(doc: Y.Doc, fix: Words, origin: unknown): Result<null, FixProblem> {
  const block = findBlock(doc, fix.block)?.block;
  if (block === undefined || !isTextBlock(block)) return CHANGED;
  const at = findAgain(plainText(block), fix.before, fix.range.from);
  if (at === -1) return CHANGED;
  const { start, end, insert } =
    fix.kind === 'texte'
      ? changedStretch(fix.before, fix.after)
      : { start: 0, end: fix.before.length, insert: '' };
  doc.transact(() => {
    if (fix.kind === 'renvoi') insertAtom(block, at + end, renvoiTo(fix));
    // Written after what goes, so that it takes its marks.
    else insertText(block, at + end, insert);
    deleteText(block, at + start, end - start);
  }, origin);
  return ok(null);
}

function renvoiTo(fix: Extract<Fix, { kind: 'renvoi' }>): Y.XmlElement {
  const atom = new Y.XmlElement('renvoi');
  writeAttribute(atom, 'cible', fix.target);
  writeAttribute(atom, 'format', fix.format);
  writeAttribute(atom, 'libelle', fix.label);
  return atom;
}

/**
 * Applies a fix to the shared document as one undoable change (rules F1 to F3). What others typed meanwhile in the
 * same paragraph stays.
 * @param origin of the transaction, so that an undo manager tracks it
 * @returns `passage.change` when what it was about is gone or has changed; the document is then untouched
 */
export function applyFix(
  doc: Y.Doc,
  fix: TextFix,
  makeId: MakeBlockId,
  origin: unknown,
): Result<null, FixProblem> {
  switch (fix.kind) {
    case 'texte':
    case 'renvoi':
      return replaceWords(doc, fix, origin);
    case 'definition': {
      const content = [{ type: 'text' as const, text: fix.text }];
      const id = makeId();
      const block =
        fix.type === 'liaison'
          ? { type: fix.type, attrs: { id }, content }
          : { type: fix.type, attrs: { id, retrait: 0, aVerifier: false }, content };
      return insertBlocks(doc, { after: fix.after }, [block], makeId, origin).ok ? ok(null) : CHANGED;
    }
    case 'relu': {
      const block = findBlock(doc, fix.block)?.block;
      if (block === undefined) return CHANGED;
      doc.transact(() => setAttribute(block, 'aVerifier', false), origin);
      return ok(null);
    }
    default:
      return never(fix);
  }
}
