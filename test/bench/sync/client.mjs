import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/*
 * A load generator's client: a raw websocket that speaks y-websocket's protocol, or Hocuspocus' when `target.named`.
 * Only writers hold a document; readers look at no more of a frame than they must.
 */

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const STORED = 100;
/** Most that an answer takes of which the update says nothing. */
const EMPTY_BYTES = 8;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

export class Client {
  /** @param target `{ url, named, own, people: [{ cookie }] }` */
  constructor(target, room, rank) {
    this.target = target;
    this.room = room;
    this.rank = rank;
    this.doc = null;
    this.bytes = 0;
    this.closed = null;
    this.synced = false;
    this.wantsText = false;
    this.stored = 0;
    this.sent = 0;
    this.onUpdate = null;
    this.onStored = null;
  }

  /** Resolves once the server has sent its state. @param wantsText not an empty one, which some send before they have read it */
  async open({ writes = false, wantsText = false, timeoutMs = 60_000 } = {}) {
    this.wantsText = wantsText;
    if (writes) this.doc = new Y.Doc();
    const { target, room } = this;
    const person = target.people?.[this.rank % target.people.length];
    const query = target.own ? `?clausier=1&schema=${target.schema}` : '';
    this.ws = new WebSocket(`${target.url}/${target.named ? '' : room}${query}`, {
      headers: person ? { cookie: person.cookie } : {},
      perMessageDeflate: false,
      maxPayload: 1024 * 1024 * 1024,
    });
    this.ws.binaryType = 'nodebuffer';
    await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`not in sync after ${timeoutMs} ms`)), timeoutMs);
      this.ws.on('open', () => this.greet());
      this.ws.on('error', reject);
      this.ws.on('close', (code) => {
        this.closed = code;
        reject(new Error(`closed with ${code}`));
      });
      this.ws.on('message', (data) => {
        this.bytes += data.length;
        this.receive(data);
        if (!this.synced) return;
        clearTimeout(late);
        resolve();
      });
    });
    if (this.doc !== null) this.watch();
  }

  greet() {
    if (this.target.named)
      this.send((encoder) => {
        encoding.writeVarUint(encoder, AUTH);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarString(encoder, 'bench');
      });
    this.askState();
  }

  askState(vector = new Uint8Array([0])) {
    this.send((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, 0);
      encoding.writeVarUint8Array(encoder, vector);
    });
  }

  send(write) {
    const encoder = encoding.createEncoder();
    if (this.target.named) encoding.writeVarString(encoder, this.room);
    write(encoder);
    this.ws.send(encoding.toUint8Array(encoder));
  }

  receive(data) {
    const decoder = decoding.createDecoder(data);
    if (this.target.named) decoding.readVarString(decoder);
    const type = decoding.readVarUint(decoder);
    if (type === STORED) {
      this.stored = decoding.readVarUint(decoder);
      this.onStored?.(this.stored);
      return;
    }
    // Hocuspocus answers a question with its own type of sync message.
    if (type !== SYNC && !(this.target.named && type === 4)) return;
    const step = decoding.readVarUint(decoder);
    if (step === 0) {
      // What the server lacks: nothing, from a page that has just come.
      this.send((encoder) => {
        encoding.writeVarUint(encoder, SYNC);
        encoding.writeVarUint(encoder, 1);
        encoding.writeVarUint8Array(encoder, new Uint8Array([0, 0]));
      });
      this.sent += 1;
      return;
    }
    if ((step === 1 || this.wantsText) && !this.synced) {
      this.synced = !this.wantsText || data.length - decoder.pos > EMPTY_BYTES;
      if (this.doc !== null) Y.applyUpdate(this.doc, decoding.readVarUint8Array(decoder), 'server');
      return;
    }
    if (this.onUpdate !== null) this.onUpdate(decoding.readVarUint8Array(decoder));
  }

  sendUpdate(update) {
    this.sent += 1;
    this.send((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint8Array(encoder, update);
    });
  }

  /** @returns the message that carries an update */
  updateFrame(update) {
    return encoding.encode((encoder) => {
      if (this.target.named) encoding.writeVarString(encoder, this.room);
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, 2);
      encoding.writeVarUint8Array(encoder, update);
    });
  }

  watch() {
    this.doc.on('update', (update, origin) => {
      if (origin !== 'server') this.sendUpdate(update);
    });
    const fragment = this.doc.getXmlFragment('contenu');
    const block = fragment.get(1 + (this.rank % Math.max(1, fragment.length - 1)));
    this.text = block.get(0);
    this.position = this.text.length;
  }

  /** Types one letter. @returns its clock under this client's id */
  type() {
    const clock = Y.getState(this.doc.store, this.doc.clientID);
    this.text.insert(this.position, LETTERS[clock % LETTERS.length]);
    this.position += 1;
    return clock;
  }

  moveCursor(clock) {
    const entry = encoding.createEncoder();
    encoding.writeVarUint(entry, 1);
    encoding.writeVarUint(entry, this.doc.clientID);
    encoding.writeVarUint(entry, clock + 1);
    encoding.writeVarString(
      entry,
      JSON.stringify({
        cursor: { anchor: { type: null, tname: 'contenu', item: { client: this.doc.clientID, clock } } },
      }),
    );
    this.send((encoder) => {
      encoding.writeVarUint(encoder, AWARENESS);
      encoding.writeVarUint8Array(encoder, encoding.toUint8Array(entry));
    });
  }

  close() {
    this.ws.terminate();
  }
}

/** When each letter of each writer was sent, and how long it took to be shown elsewhere. */
export class Latencies {
  sentAt = new Map();
  all = [];
  received = 0;

  sent(client, clock) {
    const mine = this.sentAt.get(client);
    if (mine) mine[clock] = performance.now();
    else {
      const times = [];
      times[clock] = performance.now();
      this.sentAt.set(client, times);
    }
  }

  /** An update was received: notes the letters that it shows. @returns how many */
  take(update) {
    const now = performance.now();
    const { from, to } = Y.parseUpdateMeta(update);
    let shown = 0;
    for (const [client, first] of from) {
      const times = this.sentAt.get(client);
      if (times === undefined) continue;
      for (let clock = first; clock < to.get(client); clock += 1) {
        const at = times[clock];
        if (at === undefined) continue;
        times[clock] = undefined;
        this.all.push(now - at);
        shown += 1;
      }
    }
    this.received += shown;
    return shown;
  }
}

export function quantile(values, q) {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

/** @returns processor time of a process and its threads, in microseconds */
export function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  // utime and stime, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** @returns resident memory of a process, in kilobytes */
export function memoryOf(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
