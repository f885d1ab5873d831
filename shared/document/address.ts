import type { BlockId } from '#shared/kernel/ids.ts';
import type { Gender } from './french.ts';
import type { DocumentJson } from './model.ts';

export function addressPhrase(
  _document: DocumentJson,
  _id: BlockId,
): { text: string; gender: Gender } | null {
  return null;
}
export function printAddress(document: DocumentJson, id: BlockId): string | null {
  return addressPhrase(document, id)?.text ?? null;
}
export function resolveAddress(_document: DocumentJson, _text: string): BlockId | null {
  return null;
}
