import { MAX_FRAME_BYTES } from '#shared/sync/protocol.ts';

/** Messages of more bytes are gathered here, as they came. */
export const LARGE_BYTES = 64 * 1024;
/** Shorter ones are unmasked byte by byte. */
const SHORT_BYTES = 64;
/** What a small message may keep of the network's buffer, beside itself. */
const KEPT_BYTES = 256;
/** Parts in which one message may come: a browser makes one of some tens of kilobytes. */
const MAX_PARTS = 16 * 1024;

/** A large message, in the parts that the network brought. */
export interface LargeMessage {
  readonly parts: readonly Uint8Array[];
  readonly byteLength: number;
}

/** Where what is read goes. */
interface GatherSink {
  /** True while what comes is still taken. */
  readonly open: boolean;
  /** True while too much waits to be handled: the rest is kept as it came. */
  readonly full: boolean;
  /** Bytes for `ws`, as they came. */
  forward(bytes: Buffer): void;
  small(message: Uint8Array): void;
  large(message: LargeMessage): void;
  /** A message that will be refused, of which nothing is kept. */
  refused(why: 'sync.trop_grand' | 'sync.message_invalide'): void;
}

/** RFC 6455 §5.2. */
const CONTINUATION = 0;
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const FIN = 0x80;
const RESERVED = 0x70;
const MASKED = 0x80;
const MASK_BYTES = 4;

interface Header {
  readonly opcode: number;
  readonly final: boolean;
  /** `ws` refuses it by itself: nothing that it reads is kept here. */
  readonly wrong: boolean;
  readonly payload: number;
  /** Where the mask stands, from the first byte. */
  readonly maskAt: number;
  readonly bytes: number;
}

/**
 * Stands before `ws` and keeps from it the binary messages. For the large ones, and those in fragments, `ws` would wait for
 * the last byte, then copy and unmask it all at once, which holds up everybody: here each part is unmasked as it comes. A
 * letter takes a few steps here, and goes through a stream there. The rest is `ws`’s: greetings, signs of life, goodbyes,
 * and whatever is not as it should be.
 */
export class Gather {
  readonly #sink: GatherSink;
  /** The beginning of a header of which the rest has not come. */
  #head: Buffer | null = null;
  /** What was not looked at yet, since too much waits. */
  #rest: Buffer | null = null;
  /** Bytes of the frame under way that have not come. */
  #left = 0;
  /** The frame under way is gathered; else it is `ws`’s. */
  #mine = false;
  #mask = 0;
  /** The message under way. */
  #parts: Uint8Array[] | null = null;
  #bytes = 0;
  #final = false;
  #refused = false;
  #closing = false;
  #ended = false;

  constructor(sink: GatherSink) {
    this.#sink = sink;
  }

  /** Nothing more is read: `ws` has refused what it was given, or the peer has said goodbye. */
  end(): void {
    this.#ended = true;
    this.#parts = null;
    this.#rest = null;
  }

  /** Less waits: goes on with what the socket had brought. */
  goOn(): void {
    const rest = this.#rest;
    this.#rest = null;
    if (rest !== null) this.take(rest);
  }

  /** Takes what the socket brought. */
  take(chunk: Buffer): void {
    let bytes = chunk;
    const earlier = this.#rest ?? this.#head;
    if (earlier !== null) {
      bytes = Buffer.concat([earlier, chunk]);
      this.#head = null;
      this.#rest = null;
    }
    let at = 0;
    /** What is `ws`’s and was not given yet begins here. */
    let from = 0;
    const give = (to: number) => {
      if (to > from && !this.#ended) this.#sink.forward(bytes.subarray(from, to));
      from = to;
    };
    while (at < bytes.length && !this.#ended) {
      if (this.#left === 0) {
        if (this.#sink.full) {
          give(at);
          this.#rest = bytes.subarray(at);
          return;
        }
        const header = headerAt(bytes, at);
        if (header === null) {
          give(at);
          this.#head = bytes.subarray(at);
          return;
        }
        this.#begin(header);
        if (this.#mine) {
          give(at);
          this.#mask = bytes.readInt32LE(at + header.maskAt);
        }
        at += header.bytes;
        if (this.#mine) from = at;
      }
      const end = Math.min(bytes.length, at + this.#left);
      if (this.#mine) {
        this.#part(bytes, at, end);
        from = end;
      }
      this.#left -= end - at;
      at = end;
      if (this.#left > 0) continue;
      if (this.#mine) this.#ends();
      else if (this.#closing) {
        give(at);
        this.end();
      }
    }
    give(at);
  }

  #begin({ opcode, final, wrong, payload }: Header): void {
    this.#left = payload;
    this.#closing = opcode === CLOSE;
    const continues = opcode === CONTINUATION && (this.#parts !== null || this.#refused);
    const begins = opcode === BINARY && this.#parts === null;
    const text = opcode === TEXT && (!final || payload > LARGE_BYTES);
    // From whoever is being sent away, only their goodbye is looked at.
    const late = opcode <= BINARY && !this.#sink.open;
    this.#mine = !wrong && (late || continues || begins || text);
    if (!this.#mine) return;
    this.#final = final;
    if (late) {
      this.#parts = null;
      return;
    }
    if (begins) [this.#parts, this.#bytes] = [[], 0];
    this.#bytes += payload;
    if (text || (this.#parts?.length ?? 0) >= MAX_PARTS) this.#refuse('sync.message_invalide');
    else if (this.#bytes > MAX_FRAME_BYTES) this.#refuse('sync.trop_grand');
  }

  #refuse(why: 'sync.trop_grand' | 'sync.message_invalide'): void {
    // The rest of it still comes: read, and let go.
    this.#parts = null;
    if (this.#refused) return;
    this.#refused = true;
    this.#sink.refused(why);
  }

  #part(bytes: Buffer, from: number, to: number): void {
    if (to === from || this.#refused || this.#parts === null || !this.#sink.open) return;
    // A part shared with another message can't be handed on: its buffer goes as a whole.
    const whole = from === 0 && to === bytes.buffer.byteLength;
    // A letter comes in a buffer that is little more.
    const alone =
      this.#final && this.#bytes === to - from && bytes.buffer.byteLength <= to - from + KEPT_BYTES;
    const part = whole ? bytes : alone ? bytes.subarray(from, to) : Buffer.from(bytes.subarray(from, to));
    unmask(part, this.#mask);
    this.#mask = turned(this.#mask, to - from);
    this.#parts.push(part);
  }

  #ends(): void {
    const parts = this.#parts;
    if (!this.#final || parts === null) return;
    this.#parts = null;
    if (this.#refused || !this.#sink.open) return;
    if (this.#bytes > LARGE_BYTES) this.#sink.large({ parts, byteLength: this.#bytes });
    else this.#sink.small(parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts));
  }
}

/** @returns the header of the frame that begins at `at`; `null` when some of it has not come */
function headerAt(bytes: Buffer, at: number): Header | null {
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (first === undefined || second === undefined) return null;
  const short = second & 0x7f;
  const maskAt = short < 126 ? 2 : short === 126 ? 4 : 10;
  const masked = (second & MASKED) !== 0;
  const length = maskAt + (masked ? MASK_BYTES : 0);
  if (at + length > bytes.length) return null;
  const payload =
    short < 126
      ? short
      : short === 126
        ? bytes.readUInt16BE(at + 2)
        : bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6);
  const wrong = !masked || (first & RESERVED) !== 0;
  return { opcode: first & 0x0f, final: (first & FIN) !== 0, wrong, payload, maskAt, bytes: length };
}

/** Unmasks in place, four bytes at a time. @param mask its four bytes, the first one lowest */
function unmask(part: Uint8Array, mask: number): void {
  let at = 0;
  const bytewise = (end: number) => {
    for (; at < end; at += 1) part[at] = (part[at] ?? 0) ^ ((mask >>> (8 * (at % 4))) & 0xff);
  };
  if (part.length <= SHORT_BYTES) {
    bytewise(part.length);
    return;
  }
  bytewise((4 - (part.byteOffset % 4)) % 4);
  const words = new Int32Array(part.buffer, part.byteOffset + at, (part.length - at) >> 2);
  const turn = turned(mask, at);
  for (let i = 0; i < words.length; i += 1) words[i] = (words[i] ?? 0) ^ turn;
  at += words.length * 4;
  bytewise(part.length);
}

/** @returns the mask as it stands so many bytes later */
function turned(mask: number, bytes: number): number {
  const bits = 8 * (bytes % 4);
  return bits === 0 ? mask : (mask >>> bits) | (mask << (32 - bits));
}
