import { spawn } from 'node:child_process';

/** The oldest Node release that the pinned dependencies run on. */
const OLDEST_NODE = [20, 19];

/** Stops the process, with the remedy, when the Node that runs it is too old for the project. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `Clausier needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

/**
 * Runs a command to its end, with its output on this terminal and no input.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} env added to this process's environment
 * @returns {Promise<number>} its exit code; 1 when it could not start or was killed
 */
export function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    });
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(1);
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
}
