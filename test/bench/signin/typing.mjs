import * as Y from 'yjs';
import { Client, Latencies, sleep } from '../sync/client.mjs';

/*
 * Two people who type in one act while somebody reads, in a process of its own. Its parent says `begin`, then `end`,
 * and is told how long each letter took to be seen in between, in milliseconds; `stop` ends the process.
 */

const { target, rate } = JSON.parse(process.argv[2]);
const room = target.rooms[0];
const people = [];
for (const [rank, writes] of [true, true, false].entries()) {
  const client = new Client(target, room, rank);
  await client.open({ writes });
  people.push(client);
}
const [first, second, reader] = people;
let latencies = new Latencies();
reader.onUpdate = (update) => latencies.take(update);

let on = true;
process.on('message', async (word) => {
  if (word === 'begin') latencies = new Latencies();
  if (word === 'end') {
    // The letters under way belong to the measure too.
    const measured = latencies;
    await sleep(100);
    process.send(measured.all);
  }
  if (word === 'stop') on = false;
});
process.send('ready');
const step = 1_000 / rate;
let next = performance.now();
for (let rank = 0; on; rank += 1) {
  const writer = rank % 2 === 0 ? first : second;
  latencies.sent(writer.doc.clientID, Y.getState(writer.doc.store, writer.doc.clientID));
  writer.type();
  next += step;
  await sleep(Math.max(0, next - performance.now()));
}
for (const one of people) one.close();
process.disconnect();
