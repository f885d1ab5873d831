import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensurePostgres } from './postgres.mjs';
import { run } from './process.mjs';
import { ensureRedis } from './redis.mjs';

const ROOT = resolve(import.meta.dirname, '..', '..');

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/**
 * Runs one test runner with its JSON report in a temporary file.
 * @param {(report: string) => Promise<number>} start starts it with the report's path; answers its exit code
 * @param {(report: any) => Counts} count reads the counts out of its report
 * @returns {Promise<Counts>} a runner that crashed, or failed for another reason than a test, counts as one failure
 */
async function counted(start, count) {
  const folder = mkdtempSync(join(tmpdir(), 'clausier-test-'));
  const report = join(folder, 'report.json');
  try {
    const code = await start(report);
    const counts = readCounts(report, count);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report, count) {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(`The test runner left no readable report: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Runs the unit, property and structure tests (vitest), those of what is stored on PostgreSQL too where it can run. */
export async function runUnit() {
  await ensurePostgres();
  await ensureRedis();
  const cli = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  return counted(
    (report) =>
      run(process.execPath, [
        cli,
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ]),
    (report) => ({
      passed: report.numPassedTests,
      failed:
        report.numFailedTests +
        // A file that could not be loaded holds no failed test, yet nothing of it ran.
        report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
          .length,
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );
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
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  console.log(`Browser: ${browser}`);
  const cli = join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js');
  const config = join(ROOT, 'test', 'e2e', 'playwright.config.ts');
  return counted(
    (report) =>
      run(process.execPath, [cli, 'test', '--config', config, '--reporter=list,json', ...args], {
        CHROMIUM_PATH: browser,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      }),
    ({ stats, errors }) => ({
      // A test that passed only when retried has failed once: it counts as a failure.
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? Math.min(1, errors.length) : 0),
      skipped: stats.skipped,
    }),
  );
}

/** @returns {Counts} the sum of several runners' counts */
export function sum(all) {
  return all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** Prints the last line of a run (`N passed, N failed`) and sets the exit code: failing, or nothing run, is 1. */
export function conclude(counts) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
  console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
}
