import { spawnSync } from 'node:child_process';
import { requireNode } from './process.mjs';

/*
 * Fails when a dependency has a known critical advisory. Where the registry gives none (it is out of reach, or a mirror
 * without advisories), says so and passes: that is no reason to stop a change.
 */

requireNode();
const { stdout, error } = spawnSync(
  'npm',
  ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=15000'],
  {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  },
);

/** @returns what npm says, or `null` when that is no report */
function reportOf(text) {
  try {
    const report = JSON.parse(text);
    return typeof report.metadata?.vulnerabilities?.critical === 'number' ? report : null;
  } catch {
    return null;
  }
}

const report = error ? null : reportOf(stdout);
if (report === null) {
  console.log('Advisories: skipped, the registry gives none here.');
} else {
  const { critical, high, moderate, low } = report.metadata.vulnerabilities;
  console.log(`Advisories: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low.`);
  for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {}))
    if (severity === 'critical' || severity === 'high') console.log(`  ${severity}: ${name} ${range}`);
  if (critical > 0) process.exitCode = 1;
}
