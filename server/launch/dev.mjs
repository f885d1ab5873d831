import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';

/**
 * `npm run dev`: the interface with hot reload on PORT, and the server behind it, rebuilt and restarted when one of
 * its files or a template changes.
 * @param {string} root folder of the project
 * @param {(line: string) => void} say
 */
export async function dev(root, say) {
  const { build, createServer } = await import('vite');
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || '127.0.0.1';
  const inner = await freePort();
  const configFile = join(root, 'vite.config.ts');
  const outDir = join(root, 'dist', 'dev');

  const child = restartable(() =>
    spawn(process.execPath, ['--enable-source-maps', join(outDir, 'main.js')], {
      cwd: root,
      // Through the channel, it hears that this process died, whatever killed it.
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: {
        ...process.env,
        PORT: String(inner),
        HOST: '127.0.0.1',
        PUBLIC_URL: process.env.PUBLIC_URL || `http://localhost:${port}`,
      },
    }),
  );

  const watcher = await build({
    root: join(root, 'client'),
    configFile,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, ssr: true, watch: {} },
  });
  watcher.on('event', (event) => {
    if (event.code === 'END') child.restart();
    if (event.code === 'ERROR') say(`The server was not rebuilt: ${event.error?.message ?? event.error}`);
  });
  const templates = watch(join(root, 'templates'), { recursive: true }, () => child.restart());

  const target = `http://127.0.0.1:${inner}`;
  const vite = await createServer({
    root: join(root, 'client'),
    configFile,
    server: {
      port,
      host,
      strictPort: true,
      // Without an extension: the client has a folder of that name.
      proxy: { '/api': target, '/healthz': target, '^/sync/[^/.]+$': { target, ws: true } },
    },
  });
  await vite.listen();
  say(`Clausier, development: http://localhost:${port}`);

  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    templates.close();
    await Promise.all([watcher.close(), vite.close(), child.stop()]);
    process.exit(0);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

/** Keeps one child running; a restart waits for the one before to have stopped, which releases its data folder. */
function restartable(start) {
  let current = null;
  let turn = Promise.resolve();
  const stop = async () => {
    const child = current;
    current = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  };
  return {
    restart() {
      turn = turn.then(stop).then(() => {
        current = start();
      });
    },
    stop: () => {
      turn = turn.then(stop);
      return turn;
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createTcpServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
