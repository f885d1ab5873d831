import { timingSafeEqual } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ErrorCode } from '#shared/kernel/errors.ts';
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
  watch(source: {
    hub: Hub;
    db: Db;
    pendingBytes: () => number;
    freeBytes: () => number | null;
    logger: Logger;
  }): void;
  /** @returns the figures, in Prometheus' text format, and its content type */
  read(): Promise<{ body: string; type: string }>;
  /** @returns the same of the last moments, for people */
  recent(): Promise<RecentFigures>;
}

/** Figures of the last moments; durations in milliseconds. */
interface RecentFigures {
  readonly editsPerSecond: number;
  readonly edits: number;
  readonly ack: { readonly median: number; readonly p99: number } | null;
  readonly loopDelay: number;
  readonly refused: readonly { readonly code: ErrorCode; readonly count: number }[];
}

/** Over how long edits, and acknowledgements, count as recent; and how many of these are kept. */
const EDITS_MS = 10_000;
const ACKS_MS = 60_000;
const MAX_ACKS = 4_096;
/** The least time over which the loop's delay is told. */
const LOOP_MS = 10_000;

/** Makes the figures of one application; none is shared with another of the same process. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  let edited = 0;
  let editedBytes = 0;
  /** A counter brought up to date when it is read: letters are too many for each to be counted in its books. */
  const counter = (name: string, help: string, total: () => number) => {
    let told = 0;
    return new Counter({
      name,
      help,
      registers,
      collect() {
        const now = total();
        this.inc(now - told);
        told = now;
      },
    });
  };
  counter('clausier_edits_total', 'Updates of acts that were taken.', () => edited);
  counter('clausier_edit_bytes_total', 'Bytes of the updates that were taken.', () => editedBytes);
  const acks = new Histogram({
    name: 'clausier_ack_seconds',
    help: 'From an update that is taken to its being on disk: of each act, one update at a time.',
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
  const editsBySecond = new Map<number, number>();
  const recentAcks: { readonly at: number; readonly ms: number }[] = [];
  const refusals = new Map<ErrorCode, number>();
  const loop = loopWatch();
  const countEdit = () => {
    edited += 1;
    const second = Math.floor(performance.now() / 1000);
    editsBySecond.set(second, (editsBySecond.get(second) ?? 0) + 1);
    for (const old of editsBySecond.keys()) {
      if (old >= second - EDITS_MS / 1000) break;
      editsBySecond.delete(old);
    }
  };
  return {
    observer: {
      edited: (size) => {
        countEdit();
        editedBytes += size;
      },
      stored: (ms) => {
        acks.observe(ms / 1000);
        recentAcks.push({ at: performance.now(), ms });
        if (recentAcks.length > 2 * MAX_ACKS) recentAcks.splice(0, MAX_ACKS);
      },
      refused: (code) => {
        refused.inc({ code });
        refusals.set(code, (refusals.get(code) ?? 0) + 1);
      },
    },
    watch: ({ hub, db, pendingBytes, freeBytes, logger }) => {
      gauge('clausier_disk_free_bytes', 'Left on the disk of the data, -1 when it cannot be told.', () => {
        return freeBytes() ?? -1;
      });
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
    recent: async () => {
      const now = performance.now();
      const first = Math.floor((now - EDITS_MS) / 1000);
      const last = [...editsBySecond].filter(([second]) => second > first);
      const times = recentAcks
        .filter(({ at }) => at > now - ACKS_MS)
        .map(({ ms }) => ms)
        .sort((a, b) => a - b);
      const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
      return {
        editsPerSecond: last.reduce((sum, [, count]) => sum + count, 0) / (EDITS_MS / 1000),
        edits: edited,
        ack: times.length === 0 ? null : { median: at(0.5), p99: at(0.99) },
        loopDelay: loop.p99(),
        refused: [...refusals].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
      };
    },
  };
}

/** How late the loop is, over at least `LOOP_MS`; Prometheus' own figure starts anew at each reading. */
function loopWatch(): { p99: () => number } {
  const histogram = monitorEventLoopDelay();
  histogram.enable();
  let since = performance.now();
  let last: number | null = null;
  return {
    p99: () => {
      const now = Number.isFinite(histogram.max) ? histogram.percentile(99) / 1e6 : 0;
      if (performance.now() - since > LOOP_MS) {
        last = now;
        since = performance.now();
        histogram.reset();
      }
      return last ?? now;
    },
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
