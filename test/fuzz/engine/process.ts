import type { Fanout } from '#server/fanout/index.ts';
import { createLogger } from '#server/http/log.ts';
import type { Db } from '#server/storage/tables.ts';
import { Hub, SqlUpdateLog } from '#server/sync/index.ts';
import { NO_OBSERVER } from '#server/sync/observer.ts';
import type { Random } from '../random.ts';
import type { Gate, SharedDriver } from './database.ts';

/** How long acts stay in memory in a run: short, so that they leave and come back. */
const IDLE_MS = 700;
const AWAKE_MS = 300;
/** How long a stop goes on trying to write. */
const DRAIN_MS = 2_000;

/** What may happen to every simulated process, by probability. */
export interface Hazards {
  /** That it dies at one given await of the database. */
  crash: number;
}

export interface ProcessWorld {
  readonly random: Random;
  readonly shared: SharedDriver;
  readonly hazards: Hazards;
  readonly station: (name: string) => { readonly fanout: Fanout; readonly die: () => void };
  /** The process is gone: whoever was connected to it is cut. */
  readonly died: (process: SimulatedProcess) => void;
  /** The log says what must never be said. */
  readonly alarm: (problem: string) => void;
}

const NEVER = new Promise<never>(() => {});

/** One server process: the real hub, rooms and log, on a database and a way to the others that the run controls. */
export class SimulatedProcess {
  readonly name: string;
  readonly db: Db;
  readonly hub: Hub;
  readonly #world: ProcessWorld;
  readonly #log: SqlUpdateLog;
  readonly #gate: { dead: boolean; diskFull: boolean };
  readonly #sever: () => void;
  readonly #dieAway: () => void;
  /** How far this machine's clock is from the others', in milliseconds. */
  clockOffset = 0;

  constructor(name: string, world: ProcessWorld) {
    this.name = name;
    this.#world = world;
    const state = { dead: false, diskFull: false };
    this.#gate = state;
    const gate: Gate = {
      get dead() {
        return state.dead;
      },
      pass: () => this.#pass(),
      refusal: () =>
        state.diskFull ? Object.assign(new Error('database or disk is full'), { errcode: 13 }) : null,
    };
    const { db, sever } = world.shared.of(gate);
    const { fanout, die } = world.station(name);
    this.db = db;
    this.#sever = sever;
    this.#dieAway = die;
    this.#log = new SqlUpdateLog(db, this.now);
    const logger = createLogger('warn', {
      write: (line) => {
        if (/could not be applied|rights not read again/.test(line)) world.alarm(`${name} says ${line}`);
      },
    });
    this.hub = new Hub({
      db,
      log: this.#log,
      fanout,
      logger,
      now: this.now,
      observer: NO_OBSERVER,
      onChanged: async () => {},
      idleMs: IDLE_MS,
      awakeMs: AWAKE_MS,
    });
  }

  get alive(): boolean {
    return !this.#gate.dead;
  }

  readonly now = (): number => Date.now() + this.clockOffset;

  set diskFull(full: boolean) {
    this.#gate.diskFull = full;
  }

  /** kill -9: nothing of it goes further, the database rolls back what it had open. */
  crash(): void {
    if (this.#gate.dead) return;
    this.#gate.dead = true;
    this.#dieAway();
    this.hub.stop();
    this.#sever();
    this.#world.died(this);
  }

  /** The graceful stop of the application, as `App.stop` does it. */
  async stop(): Promise<void> {
    await this.#log.drain(DRAIN_MS);
    this.hub.closeAll('serveur.arret');
    await this.#log.drain(DRAIN_MS);
    await this.hub.unloadAll();
    this.crash();
  }

  async #pass(): Promise<void> {
    const { random, hazards } = this.#world;
    if (this.#gate.dead) return NEVER;
    if (random.chance(hazards.crash)) {
      this.crash();
      return NEVER;
    }
    if (random.chance(0.25)) await new Promise<void>((resolve) => setTimeout(resolve, 1 + random.int(6)));
    return this.#gate.dead ? NEVER : undefined;
  }
}
