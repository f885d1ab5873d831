import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { ensurePostgres } from './postgres.mjs';
import { run } from './process.mjs';
import { ensureRedis } from './redis.mjs';

const ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * @typedef {{ name: string, why: string, file?: string }} Failure a test by its file and title, and the first lines of
 * its message; without a file, it is the runner's own
 * @typedef {{ passed: number, skipped: number, failures: Failure[] }} Report what one runner tells of one run
 * @typedef {Report & { again: string[] }} Outcome `again`: what failed among the others and passed by itself
 */

/** More red tests than this are no accident of a busy machine, and are not run again. */
const AT_MOST_AGAIN = 10;

/**
 * Runs one test runner with its JSON report in a temporary file.
 * @param {string} name of the runner, for what has no test's name
 * @param {(report: string) => Promise<number>} start starts it with the report's path; answers its exit code
 * @param {(report: any) => Report} read
 * @returns {Promise<Report>} a runner that crashed, or failed for another reason than a test, counts as one failure
 */
async function reported(name, start, read) {
  const folder = mkdtempSync(join(tmpdir(), 'clausier-test-'));
  const file = join(folder, 'report.json');
  try {
    const code = await start(file);
    const report = read(JSON.parse(readFileSync(file, 'utf8')));
    if (code === 0 || report.failures.length > 0) return report;
    return { ...report, failures: [{ name, why: `It ended with code ${code}, and no test of it failed.` }] };
  } catch (error) {
    const why = `It left no readable report: ${error.message}`;
    return { passed: 0, skipped: 0, failures: [{ name, why }] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A few tests that failed among all the others are run once more by themselves: a machine that did too much at once
 * is told apart from a fault. What fails twice is red; what failed once is named at the end of the run.
 * @param {Report} first
 * @param {() => Promise<Report>} runAgain runs what failed, and nothing else that is counted
 * @returns {Promise<Outcome>}
 */
async function withSecondRun(first, runAgain) {
  const { failures } = first;
  const isOfTests = failures.length > 0 && failures.every(({ file }) => file !== undefined);
  if (!isOfTests || failures.length > AT_MOST_AGAIN) return { ...first, again: [] };
  print('Failed among the others, run once more by themselves', failures);
  const second = await runAgain();
  const still = new Set(second.failures.map(({ name }) => name));
  const again = failures.map(({ name }) => name).filter((name) => !still.has(name));
  // A second run that did not run is no proof of anything.
  if (second.passed === 0 && second.failures.length === 0) return { ...first, again: [] };
  return { ...first, passed: first.passed + again.length, failures: second.failures, again };
}

const print = (title, failures) =>
  console.log(`\n${title}:\n${failures.map(({ name, why }) => `  ${name}\n    ${why}`).join('\n')}\n`);

/** The first lines of a message, without the colours of a terminal. */
const firstLines = (message) =>
  stripVTControlCharacters(message ?? '')
    .split('\n')
    .slice(0, 4)
    .join('\n    ');

function readVitest(report) {
  const failed = report.testResults.filter((file) => file.status === 'failed');
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failed.flatMap((file) => {
      const name = relative(ROOT, file.name);
      const tests = file.assertionResults.filter((one) => one.status === 'failed');
      // A file that could not be loaded holds no failed test, yet nothing of it ran.
      if (tests.length === 0) return [{ name, file: name, why: firstLines(file.message) }];
      return tests.map((one) => ({
        name: `${name} › ${one.fullName}`,
        file: name,
        why: firstLines(one.failureMessages[0]),
      }));
    }),
  };
}

/** Runs the unit, property and structure tests (vitest), those of what is stored on PostgreSQL too where it can run. */
export async function runUnit() {
  await ensurePostgres();
  await ensureRedis();
  const cli = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const start = (files) =>
    reported(
      'vitest',
      (report) =>
        run(process.execPath, [
          cli,
          'run',
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${report}`,
          ...files,
        ]),
      readVitest,
    );
  const first = await start([]);
  const files = [...new Set(first.failures.flatMap(({ file }) => file ?? []))];
  return withSecondRun(first, () => start(files));
}

function readPlaywright({ suites, stats, errors }) {
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  const failed = suites
    .flatMap(specsOf)
    .filter((spec) => !spec.ok)
    .map((spec) => ({
      name: `test/e2e/${spec.file}:${spec.line} › ${spec.title}`,
      file: spec.file,
      why: firstLines(spec.tests.flatMap(({ results }) => results)[0]?.error?.message),
    }));
  const others = errors.map((error) => ({ name: 'playwright', why: firstLines(error.message) }));
  return {
    passed: stats.expected,
    skipped: stats.skipped,
    failures: failed.length > 0 ? failed : others,
  };
}

/**
 * Runs the browser tests (Playwright's runner), finding or installing a Chromium first.
 * @param {readonly string[]} args given to the runner as they are (file filters, `--grep`…)
 */
export async function runBrowser(args) {
  let browser;
  try {
    browser = await ensureBrowser();
  } catch (error) {
    return { passed: 0, skipped: 0, failures: [{ name: 'playwright', why: error.message }], again: [] };
  }
  console.log(`Browser: ${browser}`);
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(ROOT, 'test', 'e2e', 'playwright.config.ts');
  const start = (more) =>
    reported(
      'playwright',
      (report) =>
        run(process.execPath, [cli, 'test', '--config', config, '--reporter=list,json', ...args, ...more], {
          CHROMIUM_PATH: browser,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        }),
      readPlaywright,
    );
  return withSecondRun(await start([]), () => start(['--last-failed', '--workers=1']));
}

/**
 * Prints what failed, then the last line of a run (`N passed, N failed`), and sets the exit code: failing, or nothing
 * run, is 1.
 * @param {readonly Outcome[]} outcomes of every runner
 */
export function conclude(outcomes) {
  const count = (of) => outcomes.reduce((total, one) => total + of(one), 0);
  const again = outcomes.flatMap((one) => one.again);
  const failures = outcomes.flatMap((one) => one.failures);
  const passed = count((one) => one.passed);
  const skipped = count((one) => one.skipped);
  if (again.length > 0) console.log(`Failed among the others, passed alone:\n  ${again.join('\n  ')}\n`);
  if (failures.length > 0) print('Failed', failures);
  process.exitCode = failures.length > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
}
