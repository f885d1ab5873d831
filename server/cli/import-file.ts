import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileTooBig, MAX_IMPORT_BYTES } from '#shared/exchange/import/decode.ts';
import { readFileToImport } from '#shared/exchange/import/file.ts';
import type { DivisionReport } from '#shared/exchange/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { importAct, importAnswer } from '../exchange/index.ts';
import { adoptOrphanActs, houseAdministrator } from '../identity/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/**
 * `import <file>`: makes an act, of which the person who set the server up is pilote, or will be.
 * @param title instead of the one recognised, or `null`
 * @throws CommandError when the file can't be read; ClausierError when it holds no text
 */
export async function importFile(place: Workplace, file: string, title: string | null): Promise<Outcome> {
  const decoded = readFileToImport(await bytesOf(file));
  if (!decoded.ok) throw new ClausierError(decoded.error.code, [decoded.error.detail]);
  const { db } = await place.storage();
  const {
    id,
    title: kept,
    report,
  } = await db.transaction().execute(async (tx) => {
    const source = { text: decoded.value.text, name: basename(file), title, author: null };
    const imported = await importAct(tx, source, place.clock());
    const owner = await houseAdministrator(tx);
    if (owner !== null) await adoptOrphanActs(tx, owner, place.clock());
    return imported;
  });
  const lines = [
    `Imported as ${id}: ${kept}`,
    `Found: parties ${report.parties.length}, divisions ${countDivisions(report.divisions)}, footnotes ${report.footnotes.length}, signatures ${report.signatures.length}.`,
    ...[...decoded.value.warnings, ...report.warnings].map((warning) => `Note: ${warning}`),
    ...report.unrecognised.map((part) => `To check, line ${part.line} (${part.reason}): ${part.text}`),
  ];
  return { json: importAnswer(id, kept, report), text: lines.join('\n') };
}

function countDivisions(divisions: readonly DivisionReport[]): number {
  return divisions.reduce((sum, { children }) => sum + 1 + countDivisions(children), 0);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const found = await stat(file);
    if (found.isDirectory())
      throw new CommandError(`${file} is a folder. Give the path of one Word, text or Markdown file.`);
    if (found.size > MAX_IMPORT_BYTES)
      throw new ClausierError('requete.trop_grande', [fileTooBig(found.size)]);
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof CommandError || cause instanceof ClausierError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `${file} cannot be read (${reason}). Give the path of a Word, text or Markdown file.`,
      {
        cause,
      },
    );
  }
}
