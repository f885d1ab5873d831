import { vi } from 'vitest';
import * as Y from 'yjs';
import type { SignedIn } from '#server/identity/index.ts';
import { documentSchema } from '#shared/document/schema/index.ts';
import { readContent } from '#shared/document/yjs.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { Random } from '../random.ts';
import { chaosOf } from './chaos.ts';
import { Connection } from './connection.ts';
import { SimulatedFanout } from './fanout.ts';
import { Ledger, openText } from './ledger.ts';
import { Page, type PageWorld } from './page.ts';
import { type Hazards, SimulatedProcess } from './process.ts';
import type { Store } from './stores.ts';

/** How a run goes. */
export interface RunOptions {
  readonly seed: number;
  readonly store: Store;
  readonly actId: ActId;
  readonly people: readonly SignedIn[];
  /** How long people write in bad weather, in milliseconds of the virtual clock. */
  readonly stormMs: number;
}

/** What a run found, and how much it tried. */
export interface RunOutcome {
  /** Empty when every property holds. */
  readonly problems: readonly string[];
  readonly rows: number;
  readonly promises: number;
  readonly crashes: number;
}

/** How long it takes for all to come to rest, in milliseconds of the virtual clock: a disk is tried again after five seconds. */
const CALM_MS = 10_000;
const BEGINNING = 1_760_000_000_000;
const FAKED = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'Date',
  'performance',
] as const;

/** All that one run is made of. */
export interface World {
  readonly random: Random;
  readonly hazards: Hazards;
  readonly fanout: SimulatedFanout;
  readonly owners: Map<number, string>;
  readonly processes: (SimulatedProcess | null)[];
  readonly pages: Page[];
  readonly actId: ActId;
  readonly start: (rank: number) => void;
}

/** Several processes, several people, bad weather; then calm, and everything must be whole and the same everywhere. */
export async function run({ seed, store, actId, people, stormMs }: RunOptions): Promise<RunOutcome> {
  const random = new Random(seed);
  const problems = new Set<string>();
  const alarm = (problem: string) => void problems.add(problem);
  vi.useFakeTimers({ now: BEGINNING, toFake: [...FAKED] });
  try {
    const owners = new Map<number, string>();
    const ledger = new Ledger(store.db, actId, owners, alarm);
    const advance = async (ms: number) => {
      const end = Date.now() + ms;
      while (Date.now() < end) {
        vi.advanceTimersToNextTimer();
        await store.quiet();
        if (ledger.asked) await ledger.check();
      }
    };
    const fanout = new SimulatedFanout(random);
    const hazards: Hazards = { crash: random.pick([0, 0.0005, 0.002]) ?? 0 };
    const pages: Page[] = [];
    let crashes = 0;
    let born = 0;
    const processes: (SimulatedProcess | null)[] = Array.from({ length: 1 + random.int(3) }, () => null);
    const start = (rank: number) => {
      born += 1;
      processes[rank] = new SimulatedProcess(`p${rank}.${born}`, {
        random,
        shared: store.shared,
        hazards,
        station: (name) => fanout.station(name),
        alarm,
        died: (dead) => {
          crashes += 1;
          if (processes[rank] === dead) processes[rank] = null;
          for (const page of pages) if (page.connection?.process === dead) page.connection.cut();
          setTimeout(() => {
            if (processes[rank] === null) start(rank);
          }, 100 + random.int(1_500));
        },
      });
    };
    for (const rank of processes.keys()) start(rank);
    let clients = 1_000;
    const pageWorld: PageWorld = {
      random,
      owners,
      pick: () => random.pick(processes.filter((one) => one !== null)),
      connect: (page, process) => new Connection(page, process, actId, random),
      newClientId: () => ++clients,
      promised: (update) => ledger.promised(update),
      alarm,
    };
    for (const [rank, who] of people.entries()) {
      const page = new Page(who, rank < people.length - 1, pageWorld);
      pages.push(page);
      page.connect();
    }
    const chaos = chaosOf({ random, hazards, fanout, owners, processes, pages, actId, start });
    await advance(stormMs);
    chaos.stop();
    await advance(CALM_MS);
    await ledger.check();
    await ledger.checkOwners();
    await expectRest({ alarm, pages, processes, ledger, store, actId });
    for (const process of processes) process?.hub.stop();
    for (const process of processes) process?.crash();
    await store.quiet();
    return { problems: [...problems], rows: ledger.rows, promises: ledger.kept, crashes };
  } finally {
    vi.clearAllTimers();
    vi.useRealTimers();
  }
}

interface Rest {
  readonly alarm: (problem: string) => void;
  readonly pages: readonly Page[];
  readonly processes: readonly (SimulatedProcess | null)[];
  readonly ledger: Ledger;
  readonly store: Store;
  readonly actId: ActId;
}

/** Everybody holds what the disk holds, which is whole and readable. */
async function expectRest({ alarm, pages, processes, ledger, store, actId }: Rest): Promise<void> {
  const disk = Y.snapshot(ledger.doc);
  const { pendingStructs, pendingDs } = ledger.doc.store;
  if (pendingStructs !== null || pendingDs !== null) alarm('the log lacks what some of it builds on');
  for (const [rank, page] of pages.entries()) {
    if (!Y.equalSnapshots(Y.snapshot(page.doc), disk))
      alarm(`page ${rank} does not hold what the disk holds`);
    if (page.own && !page.saved) alarm(`page ${rank} was never told that all is on the disk`);
  }
  for (const process of processes) {
    if (process === null) {
      alarm('a process did not come back');
      continue;
    }
    if (process.hub.openActs === 0) continue;
    const settled = process.hub.settled(actId);
    if (settled === null) alarm(`${process.name} never settles`);
    else if (settled.seq !== ledger.rows)
      alarm(`${process.name} knows ${settled.seq} of ${ledger.rows} rows`);
    else if (!Y.equalSnapshots(Y.snapshot(settled.doc), disk)) alarm(`${process.name} holds something else`);
  }
  const opened = await openText(store.db, actId, alarm);
  if (!Y.equalSnapshots(Y.snapshot(opened.doc), disk)) alarm('what is loaded is not what the rows say');
  const content = readContent(ledger.doc);
  if (!content.ok) alarm(`unreadable: ${JSON.stringify(content.error)}`);
  else
    try {
      documentSchema.nodeFromJSON(content.value.document).check();
    } catch (error) {
      alarm(`not valid by the schema: ${String(error)}`);
    }
}
