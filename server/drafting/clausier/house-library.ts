import { type MergedLibrary, mergeLibrary } from '#shared/drafting/merge.ts';
import type { Library } from '#shared/drafting/model.ts';
import type { Logger } from '../../http/log.ts';
import type { Db } from '../../storage/tables.ts';
import { clausierMark, type StoredVersion, storedVersions } from './store.ts';

/** The clausier as it stands: what is offered, and every version kept. */
export interface Clausier extends MergedLibrary {
  readonly versions: readonly StoredVersion[];
}

/** The clauses that ship joined with those of the organisation, read again whenever something was decided (rule K9). */
export class HouseLibrary {
  readonly shipped: Library;
  readonly #db: Db;
  readonly #logger: Logger;
  #known: { readonly mark: string; readonly clausier: Clausier } | null = null;

  constructor(deps: { readonly db: Db; readonly shipped: Library; readonly logger: Logger }) {
    this.#db = deps.db;
    this.#logger = deps.logger;
    this.shipped = deps.shipped;
  }

  /** @returns the clausier of now; whatever is wrong in the database, at least what ships */
  async current(): Promise<Clausier> {
    const mark = await clausierMark(this.#db);
    if (this.#known?.mark === mark) return this.#known.clausier;
    const { versions, unreadable } = await storedVersions(this.#db);
    const merged = mergeLibrary(this.shipped, versions);
    for (const each of unreadable)
      this.#logger.warn(each, 'a clause of the organisation cannot be read: left out');
    for (const { clause, problems } of merged.setAside)
      this.#logger.warn(
        { clause: clause.id, version: clause.version, problems: problems.map(({ message }) => message) },
        'a clause of the organisation does not fit the modèles: left out',
      );
    const clausier = { ...merged, versions };
    this.#known = { mark, clausier };
    return clausier;
  }

  /** @returns what a drafter may take now */
  async library(): Promise<Library> {
    return (await this.current()).library;
  }
}
