import { existsSync, writeFileSync } from 'node:fs';
import { EXPORT_FORMATS, exportFileName, isExportFormat } from '#shared/exchange/formats.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { exportSource, Press } from '../exchange/index.ts';
import { createLogger } from '../http/log.ts';
import { readStates } from '../versions/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/** What the command line says of an export. */
export interface ExportOptions {
  readonly format: string;
  /** `actuel`, `ver_…` or `seq-<n>`. */
  readonly version: string;
  readonly output?: string;
  readonly force?: boolean;
}

/**
 * `export <act>`: writes one state of an act to a file, from what is on disk. A server may be running.
 * @throws CommandError for an unknown format, no such act, or a file that is there
 * @throws ClausierError `version.introuvable`, `version.alteree`, `export.*`
 */
export async function exportFile(place: Workplace, act: string, options: ExportOptions): Promise<Outcome> {
  const { format } = options;
  if (!isExportFormat(format))
    throw new CommandError(
      `There is no format ${format}. There are: ${Object.keys(EXPORT_FORMATS).join(', ')}.`,
    );
  const id = actIdSchema.safeParse(act);
  if (!id.success)
    throw new CommandError(`There is no act ${act}. List them with: npm run -s clausier -- acts`);
  const { db } = await place.storage();
  const logger = createLogger('silent');
  const press = new Press({ logger });
  try {
    const states = readStates({ db, clock: place.clock, logger });
    const source = await exportSource({ db, states }, id.data, options.version, null);
    const { title, version, hash } = source.edition;
    const file = options.output ?? exportFileName(title, version, format);
    if (options.force !== true && existsSync(file))
      throw new CommandError(`${file} is there already. Give another name with --output, or --force.`);
    const bytes = await press.write(source, format);
    writeFileSync(file, bytes);
    return {
      json: { file, format, bytes: bytes.length, version, hash },
      text: `${file} (${bytes.length} bytes; ${version}; SHA-256 of the text ${hash})`,
    };
  } finally {
    await press.stop();
  }
}
