/*
 * The one entry of `npm start`, `npm run dev`, `npm run build` and `npm run clausier`. Plain JavaScript without
 * dependencies up to the checks below, so that an old Node or a missing install is told instead of thrown.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MINIMUM = [20, 19];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

function give(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1]))
  give(
    `Clausier needs Node ${MINIMUM.join('.')} or later; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org, then start again.`,
  );
if (!existsSync(join(root, 'node_modules', 'hono')))
  give(`The dependencies are not installed. Run this first, in ${root}: npm ci`);

const [command = 'serve', ...rest] = process.argv.slice(2);

try {
  const { ensureBuilt } = await import('./launch/build.mjs');
  const { followParent } = await import('./launch/parent.mjs');
  const onOutput = (line) => process.stdout.write(`${line}\n`);
  const onError = (line) => process.stderr.write(`${line}\n`);
  switch (command) {
    case 'serve':
      followParent(process.env);
      await ensureBuilt(root, ['client', 'server'], onOutput);
      // Same process: signals and exit codes are the server's own.
      await import(join(root, 'dist', 'server', 'main.js'));
      break;
    case 'build':
      await ensureBuilt(root, ['client', 'server'], onOutput);
      break;
    case 'cli':
      // The standard output is the command's, which may be JSON.
      await ensureBuilt(root, ['server'], onError);
      process.argv = [process.argv[0], 'clausier', ...rest];
      await import(join(root, 'dist', 'server', 'cli.js'));
      break;
    case 'dev': {
      followParent(process.env);
      const { dev } = await import('./launch/dev.mjs');
      await dev(root, onOutput);
      break;
    }
    default:
      give(`Unknown command "${command}": serve, dev, build or cli.`);
  }
} catch (error) {
  give(error instanceof Error && error.name === 'BuildError' ? error.message : (error?.stack ?? error));
}
