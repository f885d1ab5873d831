import { articleStyleOf, composeAvenant } from '#shared/avenants/compose.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Logger } from '../http/log.ts';
import { whileAlone } from '../storage/locks.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { AvenantReader } from './reading.ts';
import { type AvenantRow, avenantOf } from './store.ts';

/** How long the consolidated text rests before the articles follow, and how long they may lag, in milliseconds. */
const REST_MS = 300;
const LAG_MS = 1_500;
/** Acts remembered to be no consolidated text: none becomes one, they are made as such. */
const MAX_OTHERS = 10_000;

/** What writing the articles needs. */
export interface WriterDeps {
  readonly db: Db;
  readonly logger: Logger;
  readonly hub: Pick<Hub, 'edit'>;
  readonly reader: AvenantReader;
}

/** Keeps the articles of avenants as the edits of their consolidated texts ask, while people type. */
export class AvenantWriter {
  readonly #deps: WriterDeps;
  readonly #waiting = new Map<ActId, { timer: NodeJS.Timeout; since: number }>();
  readonly #writing = new Map<ActId, Promise<void>>();
  /** One at a time for all avenants: each keeps the other processes from writing its own. */
  #turn: Promise<void> = Promise.resolve();
  readonly #others = new Set<ActId>();

  constructor(deps: WriterDeps) {
    this.#deps = deps;
  }

  /** Something of an act is on disk: when it is a consolidated text, its avenant follows. */
  changed(actId: ActId): void {
    if (this.#others.has(actId)) return;
    const now = Date.now();
    const known = this.#waiting.get(actId);
    if (known !== undefined) clearTimeout(known.timer);
    const since = known?.since ?? now;
    const wait = Math.max(0, Math.min(REST_MS, since + LAG_MS - now));
    const timer = setTimeout(() => {
      this.#waiting.delete(actId);
      void this.#follow(actId);
    }, wait);
    timer.unref();
    this.#waiting.set(actId, { timer, since });
  }

  async #follow(actId: ActId): Promise<void> {
    try {
      const row = await avenantOf(this.#deps.db, actId);
      if (row?.workingId !== actId) {
        if (this.#others.size >= MAX_OTHERS) this.#others.clear();
        this.#others.add(actId);
      } else if (WRITABLE_STATES.has(row.state)) await this.write(row);
    } catch (error) {
      this.#deps.logger.error({ err: error, act: actId }, 'the articles of an avenant could not be written');
    }
  }

  /** Writes the articles of an avenant as its consolidated text asks now; one at a time for each. */
  async write(row: AvenantRow): Promise<void> {
    const before = this.#writing.get(row.id) ?? Promise.resolve();
    const turn = before.then(() => this.#inTurn(row));
    const settled = turn.catch(() => {});
    this.#writing.set(row.id, settled);
    try {
      await turn;
    } finally {
      if (this.#writing.get(row.id) === settled) this.#writing.delete(row.id);
    }
  }

  /** Two processes that both follow an edit would each write the articles. */
  #inTurn(row: AvenantRow): Promise<void> {
    const { db } = this.#deps;
    const turn = this.#turn.then(() => whileAlone(db, `avenant ${row.id}`, () => this.#writeOnce(row)));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #writeOnce(row: AvenantRow): Promise<void> {
    const { articles, base } = await this.#deps.reader.read(row);
    await this.#deps.hub.edit(row.id, (doc) => {
      const avenant = readContent(doc);
      if (!avenant.ok) throw new Error(`Avenant ${row.id} can't be read: ${JSON.stringify(avenant.error)}`);
      const style = articleStyleOf(avenant.value);
      const next = composeAvenant(avenant.value, { articles, base, style });
      if (canonicalJson(next) === canonicalJson(avenant.value)) return false;
      writeContent(doc, next);
      return true;
    });
  }

  /** Ends what waits. */
  async stop(): Promise<void> {
    for (const { timer } of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    await Promise.all(this.#writing.values());
  }
}
