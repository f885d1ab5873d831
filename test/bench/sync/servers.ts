import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { BuiltServer } from '#server/testing/built.ts';
import { alinea, block, docOf } from '#shared/document/builders.ts';
import { SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { encodeNewDocument } from '#shared/document/yjs.ts';
import { freePort } from '#test/support/ports.mjs';

const execute = promisify(execFile);
const HERE = import.meta.dirname;
const PEERS = resolve(HERE, '..', 'peers');

/** The servers that can be measured. */
export const SERVERS = ['ours', 'yws-mem', 'yws-ldb', 'hocus', 'floor'] as const;
export type ServerName = (typeof SERVERS)[number];

/** How many acts and people each server starts with. */
export interface Size {
  readonly acts: number;
  readonly people: number;
  readonly paragraphs: number;
}

/** What a load generator must know of a server. */
interface Target {
  readonly url: string;
  readonly pid: number;
  /** Hocuspocus writes the document's name before each message. */
  readonly named: boolean;
  /** Our own messages are asked for. */
  readonly own: boolean;
  readonly schema: number;
  readonly rooms: readonly string[];
  readonly people: readonly { cookie: string }[] | null;
  /** The text that a server which starts empty is given. */
  readonly seed: string | null;
}

/** A server under measure, in a process of its own, with data of its own. */
export interface Measured {
  readonly target: Target;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  /** Bytes that its data takes on the disk. */
  stored(): number;
  dispose(): Promise<void>;
}

const fixtureSchema = z.object({
  acts: z.array(z.object({ id: z.string() })),
  people: z.array(z.object({ cookie: z.string() })),
});

/** Installs the peers in their own folder when they are not there. */
export function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules', '@hocuspocus'))) return;
  console.log('Installing the peers in test/bench/peers…');
  execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: PEERS, stdio: 'inherit' });
}

/** Starts a server with its data. @param settings environment variables of ours, over the usual ones */
export async function startServer(
  name: ServerName,
  size: Size,
  built: BuiltServer,
  settings: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const data = mkdtempSync(join(tmpdir(), 'clausier-bench-'));
  const port = await freePort();
  const env = { PORT: String(port), DATA: data, DATA_DIR: data, LOG_LEVEL: 'error', HOST: '127.0.0.1' };
  const options = ['--acts', String(size.acts), '--people', String(size.people)];
  const made =
    name === 'ours'
      ? fixtureSchema.parse(
          JSON.parse(
            (
              await execute(
                process.execPath,
                [built.cli, 'fixture', ...options, '--paragraphs', String(size.paragraphs), '--json'],
                { env: { ...process.env, ...env }, maxBuffer: 1e9 },
              )
            ).stdout,
          ),
        )
      : null;
  const seed = made === null ? join(data, 'seed.bin') : null;
  if (seed !== null) writeFileSync(seed, encodeNewDocument({ document: seedDocument(size), champs: {} }));
  mkdirSync(join(data, 'leveldb'), { recursive: true });
  const commands: Record<ServerName, readonly [file: string, env: Record<string, string>]> = {
    ours: [built.main, settings],
    'yws-mem': [join(HERE, 'peer-yws.mjs'), {}],
    'yws-ldb': [join(HERE, 'peer-yws.mjs'), { YPERSISTENCE: join(data, 'leveldb') }],
    hocus: [join(HERE, 'peer-hocus.mjs'), {}],
    floor: [join(HERE, 'peer-floor.mjs'), {}],
  };
  const [file, own] = commands[name];
  let child: ChildProcess | null = null;
  const start = async () => {
    const started = spawn(process.execPath, [file], {
      env: { ...process.env, ...env, ...own },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = started;
    await new Promise<void>((ready, reject) => {
      started.stdout.on('data', () => ready());
      started.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    });
  };
  const end = async (signal: NodeJS.Signals) => {
    const running = child;
    if (running === null || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill(signal);
    await ended;
  };
  await start();
  const rooms = made?.acts.map(({ id }) => id) ?? Array.from({ length: size.acts }, (_, n) => `act-${n}`);
  return {
    get target(): Target {
      return {
        url: `ws://127.0.0.1:${port}${name === 'ours' ? '/sync' : ''}`,
        pid: child?.pid ?? 0,
        named: name === 'hocus',
        own: name === 'ours',
        schema: SCHEMA_VERSION,
        rooms,
        people: made?.people ?? null,
        seed,
      };
    },
    kill: () => end('SIGKILL'),
    restart: start,
    stored: () => sizeOf(data) - (seed === null ? 0 : statSync(seed).size),
    dispose: async () => {
      await end('SIGKILL');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function seedDocument({ paragraphs }: Size) {
  const text =
    'Les parties conviennent de se réunir au moins une fois par semestre afin d’examiner l’avancement des actions engagées, d’en mesurer les effets auprès des publics accompagnés et d’arrêter ensemble les priorités de la période suivante. ';
  return docOf(
    block('titre', 'Convention d’essai'),
    ...Array.from({ length: paragraphs }, () => alinea(text)),
  );
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}

/** Runs one load in a process of its own. @returns what it measured */
export async function load(
  target: Target,
  scenario: string,
  params: object,
  seconds: number,
  prepare = false,
): Promise<Record<string, unknown>> {
  const order = JSON.stringify({ target, scenario, params, seconds, prepare });
  const running = execute(process.execPath, [join(HERE, 'load.mjs')], { maxBuffer: 1e8 });
  // Not as an argument: the ids of ten thousand acts are too many.
  running.child.stdin?.end(order);
  const { stdout } = await running;
  return z.record(z.string(), z.unknown()).parse(JSON.parse(stdout));
}
