import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import { projectRoot } from '../../paths.ts';
import type { WriteUpdates } from '../newUpdates.ts';
import { watchThread } from './threadEnd.mjs';

const answerSchema = z.union([
  z.object({ id: z.number(), first: z.array(z.number().nullable()) }),
  z.object({
    id: z.number(),
    error: z.object({ message: z.string(), errcode: z.number().nullable() }),
  }),
]);

/** A thread that appends to the logs of a SQLite database. */
export interface LogThread {
  readonly write: WriteUpdates;
  /** Ends the thread; writes that follow fail. */
  close(): Promise<void>;
}

/** Starts the thread on a database that has all its tables. */
export function startLogThread(file: string): LogThread {
  // From the sources: Node starts a thread from a file that it can read as it is.
  const path = join(projectRoot(), 'server', 'storage', 'sqlite', 'logThread.mjs');
  const { state, ended } = watchThread();
  const worker = new Worker(path, { workerData: { file, state, writable: [...WRITABLE_STATES] } });
  const waiting = new Map<
    number,
    { resolve: (first: readonly (number | null)[]) => void; reject: (error: Error) => void }
  >();
  let dead: Error | null = null;
  let last = 0;

  worker.on('message', (message: unknown) => {
    const answer = answerSchema.parse(message);
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('first' in answer) asker?.resolve(answer.first);
    else asker?.reject(Object.assign(new Error(answer.error.message), { errcode: answer.error.errcode }));
  });
  const fail = (error: Error) => {
    dead = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', ended);
  worker.on('exit', () => fail(dead ?? new Error('The thread that writes the log has ended.')));
  // An idle thread keeps no process alive.
  worker.unref();

  return {
    write: async (groups) => {
      if (dead !== null) throw dead;
      last += 1;
      const id = last;
      const updates = groups.flatMap(([, all]) => all);
      // One buffer of its own, handed over: cloning each view would copy whatever larger buffer it looks into.
      const bytes = new Uint8Array(updates.reduce((sum, update) => sum + update.bytes.byteLength, 0));
      let offset = 0;
      for (const update of updates) {
        bytes.set(update.bytes, offset);
        offset += update.bytes.byteLength;
      }
      // Flat lists: an object for each update would cost more to hand over than to write.
      const counts = groups.flatMap(([act, all]) => [act, all.length]);
      const plain = updates.flatMap(({ bytes: { byteLength }, personId, at, clients }) => [
        byteLength,
        personId,
        at,
        clients.length > 0 ? clients : null,
      ]);
      const first = await new Promise<readonly (number | null)[]>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker.ref();
        worker.postMessage({ id, groups: counts, updates: plain, bytes }, [bytes.buffer]);
      });
      return new Map(
        groups.flatMap(([act], index) => {
          const rank = first[index] ?? null;
          return rank === null ? [] : [[act, rank] as const];
        }),
      );
    },
    close: async () => {
      if (dead !== null) return;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      worker.postMessage({ type: 'close' });
      await ended;
    },
  };
}
