/** What a file name can't hold somewhere, or holds to be read as another one: a change of direction, a hidden sign. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu;
/** In characters and in UTF-8 bytes; systems hold 255 bytes for the whole, extension included. */
interface Longest {
  readonly characters: number;
  readonly bytes: number;
}
const LONGEST_PART: Longest = { characters: 80, bytes: 110 };
const LONGEST_STEM: Longest = { characters: 200, bytes: 240 };

/** Bytes of one character in UTF-8. */
function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The first characters of a text, none of them cut in two. */
function cut(text: string, longest: Longest): string {
  let kept = '';
  let characters = 0;
  let bytes = 0;
  for (const character of text) {
    characters += 1;
    bytes += utf8Length(character);
    if (characters > longest.characters || bytes > longest.bytes) break;
    kept += character;
  }
  return kept;
}

/** What every system can hold of a text: no path, no control, no hidden sign, no dot or space at either end. */
function tidy(text: string, longest: Longest): string {
  const plain = text
    .normalize('NFC')
    .replace(FORBIDDEN, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[.\s]+/u, '');
  return cut(plain, longest).replace(/[.\s]+$/u, '');
}

/**
 * Makes one part of a file name of what somebody typed: a title, the name of a version.
 * @returns the same words, as far as every system can hold them, at most 80 characters; empty when nothing is left
 */
export function fileNamePart(text: string): string {
  return tidy(text, LONGEST_PART);
}

/** The end of a file's name that says what it is: `.pdf`. */
const EXTENSION = /\.[A-Za-z0-9]{1,8}$/;

/**
 * Makes a whole file name of one that came with a file.
 * @returns it as far as every system can hold it, with its extension; « fichier » when nothing is left
 */
export function fileName(name: string): string {
  const whole = name.replace(/[.\s]+$/u, '');
  const extension = EXTENSION.exec(whole)?.[0] ?? '';
  const stem = tidy(whole.slice(0, whole.length - extension.length), LONGEST_STEM);
  return `${stem || 'fichier'}${extension}`;
}

/** @returns a file name in the ASCII that old clients read */
export function asciiFileName(name: string): string {
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const ascii = name
    .slice(0, name.length - extension.length)
    .replace(/[–—]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/œ/g, 'oe')
    .replace(/Œ/g, 'OE')
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]|["\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `${ascii || 'fichier'}${extension}`;
}
