import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './process.mjs';

/** Whether this process may install packages of the system: Debian (or its kin), as root. */
export function mayInstallPackages() {
  return process.platform === 'linux' && existsSync('/etc/debian_version') && process.getuid?.() === 0;
}

function isKnown(name) {
  try {
    return execFileSync('apt-cache', ['search', '--names-only', `^${name}$`], { encoding: 'utf8' }) !== '';
  } catch {
    return false;
  }
}

/**
 * Installs packages of the system, with what they need and nothing more; says what goes wrong, and never throws.
 * @param {readonly string[]} names `a|b` is `a` where the system's release has it, else `b`
 */
export async function installPackages(names) {
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], quiet);
  const chosen = names.map((name) => {
    const kinds = name.split('|');
    return kinds.find(isKnown) ?? kinds.at(-1) ?? name;
  });
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...chosen], quiet);
}
