import type { ActContent } from '#shared/document/model.ts';
import { type MoveName, movesFrom } from '#shared/identity/states.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { noticeMonths, termOf } from '#shared/signature/term.ts';
import { frenchDay } from '../identity/index.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import type { Versions } from '../versions/index.ts';
import { moveAct } from './states.ts';

/** What moving acts on their day needs of the rest of the server. */
export interface LifeKeeperDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'refreshAccess'>;
  readonly versions: Pick<Versions, 'archive'>;
  /** The text of a signed act on a day, its avenants carried out; `null` before its effect, and for an avenant. */
  readonly textInForce: (actId: ActId, day: string) => Promise<ActContent | null>;
  /** What else has its day: reminders. */
  readonly alsoDue: () => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** How often acts are looked at, in milliseconds. */
const ROUND_MS = 10 * 60 * 1000;

/** Moves signed acts when their day comes: in force, at an end, ended, replaced (rules G10, L2, L5 to L7). */
export class LifeKeeper {
  readonly #deps: LifeKeeperDeps;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;

  constructor(deps: LifeKeeperDeps) {
    this.#deps = deps;
  }

  /** Looks at once, then again and again. */
  start(): void {
    this.#timer = setInterval(() => void this.round(), ROUND_MS);
    this.#timer.unref();
    void this.round();
  }

  /** Ends the rounds. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#round;
  }

  /** Moves the acts whose day has come; never rejects. */
  async round(): Promise<void> {
    this.#round ??= this.#look().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  async #look(): Promise<void> {
    const today = frenchDay(this.#deps.clock());
    // In this order: what takes effect replaces, and an avenant that takes effect may push an end back.
    const steps = [
      () => this.#takeEffect(today),
      () => this.#replace(),
      () => this.#end(today),
      () => this.#readTerms(today),
      () => this.#expire(today),
      () => this.#followTarget(),
      () => this.#deps.alsoDue(),
    ];
    for (const step of steps) await step().catch(this.#deps.failed);
  }

  async #takeEffect(today: string): Promise<void> {
    const due = await this.#deps.db
      .selectFrom('acts')
      .innerJoin('ceremonies', 'ceremonies.act_id', 'acts.id')
      .select(['acts.id', 'ceremonies.effect_day'])
      .where('acts.state', '=', 'signe')
      .where('ceremonies.status', '=', 'complete')
      .where('ceremonies.effect_day', '<=', today)
      .execute();
    for (const { id, effect_day } of due) await this.#move(id, 'prendre-effet', { jour: effect_day });
  }

  /** Rule L6: an act in force takes the place of those that it was declared to replace. */
  async #replace(): Promise<void> {
    const due = await this.#deps.db
      .selectFrom('act_successions')
      .innerJoin('acts as successor', 'successor.id', 'successor_id')
      .innerJoin('acts as replaced', 'replaced.id', 'replaced_id')
      .select(['replaced_id', 'successor_id'])
      .where('successor.state', '=', 'en-vigueur')
      .where('replaced.state', 'in', ['signe', 'en-vigueur'])
      .execute();
    for (const { replaced_id, successor_id } of due)
      await this.#move(replaced_id, 'remplacer', { par: successor_id });
  }

  /** Rule L5: announced endings whose day has come. */
  async #end(today: string): Promise<void> {
    const due = await this.#deps.db
      .selectFrom('act_endings')
      .innerJoin('acts', 'acts.id', 'act_endings.act_id')
      .select(['acts.id', 'effect_day'])
      .where('acts.state', 'in', ['signe', 'en-vigueur'])
      .where('effect_day', '<=', today)
      .execute();
    for (const { id, effect_day } of due) await this.#move(id, 'resilier', { effet: effect_day });
  }

  /** Rule L2: the end of each act is read in its text, and again when one more of its avenants is in force. */
  async #readTerms(today: string): Promise<void> {
    const { db } = this.#deps;
    const acts = await db
      .selectFrom('acts')
      .innerJoin('ceremonies', 'ceremonies.act_id', 'acts.id')
      .leftJoin('act_terms', 'act_terms.act_id', 'acts.id')
      .select((eb) => [
        'acts.id',
        'ceremonies.effect_day',
        'ceremonies.version_id',
        'act_terms.avenants',
        eb
          .selectFrom('avenants')
          .innerJoin('acts as amending', 'amending.id', 'avenants.act_id')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .whereRef('avenants.target_id', '=', 'acts.id')
          .where('amending.state', '=', 'en-vigueur')
          .as('count'),
      ])
      .where('acts.kind', '=', 'convention')
      .where('acts.state', 'in', ['signe', 'en-vigueur'])
      .where('ceremonies.status', '=', 'complete')
      .execute();
    for (const { id, effect_day, version_id, avenants, count } of acts) {
      if (avenants === Number(count) || effect_day === null) continue;
      const content =
        (await this.#deps.textInForce(id, today)) ??
        (await this.#deps.versions.archive.read(id, version_id)).content;
      const term = termOf(content, effect_day);
      const row = {
        last_day: term?.last ?? null,
        sentence: term?.sentence ?? null,
        notice: noticeMonths(content),
        avenants: Number(count),
      };
      await db
        .insertInto('act_terms')
        .values({ act_id: id, ...row })
        .onConflict((oc) => oc.column('act_id').doUpdateSet(row))
        .execute();
    }
  }

  /** Rule L2: an act is *échu* on the day after its last. */
  async #expire(today: string): Promise<void> {
    const due = await this.#deps.db
      .selectFrom('act_terms')
      .innerJoin('acts', 'acts.id', 'act_terms.act_id')
      .select(['acts.id', 'last_day'])
      .where('acts.state', '=', 'en-vigueur')
      .where('last_day', '<', today)
      .execute();
    for (const { id, last_day } of due) await this.#move(id, 'echoir', { dernierJour: last_day });
  }

  /** Rule L7: an avenant ends as the act that it amends does. */
  async #followTarget(): Promise<void> {
    const rows = await this.#deps.db
      .selectFrom('avenants')
      .innerJoin('acts as amending', 'amending.id', 'avenants.act_id')
      .innerJoin('acts as target', 'target.id', 'avenants.target_id')
      .select(['amending.id', 'amending.state', 'target.id as target', 'target.state as ended'])
      .where('amending.state', 'in', ['signe', 'en-vigueur'])
      .where('target.state', 'in', ['echu', 'resilie', 'remplace'])
      .execute();
    for (const { id, state, target, ended } of rows) {
      const move = ended === 'echu' ? 'echoir' : ended === 'resilie' ? 'resilier' : 'remplacer';
      if (movesFrom(state, move)) await this.#move(id, move, { avec: target });
    }
  }

  async #move(id: ActId, move: MoveName, facts: Readonly<Record<string, string | null>>): Promise<void> {
    const { db, clock, hub } = this.#deps;
    try {
      await db.transaction().execute((tx) => moveAct(tx, id, move, { by: null, at: clock(), facts }));
      await hub.refreshAccess(id);
    } catch (error) {
      // Another process, or somebody, has moved it first.
      if (!(error instanceof ClausierError && error.code === 'etat.impossible')) throw error;
    }
  }
}
