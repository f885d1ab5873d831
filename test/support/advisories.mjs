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

/** @returns what npm says, or `null` when that is not JSON */
function said(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const report = error ? null : said(stdout);
if (typeof report?.metadata?.vulnerabilities?.critical !== 'number') {
  const reason = report?.statusCode ? `it answers ${report.statusCode}` : 'it does not answer';
  console.log(`Advisories: skipped, the registry gives none here (${reason}).`);
} else {
  const { critical, high, moderate, low } = report.metadata.vulnerabilities;
  console.log(`Advisories: ${critical} critical, ${high} high, ${moderate} moderate, ${low} low.`);
  for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {}))
    if (severity === 'critical' || severity === 'high') console.log(`  ${severity}: ${name} ${range}`);
  if (critical > 0) process.exitCode = 1;
}
