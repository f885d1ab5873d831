import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { type DecodeProblem, decodeTextFile, fileTooBig, MAX_IMPORT_BYTES } from './decode.ts';
import { isWordFile } from './word/parts.ts';
import { readWord, type WordText } from './word/read.ts';

/**
 * Reads a file brought to an import: a text, Markdown, or a Word document (.docx).
 * @param bytes the whole file
 * @returns its text, and what of the file is not in it; or why it can't be read, and what to do
 */
export function readFileToImport(bytes: Uint8Array): Result<WordText, DecodeProblem> {
  if (bytes.length > MAX_IMPORT_BYTES)
    return fail({ code: 'requete.trop_grande', detail: fileTooBig(bytes.length) });
  if (isWordFile(bytes)) return readWord(bytes);
  const decoded = decodeTextFile(bytes);
  return decoded.ok ? ok({ text: decoded.value, warnings: [] }) : decoded;
}
