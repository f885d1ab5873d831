import { vi } from 'vitest';
import * as Y from 'yjs';
import type { Db } from '#server/storage/tables.ts';
import { ActText } from '#server/sync/actText.ts';
import { SqlUpdateLog } from '#server/sync/index.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { addsNothing, checkUpdate } from '#shared/sync/validate.ts';

/** The log as it stands on the disk, read row by row as a run goes, and held against what was promised of it. */
export class Ledger {
  /** What the rows read so far make. */
  readonly doc = new Y.Doc();
  readonly #db: Db;
  readonly #actId: ActId;
  readonly #owners: ReadonlyMap<number, string>;
  readonly #alarm: (problem: string) => void;
  #promises: Uint8Array[] = [];
  #kept = 0;
  rows = 0;

  constructor(db: Db, actId: ActId, owners: ReadonlyMap<number, string>, alarm: (problem: string) => void) {
    this.#db = db;
    this.#actId = actId;
    this.#owners = owners;
    this.#alarm = alarm;
  }

  /** How many promises were held against the disk. */
  get kept(): number {
    return this.#kept;
  }

  promised(update: Uint8Array): void {
    this.#promises.push(update);
  }

  get asked(): boolean {
    return this.#promises.length > 0;
  }

  /** Reads what is new in the log; then all that was promised until now must be in it. */
  async check(): Promise<void> {
    const promises = this.#promises;
    this.#promises = [];
    const rows = await this.#db
      .selectFrom('act_updates')
      .select(['seq', 'bytes', 'person_id'])
      .where('act_id', '=', this.#actId)
      .where('seq', '>', this.rows)
      .orderBy('seq')
      .execute();
    for (const { seq, bytes, person_id } of rows) {
      if (seq !== this.rows + 1) this.#alarm(`a hole: ${seq} follows ${this.rows}`);
      this.rows = seq;
      this.#read(seq, bytes, person_id);
    }
    this.#kept += promises.length;
    const missing = promises.filter((update) => !addsNothing(this.doc, update));
    if (missing.length === 0) return;
    // What is read row by row may have to be looked at again, as whoever opens the act does.
    const opened = await openText(this.#db, this.#actId, this.#alarm);
    if (missing.some((update) => !addsNothing(opened.doc, update)))
      this.#alarm(`what was promised is not on the disk at ${Date.now() % 1e6}`);
  }

  /** Nobody was given an id that is somebody else's. */
  async checkOwners(): Promise<void> {
    const rows = await this.#db
      .selectFrom('act_clients')
      .select(['client', 'person_id'])
      .where('act_id', '=', this.#actId)
      .execute();
    for (const { client, person_id } of rows)
      if (this.#owners.get(client) !== person_id) this.#alarm(`the id ${client} was given to ${person_id}`);
  }

  #read(seq: number, bytes: Uint8Array, person: string | null): void {
    const verdict = checkUpdate(bytes, this.doc, 'whole', (client) => {
      const owner = this.#owners.get(client) ?? null;
      // Words that a page brings back for somebody else stand under nobody's id until their author is seen.
      if (person === null && owner !== null)
        this.#alarm(`row ${seq}, of the server, holds words of ${owner}`);
      return true;
    });
    if (holdsForged(bytes)) this.#alarm(`row ${seq} holds forged words`);
    if (verdict.name === 'refused') this.#alarm(`row ${seq} is not possible: ${verdict.why}`);
    Y.applyUpdate(this.doc, bytes);
    // As the engine does: Yjs by itself looks again at what waits only when the last that it lacks of one author has come.
    const { store } = this.doc;
    const waiting = store.pendingStructs;
    if (waiting === null) return;
    store.pendingStructs = null;
    Y.applyUpdateV2(this.doc, waiting.update);
  }
}

/** @returns the act as whoever opens it now reads it */
export async function openText(db: Db, actId: ActId, alarm: (problem: string) => void): Promise<ActText> {
  const loading = new SqlUpdateLog(db, Date.now).load(actId);
  // Acts are read at the end of a turn of the loop, which is the virtual clock's.
  vi.advanceTimersByTime(0);
  return new ActText(await loading, (error) => alarm(String(error)));
}

/** What the runs' forgers write; nobody else does. */
export const FORGED = 'forgé';

function holdsForged(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes(Buffer.from(FORGED));
}
