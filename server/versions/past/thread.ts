/*
 * The thread that reads long texts: a state comes in, what is asked about it goes out, one at a time. It holds no
 * connection and no key.
 */
import { parentPort } from 'node:worker_threads';
import { answer, type Question, type Source } from './job.ts';

parentPort?.on('message', ({ id, source, question }: { id: number; source: Source; question: Question }) => {
  try {
    parentPort?.postMessage({ id, answer: answer(source, question) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
