import { contentHash } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { type ActId, type PersonId, versionIdSchema } from '#shared/kernel/ids.ts';
import { type ComputedRef, readStateRef, type State, type Version } from '#shared/versions/wire.ts';
import type { Db } from '../storage/tables.ts';
import { isOpen, type Opening, openingFor } from './access.ts';
import type { Archive } from './archive.ts';
import type { History } from './history.ts';
import { modeleOf } from './modele.ts';
import { findVersion } from './store.ts';

/**
 * Computes a text that the log of an act does not hold: what later features know of it.
 * @returns `null` for an act that has no such text
 */
export type ComputeState = (
  actId: ActId,
  ref: ComputedRef,
) => Promise<{ readonly name: string; readonly content: ActContent } | null>;

/** @returns the title of a modèle that is offered, by its id; `null` for any other */
export type TitleOf = (id: string) => Promise<string | null>;

/** The update that holds what a modèle gave. */
const FIRST = 1;

/** Reads states of acts, for somebody: an earlier one than rule H1 opens is answered as if it did not exist. */
export class StateReader {
  readonly #db: Db;
  readonly #history: History;
  readonly #archive: Archive;
  readonly #compute: ComputeState;
  readonly #titleOf: TitleOf;

  constructor(deps: {
    db: Db;
    history: History;
    archive: Archive;
    compute?: ComputeState;
    modeleTitle?: TitleOf;
  }) {
    this.#db = deps.db;
    this.#history = deps.history;
    this.#archive = deps.archive;
    this.#compute = deps.compute ?? (() => Promise.resolve(null));
    this.#titleOf = deps.modeleTitle ?? (() => Promise.resolve(null));
  }

  /** @throws ClausierError `acte.introuvable` for somebody without a role in the act */
  async opening(actId: ActId, personId: PersonId): Promise<Opening> {
    const found = await openingFor(this.#db, actId, personId);
    if (found === null) throw new ClausierError('acte.introuvable');
    return found;
  }

  /** @throws ClausierError `version.introuvable` for a state that is not open to the person */
  async requireOpen(actId: ActId, seq: number, personId: PersonId): Promise<void> {
    if (!(await isOpen(this.#history, actId, seq, await this.opening(actId, personId))))
      throw new ClausierError('version.introuvable');
  }

  /**
   * @param personId for whom; `null` on the command line
   * @returns how the modèle is called from which an act was made; `null` for an act made otherwise, for an avenant, whose
   *   text the server makes again, and where rule H1 does not open the first text
   */
  async modele(actId: ActId, personId: PersonId | null): Promise<string | null> {
    const id = await modeleOf(this.#db, actId);
    if (id === null) return null;
    const opening = personId === null ? null : await this.opening(actId, personId);
    if (opening !== null && !(await isOpen(this.#history, actId, FIRST, opening))) return null;
    const title = await this.#titleOf(id);
    return title === null ? 'Modèle' : `Modèle «\u00a0${title}\u00a0»`;
  }

  /** @throws ClausierError `version.introuvable` for a version that is not there or not open to the person */
  async version(actId: ActId, param: string | undefined, personId: PersonId): Promise<Version> {
    const id = versionIdSchema.safeParse(param);
    const found = id.success ? await findVersion(this.#db, actId, id.data) : null;
    if (found === null) throw new ClausierError('version.introuvable');
    await this.requireOpen(actId, found.version.seq, personId);
    return found.version;
  }

  /**
   * @param text names a state that the log holds: see `readStateRef`
   * @returns the update after which it stands; `null` for the present
   * @throws ClausierError `version.introuvable` for any other state, or one that is not open to the person
   */
  async updateOf(actId: ActId, text: string, personId: PersonId): Promise<number | null> {
    const ref = readStateRef(text);
    switch (ref?.kind) {
      case 'current':
        return null;
      case 'version':
        return (await this.version(actId, ref.id, personId)).seq;
      case 'seq':
        await this.requireOpen(actId, ref.seq, personId);
        return ref.seq;
      case 'modele':
        await this.requireOpen(actId, FIRST, personId);
        return FIRST;
      default:
        throw new ClausierError('version.introuvable');
    }
  }

  /**
   * @param text names the state: see `readStateRef`
   * @param personId for whom; `null` on the command line, which may read everything
   * @throws ClausierError `version.introuvable` for a state that is not there or not open to the person
   */
  async state(actId: ActId, text: string | undefined, personId: PersonId | null): Promise<State> {
    const ref = readStateRef(text ?? '');
    if (ref === null) throw new ClausierError('version.introuvable');
    if (ref.kind === 'version') {
      if (personId !== null) await this.version(actId, ref.id, personId);
      const { version, content } = await this.#archive.read(actId, ref.id);
      const at = (await this.#history.receivedAt(actId, version.seq)) ?? version.at;
      return { actId, version, name: null, seq: version.seq, at, hash: version.hash, content };
    }
    if (ref.kind === 'day' || ref.kind === 'base' || ref.kind === 'consolidated') {
      const computed = await this.#compute(actId, ref);
      if (computed === null) throw new ClausierError('version.introuvable');
      const { seq, at } = await this.#history.current(actId);
      const { name, content } = computed;
      return { actId, version: null, name, seq, at, hash: contentHash(content), content };
    }
    if (ref.kind === 'modele') {
      const name = await this.modele(actId, personId);
      if (name === null) throw new ClausierError('version.introuvable');
      const { seq, at, hash, content } = await this.#history.at(actId, FIRST);
      return { actId, version: null, name, seq, at, hash, content };
    }
    if (ref.kind === 'seq' && personId !== null) await this.requireOpen(actId, ref.seq, personId);
    const { seq, at, hash, content } = await (ref.kind === 'seq'
      ? this.#history.at(actId, ref.seq)
      : this.#history.current(actId));
    return { actId, version: null, name: null, seq, at, hash, content };
  }
}
