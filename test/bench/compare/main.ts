import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lostFamilies, measureQuality, qualityTable, TOOLS } from './quality.ts';
import { measureSpeed, TARGETS, type Timing } from './speed.ts';

const RESULTS = join(resolve(import.meta.dirname, '..'), '.results');

const line = ({ name, cold, median }: Timing): string =>
  `${name.padEnd(40)} ${median.toFixed(0).padStart(8)} ms ${cold.toFixed(0).padStart(8)} ms`;

/**
 * The comparison beside its peers: quality on the pairs judged by hand, then speed on generated acts.
 * Prints two tables, leaves JSON in test/bench/.results.
 * @param options `--rounds <n>` (7): runs of each timing, the first of them cold
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { rounds: { type: 'string', default: '7' } } });
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
        target: TARGETS,
        verdict,
      },
      null,
      2,
    ),
  );
}
