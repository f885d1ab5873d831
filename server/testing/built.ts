import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { projectRoot } from '../paths.ts';

/** A build of the server of its own, so that tests of the process run what is in the sources. */
export interface BuiltServer {
  readonly main: string;
  readonly cli: string;
  remove(): void;
}

/** Builds server and command line into a folder of `dist/`, from where Node finds the dependencies. */
export async function buildServer(): Promise<BuiltServer> {
  const root = projectRoot();
  // Files of tests run side by side in the threads of one process: its number would not tell them apart.
  mkdirSync(join(root, 'dist'), { recursive: true });
  const outDir = mkdtempSync(join(root, 'dist', 'test-'));
  // Some tests run it as a person who owns nothing.
  chmodSync(outDir, 0o755);
  await build({
    root: join(root, 'client'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { ssr: true, outDir, emptyOutDir: true },
  });
  return {
    main: join(outDir, 'main.js'),
    cli: join(outDir, 'cli.js'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  };
}

/** A process that ended. */
interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process under test, with what it has printed so far. */
export interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly ended: Promise<Ended>;
  /** Resolves with the first match in the standard output. @throws Error when the process ends before */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Runs `node <file> <args>` with `env` in place of the test's own settings. */
export function run(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  options: { uid?: number } = {},
): Running {
  const child = spawn(process.execPath, [file, ...args], {
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'info', SYNC_REHEARSAL: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += String(chunk);
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
  return {
    child,
    output,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(output.stdout);
          if (found) resolve(found);
        };
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`Ended without printing ${pattern}:\n${output.stderr}`)));
        look();
      }),
  };
}
