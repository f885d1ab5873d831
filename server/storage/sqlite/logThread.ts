import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { WRITABLE_STATES } from '#shared/identity/states.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { projectRoot } from '../../paths.ts';
import { bindable } from '../bindable.ts';
import type { WriteUpdates } from '../newUpdates.ts';
import type { Outcome, Step, WriteSteps } from '../steps.ts';
import { watchThread } from '../threadEnd.mjs';

/** How long the first change of a group waits for others, in milliseconds: one wait for the disk then serves them all. */
const GROUP_MS = 16;

const errorSchema = z.object({ message: z.string(), errcode: z.number().nullable() });
const answerSchema = z.union([
  z.object({ id: z.number(), first: z.instanceof(Uint32Array) }),
  z.object({
    id: z.number(),
    outcomes: z.array(
      z.union([
        z.object({ rows: z.array(z.array(z.record(z.string(), z.unknown()))) }),
        z.object({ failed: z.number() }),
        z.object({ error: errorSchema }),
      ]),
    ),
  }),
  z.object({ id: z.number(), error: errorSchema }),
]);
type Answer = z.infer<typeof answerSchema>;
type Told = Exclude<Answer, { error: unknown }>;

const errorOf = ({ message, errcode }: z.infer<typeof errorSchema>) =>
  Object.assign(new Error(message), { errcode });

/** A thread that writes to a SQLite database: the logs of acts, and changes made of steps. */
export interface LogThread {
  readonly write: WriteUpdates;
  readonly change: WriteSteps;
  /** Others have written: the journal is folded, and what they freed is given back to the disk, once it is quiet. */
  tidy(): void;
  /** Ends the thread; writes that follow fail. */
  close(): Promise<void>;
}

/** Starts the thread on a database that has all its tables. */
export function startLogThread(file: string): LogThread {
  // From the sources: Node starts a thread from a file that it can read as it is.
  const path = join(projectRoot(), 'server', 'storage', 'sqlite', 'logThread.mjs');
  const { state, ended } = watchThread();
  const worker = new Worker(path, { workerData: { file, state, writable: [...WRITABLE_STATES] } });
  const waiting = new Map<number, { resolve: (answer: Told) => void; reject: (error: Error) => void }>();
  let dead: Error | null = null;
  let last = 0;

  worker.on('message', (message: unknown) => {
    const answer = answerSchema.parse(message);
    const asker = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) worker.unref();
    if ('error' in answer) asker?.reject(errorOf(answer.error));
    else asker?.resolve(answer);
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

  const ask = (message: object, moved: ArrayBuffer[] = []): Promise<Told> => {
    if (dead !== null) return Promise.reject(dead);
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      if (waiting.size === 0) worker.ref();
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...message, id }, moved);
    });
  };

  return {
    change: grouped(ask),
    write: async (groups) => {
      if (dead !== null) throw dead;
      const { message, moved } = packed(groups);
      const told = await ask(message, moved);
      const first = 'first' in told ? told.first : new Uint32Array();
      const ranks = new Map<ActId, number>();
      for (const [index, [act]] of groups.entries()) {
        const rank = first[index] ?? 0;
        if (rank > 0) ranks.set(act, rank);
      }
      return ranks;
    },
    tidy: () => {
      if (dead === null) worker.postMessage({ type: 'tidy' });
    },
    close: async () => {
      if (dead !== null) return;
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      // The process would else end before its thread has.
      worker.ref();
      worker.postMessage({ type: 'close' });
      await ended;
    },
  };
}

/** Changes that come while others wait, or are being written, go together. */
function grouped(ask: (message: object) => Promise<Told>): WriteSteps {
  let waiting: {
    readonly plain: object;
    readonly resolve: (outcome: Outcome) => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  const send = async () => {
    const group = waiting;
    waiting = [];
    try {
      const told = await ask({ type: 'changes', changes: group.map(({ plain }) => plain) });
      for (const [rank, { resolve, reject }] of group.entries()) {
        const outcome = 'outcomes' in told ? told.outcomes[rank] : undefined;
        if (outcome === undefined) reject(new Error('The thread that writes gave no answer.'));
        else if ('error' in outcome) reject(errorOf(outcome.error));
        else if ('failed' in outcome) resolve({ written: false, failed: outcome.failed });
        else resolve({ written: true, rows: outcome.rows });
      }
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  return (steps) =>
    new Promise((resolve, reject) => {
      waiting.push({ plain: steps.map(plainStep), resolve, reject });
      if (waiting.length === 1) setTimeout(() => void send(), GROUP_MS);
    });
}

const plainStep = ({ query: { sql, parameters }, must }: Step) => ({
  sql,
  parameters: parameters.map(bindable),
  must: must ?? null,
});

/**
 * Groups as they are handed to the thread: an object for each update, or a view of whatever larger buffer it looks into,
 * would cost more to hand over than to write.
 */
function packed(groups: Parameters<WriteUpdates>[0]) {
  const people: string[] = [];
  const ranks = new Map<string, number>();
  const acts: string[] = [];
  const numbers: number[] = [];
  let size = 0;
  for (const [act, updates] of groups) {
    acts.push(act);
    numbers.push(updates.length);
    for (const { bytes, personId, at, clients } of updates) {
      size += bytes.byteLength;
      let rank = personId === null ? -1 : ranks.get(personId);
      if (rank === undefined && personId !== null) {
        rank = people.push(personId) - 1;
        ranks.set(personId, rank);
      }
      numbers.push(bytes.byteLength, rank ?? -1, at, clients.length, ...clients);
    }
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const [, updates] of groups)
    for (const update of updates) {
      bytes.set(update.bytes, offset);
      offset += update.bytes.byteLength;
    }
  const plain = Float64Array.from(numbers);
  return { message: { acts, people, numbers: plain, bytes }, moved: [bytes.buffer, plain.buffer] };
}
