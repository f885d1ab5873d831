import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { writeExport } from '#server/exchange/export/writers.ts';
import { Typesetter } from '#server/exchange/pdf/pool.ts';
import { createLogger } from '#server/http/log.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { editionOf } from '../../support/acts-to-print.ts';
import { sixtyPages } from '../../support/sixty-pages.ts';

/** Issue of the exports: 20 pages under a second, 200 under eight, no pause over 50 ms, memory flat over 200. */
const TARGETS = { twenty: 1_000, twoHundred: 8_000, pauseMs: 50 };

/** Blocks that print about twenty pages. */
const TWENTY_PAGES = 330;

/** Three acts of sixty pages one after the other, each under ids of its own. */
function twoHundredPages(): ActContent {
  const content = [60, 61, 62].flatMap((seed, rank) => {
    const json = JSON.stringify(sixtyPages(seed).document.content);
    return JSON.parse(json.replace(/"(id|cible)":"(.{8})./g, `"$1":"$2${rank}`)) as BlockJson[];
  });
  return { champs: sixtyPages().champs, document: { type: 'doc', content } };
}

const megabytes = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;

/**
 * Typesets acts as the server does: time, longest pause of the event loop meanwhile, memory over many exports.
 * @param options `--exports <n>` (200): how many exports memory is watched over
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { exports: { type: 'string', default: '200' } },
  });
  const typesetter = new Typesetter({ logger: createLogger('silent') });
  const sixty = sixtyPages();
  const twenty = {
    ...sixty,
    document: { ...sixty.document, content: sixty.document.content.slice(0, TWENTY_PAGES) },
  };
  const write = (content: ActContent) =>
    writeExport(
      { actId: 'act_bench' as ActId, versionId: null, content, edition: editionOf({ parties: [] }) },
      'pdf',
      typesetter,
    );
  await write(twenty);
  const pauses = monitorEventLoopDelay({ resolution: 1 });
  pauses.enable();
  for (const [name, content, target] of [
    ['20 pages', twenty, TARGETS.twenty],
    ['60 pages', sixty, null],
    ['200 pages', twoHundredPages(), TARGETS.twoHundred],
  ] as const) {
    const times: number[] = [];
    pauses.reset();
    for (let round = 0; round < 5; round += 1) {
      const start = performance.now();
      await write(content);
      times.push(performance.now() - start);
    }
    const median = times.toSorted((a, b) => a - b)[2] ?? 0;
    const verdict = target === null ? '' : `, target ${target} ms ${median < target ? 'met' : 'missed'}`;
    const pause = pauses.max / 1e6;
    console.log(
      `${name.padEnd(10)} ${median.toFixed(0).padStart(6)} ms${verdict}; longest pause ${pause.toFixed(0)} ms (target ${TARGETS.pauseMs} ms)`,
    );
  }
  pauses.disable();
  const count = Number(values.exports);
  const before = megabytes();
  for (let index = 0; index < count; index += 1) await write(twenty);
  console.log(
    `Memory: ${before.toFixed(0)} MB before, ${megabytes().toFixed(0)} MB after ${count} exports of 20 pages`,
  );
  await typesetter.stop();
}
