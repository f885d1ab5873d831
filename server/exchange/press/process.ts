/*
 * The process of the press: a job comes in, the bytes of a file go out, one at a time. It holds no key, no password and
 * no connection; the server's side (press.ts) holds the queue, and may end this process at any time.
 */
import { ClausierError } from '#shared/kernel/errors.ts';
import { doJob, type PressJob } from './jobs.ts';
import { openTypst } from './typst.ts';

const typeset = openTypst();

async function answer(job: PressJob): Promise<object> {
  try {
    const bytes = await doJob(job, typeset);
    return { bytes, resident: process.memoryUsage.rss() };
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const cause = error instanceof Error && error.cause !== undefined ? String(error.cause) : null;
    return error instanceof ClausierError
      ? { code: error.code, details: error.details, cause }
      : { code: null, details: [], cause: problem };
  }
}

process.on('message', (job: PressJob) => void answer(job).then((said) => process.send?.(said)));
// Whoever stops the server stops all that it started: what is under way is for the server to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit(0));
process.send?.({ ready: true });
