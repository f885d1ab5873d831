import type { BlockJson, DocumentJson, Fields } from '#shared/document/model.ts';
import { type PrintContext, printContext, printInline } from '#shared/document/text.ts';

/** A document with what is needed to read its words. */
export interface Readable {
  readonly document: DocumentJson;
  readonly context: PrintContext;
}

/** Prepares a document for the readers of this folder. */
export function readable(document: DocumentJson, champs: Fields): Readable {
  return { document, context: printContext({ document, champs }) };
}

/** @returns the words of a block, line breaks kept, other spaces collapsed */
export function blockWords(block: BlockJson, context: PrintContext): string {
  return printInline(block, context)
    .split('\n')
    .map((line) => line.replace(/[^\S\t]+/g, ' ').trim())
    .join('\n');
}

/** One line, spaces collapsed. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** For comparing names: no case, accents, guillemets or leading article. */
export function nameKey(text: string): string {
  return oneLine(text)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[«»"“”]/g, '')
    .replace(/’/g, "'")
    .toLowerCase()
    .replace(/^(?:l'|la |le |les |un |une )/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
