import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildServer } from '#server/testing/built.ts';
import { type Figures, SCENARIOS, type Scenario, type Wanted } from './scenarios.ts';
import { installPeers, SERVERS, type ServerName, startServer } from './servers.ts';

const RESULTS = join(resolve(import.meta.dirname, '..'), '.results');

type Measures = Partial<Record<ServerName, Figures>>;

/** What ours was asked to be beside the peers, and is. */
interface Verdict extends Wanted {
  readonly measured: number | null;
  readonly met: boolean;
}

/**
 * Our sync server beside its peers, interleaved: every server of every run starts fresh, the load comes from another
 * process. Prints medians and ratios, leaves JSON in test/bench/.results.
 * @param options `--only A1,B2` (all but C, D and the attacks take seconds), `--runs <n>` (3), `--seconds <n>` (4),
 *   `--servers ours,hocus`
 */
export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...options],
    options: {
      only: { type: 'string' },
      runs: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      servers: { type: 'string', default: SERVERS.join(',') },
    },
  });
  const only = values.only?.split(',');
  const asked = values.servers.split(',');
  const chosen = SCENARIOS.filter(
    ({ name }) => only === undefined || only.some((one) => name.startsWith(one)),
  );
  installPeers();
  const built = await buildServer();
  const report: { scenario: string; says: string; measures: Measures; verdicts: readonly Verdict[] }[] = [];
  try {
    for (const scenario of chosen) {
      const runs = new Map<ServerName, Figures[]>();
      for (let round = 0; round < Number(values.runs); round += 1)
        for (const name of scenario.servers.filter((one) => asked.includes(one))) {
          const server = await startServer(name, scenario.size, built);
          try {
            const figures = await scenario.run(server, Number(values.seconds));
            runs.set(name, [...(runs.get(name) ?? []), figures]);
          } catch (error) {
            // One server that fails a run must not end the bench: the failure is its figure.
            runs.set(name, [...(runs.get(name) ?? []), { error: String(error) }]);
          } finally {
            await server.dispose();
          }
        }
      const measures: Measures = Object.fromEntries(
        [...runs].map(([name, figures]) => [name, medians(figures)]),
      );
      const verdicts = scenario.wanted.map((wanted) => verdictOf(wanted, measures));
      report.push({ scenario: scenario.name, says: scenario.says, measures, verdicts });
      print(scenario, measures, verdicts);
    }
  } finally {
    built.remove();
  }
  mkdirSync(RESULTS, { recursive: true });
  const file = join(RESULTS, 'sync.json');
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  writeFileSync(file, `${JSON.stringify({ machine, runs: Number(values.runs), report }, null, 2)}\n`);
  console.log(`\nJSON: ${file}`);
}

/** @returns the median of each figure, over the runs */
function medians(runs: readonly Figures[]): Figures {
  const names = [...new Set(runs.flatMap((figures) => Object.keys(figures)))];
  return Object.fromEntries(
    names.map((name) => {
      const values = runs.map((figures) => figures[name]);
      const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
      return [name, numbers[Math.floor(numbers.length / 2)] ?? values.at(-1)];
    }),
  );
}

function verdictOf(wanted: Wanted, measures: Measures): Verdict {
  const figure = (name: ServerName) => {
    const value = measures[name]?.[wanted.figure];
    return typeof value === 'number' ? value : null;
  };
  const ours = figure('ours');
  if (wanted.against === 'itself')
    return { ...wanted, measured: ours, met: ours !== null && ours <= wanted.ratio };
  const peers = (wanted.against === 'best' ? (['yws-mem', 'yws-ldb', 'hocus'] as const) : [wanted.against])
    .map(figure)
    .filter((value) => value !== null);
  if (ours === null || peers.length === 0) return { ...wanted, measured: null, met: false };
  const best = wanted.sense === 'most' ? Math.min(...peers) : Math.max(...peers);
  const measured = Number((ours / best).toFixed(2));
  return {
    ...wanted,
    measured,
    met: wanted.sense === 'most' ? measured <= wanted.ratio : measured >= wanted.ratio,
  };
}

function print(scenario: Scenario, measures: Measures, verdicts: readonly Verdict[]): void {
  console.log(`\n${scenario.name}. ${scenario.says}`);
  for (const [name, figures] of Object.entries(measures)) {
    const said = Object.entries(figures).map(([figure, value]) => `${figure} ${String(value)}`);
    console.log(`  ${name.padEnd(8)} ${said.join('   ')}`);
  }
  for (const { figure, against, sense, ratio, measured, met } of verdicts)
    console.log(
      `  ${met ? 'met   ' : 'MISSED'} ${figure}: ${measured ?? 'not measured'} × ${against} (wanted ${sense === 'most' ? '≤' : '≥'} ${ratio})`,
    );
}
