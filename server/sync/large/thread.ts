import { parentPort } from 'node:worker_threads';
import { makeWay } from '../../threadPriority.mjs';
import { cutMessage } from './cut.ts';
import { orderSchema } from './protocol.ts';

/* The thread that cuts large updates: reading one of some megabytes would hold up whoever types in any other act. */

/** Whoever sends megabytes waits for them anyway. */
const NICENESS = 10;

const port = parentPort;
if (port === null) throw new Error('This file is a thread of the server.');
makeWay(NICENESS);

port.on('message', (message) => {
  const order = orderSchema.parse(message);
  if ('type' in order) {
    port.close();
    return;
  }
  const { id, parts } = order;
  const cut = cutMessage(parts);
  if (!cut.ok) {
    port.postMessage({ id, error: cut.error });
    return;
  }
  // Each piece has a buffer of its own: handed over, not copied.
  const pieces = cut.value.map((piece) => piece.slice());
  port.postMessage(
    { id, pieces },
    pieces.map(({ buffer }) => buffer),
  );
});
