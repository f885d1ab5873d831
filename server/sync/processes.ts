import { z } from 'zod';
import { type ActId, actIdSchema, type SessionId, sessionIdSchema } from '#shared/kernel/ids.ts';
import type { Fanout } from '../fanout/index.ts';
import type { Logger } from '../http/log.ts';
import { actAccess } from '../identity/index.ts';
import type { Db } from '../storage/tables.ts';
import type { Room } from './room.ts';
import type { Session } from './session.ts';
import type { UpdateLog } from './updateLog.ts';

/** What processes tell each other beside the acts. */
const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('sessions'), ids: z.array(sessionIdSchema) }),
  z.object({ type: z.literal('access'), act: actIdSchema }),
  z.object({ type: z.literal('pause'), act: actIdSchema }),
  z.object({ type: z.literal('resume'), act: actIdSchema }),
]);
type Message = Readonly<z.infer<typeof messageSchema>> | { type: 'sessions'; ids: readonly SessionId[] };

const TOPIC = 'control';
const TICK_MS = 500;
/** A process not heard for so long is gone: it says that it is alive every tick. */
const GONE_MS = 5_000;
/** How long a relayed update may wait for its process to say that it is on disk. */
const UNCONFIRMED_MS = 1_000;
/** Even when all seems well, the log is compared with memory every so many ticks. */
const TICKS_BETWEEN_CHECKS = 10;

export interface ProcessesDeps {
  readonly db: Db;
  readonly log: UpdateLog;
  readonly fanout: Fanout;
  readonly logger: Logger;
  readonly now: () => number;
  readonly rooms: () => Iterable<Room>;
  readonly sessions: () => Iterable<Session>;
  readonly sessionsEnded: (ids: readonly SessionId[]) => void;
  readonly accessChanged: (actId: ActId) => Promise<void>;
  /** Another process decides of an act's state: what would write it waits; and then goes on. */
  readonly paused: (actId: ActId) => void;
  readonly resumed: (actId: ActId) => Promise<void>;
}

/**
 * The other processes that serve the same data: who is alive, what they say of sessions and rights. When the way to
 * them is lost, the log and the tables are followed instead.
 */
export class Processes {
  readonly #deps: ProcessesDeps;
  readonly #heard = new Map<string, number>();
  readonly #timer: NodeJS.Timeout | null;
  #ticks = 0;
  #working = false;

  constructor(deps: ProcessesDeps) {
    this.#deps = deps;
    const { fanout, logger } = deps;
    this.#timer = fanout.alone ? null : setInterval(() => void this.#tick(), TICK_MS);
    this.#timer?.unref();
    if (fanout.alone) return;
    void fanout.subscribe(TOPIC, (from, bytes) => this.#receive(from, bytes));
    fanout.onHealth((health) => {
      if (health === 'ok') logger.info('the way to the other processes is open');
      else logger.warn('the way to the other processes is lost: the log is followed');
      // Either way, something may have been missed.
      for (const room of deps.rooms()) {
        void room.catchUp();
        if (health === 'ok') room.greet();
      }
    });
  }

  /** A message came from a process. */
  heard(process: string): void {
    this.#heard.set(process, performance.now());
  }

  tell(message: Message): void {
    this.#deps.fanout.publish(TOPIC, new TextEncoder().encode(JSON.stringify(message)));
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #receive(from: string, bytes: Uint8Array): void {
    this.heard(from);
    let message: z.infer<typeof messageSchema>;
    try {
      message = messageSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    } catch (error) {
      this.#deps.logger.warn({ err: error }, 'a message of another process was not understood');
      return;
    }
    if (message.type === 'sessions') this.#deps.sessionsEnded(message.ids);
    if (message.type === 'pause') this.#deps.paused(message.act);
    if (message.type === 'access' || message.type === 'resume')
      (message.type === 'access' ? this.#deps.accessChanged : this.#deps.resumed)(message.act).catch(
        (error: unknown) => this.#deps.logger.error({ err: error }, 'rights not read again'),
      );
  }

  async #tick(): Promise<void> {
    const { fanout, logger } = this.#deps;
    // The machine's time may be set while people type: what waits is counted on a clock that only goes forward.
    const now = performance.now();
    this.tell({ type: 'alive' });
    for (const [process, at] of this.#heard) {
      if (at > now - GONE_MS) continue;
      this.#heard.delete(process);
      for (const room of this.#deps.rooms()) room.forgetProcess(process);
    }
    for (const room of this.#deps.rooms()) room.adopt(now - UNCONFIRMED_MS);
    this.#ticks += 1;
    const lost = fanout.health !== 'ok';
    if (this.#working || (!lost && this.#ticks % TICKS_BETWEEN_CHECKS !== 0)) return;
    this.#working = true;
    try {
      await this.#followLog();
      if (lost) await this.#followRights();
    } catch (error) {
      logger.warn({ err: error }, 'the database could not be followed');
    } finally {
      this.#working = false;
    }
  }

  async #followLog(): Promise<void> {
    const rooms = [...this.#deps.rooms()];
    if (rooms.length === 0) return;
    const last = await this.#deps.log.lastRanks(rooms.map(({ actId }) => actId));
    for (const room of rooms) if ((last.get(room.actId) ?? 0) > room.knownSeq) await room.catchUp();
  }

  /** Whoever ended a session or a right elsewhere could not tell. */
  async #followRights(): Promise<void> {
    const { db, now } = this.#deps;
    const sessions = [...this.#deps.sessions()];
    const ids = [...new Set(sessions.map(({ sessionId }) => sessionId))].filter((id) => id !== null);
    if (ids.length === 0) return;
    const live = await db
      .selectFrom('sessions')
      .select('id')
      .where('id', 'in', ids)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now())
      .execute();
    const alive = new Set(live.map(({ id }) => id));
    this.#deps.sessionsEnded(ids.filter((id) => !alive.has(id)));
    for (const session of sessions) {
      const { personId, actId } = session;
      if (personId !== null && actId !== null && !session.closed)
        session.setAccess(await actAccess(db, actId, personId, now()));
    }
  }
}
