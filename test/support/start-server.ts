import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PersonalLink } from '#shared/identity/wire.ts';
import { setupResponseSchema } from '#shared/identity/wire.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const START_TIMEOUT_MS = 90_000;
const SETUP_LINK = /(https?:\/\/[^\s"]+\/installation#[A-Za-z0-9_-]{43})/;
const ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)/;

/** A real server process on its own port and data folder, built by the e2e's global set-up or the bench. */
export interface RunningServer {
  /** Address without a trailing slash; the same after a restart. */
  readonly url: string;
  readonly dataDir: string;
  /** The set-up link, which a server with an empty database prints a moment after its address. */
  setupLink(): Promise<string>;
  /** Its process, which a restart changes. */
  readonly pid: () => number;
  /** All that the process printed since its last start. */
  readonly output: () => string;
  /** kill -9, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same data and port, after `kill` or `terminate`. */
  restart(): Promise<void>;
  /** SIGTERM; answers the exit code of the graceful stop. */
  terminate(): Promise<number | null>;
  /** Ends the process if it still runs, and removes its data. */
  dispose(): Promise<void>;
}

interface Running {
  readonly child: ChildProcess;
  readonly port: string;
  readonly output: () => string;
}

function launch(dataDir: string, port: string, env: Readonly<Record<string, string>>): Promise<Running> {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'server', 'main.js')], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SYNC_REHEARSAL: '0',
      ...env,
      PORT: port,
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  return new Promise((done, fail) => {
    const give = (error: Error) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      fail(error);
    };
    const timer = setTimeout(
      () => give(new Error(`The server did not say it listens within ${START_TIMEOUT_MS} ms:\n${output}`)),
      START_TIMEOUT_MS,
    );
    const listen = (chunk: unknown) => {
      output += String(chunk);
      const address = ADDRESS.exec(output);
      if (!address?.[1]) return;
      clearTimeout(timer);
      child.off('exit', early);
      done({ child, port: address[1], output: () => output });
    };
    const early = (code: number | null) => give(new Error(`The server stopped with ${code}:\n${output}`));
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('exit', early);
    child.once('error', give);
  });
}

/** Waits until the process has printed what the pattern describes; answers its first group. */
function printed({ child, output }: Running, pattern: RegExp): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(
      () => fail(new Error(`Never printed ${pattern}:\n${output()}`)),
      START_TIMEOUT_MS,
    );
    const look = () => {
      const found = pattern.exec(output())?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      child.stdout?.off('data', look);
      done(found);
    };
    child.stdout?.on('data', look);
    look();
  });
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => child.once('exit', (code) => done(code)));
}

/**
 * Starts `dist/server/main.js`.
 * @param options `env` is added to the process's environment; `port`: any free one when absent
 * @throws Error with what the server printed, when it stops or says nothing for 90 s
 */
export async function startServer(
  options: { readonly env?: Readonly<Record<string, string>>; readonly port?: number } = {},
): Promise<RunningServer> {
  const env = options.env ?? {};
  const dataDir = mkdtempSync(join(tmpdir(), 'clausier-data-'));
  let running = await launch(dataDir, String(options.port ?? 0), env);
  const { port } = running;

  const end = async (signal: NodeJS.Signals) => {
    const { child } = running;
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended(child);
  };
  return {
    url: `http://localhost:${port}`,
    dataDir,
    setupLink: () => printed(running, SETUP_LINK),
    pid: () => running.child.pid ?? 0,
    output: () => running.output(),
    kill: async () => {
      await end('SIGKILL');
    },
    restart: async () => {
      await ended(running.child);
      running = await launch(dataDir, port, env);
    },
    terminate: () => end('SIGTERM'),
    dispose: async () => {
      await end('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The personal links of the example: each act, as UNML and as the partner. */
export interface ExampleLinks {
  readonly all: readonly PersonalLink[];
  /** UNML's link to the convention in negotiation. */
  readonly unml: PersonalLink;
  /** The partner's link to the same convention. */
  readonly partner: PersonalLink;
}

/**
 * Does what the set-up page does with *Commencer avec l’exemple*.
 * @param server a server whose database is empty
 * @throws Error when the server refuses, or gives no link for two organisations in one act
 */
export async function installExample(server: RunningServer): Promise<ExampleLinks> {
  const token = new URL(await server.setupLink()).hash.slice(1);
  const response = await fetch(`${server.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({
      token,
      organisation: { denomination: 'Union nationale des missions locales', sigle: 'UNML' },
      person: { name: 'Camille Durand', email: 'camille.durand@unml.example' },
      withExample: true,
    }),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`Set-up refused (${response.status}): ${body}`);
  return exampleLinks(setupResponseSchema.parse(JSON.parse(body)).links);
}

/** @returns the two links of the act that most organisations share, UNML's first */
function exampleLinks(all: readonly PersonalLink[]): ExampleLinks {
  for (const unml of all.filter((link) => link.role === 'pilote')) {
    const partner = all.find((link) => link.actId === unml.actId && link.role === 'redacteur');
    if (partner) return { all, unml, partner };
  }
  throw new Error(`No act has links for a pilote and a rédacteur: ${JSON.stringify(all)}`);
}
