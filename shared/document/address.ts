import type { BlockId } from '#shared/kernel/ids.ts';
import { type AddressPhrase, addressBook } from './address/book.ts';
import type { DocumentJson, Fields } from './model.ts';

export type { AddressPhrase } from './address/book.ts';

/**
 * @param champs values that headings print
 * @returns how the block is called, with the gender that its article needs; null as {@link printAddress}
 */
export function addressPhrase(document: DocumentJson, id: BlockId, champs?: Fields): AddressPhrase | null {
  return addressBook(document, champs).phrases.get(id) ?? null;
}

/**
 * Prints where a block stands: « deuxième alinéa de l’article 3 », « 2° de l’article 5 », « note 2 ».
 * @param champs values that headings print
 * @returns the address, without article; null for what has none: a page break, an empty line, a block that is not
 *   in the document, or one that no words can tell from another (rule A7)
 */
export function printAddress(document: DocumentJson, id: BlockId, champs?: Fields): string | null {
  return addressPhrase(document, id, champs)?.text ?? null;
}

/**
 * Finds the block that an address names, in any of the writings of rule A9.
 * @param text « deuxième alinéa de l’article 3 », « le dernier alinéa de l'article 3 », « article 3 » (its heading)
 * @param champs values that headings print
 * @returns its id; null when the address names no block, or could name several
 */
export function resolveAddress(document: DocumentJson, text: string, champs?: Fields): BlockId | null {
  return addressBook(document, champs).resolve(text);
}
