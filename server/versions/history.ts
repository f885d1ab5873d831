import * as Y from 'yjs';
import type { ActContent } from '#shared/document/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import type { BlockRange, WrittenBlock } from '#shared/versions/authorship.ts';
import type { LogLine } from '#shared/versions/moments.ts';
import type { Db } from '../storage/tables.ts';
import {
  type KnownState,
  keepKeyframe,
  knownState,
  packKeyframe,
  readLog,
  spacingUpTo,
} from '../sync/index.ts';
import { type Answers, answerFrom, type Question, type Source } from './past/job.ts';
import type { TextReader } from './past/reader.ts';

/** Updates read at a time, as many as a chunk of packed ones: a long history must not stand whole in memory. */
const PAGE = 1_000;
/** Pieces of a Yjs document under which it is read at once: a few milliseconds. */
const FEW_ITEMS = 1_000;
/** Past moments read at once. */
const AT_ONCE = 2;
/** Texts read last that are kept for whoever comes back to them, in characters all told: eight of sixty pages. */
const KEPT_CHARACTERS = 3_000_000;

/** An act in memory whose every word is on disk. */
type Settled = (actId: ActId) => { readonly doc: Y.Doc; readonly seq: number } | null;

type KnownText = Exclude<Answers['text'], { readonly problem: string }>;

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
  readonly #reader: TextReader;
  /** By act and update, last read last: what the log says of a moment never changes. */
  readonly #texts = new Map<string, KnownText>();
  readonly #queue: (() => void)[] = [];
  #reading = 0;

  readonly #keeps: boolean;

  /** @param deps `keeps`: the states made on the way to a moment are kept for the next ones; not by who only reads */
  constructor(deps: { db: Db; settled: Settled; reader: TextReader; keeps: boolean }) {
    this.#keeps = deps.keeps;
    this.#db = deps.db;
    this.#settled = deps.settled;
    this.#reader = deps.reader;
  }

  /** @returns the text as it stands on disk */
  async current(actId: ActId): Promise<ReadState> {
    const open = this.#settled(actId);
    if (open === null) return this.#stateAt(actId, await this.lastSeq(actId));
    return this.#stateOf(actId, open.seq, () => this.#about(open.doc, { kind: 'text' }));
  }

  /**
   * @returns the text after update `seq` (rule H2)
   * @throws ClausierError `version.introuvable` when the log has no such update
   */
  async at(actId: ActId, seq: number): Promise<ReadState> {
    await this.#line(actId, seq);
    return this.#stateAt(actId, seq);
  }

  /**
   * @param range the whole text when null
   * @returns what was inserted in each block of the text as it stands on disk; `null` when it has no such stretch
   */
  async writtenNow(actId: ActId, range: BlockRange | null): Promise<readonly WrittenBlock[] | null> {
    const question = { kind: 'written', range } as const;
    const open = this.#settled(actId);
    if (open !== null) return this.#about(open.doc, question);
    return this.#reader.read(await this.#sourceOf(actId, await this.lastSeq(actId)), question);
  }

  /**
   * @returns the same in the text as it stood after update `seq`
   * @throws ClausierError `version.introuvable` when the log has no such update
   */
  async writtenAt(
    actId: ActId,
    seq: number,
    range: BlockRange | null,
  ): Promise<readonly WrittenBlock[] | null> {
    await this.#line(actId, seq);
    return this.#inTurn(async () =>
      this.#reader.read(await this.#sourceOf(actId, seq), { kind: 'written', range }),
    );
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
    const lines: LogLine[] = [];
    await this.eachPage(actId, after, after + limit, (rows) => {
      for (const { seq, personId, at } of rows) lines.push({ seq, personId, at });
    });
    return lines;
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

  /** The document is read before anything is waited for: at once, or as bytes when it is long. */
  #about<Q extends Question>(doc: Y.Doc, question: Q): Promise<Answers[Q['kind']]> {
    let items = 0;
    for (const structs of doc.store.clients.values()) items += structs.length;
    if (items < FEW_ITEMS) return Promise.resolve(answerFrom(doc, question));
    return this.#reader.read({ updates: [Y.encodeStateAsUpdate(doc)] }, question);
  }

  #stateAt(actId: ActId, seq: number): Promise<ReadState> {
    return this.#stateOf(actId, seq, () =>
      this.#inTurn(async () => this.#reader.read(await this.#sourceOf(actId, seq), { kind: 'text' })),
    );
  }

  async #stateOf(actId: ActId, seq: number, read: () => Promise<Answers['text']>): Promise<ReadState> {
    const key = `${actId} ${seq}`;
    const known = this.#texts.get(key) ?? (await read());
    if ('problem' in known) throw new Error(`Act ${actId} can't be read at ${seq}: ${known.problem}`);
    this.#keep(key, known);
    return { seq, at: await this.#line(actId, seq), ...known };
  }

  #keep(key: string, known: KnownText): void {
    this.#texts.delete(key);
    this.#texts.set(key, known);
    let characters = 0;
    for (const [old, { text }] of [...this.#texts].reverse()) {
      characters += text.length;
      if (characters > KEPT_CHARACTERS) this.#texts.delete(old);
    }
  }

  /** Rule H4: from the nearest state that is known; those that are missing on the way are made, and kept. */
  async #sourceOf(actId: ActId, seq: number): Promise<Source> {
    const spacing = spacingUpTo(seq);
    let base = await knownState(this.#db, actId, seq);
    for (;;) {
      const from = base?.seq ?? 0;
      const far = seq - from >= 2 * spacing;
      const upTo = far ? from + spacing : seq;
      const rows = await readLog(this.#db, actId, from, { upTo });
      const updates = [...(base === null ? [] : [base.bytes]), ...rows.map(({ bytes }) => bytes)];
      if (!far) return { updates };
      base = { seq: upTo, bytes: await this.#reader.read({ updates }, { kind: 'state' }) };
      if (this.#keeps) await this.#keepState(actId, base);
    }
  }

  async #keepState(actId: ActId, state: KnownState): Promise<void> {
    const keyframe = await packKeyframe(actId, state);
    await this.#db.transaction().execute((tx) => keepKeyframe(tx, keyframe));
  }

  /** A few at a time: whoever waits holds nothing. */
  async #inTurn<T>(read: () => Promise<T>): Promise<T> {
    while (this.#reading >= AT_ONCE) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#reading += 1;
    try {
      return await read();
    } finally {
      this.#reading -= 1;
      this.#queue.shift()?.();
    }
  }

  async #line(actId: ActId, seq: number): Promise<number> {
    const at = await this.receivedAt(actId, seq);
    if (at === null) throw new ClausierError('version.introuvable');
    return at;
  }
}
