import { existsSync } from 'node:fs';
import { run } from './process.mjs';

/** Whether this process may install packages of the system: Debian (or its kin), as root. */
export function mayInstallPackages() {
  return process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

/**
 * Installs packages of the system, with what they need and nothing more; says what goes wrong, and never throws.
 * @param {readonly string[]} names
 */
export async function installPackages(names) {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], quiet);
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], quiet);
}
