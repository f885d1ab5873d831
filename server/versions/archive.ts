import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import type { JournalKind } from '#shared/identity/journal.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId, VersionId } from '#shared/kernel/ids.ts';
import { sizeOfChange } from '#shared/versions/size.ts';
import type { Version, VersionKind } from '#shared/versions/wire.ts';
import type { Logger } from '../http/log.ts';
import { appendEvent } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import type { History, ReadState } from './history.ts';
import { authorsFor } from './people.ts';
import { addVersion, findVersion, type LastVersion, lastVersion, readText } from './store.ts';

/** Why a version is taken, and for whom. */
export interface Taking {
  readonly kind: Exclude<VersionKind, 'initiale'>;
  readonly label?: string;
  /** Whoever asked; the server when absent. */
  readonly by?: PersonId;
  readonly sourceId?: VersionId;
  /** What is to be kept with the version, or not at all: a change of state. */
  readonly along?: (tx: Tx, taken: TakenVersion) => Promise<void>;
}

/** A version as it is being written. */
interface TakenVersion {
  readonly id: VersionId;
  readonly seq: number;
  readonly hash: string;
}

/** What the journal says of the versions that somebody asked for; a change of state says it itself. */
const JOURNAL_KIND: Readonly<Partial<Record<VersionKind, JournalKind>>> = {
  nommee: 'version.nommee',
  restauration: 'version.restauree',
};

/** Rule V4: what is recorded even when the wording did not change. */
const ALWAYS_KEPT: ReadonlySet<VersionKind> = new Set<VersionKind>(['nommee', 'etat']);

const NOTHING: ActContent = { document: { type: 'doc', content: [] }, champs: {} };

/** A version with its text. */
export interface StoredState {
  readonly version: Version;
  readonly content: ActContent;
}

/** Takes and reads versions. */
export class Archive {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #history: History;
  /** What is being taken, by act: one at a time, so that each is told from the one before it. */
  readonly #turns = new Map<ActId, Promise<unknown>>();

  constructor(deps: { db: Db; clock: Clock; logger: Logger; history: History }) {
    this.#db = deps.db;
    this.#clock = deps.clock;
    this.#logger = deps.logger;
    this.#history = deps.history;
  }

  /**
   * Keeps the present of an act as a version (rules V3 to V5).
   * @returns it, or the last one when nothing changed since and the kind asks for no record of its own
   */
  take(actId: ActId, taking: Taking): Promise<Version> {
    const before = this.#turns.get(actId) ?? Promise.resolve();
    const turn = before.then(
      () => this.#take(actId, taking),
      () => this.#take(actId, taking),
    );
    this.#turns.set(actId, turn);
    const done = () => {
      if (this.#turns.get(actId) === turn) this.#turns.delete(actId);
    };
    turn.then(done, done);
    return turn;
  }

  /**
   * @returns a version of an act with its text
   * @throws ClausierError `version.introuvable`, or `version.alteree`
   */
  async read(actId: ActId, id: VersionId): Promise<StoredState> {
    const found = await findVersion(this.#db, actId, id);
    if (found === null) throw new ClausierError('version.introuvable');
    return { version: found.version, content: await this.#contentOf(found.kept) };
  }

  async #contentOf(kept: LastVersion): Promise<ActContent> {
    return contentFrom(await readText(this.#db, this.#logger, kept), kept.id);
  }

  async #take(actId: ActId, taking: Taking): Promise<Version> {
    const state = await this.#history.current(actId);
    const first = await lastVersion(this.#db, actId);
    const last = first ?? (await this.#takeInitial(actId));
    if (state.hash === last.hash && !ALWAYS_KEPT.has(taking.kind)) return this.#version(actId, last.id);
    const lastText = await this.#textToTellFrom(last);
    const [by] = taking.by === undefined ? [] : await authorsFor(this.#db, actId, [taking.by]);
    const senders = await this.#history.senders(actId, last.seq, state.seq);
    const id = await addVersion(
      this.#db,
      {
        ...textOf(state),
        actId,
        kind: taking.kind,
        label: taking.label ?? null,
        sourceId: taking.sourceId ?? null,
        authors: await authorsFor(this.#db, actId, senders),
        by: by ?? null,
        // What nobody asked for is dated by the text, which may have rested while the server was stopped.
        at: taking.kind === 'automatique' ? state.at : this.#clock(),
        size: sizeOfChange(
          lastText === null ? await this.#contentAt(actId, last.seq) : contentFrom(lastText, last.id),
          state.content,
        ),
      },
      last,
      lastText,
      async (tx, id) => {
        const { seq, hash } = state;
        const kind = JOURNAL_KIND[taking.kind];
        if (kind !== undefined)
          await appendEvent(tx, {
            act: actId,
            at: this.#clock(),
            person: by?.personId ?? null,
            organisation: by?.organisationId ?? null,
            kind,
            facts: { version: id, empreinte: hash },
          });
        await taking.along?.(tx, { id, seq, hash });
      },
    );
    return this.#version(actId, id);
  }

  /** Rule V7: an altered version stays as it is, and keeps nobody from the next one, which is then kept whole. */
  async #textToTellFrom(last: LastVersion): Promise<string | null> {
    try {
      return await readText(this.#db, this.#logger, last);
    } catch (error) {
      if (error instanceof ClausierError && error.code === 'version.alteree') return null;
      throw error;
    }
  }

  async #contentAt(actId: ActId, seq: number): Promise<ActContent> {
    return (await this.#history.at(actId, seq)).content;
  }

  /** Rule V5: the first text of an act is its first version. */
  async #takeInitial(actId: ActId): Promise<LastVersion> {
    const state = await this.#history.at(actId, 1);
    await addVersion(
      this.#db,
      {
        ...textOf(state),
        actId,
        kind: 'initiale',
        label: null,
        sourceId: null,
        authors: await authorsFor(this.#db, actId, await this.#history.senders(actId, 0, 1)),
        by: null,
        at: state.at,
        size: sizeOfChange(NOTHING, state.content),
      },
      null,
      null,
    );
    const written = await lastVersion(this.#db, actId);
    if (written === null) throw new Error(`The first version of ${actId} was not written`);
    return written;
  }

  async #version(actId: ActId, id: VersionId): Promise<Version> {
    const found = await findVersion(this.#db, actId, id);
    if (found === null) throw new Error(`Version ${id} is not there`);
    return found.version;
  }
}

const textOf = ({ seq, text, hash }: ReadState) => ({ seq, text, hash });

/** @throws Error when this release can't read what an earlier one wrote: a bug */
function contentFrom(text: string, id: VersionId): ActContent {
  const content = parseContent(JSON.parse(text));
  if (!content.ok) throw new Error(`Version ${id} can't be read: ${JSON.stringify(content.error)}`);
  return canonicalContent(content.value);
}
