import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { windows1252Char } from './windows-1252.ts';

/** Why a file could not be read as text. `detail` is a French sentence: what the file looks like, what to do. */
export interface DecodeProblem {
  readonly code: 'import.illisible' | 'import.vide' | 'requete.trop_grande';
  readonly detail: string;
}

/** Largest file that an import reads, in bytes. */
export const MAX_IMPORT_BYTES = 20 * 1024 * 1024;

interface Magic {
  readonly bytes: readonly number[];
  readonly what: string;
  readonly remedy: string;
}

const COPY = 'Ouvrez-le, copiez tout le texte et collez-le ici.';
const SAVE_AS_TEXT = 'Enregistrez-le en « texte brut » (.txt, UTF-8) depuis le traitement de texte.';

const MAGICS: readonly Magic[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'un fichier PDF', remedy: COPY },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    what: 'un document Word, LibreOffice ou une archive ZIP',
    remedy: SAVE_AS_TEXT,
  },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'un ancien document Word (.doc)', remedy: SAVE_AS_TEXT },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: 'un document RTF', remedy: SAVE_AS_TEXT },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'une image PNG', remedy: 'Il faut le texte, pas son image.' },
  { bytes: [0xff, 0xd8, 0xff], what: 'une image JPEG', remedy: 'Il faut le texte, pas son image.' },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'une image GIF', remedy: 'Il faut le texte, pas son image.' },
  { bytes: [0x1f, 0x8b], what: 'un fichier compressé', remedy: 'Décompressez-le d’abord.' },
];

const startsWith = (bytes: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

const unreadable = (detail: string): Result<string, DecodeProblem> =>
  fail({ code: 'import.illisible', detail });

/** Control characters that no text has; tab, line feeds, form feed and escape apart. */
function controlCount(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes)
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127) count += 1;
  return count;
}

/**
 * Turns the bytes of a file into text: UTF-8 with or without a byte-order mark, UTF-16 with one, and Windows-1252
 * for bytes that are not UTF-8 but plausibly text (what older French word processors saved).
 * @param bytes the whole file
 * @returns the text, without its byte-order mark; or why it is no text, and what to do
 */
export function decodeTextFile(bytes: Uint8Array): Result<string, DecodeProblem> {
  if (bytes.length === 0) return fail({ code: 'import.vide', detail: 'Le fichier ne contient rien.' });
  if (bytes.length > MAX_IMPORT_BYTES)
    return fail({
      code: 'requete.trop_grande',
      detail: `Le fichier pèse ${Math.ceil(bytes.length / 1024 / 1024)} Mo ; la limite est de ${MAX_IMPORT_BYTES / 1024 / 1024} Mo.`,
    });
  const magic = MAGICS.find((candidate) => startsWith(bytes, candidate.bytes));
  if (magic !== undefined)
    return unreadable(`Ce fichier semble être ${magic.what}, pas un texte. ${magic.remedy}`);
  if (startsWith(bytes, [0xff, 0xfe])) return ok(new TextDecoder('utf-16le').decode(bytes));
  if (startsWith(bytes, [0xfe, 0xff])) return ok(decodeUtf16BigEndian(bytes.subarray(2)));
  if (bytes.includes(0))
    return unreadable(
      'Ce fichier contient des octets nuls : c’est sans doute un fichier binaire. Enregistrez la convention en texte brut (UTF-8).',
    );
  const controls = controlCount(bytes);
  if (controls > 8 && controls / bytes.length > 0.01)
    return unreadable(
      'Ce fichier contient trop de caractères de commande pour être un texte. Enregistrez la convention en texte brut (UTF-8).',
    );
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not UTF-8: every byte above 0x9F is a letter or a sign of Windows-1252, the encoding of older French files.
    return ok(decodeWindows1252(bytes));
  }
}

function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (const byte of bytes) parts.push(windows1252Char(byte));
  return parts.join('');
}

function decodeUtf16BigEndian(bytes: Uint8Array): string {
  const swapped = new Uint8Array(bytes.length - (bytes.length % 2));
  for (let i = 0; i < swapped.length; i += 2) {
    swapped[i] = bytes[i + 1] ?? 0;
    swapped[i + 1] = bytes[i] ?? 0;
  }
  return new TextDecoder('utf-16le').decode(swapped);
}
