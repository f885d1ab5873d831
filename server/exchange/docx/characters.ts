import { type IRunOptions, Tab } from 'docx';
import type { CharacterFormat } from '#shared/exchange/docx/model.ts';

/** Signs that XML 1.0 cannot hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very signs to leave out
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** @returns the text that an XML file can hold */
export const writable = (text: string): string => text.replace(UNWRITABLE, '');

/** @returns the content of a run, where a tab is an element of its own */
export function runChildren(text: string): NonNullable<IRunOptions['children']> {
  return writable(text)
    .split('\t')
    .flatMap((part, rank) => [...(rank === 0 ? [] : [new Tab()]), ...(part === '' ? [] : [part])]);
}

/** @returns how characters look, in the terms of the format; what is not said is left to the style */
export const runFormat = (format: CharacterFormat) => ({
  ...(format.bold ? { bold: true } : {}),
  ...(format.italic ? { italics: true } : {}),
  ...(format.underline ? { underline: {} } : {}),
  ...(format.strike ? { strike: true } : {}),
  ...(format.superscript ? { superScript: true } : {}),
});

/** What {@link runFormat} gives to characters that had a format and no longer have it. */
export const fullFormat = (format: CharacterFormat) => ({
  bold: format.bold,
  italics: format.italic,
  ...(format.underline ? { underline: {} } : {}),
  strike: format.strike,
  superScript: format.superscript,
});
