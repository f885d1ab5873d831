import type { BlockJson, InlineJson } from '#shared/document/model.ts';
import { type PrintContext, plainInline } from '#shared/document/text.ts';
import type { Budget } from './budget.ts';
import type { Side, Token } from './inline/tokens.ts';
import { tokensOf } from './inline/tokens.ts';

/** One of the two acts, as comparing reads it. */
export interface Version extends Side {
  /** @returns the number or marker printed before a block; "" for none */
  readonly numberOf: (block: BlockJson) => string;
}

/** What comparing two lists of blocks needs besides them. */
export interface Context {
  readonly old: Version;
  readonly new: Version;
  readonly budget: Budget;
}

/**
 * @param print of the whole act
 * @param mapped ids of blocks and notes of this side, as the new side names them
 */
export function versionOf(
  print: PrintContext,
  mapped: { readonly blocks: ReadonlyMap<string, string>; readonly notes: ReadonlyMap<string, string> },
): Version {
  return {
    print: (inline) => plainInline([inline], print),
    targetOf: (id) => mapped.blocks.get(id) ?? id,
    noteOf: (noteId) => mapped.notes.get(noteId) ?? noteId,
    numberOf: (block) => {
      switch (block.type) {
        case 'intitule':
          return print.numbering.headings.get(block.attrs.id)?.printed ?? '';
        case 'item':
          return print.numbering.items.get(block.attrs.id) ?? '';
        case 'note': {
          const { noteId } = block.attrs;
          return noteId === null ? '' : String(print.numbering.notes.get(noteId) ?? '');
        }
        default:
          return '';
      }
    },
  };
}

/** @returns the inline content of a block; undefined for what holds none */
export function contentOf(block: BlockJson): readonly InlineJson[] | undefined {
  return block.type === 'table' || block.type === 'image' || block.type === 'sautPage'
    ? undefined
    : block.content;
}

/** @returns true for a block that holds a run of words */
export const holdsText = (block: BlockJson): boolean =>
  block.type !== 'table' && block.type !== 'image' && block.type !== 'sautPage';

/** @returns the units of a block's text */
export const blockTokens = (block: BlockJson, version: Version): readonly Token[] =>
  tokensOf(contentOf(block), version);
