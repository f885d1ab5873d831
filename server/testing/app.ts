import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActContent } from '#shared/document/model.ts';
import type { ActRole, ActState, Membership } from '#shared/identity/roles.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { type App, createApp } from '../app.ts';
import { type Config, readConfig } from '../config.ts';
import { addAct, readTemplates } from '../drafting/index.ts';
import type { Fanout } from '../fanout/index.ts';
import { localFanout } from '../fanout/local.ts';
import { createLogger, type Logger } from '../http/log.ts';
import { addPerson, claimHouse, findOrAddOrganisation, giveRight } from '../identity/index.ts';
import { addSession } from '../identity/sessions-store.ts';
import { newBlockId } from '../ids.ts';
import { type LocalMailer, localMailer } from '../mail/index.ts';
import { openSealer } from '../sealing/index.ts';
import { databaseFile } from '../storage/sqlite/dataFolder.ts';
import { startLogThread } from '../storage/sqlite/logThread.ts';
import type { Storage } from '../storage/tables.ts';
import { openTestStorage, type TestStorage } from './storage.ts';

/** Somebody signed in, for a test: `cookie` is the header to send. */
export interface TestPerson {
  readonly id: PersonId;
  readonly organisationId: OrganisationId;
  readonly cookie: string;
}

/** The real application on a real database and a free port. */
export interface TestApp {
  readonly app: App;
  readonly storage: TestStorage;
  readonly config: Config;
  readonly logger: Logger;
  readonly url: string;
  readonly socketUrl: string;
  /** Milliseconds since 1970, as the application sees them; tests may move it. */
  readonly time: { now: number };
  /** Lines of the log, parsed. */
  readonly logged: Record<string, unknown>[];
  /** What the application mailed: `mailer.kept()`, the last one first. */
  readonly mailer: LocalMailer;
  /** Somebody signed in on behalf of an organisation; `house` makes it the one that set the server up. */
  person(
    name: string,
    organisation?: string,
    options?: { membership?: Membership; house?: boolean },
  ): Promise<TestPerson>;
  act(options?: {
    state?: ActState;
    text?: string;
    content?: ActContent;
    rights?: readonly (readonly [TestPerson, ActRole])[];
  }): Promise<ActId>;
  request(
    path: string,
    options?: { method?: string; body?: unknown; as?: TestPerson; headers?: Record<string, string> },
  ): Promise<Response>;
  dispose(): Promise<void>;
}

/** @returns a folder of its own for one test, and how to remove it */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'clausier-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** @returns an act of a title and one alinéa */
function simpleContent(text: string, title = 'Convention d’essai'): ActContent {
  return {
    document: {
      type: 'doc',
      content: [
        {
          type: 'titre',
          attrs: { id: newBlockId(), role: 'principal' },
          content: [{ type: 'text', text: title }],
        },
        {
          type: 'alinea',
          attrs: { id: newBlockId(), retrait: 0, aVerifier: false },
          ...(text === '' ? {} : { content: [{ type: 'text' as const, text }] }),
        },
      ],
    },
    champs: {},
  };
}

/** Adds an act that nobody holds. */
export function addTestAct(
  storage: Storage,
  now: number,
  options: { state?: ActState; text?: string; content?: ActContent } = {},
): Promise<ActId> {
  const content = options.content ?? simpleContent(options.text ?? 'Premier alinéa.');
  const act = {
    kind: 'convention',
    title: 'Convention d’essai',
    state: options.state ?? 'brouillon',
  } as const;
  return storage.db.transaction().execute((tx) => addAct(tx, { ...act, content, author: null }, now));
}

/** Starts the application; `dispose` stops it and removes its data. */
export async function startTestApp(
  options: {
    env?: Record<string, string>;
    idleMs?: number;
    heartbeatMs?: number;
    /** True: the application believes that its messages leave; they are kept all the same. */
    mailLeaves?: boolean;
    /** Stand-ins for the files of the built client; none is served without them. */
    client?: Readonly<Record<string, string>>;
    awakeMs?: number;
    /** Alone when absent. */
    fanout?: Fanout;
    /** True: on SQLite a thread writes, as in the server that is started. */
    thread?: boolean;
    /** A database that another application of the test serves too; not closed by `dispose`. */
    storage?: TestStorage;
  } = {},
): Promise<TestApp> {
  const folder = temporaryFolder();
  const storage = options.storage ?? (await openTestStorage(folder.path));
  const thread =
    options.thread === true && storage.dialect === 'sqlite'
      ? startLogThread(databaseFile(folder.path))
      : null;
  const config: Config = {
    ...readConfig({ PORT: '0', DATA_DIR: folder.path, ...storage.env, ...options.env }),
    clientDir: join(folder.path, 'client'),
  };
  if (options.client !== undefined) {
    mkdirSync(config.clientDir);
    writeClient(config.clientDir, options.client);
  }
  const time = { now: Date.now() };
  const logged: Record<string, unknown>[] = [];
  const logger = createLogger('debug', {
    write: (line) => void logged.push(JSON.parse(line) as Record<string, unknown>),
  });
  const kept = localMailer({ clock: () => time.now, print: () => undefined, outbox: true });
  const mailer: LocalMailer = { ...kept, leaves: options.mailLeaves ?? false };
  const app = createApp({
    config,
    mailer,
    sealer: () => openSealer(config, Date.now()),
    db: storage.db,
    ...(thread === null ? {} : { writing: { write: thread.write, fold: null }, writeSteps: thread.change }),
    fanout: options.fanout ?? localFanout({ alone: true }),
    library: await readTemplates(config.templatesDir),
    logger,
    clock: () => time.now,
    ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
    ...(options.awakeMs === undefined ? {} : { awakeMs: options.awakeMs }),
    ...(options.heartbeatMs === undefined ? {} : { heartbeatMs: options.heartbeatMs }),
  });
  const { port } = await app.listen();
  const url = `http://localhost:${port}`;

  return {
    app,
    storage,
    config,
    logger,
    url,
    socketUrl: `ws://localhost:${port}/sync`,
    time,
    logged,
    mailer,
    person: async (name, organisation = 'UNML', { membership = 'membre', house = false } = {}) => {
      const organisationId = await findOrAddOrganisation(
        storage.db,
        { denomination: organisation, sigle: '' },
        time.now,
      );
      const email = `${name.toLowerCase()}@essai.example`;
      if (house) await storage.db.transaction().execute((tx) => claimHouse(tx, organisationId));
      const id = await addPerson(storage.db, { name, email }, organisationId, time.now, membership);
      const token = await addSession(storage.db, { personId: id, organisationId, linkId: null }, time.now);
      return { id, organisationId, cookie: `clausier_session=${token}` };
    },
    act: async ({ rights = [], ...options } = {}) => {
      const id = await addTestAct(storage, time.now, options);
      for (const [person, role] of rights)
        await giveRight(
          storage.db,
          { actId: id, personId: person.id, organisationId: person.organisationId, role },
          time.now,
        );
      return id;
    },
    request: (path, { method = 'GET', body, as, headers = {} } = {}) =>
      fetch(`${url}${path}`, {
        method,
        headers: {
          ...(as ? { cookie: as.cookie } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    dispose: async () => {
      await app.stop();
      await thread?.close();
      if (options.storage === undefined) await storage.close();
      folder.remove();
    },
  };
}

/** Writes a stand-in for the built client, for tests of what serves it. */
export function writeClient(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}
