import * as Y from 'yjs';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { readContent } from '#shared/document/yjs.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { LogLine } from '#shared/versions/moments.ts';
import type { Db } from '../storage/tables.ts';
import { readLog } from '../sync/index.ts';
import { hashOf } from './packing.ts';

/** Updates read at a time: a long history must not stand whole in memory. */
const PAGE = 500;

/** An act in memory whose every word is on disk. */
type Settled = (actId: ActId) => { readonly doc: Y.Doc; readonly seq: number } | null;

/** One state of an act, as its log gives it. */
export interface ReadState {
  readonly seq: number;
  /** When its last update was received. */
  readonly at: number;
  readonly content: ActContent;
  /** Canonical JSON, and its SHA-256. */
  readonly text: string;
  readonly hash: string;
}

/** One update of a log. */
export interface LogRow {
  readonly seq: number;
  readonly bytes: Uint8Array;
  readonly personId: PersonId | null;
  readonly at: number;
}

/** Reads the log of acts, which keeps every update for ever. */
export class History {
  readonly #db: Db;
  readonly #settled: Settled;

  constructor(deps: { db: Db; settled: Settled }) {
    this.#db = deps.db;
    this.#settled = deps.settled;
  }

  /** @returns the text as it stands on disk */
  async current(actId: ActId): Promise<ReadState> {
    return this.withCurrent(actId, (doc, seq) => this.#read(actId, doc, seq));
  }

  /** Calls `read` with the act as it stands on disk; it must not wait before it has read, nor keep the document. */
  async withCurrent<T>(actId: ActId, read: (doc: Y.Doc, seq: number) => T | Promise<T>): Promise<T> {
    const open = this.#settled(actId);
    if (open !== null) return read(open.doc, open.seq);
    const seq = await this.lastSeq(actId);
    return this.#replayed(actId, seq, read);
  }

  /**
   * @returns the text after update `seq` (rule H2)
   * @throws ClausierError `version.introuvable` when the log has no such update
   */
  async at(actId: ActId, seq: number): Promise<ReadState> {
    await this.#line(actId, seq);
    return this.#replayed(actId, seq, (doc) => this.#read(actId, doc, seq));
  }

  /**
   * Calls `read` with the act as it stood after update `seq`; it must not keep the document.
   * @throws ClausierError `version.introuvable` when the log has no such update
   */
  async withPast<T>(actId: ActId, seq: number, read: (doc: Y.Doc) => T): Promise<T> {
    await this.#line(actId, seq);
    return this.#replayed(actId, seq, read);
  }

  /** @returns rank of the last update on disk, 0 when there is none */
  async lastSeq(actId: ActId): Promise<number> {
    const row = await this.#db
      .selectFrom('act_updates')
      .select('seq')
      .where('act_id', '=', actId)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row?.seq ?? 0;
  }

  /** @returns when an update was received, or `null` when there is no such update */
  async receivedAt(actId: ActId, seq: number): Promise<number | null> {
    const [row] = await readLog(this.#db, actId, seq - 1, { upTo: seq });
    return row?.at ?? null;
  }

  /** @returns lines after rank `after`, oldest first, `limit` at most */
  async lines(actId: ActId, after: number, limit: number): Promise<readonly LogLine[]> {
    const rows = await readLog(this.#db, actId, after, { limit });
    return rows.map(({ seq, personId, at }) => ({ seq, personId, at }));
  }

  /** @returns who sent updates `after < seq <= upTo`, most updates first */
  async senders(actId: ActId, after: number, upTo: number): Promise<readonly (PersonId | null)[]> {
    const counts = new Map<PersonId | null, number>();
    await this.eachPage(actId, after, upTo, (rows) => {
      for (const { personId } of rows) counts.set(personId, (counts.get(personId) ?? 0) + 1);
    });
    return [...counts]
      .sort(([a, some], [b, others]) => others - some || (a ?? '').localeCompare(b ?? ''))
      .map(([person]) => person);
  }

  /** Calls `take` with the updates `after < seq <= upTo`, in order, page after page, giving others their turn. */
  async eachPage(
    actId: ActId,
    after: number,
    upTo: number,
    take: (rows: readonly LogRow[]) => void,
  ): Promise<void> {
    let seen = after;
    while (seen < upTo) {
      const rows = await readLog(this.#db, actId, seen, { upTo, limit: PAGE });
      take(rows);
      if (rows.length < PAGE) return;
      seen = rows.at(-1)?.seq ?? upTo;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #replayed<T>(
    actId: ActId,
    seq: number,
    read: (doc: Y.Doc, seq: number) => T | Promise<T>,
  ): Promise<T> {
    const snapshot = await this.#db
      .selectFrom('act_snapshots')
      .select(['seq', 'bytes'])
      .where('act_id', '=', actId)
      .where('seq', '<=', seq)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const doc = new Y.Doc();
    try {
      if (snapshot) Y.applyUpdate(doc, snapshot.bytes);
      await this.eachPage(actId, snapshot?.seq ?? 0, seq, (rows) =>
        // Yjs tidies formatting at the end of each transaction: a hundred times slower, one update at a time.
        doc.transact(() => {
          for (const { bytes } of rows) Y.applyUpdate(doc, bytes);
        }),
      );
      return await read(doc, seq);
    } finally {
      doc.destroy();
    }
  }

  async #line(actId: ActId, seq: number): Promise<number> {
    const at = await this.receivedAt(actId, seq);
    if (at === null) throw new ClausierError('version.introuvable');
    return at;
  }

  /** The text is read before anything is waited for. */
  async #read(actId: ActId, doc: Y.Doc, seq: number): Promise<ReadState> {
    const content = readContent(doc);
    if (!content.ok)
      throw new Error(`Act ${actId} can't be read at ${seq}: ${JSON.stringify(content.error)}`);
    const text = canonicalJson(content.value);
    return { seq, at: await this.#line(actId, seq), content: content.value, text, hash: hashOf(text) };
  }
}
