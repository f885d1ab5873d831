import { timingSafeEqual } from 'node:crypto';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isLoopback } from './http/address.ts';
import type { Logger } from './http/log.ts';
import { databaseBytes } from './storage/size.ts';
import type { Db } from './storage/tables.ts';
import type { Hub, SyncObserver } from './sync/index.ts';

/** Bounds of the histogram of acknowledgements, in seconds. */
const ACK_BUCKETS = [0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** What Prometheus is told of one process. */
export interface Metrics {
  readonly observer: SyncObserver;
  /** Says whose figures they are, once the application is put together. */
  watch(source: { hub: Hub; db: Db; pendingBytes: () => number; logger: Logger }): void;
  /** @returns the figures, in Prometheus' text format, and its content type */
  read(): Promise<{ body: string; type: string }>;
}

/** Makes the figures of one application; none is shared with another of the same process. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const edits = new Counter({
    name: 'clausier_edits_total',
    help: 'Updates of acts that were taken.',
    registers,
  });
  const bytes = new Counter({
    name: 'clausier_edit_bytes_total',
    help: 'Bytes of the updates that were taken.',
    registers,
  });
  const acks = new Histogram({
    name: 'clausier_ack_seconds',
    help: 'From an update that is taken to its being on disk.',
    buckets: ACK_BUCKETS,
    registers,
  });
  const refused = new Counter({
    name: 'clausier_refused_total',
    help: 'Connections to acts refused or closed, by code.',
    labelNames: ['code'],
    registers,
  });
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  return {
    observer: {
      edited: (size) => {
        edits.inc();
        bytes.inc(size);
      },
      stored: (ms) => acks.observe(ms / 1000),
      refused: (code) => refused.inc({ code }),
    },
    watch: ({ hub, db, pendingBytes, logger }) => {
      gauge('clausier_connections', 'Open connections to acts.', () => hub.connections);
      gauge('clausier_acts_open', 'Acts in memory.', () => hub.openActs);
      gauge('clausier_acts_awake', 'Acts in memory that are being edited.', () => hub.awakeActs);
      gauge('clausier_log_pending_bytes', 'Bytes of updates that wait for the disk.', pendingBytes);
      gauge('clausier_database_bytes', 'Size of the database, -1 when it cannot be told.', () =>
        databaseBytes(db).catch((error: unknown) => {
          logger.warn({ err: error }, 'the size of the database could not be read');
          return -1;
        }),
      );
    },
    read: async () => ({ body: await register.metrics(), type: register.contentType }),
  };
}

/**
 * Who may read the figures: whoever has the token, or, when there is none, this machine itself.
 * @param caller `forwarded`: a proxy stood in between
 */
export function mayReadMetrics(
  token: string | null,
  caller: { authorization: string | undefined; address: string; forwarded: boolean },
): boolean {
  if (token === null) return isLoopback(caller.address) && !caller.forwarded;
  const given = Buffer.from(caller.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
