import type { BlockJson, DocumentJson, Fields } from '#shared/document/model.ts';
import { type PrintContext, printContext, printInline } from '#shared/document/text.ts';

/** A document with what is needed to read its words. */
export interface Readable {
  readonly document: DocumentJson;
  readonly context: PrintContext;
}

/** The `champs` of an act without variables. */
export const NO_FIELDS: Fields = {};

/** Documents are immutable: their numbers are computed once, however many readers ask. */
const prepared = new WeakMap<DocumentJson, Readable>();

/** Prepares a document for the readers of this folder. */
export function readable(document: DocumentJson, champs: Fields): Readable {
  const known = prepared.get(document);
  if (known !== undefined && known.context.champs === champs) return known;
  const fresh = { document, context: printContext({ document, champs }) };
  prepared.set(document, fresh);
  return fresh;
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

const BARE: Readonly<Record<string, string>> = { é: 'e', è: 'e', ê: 'e', à: 'a', û: 'u', ô: 'o', î: 'i' };

/**
 * A pattern that also takes its words without their accents, as capitals are often typed (« REPRESENTEE PAR »).
 * @param pattern has no accented letter inside a character class
 */
export function lenient(pattern: RegExp): RegExp {
  return new RegExp(
    pattern.source.replace(/[éèêàûôî]/g, (letter) => `[${letter}${BARE[letter] ?? ''}]`),
    pattern.flags,
  );
}
