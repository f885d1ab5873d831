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

const COPY = 'Ouvrez-le, copiez tout le texte et collez-le dans la page d’importation.';
const SAVE_AS_TEXT =
  'Ouvrez-le dans le traitement de texte, puis enregistrez-le en « texte brut » (.txt, UTF-8), ou copiez son texte et collez-le.';
const NOT_IMAGE =
  'Il faut le texte, pas son image : passez-la d’abord dans un logiciel de reconnaissance de caractères.';

const MAGICS: readonly Magic[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46, 0x2d], what: 'un fichier PDF', remedy: COPY },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'un ancien document Word (.doc)', remedy: SAVE_AS_TEXT },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], what: 'un document RTF', remedy: SAVE_AS_TEXT },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'une image PNG', remedy: NOT_IMAGE },
  { bytes: [0xff, 0xd8, 0xff], what: 'une image JPEG', remedy: NOT_IMAGE },
  { bytes: [0x47, 0x49, 0x46, 0x38], what: 'une image GIF', remedy: NOT_IMAGE },
  { bytes: [0x49, 0x49, 0x2a, 0x00], what: 'une image TIFF', remedy: NOT_IMAGE },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], what: 'une image TIFF', remedy: NOT_IMAGE },
  { bytes: [0x52, 0x49, 0x46, 0x46], what: 'une image ou un son (RIFF)', remedy: NOT_IMAGE },
  { bytes: [0x1f, 0x8b], what: 'un fichier compressé', remedy: 'Décompressez-le d’abord.' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'une archive 7-Zip', remedy: 'Décompressez-la d’abord.' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'une archive RAR', remedy: 'Décompressez-la d’abord.' },
];

/** What a ZIP holds, by a name found among its first bytes. */
const PACKAGES: readonly { readonly name: string; readonly what: string }[] = [
  { name: 'application/vnd.oasis.opendocument.text', what: 'un document LibreOffice (.odt)' },
  { name: 'application/vnd.oasis.opendocument', what: 'un classeur ou une présentation LibreOffice' },
  { name: 'word/', what: 'un document Word (.docx)' },
  { name: 'xl/', what: 'un classeur Excel (.xlsx)' },
  { name: 'ppt/', what: 'une présentation PowerPoint (.pptx)' },
  { name: 'application/epub+zip', what: 'un livre EPUB' },
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** Names of the parts of a package stand early; a larger look finds nothing more. */
const PACKAGE_LOOK = 64 * 1024;

function zipProblem(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, PACKAGE_LOOK));
  const found = PACKAGES.find(({ name }) => head.includes(name));
  return found === undefined
    ? 'Ce fichier semble être un document Word, LibreOffice ou une archive ZIP, pas un texte. Décompressez l’archive, ou enregistrez le document en « texte brut » (.txt, UTF-8).'
    : `Ce fichier semble être ${found.what}, pas un texte. ${SAVE_AS_TEXT}`;
}

/** @returns the sentence for a file of `size` bytes, above {@link MAX_IMPORT_BYTES} */
export function fileTooBig(size: number): string {
  const mega = 1024 * 1024;
  return `Le fichier pèse ${Math.ceil(size / mega)} Mo ; la limite est de ${MAX_IMPORT_BYTES / mega} Mo. Gardez le seul texte de la convention, sans images ni pièces jointes.`;
}

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
 * for bytes that are not UTF-8 but plausibly text (what older French word processors saved), Mac Roman and UTF-16
 * without its mark where the bytes say so.
 * @param bytes the whole file
 * @returns the text, without its byte-order mark; or why it is no text, and what to do
 */
export function decodeTextFile(bytes: Uint8Array): Result<string, DecodeProblem> {
  if (bytes.length === 0) return fail({ code: 'import.vide', detail: 'Le fichier ne contient rien.' });
  if (bytes.length > MAX_IMPORT_BYTES)
    return fail({
      code: 'requete.trop_grande',
      detail: fileTooBig(bytes.length),
    });
  if (startsWith(bytes, ZIP)) return unreadable(zipProblem(bytes));
  const magic = MAGICS.find((candidate) => startsWith(bytes, candidate.bytes));
  if (magic !== undefined)
    return unreadable(`Ce fichier semble être ${magic.what}, pas un texte. ${magic.remedy}`);
  if (startsWith(bytes, [0xff, 0xfe])) return ok(new TextDecoder('utf-16le').decode(bytes));
  if (startsWith(bytes, [0xfe, 0xff])) return ok(decodeUtf16BigEndian(bytes.subarray(2)));
  const wide = markless16(bytes);
  if (wide !== null) return ok(wide);
  if (bytes.includes(0))
    return unreadable(
      'Ce fichier contient des octets nuls : c’est sans doute un fichier binaire. Enregistrez la convention en texte brut (UTF-8).',
    );
  const controls = controlCount(bytes);
  if (controls > 8 && controls / bytes.length > 0.01)
    return unreadable(
      'Ce fichier contient trop de caractères de commande pour être un texte. Enregistrez la convention en texte brut (UTF-8).',
    );
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    if (looksLikeMac(bytes)) return ok(new TextDecoder('macintosh').decode(bytes));
    // Not UTF-8: every byte above 0x9F is a letter or a sign of Windows-1252, the encoding of older French files.
    return ok(decodeWindows1252(bytes));
  }
}

/** Bytes looked at to tell an encoding. */
const SAMPLE = 20_000;

/** UTF-16 without its mark: in French, half of the bytes are nul, all on one side. */
function markless16(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, SAMPLE - (SAMPLE % 2));
  const nul = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) nul[index % 2] = (nul[index % 2] ?? 0) + 1;
  const half = sample.length / 2;
  const [even = 0, odd = 0] = nul;
  if (half < 4) return null;
  if (odd > half * 0.7 && even < half * 0.05) return new TextDecoder('utf-16le').decode(bytes);
  if (even > half * 0.7 && odd < half * 0.05) return decodeUtf16BigEndian(bytes);
  return null;
}

/** « é è à ê ç » of Mac Roman stand where Windows-1252 has signs that no French text holds. */
function looksLikeMac(bytes: Uint8Array): boolean {
  let mac = 0;
  let windows = 0;
  for (const byte of bytes.subarray(0, SAMPLE)) {
    if (byte === 0x8e || byte === 0x8f || byte === 0x88 || byte === 0x90 || byte === 0x8d) mac += 1;
    else if (byte >= 0xe0 && byte !== 0xf7) windows += 1;
  }
  return mac > 1 && mac > windows;
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
