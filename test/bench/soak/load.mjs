import { readFileSync } from 'node:fs';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Client, memoryOf, quantile, sleep } from '../sync/client.mjs';

/*
 * What lasts: the load of one scenario on our server, in a process of its own. Reads its order from its input (JSON),
 * prints what it measured (JSON).
 */

const { target, scenario, params } = JSON.parse(readFileSync(0, 'utf8'));
const round = (value, digits = 1) => (value === null ? null : Number(value.toFixed(digits)));

/** A page that keeps up with the others: it takes in what they write, and says what the server lacks. */
class Page extends Client {
  constructor(room, rank, doc = new Y.Doc()) {
    super(target, room, rank);
    this.doc = doc;
    doc.on('update', (update, origin) => {
      if (origin !== 'server' && this.ws?.readyState === 1) this.sendUpdate(update);
    });
    this.onUpdate = (update) => Y.applyUpdate(this.doc, update, 'server');
  }

  watch() {}

  askState() {
    super.askState(Y.encodeStateVector(this.doc));
  }

  answer(vector) {
    this.sent += 1;
    this.send((encoder) => {
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint(encoder, 1);
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.doc, vector));
    });
  }

  /** Everything said is on the server's disk. */
  get saved() {
    return this.synced && this.sent > 0 && this.stored >= this.sent;
  }
}

const paragraphs = (doc) => doc.getXmlFragment('contenu').toArray().slice(1);

/** Adds a letter somewhere, or takes one away. */
function edit(doc, n) {
  const all = paragraphs(doc);
  const text = all[(n * 7_919) % all.length].get(0);
  if (n % 5 === 4 && text.length > 10) text.delete((n * 31) % (text.length - 1), 1);
  else text.insert((n * 31) % text.length, 'abcdefghij'[n % 10]);
}

/** People who open an act, type for a while, leave, and open another. */
async function roam({ clients, acts, seconds, rate }) {
  const end = performance.now() + seconds * 1000;
  const promised = [];
  const refused = {};
  let opens = 0;
  let edits = 0;
  const live = async (rank) => {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const room = target.rooms[(rank * 31 + turn * 17) % acts];
      const client = new Client(target, room, rank);
      try {
        await client.open({ writes: true });
        opens += 1;
        const leave = Math.min(end, performance.now() + 3_000 + ((rank * 977 + turn * 1_013) % 20_000));
        while (performance.now() < leave && client.closed === null) {
          client.moveCursor(client.type());
          edits += 1;
          await sleep((1000 / rate) * (0.5 + Math.random()));
        }
      } catch {
        await sleep(200);
      }
      if (client.closed !== null) refused[client.closed] = (refused[client.closed] ?? 0) + 1;
      // The first message answers the server's question; each other one is a letter.
      if (client.doc !== null)
        promised.push({ room, client: client.doc.clientID, letters: client.stored - 1 });
      client.close();
      await sleep(Math.random() * 2_000);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, rank) => live(rank)));
  let lost = 0;
  let kept = 0;
  for (const room of target.rooms.slice(0, acts)) {
    const reader = new Page(room, 0);
    await reader.open();
    for (const promise of promised.filter((one) => one.room === room)) {
      const has = Y.getState(reader.doc.store, promise.client);
      kept += Math.max(0, promise.letters);
      lost += Math.max(0, promise.letters - has);
    }
    reader.close();
  }
  return { opens, edits, promised: kept, lost, refused };
}

/** One client that opens every act, one after the other. */
async function turn({ acts }) {
  const times = [];
  const memory = [];
  for (let n = 0; n < acts; n += 1) {
    const from = performance.now();
    const client = new Client(target, target.rooms[n], 0);
    await client.open();
    times.push(performance.now() - from);
    client.close();
    if (n % 500 === 499) memory.push(memoryOf(target.pid));
  }
  const part = Math.min(1_000, acts);
  return {
    first: round(quantile(times.slice(0, part), 0.5), 2),
    last: round(quantile(times.slice(-part), 0.5), 2),
    p99: round(quantile(times, 0.99), 2),
    worst: round(Math.max(...times), 1),
    megabytes: memory.map((kilobytes) => Math.round(kilobytes / 1024)),
  };
}

/** Somebody writes on a train while a colleague writes at the office, then comes back. */
async function offline({ edits }) {
  const [room] = target.rooms;
  const office = new Page(room, 0);
  await office.open();
  const before = new Page(room, 1);
  await before.open();
  const mine = before.doc;
  before.close();
  for (let n = 0; n < edits; n += 1) edit(mine, n);
  for (let n = 0; n < edits; n += 1) {
    edit(office.doc, n + 3);
    // Fifty a second, or ten of them: a person types no more.
    if (n % 20 === 0) await sleep(20);
  }
  while (!office.saved) await sleep(5);
  const own = Y.getState(mine.store, mine.clientID);
  const theirs = Y.getState(office.doc.store, office.doc.clientID);
  const from = performance.now();
  const back = new Page(room, 1, mine);
  // The server's question is answered with all that was written away from it.
  back.receive = function (data) {
    if (data[0] === 0 && data[1] === 0) this.answer(data.subarray(3));
    else Page.prototype.receive.call(this, data);
  };
  await back.open({ timeoutMs: 60_000 });
  const heard = performance.now() - from;
  while (Y.getState(office.doc.store, mine.clientID) < own) await sleep(1);
  const seen = performance.now() - from;
  while (!back.saved) await sleep(1);
  const saved = performance.now() - from;
  const fresh = new Page(room, 2);
  await fresh.open();
  const same = [office, back].every(({ doc }) => Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(fresh.doc)));
  const whole =
    Y.getState(fresh.doc.store, mine.clientID) === own &&
    Y.getState(fresh.doc.store, office.doc.clientID) === theirs;
  const texts = [office, back, fresh].map(({ doc }) => doc.getXmlFragment('contenu').toString());
  for (const page of [office, back, fresh]) page.close();
  return {
    heardMs: round(heard, 0),
    seenMs: round(seen, 0),
    savedMs: round(saved, 0),
    same: same && whole && new Set(texts).size === 1,
    closed: [office.closed, back.closed],
  };
}

const measured = await { roam, turn, offline }[scenario](params);
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));
