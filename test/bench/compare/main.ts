import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lostFamilies, measureQuality, qualityTable, TOOLS } from './quality.ts';
import { measureScreen, screenTable } from './screen.ts';
import { measureSpeed, TARGETS, type Timing } from './speed.ts';

const RESULTS = join(resolve(import.meta.dirname, '..'), '.results');

const line = ({ name, cold, median }: Timing): string =>
  `${name.padEnd(40)} ${median.toFixed(0).padStart(8)} ms ${cold.toFixed(0).padStart(8)} ms`;

/**
 * The comparison beside its peers: quality on the pairs judged by hand, then speed on generated acts, then what a person
 * waits for in the page. Prints three tables, leaves JSON in test/bench/.results.
 * @param options `--rounds <n>` (7): runs of each timing, the first of them cold; `--screens <n>` (3): times that each
 *   view is opened, 0 for none
 * @param executablePath the Chromium to measure in
 */
export async function run(options: readonly string[], executablePath: string): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: { rounds: { type: 'string', default: '7' }, screens: { type: 'string', default: '3' } },
  });
  const quality = measureQuality();
  console.log(qualityTable(quality));
  const lost = lostFamilies(quality);
  console.log(`\nFamilies where a peer does better: ${lost.length === 0 ? 'none' : lost.join(', ')}\n`);
  const speed = measureSpeed(Number(values.rounds));
  console.log(`${' '.repeat(40)} ${'median'.padStart(11)} ${'cold'.padStart(11)}`);
  console.log(speed.map(line).join('\n'));
  const [sixty, long] = speed;
  const verdict = {
    families: lost.length === 0,
    sixty: sixty !== undefined && sixty.median < TARGETS.sixty,
    threeHundred: long !== undefined && long.median < TARGETS.threeHundred,
  };
  console.log(`\nTarget 60 pages < ${TARGETS.sixty} ms: ${verdict.sixty ? 'met' : 'missed'}`);
  console.log(`Target 300 pages < ${TARGETS.threeHundred} ms: ${verdict.threeHundred ? 'met' : 'missed'}`);
  const screens = Number(values.screens);
  const screen = screens > 0 ? await measureScreen(screens, executablePath) : [];
  if (screens > 0) console.log(`\nIn the page, 60 pages, 200 changes\n${screenTable(screen)}`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(
    join(RESULTS, 'compare.json'),
    JSON.stringify(
      {
        at: new Date().toISOString(),
        machine: { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length },
        tools: Object.keys(TOOLS),
        quality,
        speed,
        screen,
        target: TARGETS,
        verdict,
      },
      null,
      2,
    ),
  );
}
