import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Press } from '#server/exchange/press/press.ts';
import { createLogger } from '#server/http/log.ts';
import type { ActContent } from '#shared/document/model.ts';
import { COMPARISON_FORMATS, isComparisonFormat } from '#shared/exchange/comparison/formats.ts';
import { EXPORT_FORMATS, isExportFormat } from '#shared/exchange/formats.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { editionOf } from '../../support/acts-to-print.ts';
import { sixtyPages, twoHundredPages } from '../../support/sixty-pages.ts';
import { watchStretches } from '../../support/stretches.ts';
import { letters } from './typing.ts';

/** Issue of the exports: 20 pages under a second, 200 under eight, no pause over 50 ms, memory flat over 200. */
const TARGETS = { twenty: 1_000, twoHundred: 8_000, pauseMs: 50 };

/** Blocks that print about twenty pages. */
const TWENTY_PAGES = 330;

const figure = (value: number, width = 6) => value.toFixed(0).padStart(width);

/**
 * Makes files as the server does: time, longest pause of the server's loop meanwhile, memory over many exports.
 * @param options `--exports <n>` (200): how many exports memory is watched over; `--letters <n>`: in place of all that,
 *   how long letters take to be seen while a server makes `n` files of each format
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { exports: { type: 'string', default: '200' }, letters: { type: 'string' } },
  });
  if (values.letters !== undefined) return letters(Number(values.letters));
  const press = new Press({ logger: createLogger('silent') });
  const sixty = sixtyPages();
  const twenty = {
    ...sixty,
    document: { ...sixty.document, content: sixty.document.content.slice(0, TWENTY_PAGES) },
  };
  const twoHundred = twoHundredPages();
  const sourceOf = (content: ActContent) => ({
    actId: 'act_bench' as ActId,
    versionId: null,
    content,
    edition: editionOf({ parties: [] }),
  });
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  const measured = async (name: string, work: () => Promise<unknown>, target?: number) => {
    const times: number[] = [];
    pauses.reset();
    const stretches = watchStretches();
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
    const stretch = stretches.longest();
    const median = times.toSorted((a, b) => a - b)[2] ?? 0;
    const verdict = target === undefined ? '' : `, target ${target} ms ${median < target ? 'met' : 'missed'}`;
    console.log(
      `${name.padEnd(26)} ${figure(median)} ms${verdict}; longest pause ${figure(pauses.max / 1e6, 3)} ms, of which work ${figure(stretch, 3)} ms (target ${TARGETS.pauseMs} ms)`,
    );
  };

  const start = performance.now();
  await press.write(sourceOf(twenty), 'pdf');
  console.log(
    `${'first PDF, press started'.padEnd(26)} ${figure(performance.now() - start)} ms (from the sources)`,
  );
  pauses.enable();
  await measured('pdf, 20 pages', () => press.write(sourceOf(twenty), 'pdf'), TARGETS.twenty);
  await measured('pdf, 60 pages', () => press.write(sourceOf(sixty), 'pdf'));
  await measured('pdf, 200 pages', () => press.write(sourceOf(twoHundred), 'pdf'), TARGETS.twoHundred);
  for (const format of Object.keys(EXPORT_FORMATS).filter(isExportFormat))
    if (format !== 'pdf')
      await measured(`${format}, 200 pages`, () => press.write(sourceOf(twoHundred), format));
  const comparison = {
    old: twoHundred,
    new: { ...twoHundred, champs: {} },
    title: 'Essai',
    names: { old: 'Version 1', new: 'Version 2' },
    author: 'Camille (UNML)',
    at: 0,
    hash: '0'.repeat(64),
  };
  for (const format of Object.keys(COMPARISON_FORMATS).filter(isComparisonFormat))
    if (format !== 'annote') await measured(`${format}, 200 pages`, () => press.compare(comparison, format));
  pauses.disable();

  const megabytes = () => figure((press.memory() ?? 0) / 1e6, 0);
  await press.write(sourceOf(twenty), 'pdf');
  const before = megabytes();
  const count = Number(values.exports);
  for (let index = 0; index < count; index += 1) await press.write(sourceOf(twenty), 'pdf');
  console.log(
    `Memory of the press: ${before} MB before, ${megabytes()} MB after ${count} exports of 20 pages`,
  );
  await press.stop();
}
