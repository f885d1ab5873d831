import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { Client, cpuOf, Latencies, memoryOf, quantile, sleep } from './client.mjs';

/*
 * The load of one scenario on one server, in a process of its own. Reads its order from its input (JSON),
 * prints what it measured (JSON).
 */

const order = JSON.parse(readFileSync(0, 'utf8'));
const { target, scenario, seconds = 4 } = order;
const seed = target.seed ? new Uint8Array(readFileSync(target.seed)) : null;
const round = (value, digits = 2) => (value === null ? null : Number(value.toFixed(digits)));
/** Servers that start empty are given the text that ours holds. */
const seeded = new Set();

async function enter(room, rank, writes) {
  if (seed !== null && !seeded.has(room)) {
    seeded.add(room);
    const first = new Client(target, room, 0);
    await first.open({});
    first.sendUpdate(seed);
    await sleep(30);
    first.close();
  }
  const client = new Client(target, room, rank);
  await client.open({ writes, wantsText: true });
  return client;
}

async function fill(rooms, perRoom, writersPerRoom) {
  const all = [];
  for (let room = 0; room < rooms; room += 1)
    for (let rank = 0; rank < perRoom; rank += 1)
      all.push(await enter(target.rooms[room], rank, rank < writersPerRoom));
  return all;
}

/** Rooms in which people type at a steady pace. */
async function typing({ rooms, perRoom, writers, rate, cursors }) {
  const clients = await fill(rooms, perRoom, writers);
  const latencies = new Latencies();
  // One reader of each room is looked at; the others only receive.
  for (let room = 0; room < rooms; room += 1) {
    const probe = clients[room * perRoom + perRoom - 1];
    probe.onUpdate = (update) => latencies.take(update);
  }
  const typists = clients.filter(({ doc }) => doc !== null);
  const step = 1000 / rate / typists.length;
  const typeFor = async (ms, watched) => {
    const begin = performance.now();
    let next = begin;
    let edits = 0;
    while (performance.now() - begin < ms) {
      while (next <= performance.now()) {
        const writer = typists[edits % typists.length];
        if (watched) latencies.sent(writer.doc.clientID, Y.getState(writer.doc.store, writer.doc.clientID));
        const clock = writer.type();
        if (cursors) writer.moveCursor(clock);
        edits += 1;
        next += step;
      }
      await sleep(1);
    }
    return edits;
  };
  await typeFor(1_000, false);
  await sleep(200);
  latencies.all = [];
  const cpu = cpuOf(target.pid);
  const edits = await typeFor(seconds * 1000, true);
  await sleep(300);
  const used = cpuOf(target.pid) - cpu;
  return {
    p50: round(quantile(latencies.all, 0.5)),
    p99: round(quantile(latencies.all, 0.99)),
    us: round(used / (edits * (perRoom - 1)), 1),
    edits: Math.round(edits / seconds),
    seen: latencies.all.length,
  };
}

/** One writer, so many edits in flight, and readers. */
async function pingPong({ readers, flight }) {
  const writer = await enter(target.rooms[0], 0, true);
  const others = [];
  for (let rank = 1; rank <= readers; rank += 1) others.push(await enter(target.rooms[0], rank, false));
  const latencies = new Latencies();
  let shown = 0;
  let on = true;
  const type = () => {
    latencies.sent(writer.doc.clientID, Y.getState(writer.doc.store, writer.doc.clientID));
    writer.type();
  };
  others.at(-1).onUpdate = (update) => {
    const count = latencies.take(update);
    shown += count;
    for (let i = 0; on && i < count; i += 1) type();
  };
  for (let i = 0; i < flight; i += 1) type();
  await sleep(500);
  const before = shown;
  const cpu = cpuOf(target.pid);
  const begin = performance.now();
  await sleep(seconds * 1000);
  const edits = shown - before;
  const used = cpuOf(target.pid) - cpu;
  const spent = (performance.now() - begin) / 1000;
  on = false;
  return { edits: Math.round(edits / spent), us: round(used / (edits * readers), 2), cut: writer.closed };
}

/** The most edits per second that fifty people can make while a hundred read, p99 under 200 ms. */
async function most({ writers, readers }) {
  const clients = await fill(1, writers + readers, writers);
  const typists = clients.filter(({ doc }) => doc !== null);
  let best = { edits: 0, us: null, p99: null };
  for (let rate = 1_000; rate < 60_000; rate = Math.round(rate * 1.4)) {
    const latencies = new Latencies();
    clients.at(-1).onUpdate = (update) => latencies.take(update);
    const begin = performance.now();
    const cpu = cpuOf(target.pid);
    let edits = 0;
    while (performance.now() - begin < 1_500) {
      const due = ((performance.now() - begin) / 1000) * rate;
      for (let batch = 0; edits < due && batch < 200; batch += 1) {
        const writer = typists[edits % typists.length];
        latencies.sent(writer.doc.clientID, Y.getState(writer.doc.store, writer.doc.clientID));
        writer.type();
        edits += 1;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    const spent = (performance.now() - begin) / 1000;
    await sleep(400);
    const p99 = quantile(latencies.all, 0.99);
    const made = edits / spent;
    if (p99 === null || p99 > 200 || latencies.all.length < edits * 0.98 || made < rate * 0.7) break;
    const used = cpuOf(target.pid) - cpu;
    best = { edits: Math.round(made), us: round(used / (edits * (clients.length - 1)), 2), p99: round(p99) };
  }
  return best;
}

/** Memory of idle connections, of open acts, and after everybody has left. */
async function idle({ connections, acts }) {
  // Whoever seeds the rooms leaves again, before anything is measured.
  const before = memoryOf(target.pid);
  const one = [];
  for (let rank = 0; rank < connections; rank += 1) one.push(await enter(target.rooms[0], rank, false));
  await sleep(2_000);
  const connected = memoryOf(target.pid);
  const each = [];
  for (let rank = 1; rank <= acts; rank += 1) each.push(await enter(target.rooms[rank], rank, false));
  await sleep(8_000);
  const opened = memoryOf(target.pid);
  for (const client of [...one, ...each]) client.close();
  await sleep(60_000);
  const perConnection = (connected - before) / connections;
  return {
    perConnection: round(perConnection, 1),
    perAct: round((opened - connected) / acts - perConnection, 1),
    before: round(before / 1024, 0),
    after: round(memoryOf(target.pid) / 1024, 0),
  };
}

/** Makes a history, so that the next start has something to open. */
async function history({ edits = 0, scattered = false, pasted = 0 }) {
  const writer = await enter(target.rooms[0], 0, true);
  writer.ws.on('close', (code) => {
    process.stderr.write(`the writer was closed with ${code}\n`);
    process.exit(1);
  });
  if (pasted > 0) Y.applyUpdate(writer.doc, paste(writer, pasted));
  for (let done = 0; done < edits; ) {
    for (let i = 0; i < 200; i += 1, done += 1) {
      if (scattered) writer.position = Math.floor(Math.random() * (writer.text.length + 1));
      writer.type();
    }
    while (writer.ws.bufferedAmount > 0) await sleep(1);
    if (target.own) while (writer.stored < writer.sent - 2_000) await sleep(2);
    else await sleep(2);
  }
  if (target.own) while (writer.stored < writer.sent) await sleep(10);
  else await sleep(8_000);
  const state = Y.encodeStateAsUpdate(writer.doc).length;
  writer.close();
  return { state, cut: writer.closed };
}

/** How long the first page waits for the act. */
async function firstOpen() {
  const client = new Client(target, target.rooms[0], 0);
  const begin = performance.now();
  await client.open({ wantsText: true });
  const ms = performance.now() - begin;
  const bytes = client.bytes;
  client.close();
  return { ms: round(ms), bytes };
}

/** Many come back at once. */
async function comeBack({ clients, acts }) {
  if (order.prepare) {
    for (let room = 0; room < acts; room += 1) (await enter(target.rooms[room], 0, false)).close();
    await sleep(4_000);
    return {};
  }
  const cpu = cpuOf(target.pid);
  const begin = performance.now();
  const all = Array.from(
    { length: clients },
    (_, rank) => new Client(target, target.rooms[rank % acts], rank),
  );
  await Promise.all(all.map((client) => client.open({ wantsText: true })));
  const ms = performance.now() - begin;
  const used = cpuOf(target.pid) - cpu;
  for (const client of all) client.close();
  return { ms: round(ms, 0), cpu: round(used / 1e6) };
}

const varUint8Array = (type, step, bytes) => (encoder) => {
  encoding.writeVarUint(encoder, type);
  if (step !== null) encoding.writeVarUint(encoder, step);
  encoding.writeVarUint8Array(encoder, bytes);
};

/** @returns paragraphs at the end of the act, of about so many bytes in all */
function paste(attacker, bytes) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(attacker.doc));
  const before = Y.encodeStateVector(doc);
  const sentence = 'Les parties conviennent d’examiner ensemble l’avancement des actions engagées. '.repeat(
    3,
  );
  const blocks = Array.from({ length: Math.round(bytes / 340) }, (_, rank) => {
    const block = new Y.XmlElement('alinea');
    block.setAttribute('id', rank.toString(36).padStart(12, '0'));
    block.insert(0, [new Y.XmlText(sentence)]);
    return block;
  });
  const fragment = doc.getXmlFragment('contenu');
  fragment.insert(fragment.length, blocks);
  return Y.encodeStateAsUpdate(doc, before);
}

/**
 * Hostile clients. Each makes its weapon ready, then returns what does its worst, until it is cut or `stop.now`: what the
 * making costs is not the server's.
 */
const ATTACKS = {
  quiet: () => async () => {},
  reservedBit: (attacker) => async () => {
    attacker.ws._socket.write(Buffer.from([0xf2, 0x80, 1, 2, 3, 4]));
  },
  frame101: (attacker) => {
    const bytes = Buffer.alloc(101 * 1024 * 1024);
    return async () => attacker.ws.send(bytes);
  },
  frame99: (attacker) => {
    const bytes = Buffer.alloc(99 * 1024 * 1024);
    return async () => attacker.ws.send(bytes);
  },
  // What a page may well send, were it not so large.
  paste30: (attacker) => {
    const update = paste(attacker, 30 * 1024 * 1024);
    return async () => attacker.sendUpdate(update);
  },
  fragments30: (attacker) => {
    const update = paste(attacker, 30 * 1024 * 1024);
    return async () => {
      const frame = attacker.updateFrame(update);
      for (let at = 0; at < frame.length; at += 100_000)
        attacker.ws.send(frame.subarray(at, at + 100_000), { fin: at + 100_000 >= frame.length });
    };
  },
  frame30: (attacker) => {
    const doc = new Y.Doc();
    doc.getMap('champs').set('a', 'x'.repeat(30 * 1024 * 1024));
    const update = Y.encodeStateAsUpdate(doc);
    return async () => attacker.sendUpdate(update);
  },
  awareness: (attacker, stop) => async () => {
    const state = JSON.stringify({ user: { name: 'x'.repeat(2_000) } });
    for (let clock = 1; !stop.now && attacker.ws.readyState === 1; clock += 1) {
      const entry = encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint(encoder, 7);
        encoding.writeVarUint(encoder, clock);
        encoding.writeVarString(encoder, state);
      });
      attacker.send(varUint8Array(1, null, entry));
      if (clock % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  },
  awarenessIds: (attacker, stop) => async () => {
    for (let first = 1; !stop.now && attacker.ws.readyState === 1; first += 1_000) {
      const entry = encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 1_000);
        for (let id = first; id < first + 1_000; id += 1) {
          encoding.writeVarUint(encoder, id);
          encoding.writeVarUint(encoder, 1);
          encoding.writeVarString(encoder, '{"a":1}');
        }
      });
      attacker.send(varUint8Array(1, null, entry));
      await sleep(2);
    }
  },
  step1: (attacker, stop) => async () => {
    // Each one asks for another part, so that no answer can be kept.
    for (let n = 0; !stop.now && attacker.ws.readyState === 1; n += 1) {
      attacker.askState(Y.encodeStateVector(new Map([[n + 1, 1]])));
      if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  },
  pending: (attacker, stop) => {
    const source = new Y.Doc();
    source.getText('t').insert(0, 'a');
    const updates = [];
    source.on('update', (update) => updates.push(update));
    for (let n = 0; n < 20_000; n += 1) source.getText('t').insert(n, 'b');
    return async () => {
      for (let n = 1; !stop.now && attacker.ws.readyState === 1 && n < updates.length; n += 2) {
        attacker.sendUpdate(updates[n]);
        if (n % 51 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    };
  },
  updates: (attacker, stop) => async () => {
    for (let n = 0; !stop.now && attacker.ws.readyState === 1; n += 1) {
      attacker.type();
      // What the kernel does not take yet would only fill the attacker's memory.
      if (n % 100 === 0)
        do await new Promise((resolve) => setImmediate(resolve));
        while (attacker.ws.bufferedAmount > 1024 * 1024 && attacker.ws.readyState === 1);
    }
  },
  openActs: (_attacker, stop) => async () => {
    const rooms = target.rooms.length - 2;
    for (let n = 1; !stop.now && n <= 10_000; n += 50) {
      const some = Array.from(
        { length: 50 },
        (_, i) =>
          new Client(target, seed === null ? target.rooms[2 + ((n + i) % rooms)] : `open-${n + i}`, 3),
      );
      await Promise.all(some.map((client) => client.open({ timeoutMs: 5_000 }).catch(() => undefined)));
      for (const client of some) client.close();
    }
  },
};

/** How long an attacker goes on that nobody cuts. */
const ATTACK_MS = 20_000;

/** The attacker, in a process of its own: what it costs itself must not be taken for what it costs others. */
async function attacker({ attack }) {
  const client = await enter(target.rooms[1], 6, true);
  client.ws.on('error', () => undefined);
  const stop = { now: false };
  const strike = ATTACKS[attack](client, stop);
  process.stdout.write('ready\n');
  await new Promise((resolve) => process.once('message', resolve));
  const begin = performance.now();
  const cut = new Promise((resolve) => {
    client.ws.on('close', () => resolve(performance.now() - begin));
  });
  const late = sleep(ATTACK_MS).then(() => null);
  const after = await Promise.race([strike().then(() => sleep(1_000).then(() => null)), cut, late]);
  stop.now = true;
  return { cut: client.closed, cutMs: after === null || client.closed === null ? null : round(after, 0) };
}

/** Starts an attacker. @returns what makes it strike, and what it says in the end */
async function armed(attack) {
  const child = spawn(process.execPath, [import.meta.filename], {
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  child.stdin.end(JSON.stringify({ ...order, scenario: 'attacker', params: { attack } }));
  let said = '';
  const ended = new Promise((resolve) => child.on('close', resolve));
  const ready = new Promise((resolve) =>
    child.stdout.on('data', (bytes) => {
      said += bytes;
      if (said.includes('\n')) resolve();
    }),
  );
  await Promise.race([ready, ended]);
  return {
    strike: () => child.send('go'),
    outcome: async () => {
      await ended;
      return JSON.parse(said.trim().split('\n').at(-1));
    },
  };
}

/** What people in another room feel while somebody attacks. */
async function attacked({ attack }) {
  const victims = [];
  for (let rank = 0; rank < 5; rank += 1) victims.push(await enter(target.rooms[0], rank, rank < 4));
  const { strike, outcome } = await armed(attack);
  let crashed = false;
  for (const victim of victims)
    victim.ws.on('close', () => {
      crashed = true;
    });
  const latencies = new Latencies();
  victims[4].onUpdate = (update) => latencies.take(update);
  let edits = 0;
  const typeFor = async (ms) => {
    const begin = performance.now();
    while (performance.now() - begin < ms && !crashed) {
      const writer = victims[edits % 4];
      latencies.sent(writer.doc.clientID, Y.getState(writer.doc.store, writer.doc.clientID));
      writer.type();
      edits += 1;
      await sleep(10);
    }
  };
  // The same people on the same machine, a moment before: what the attack is held against.
  await typeFor(500);
  latencies.all = [];
  await typeFor(seconds * 1000);
  const quiet = quantile(latencies.all, 0.99);
  latencies.all = [];
  strike();
  await typeFor(seconds * 1000);
  // What never came was waiting all along.
  for (let waited = 0; waited < 8_000 && latencies.received < edits && !crashed; waited += 50)
    await sleep(50);
  const p99 = quantile(latencies.all, 0.99);
  return {
    quiet: round(quiet),
    p99: round(p99),
    times: round(p99 / quiet),
    worst: round(Math.max(...latencies.all)),
    lost: edits - latencies.received,
    crashed,
    ...(await outcome()),
  };
}

const SCENARIOS = { typing, pingPong, most, idle, history, firstOpen, comeBack, attacked, attacker };
// A server that crashes must not take its load with it.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack}\n`);
});
const measured = await SCENARIOS[scenario](order.params ?? {}).catch((error) => ({ error: error.message }));
process.stdout.write(`${JSON.stringify(measured)}\n`, () => process.exit(0));
