import { existsSync, writeFileSync } from 'node:fs';
import { COMPARISON_FORMATS, isComparisonFormat } from '#shared/exchange/comparison/formats.ts';
import { exportFileName } from '#shared/exchange/formats.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { comparisonSource, Press } from '../exchange/index.ts';
import { createLogger } from '../http/log.ts';
import { readStates, sendersOf } from '../versions/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/** What the command line says of a comparison. */
export interface CompareOptions {
  readonly format: string;
  /** `actuel`, `ver_…`, `seq-<n>`, or `<act>[.<state>]` for another act. */
  readonly from: string;
  readonly to: string;
  readonly output?: string;
  readonly force?: boolean;
}

/**
 * `compare <act>`: writes what makes two states differ to a file, from what is on disk. A server may be running.
 * @throws CommandError for an unknown format, no such act, or a file that is there
 * @throws ClausierError `acte.introuvable`, `version.introuvable`, `version.alteree`
 */
export async function compareFile(place: Workplace, act: string, options: CompareOptions): Promise<Outcome> {
  const { format } = options;
  if (!isComparisonFormat(format))
    throw new CommandError(
      `There is no format ${format}. There are: ${Object.keys(COMPARISON_FORMATS).join(', ')}.`,
    );
  const id = actIdSchema.safeParse(act);
  if (!id.success)
    throw new CommandError(`There is no act ${act}. List them with: npm run -s clausier -- acts`);
  const { db } = await place.storage();
  const deps = { db, clock: place.clock, logger: createLogger('silent') };
  const source = await comparisonSource(
    { ...deps, states: readStates(deps), senders: sendersOf(db) },
    id.data,
    { old: options.from, new: options.to },
    null,
  );
  const file =
    options.output ?? exportFileName(source.title, 'comparaison', COMPARISON_FORMATS[format].extension);
  if (options.force !== true && existsSync(file))
    throw new CommandError(`${file} is there already. Give another name with --output, or --force.`);
  const press = new Press(deps);
  try {
    const bytes = await press.compare(source, format);
    writeFileSync(file, bytes);
    return {
      json: { file, format, bytes: bytes.length, ...source.names },
      text: `${file} (${bytes.length} bytes; from ${source.names.old} to ${source.names.new})`,
    };
  } finally {
    await press.stop();
  }
}
