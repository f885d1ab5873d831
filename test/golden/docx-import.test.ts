import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { versionDocx } from '#server/exchange/docx/version.ts';
import type { ActContent } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { importText } from '#shared/exchange/import/import.ts';
import { readWord } from '#shared/exchange/import/word/read.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { type ActToPrint, editionOf, shippedActs } from '#test/support/acts-to-print.ts';
import { SOFFICE } from '#test/support/libreoffice.ts';
import { Random } from '../fuzz/random.ts';

/** The words of an act: a table imported holds no bars, and no line end of its own. */
const words = (content: ActContent) => printDocument(content).replace(/[\s|]+/g, ' ');
const counts = ({ document }: ActContent) =>
  Object.fromEntries(
    ['intitule', 'item', 'table', 'note', 'signataire', 'visa', 'considerant'].map((kind) => [
      kind,
      document.content.filter(({ type }) => type === kind).length,
    ]),
  );

const written = (act: ActToPrint) =>
  versionDocx(act.content, buildPrintModel(act.content, editionOf(act)));

function imported(bytes: Uint8Array): ActContent {
  const read = readWord(bytes);
  if (!read.ok) throw new Error(read.error.detail);
  const random = new Random(3);
  const result = importText(read.value.text, { makeId: blockIdsFrom(() => random.next()) });
  if (!result.ok) throw new Error(result.error.code);
  return result.value.content;
}

/** The same files, opened and saved again by LibreOffice. */
function savedAgain(files: readonly Uint8Array[]): readonly Uint8Array[] {
  const folder = mkdtempSync(join(tmpdir(), 'clausier-again-'));
  try {
    const paths = files.map((bytes, rank) => {
      const path = join(folder, `${rank}.docx`);
      writeFileSync(path, bytes);
      return path;
    });
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const out = join(folder, 'again');
    execFileSync(SOFFICE ?? '', [profile, '--headless', '--convert-to', 'docx', '--outdir', out, ...paths], {
      stdio: 'pipe',
    });
    return files.map((_, rank) => readFileSync(join(out, `${rank}.docx`)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a Word file that Clausier wrote', () => {
  const acts = shippedActs();

  it.each(acts.map((act) => [act.name, act] as const))('[D1] imported, it is the act: %s', async (_, act) => {
    const content = imported(await written(act));
    expect(words(content)).toBe(words(act.content));
    expect(counts(content)).toEqual(counts(act.content));
  });

  it.skipIf(SOFFICE === undefined)(
    `[D1] saved again by LibreOffice, it is still${SOFFICE === undefined ? ' (skipped: no LibreOffice)' : ''}`,
    { timeout: 170_000 },
    async () => {
      const some = acts.filter((_, rank) => process.env.NIGHTLY === '1' || rank % 3 === 1);
      const again = savedAgain(await Promise.all(some.map(written)));
      some.forEach((act, rank) => {
        const content = imported(again[rank] ?? new Uint8Array());
        expect(words(content), act.name).toBe(words(act.content));
      });
    },
  );
});
