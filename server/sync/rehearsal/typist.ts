import { connect, type Socket } from 'node:net';
import * as encoding from 'lib0/encoding';
import { MESSAGE, SYNC } from '#shared/sync/protocol.ts';

/** A key that is not nought: the server then unmasks as it does what browsers send. */
const MASK = [7, 11, 13, 17] as const;

/** Somebody who types at the rehearsal: a bare websocket that reads nothing of what it is sent. */
export class Typist {
  readonly #socket: Socket;
  readonly #client: number;
  /** Clock of the next letter. */
  #clock = 0;
  /** The letter that the first one stands after. */
  #after: { readonly client: number; readonly clock: number };
  /** Called when something comes, or nothing will any more. */
  heard: () => void = () => {};

  /** @param after last letter of a text of the act */
  constructor(socket: Socket, client: number, after: { readonly client: number; readonly clock: number }) {
    this.#socket = socket;
    this.#client = client;
    this.#after = after;
    socket.on('data', () => this.heard());
    socket.on('close', () => this.heard());
  }

  /** Types so many letters, each after the last one, then shows where it types: all in one go. */
  type(letters: number): void {
    const frames: Buffer[] = [];
    for (let i = 0; i < letters; i += 1) frames.push(masked(this.#letter()));
    frames.push(masked(this.#place()));
    this.#socket.write(Buffer.concat(frames));
  }

  #letter(): Uint8Array {
    const { client, clock } = this.#after;
    const update = encoding.encode((encoder) => {
      for (const number of [1, 1, this.#client, this.#clock]) encoding.writeVarUint(encoder, number);
      encoding.writeUint8(encoder, LETTER_AFTER);
      for (const number of [client, clock, 1, A, 0]) encoding.writeVarUint(encoder, number);
    });
    this.#after = { client: this.#client, clock: this.#clock };
    this.#clock += 1;
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.sync);
      encoding.writeVarUint(encoder, SYNC.update);
      encoding.writeVarUint8Array(encoder, update);
    });
  }

  #place(): Uint8Array {
    const { client, clock } = this.#after;
    const place = { type: null, tname: 'contenu', item: { client, clock } };
    const entry = encoding.encode((encoder) => {
      for (const number of [1, this.#client, this.#clock]) encoding.writeVarUint(encoder, number);
      encoding.writeVarString(encoder, JSON.stringify({ cursor: { anchor: place, head: place } }));
    });
    return encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, MESSAGE.awareness);
      encoding.writeVarUint8Array(encoder, entry);
    });
  }

  /** True once the server has closed its connection. */
  get gone(): boolean {
    return this.#socket.destroyed;
  }

  leave(): void {
    this.#socket.destroy();
  }
}

/** @returns a frame as a browser sends it */
function masked(message: Uint8Array): Buffer {
  const frame = Buffer.alloc(8 + message.length);
  frame.set([0x82, 126 | 0x80, message.length >> 8, message.length & 255, ...MASK]);
  for (let at = 0; at < message.length; at += 1) frame[8 + at] = (message[at] ?? 0) ^ (MASK[at % 4] ?? 0);
  return frame;
}

/** First byte of a struct that is a string and stands after another one. */
const LETTER_AFTER = 0x84;
const A = 'a'.charCodeAt(0);

/**
 * Opens a websocket.
 * @param path what is asked for @returns its socket, once the server speaks on it
 */
export function openSocket(port: number, path: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      ),
    );
    socket.setNoDelay(true);
    socket.once('data', () => resolve(socket));
    // Heard for as long as it lives: an error that nobody hears would end the process.
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('The rehearsal was refused.')));
  });
}
