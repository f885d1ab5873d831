import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../paths.ts';
import { temporaryFolder } from '../testing/app.ts';
import { run } from '../testing/built.ts';

/*
 * The launcher on a project of its own: the real launcher, a client and a server of a few lines.
 */

let folder: ReturnType<typeof temporaryFolder>;
const at = (...path: string[]) => join(folder.path, ...path);
const put = (path: string, content: string) => {
  mkdirSync(join(at(path), '..'), { recursive: true });
  writeFileSync(at(path), content);
};
const launch = (...args: string[]) => run(at('server', 'launch.mjs'), args, { DATA_DIR: at('data') }).ended;

beforeAll(() => {
  folder = temporaryFolder();
  const root = projectRoot();
  cpSync(join(root, 'server', 'launch.mjs'), at('server', 'launch.mjs'));
  cpSync(join(root, 'server', 'launch'), at('server', 'launch'), { recursive: true });
  cpSync(join(root, 'vite.config.ts'), at('vite.config.ts'));
  put('package.json', JSON.stringify({ type: 'module', scripts: { start: 'node server/launch.mjs serve' } }));
  put('client/index.html', '<!doctype html><title>x</title><script type="module" src="./main.ts"></script>');
  put('client/main.ts', `document.title = '${'y'.repeat(2_000)}';`);
  put('client/app/offline/service-worker.ts', 'self.name = String(CLAUSIER_SHELL);');
  put('server/main.ts', "process.stdout.write(['served', process.pid].join(' '));");
  put('server/cli/main.ts', "process.stdout.write('nothing');");
  put('server/exchange/press/process.ts', "process.stdout.write('nothing');");
  put('server/versions/past/thread.ts', "process.stdout.write('nothing');");
  put('server/sync/folding/thread.ts', "process.stdout.write('nothing');");
  put('server/sync/large/thread.ts', "process.stdout.write('nothing');");
  symlinkSync(join(root, 'node_modules'), at('node_modules'));
});
afterAll(() => folder.remove());

describe('the launcher', { timeout: 60_000 }, () => {
  it('builds once for two launches at once, and serves in its own process', async () => {
    const runs = [1, 2].map(() => run(at('server', 'launch.mjs'), ['serve'], {}));
    const both = await Promise.all(runs.map(({ ended }) => ended));
    expect(both.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    for (const [index, { stdout }] of both.entries())
      expect(stdout).toContain(`served ${runs[index]?.child.pid}`);
    expect(both.filter(({ stdout }) => stdout.includes('Built the server'))).toHaveLength(1);
    expect(readdirSync(at('dist')).sort()).toEqual(['client', 'server']);
  });

  it('leaves beside each large text file what browsers ask for compressed', () => {
    const assets = readdirSync(at('dist', 'client', 'assets'));
    const script = assets.find((name) => name.endsWith('.js'));
    expect(assets).toEqual(expect.arrayContaining([`${script}.br`, `${script}.gz`]));
  });

  it('builds again only what has changed', async () => {
    expect((await launch('build')).stdout).toBe('');
    put(
      'server/main.ts',
      "process.stdout.write(['served anew', String(process.env['NODE'+'_ENV'])].join(', '));",
    );
    const { stdout } = await launch('serve');
    // A build leaves nothing of itself in the environment of the server that comes after it.
    expect(stdout).toMatch(/Building the server[\s\S]*served anew, undefined/);
    expect(stdout).not.toContain('the interface');
  });

  it('hands the command line its arguments, and keeps the standard output for it', async () => {
    put('server/cli/main.ts', "process.stdout.write(['said', ...process.argv.slice(2)].join(' '));");
    const { stdout, stderr } = await launch('cli', 'acts', '--json');
    expect(stdout).toBe('said acts --json');
    expect(stderr).toContain('Building the server');
  });

  it('keeps the former build when the new one fails', async () => {
    const before = readFileSync(at('dist', 'server', 'main.js'), 'utf8');
    put('server/main.ts', 'this is no program');
    const { code, stderr } = await launch('serve');
    expect(code).toBe(1);
    expect(stderr).toContain('Building the server failed');
    expect(stderr).not.toMatch(/^\s+at .*launch/m);
    expect(readFileSync(at('dist', 'server', 'main.js'), 'utf8')).toBe(before);
    expect(readdirSync(at('dist')).sort()).toEqual(['client', 'server']);
    put('server/main.ts', "process.stdout.write('served\\n');");
  });

  it('takes the lock over from a build that died', async () => {
    put('dist/.lock/pid', '999999999');
    put('server/main.ts', "process.stdout.write('served after a crash\\n');");
    expect((await launch('serve')).stdout).toContain('served after a crash');
    expect(existsSync(at('dist', '.lock'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('stops the server when npm is told to stop', async () => {
    put(
      'server/main.ts',
      `import { writeFileSync } from 'node:fs';
       const timer = setInterval(() => {}, 1_000);
       process.on('SIGTERM', () => {
         writeFileSync('stopped', '');
         clearInterval(timer);
       });
       writeFileSync('running', String(process.pid));`,
    );
    const npm = spawn('npm', ['start'], {
      cwd: folder.path,
      env: { PATH: process.env.PATH ?? '', HOME: folder.path },
      stdio: 'ignore',
    });
    const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });
    await until(() => expect(existsSync(at('running'))).toBe(true));
    const pid = Number(readFileSync(at('running'), 'utf8'));
    expect(pid).not.toBe(npm.pid);
    npm.kill('SIGTERM');
    await until(() => expect(existsSync(at('stopped'))).toBe(true));
    await until(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
  });

  it('says what to run when the dependencies are missing, or the command is unknown', async () => {
    expect((await launch('fly')).stderr).toContain('Unknown command "fly"');
    rmSync(at('node_modules'));
    const { code, stderr } = await launch('serve');
    expect([code, stderr]).toEqual([1, expect.stringContaining('npm ci')]);
  });
});
