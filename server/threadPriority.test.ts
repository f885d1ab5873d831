import { existsSync } from 'node:fs';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { projectRoot } from './paths.ts';

const linux = existsSync('/proc/thread-self');

it.runIf(linux)(`a thread makes way, and no other${linux ? '' : ' (only on Linux)'}`, async () => {
  const before = getPriority();
  const worker = new Worker(
    `import { readlinkSync } from 'node:fs';
     import { getPriority } from 'node:os';
     import { parentPort } from 'node:worker_threads';
     import { makeWay } from ${JSON.stringify(`${projectRoot()}/server/threadPriority.mjs`)};
     makeWay(7);
     parentPort.postMessage(getPriority(Number(readlinkSync('/proc/thread-self').split('/').at(-1))));`,
    { eval: true },
  );
  const niceness = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  expect([niceness, getPriority()]).toEqual([Math.min(19, before + 7), before]);
  await worker.terminate();
});
