import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What to do with the tracked changes of a file before reading it. */
export type OfficeMode = 'none' | 'accept' | 'reject';

interface OfficeLine {
  readonly style: string;
  /** The number that LibreOffice printed before the line; "" for none. */
  readonly label: string;
  /** A footnote's call is `[^1]`; a row of a table is one line, its cells between bars. */
  readonly text: string;
}

/** What LibreOffice reads in a file. */
export interface OfficeReading {
  readonly body: readonly OfficeLine[];
  readonly notes: readonly (readonly OfficeLine[])[];
  /** Whether tracked changes are left. */
  readonly tracked: boolean;
}

/** LibreOffice, where it is installed. */
export const SOFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find((path) => existsSync(path));
// The interpreter of the distribution: the module `uno` belongs to it, whatever other Python comes first.
const PYTHON = '/usr/bin/python3';

const speaksUno = (): boolean =>
  existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import uno'], { stdio: 'ignore' }).status === 0;

/** Why LibreOffice can't be asked here; `null` when it can. */
export const officeAbsence: string | null =
  SOFFICE === undefined ? 'no LibreOffice (libreoffice-writer-nogui)' : speaksUno() ? null : 'no python3-uno';

/** @returns what LibreOffice reads in each file, all opened by one LibreOffice of its own */
export function readInOffice(
  files: readonly { readonly bytes: Uint8Array; readonly mode: OfficeMode }[],
): readonly OfficeReading[] {
  if (SOFFICE === undefined) throw new Error('LibreOffice is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'clausier-office-'));
  try {
    const commands = files.map(({ bytes, mode }, rank) => {
      const path = join(folder, `${rank}.docx`);
      writeFileSync(path, bytes);
      return `${path}:${mode}:${join(folder, `${rank}.json`)}`;
    });
    const script = join(import.meta.dirname, 'libreoffice.py');
    execFileSync(PYTHON, [script, SOFFICE, join(folder, 'profile'), ...commands], { stdio: 'pipe' });
    return files.map(
      (_, rank) => JSON.parse(readFileSync(join(folder, `${rank}.json`), 'utf8')) as OfficeReading,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
