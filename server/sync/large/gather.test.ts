import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FRAME_BYTES } from '#shared/sync/protocol.ts';
import { Gather, LARGE_BYTES } from './gather.ts';

/** A masked frame, as a client sends it. */
function frame(payload: Buffer, { opcode = 2, final = true, reserved = false, masked = true } = {}): Buffer {
  const short = payload.length < 126 ? payload.length : payload.length < 65_536 ? 126 : 127;
  const head = [(final ? 0x80 : 0) | (reserved ? 0x40 : 0) | opcode, (masked ? 0x80 : 0) | short];
  const length = Buffer.alloc(short < 126 ? 0 : short === 126 ? 2 : 8);
  if (short === 126) length.writeUInt16BE(payload.length);
  if (short === 127) length.writeBigUInt64BE(BigInt(payload.length));
  const mask = Buffer.from([0x12, 0x9f, 0x03, 0xe7]);
  const body = masked ? payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)) : payload;
  return Buffer.concat([Buffer.from(head), length, ...(masked ? [mask] : []), body]);
}

function gathered(chunks: readonly Buffer[], open = () => true, full = (_taken: number) => false) {
  const forwarded: Buffer[] = [];
  const said: string[] = [];
  const messages: Buffer[] = [];
  const gather = new Gather({
    get open() {
      return open();
    },
    get full() {
      return full(messages.length);
    },
    forward: (bytes) => forwarded.push(Buffer.from(bytes)),
    small: (message) => {
      said.push('small');
      messages.push(Buffer.from(message));
    },
    large: ({ parts, byteLength }) => {
      const message = Buffer.concat(parts);
      said.push(message.length === byteLength ? 'large' : 'torn');
      messages.push(message);
    },
    refused: (why) => said.push(why),
  });
  // A socket brings each of them in a buffer of its own.
  for (const chunk of chunks) gather.take(Buffer.from(new Uint8Array(chunk).buffer));
  const atOnce = messages.length;
  full = () => false;
  gather.goOn();
  return { forwarded: Buffer.concat(forwarded), atOnce, said, messages };
}

/** Bytes that tell one place from another. */
const payloadOf = (length: number) =>
  Buffer.from(Uint8Array.from({ length }, (_, at) => (at * 7 + at / 256) & 0xff));
const large = payloadOf(LARGE_BYTES + 1_003);
const letter = payloadOf(40);

describe('what is read before ws', () => {
  it('[S38] reads every message, wherever the network cuts it, and gives ws the rest as it came', () => {
    const ping = frame(Buffer.from('la'), { opcode: 9 });
    const frames = [
      frame(letter),
      frame(large),
      frame(letter.subarray(0, 10), { final: false }),
      ping,
      frame(letter.subarray(10), { opcode: 0 }),
      frame(payloadOf(300)),
      frame(large.subarray(0, 60_001), { final: false }),
      frame(Buffer.alloc(0), { opcode: 0, final: false }),
      frame(large.subarray(60_001), { opcode: 0 }),
      frame(letter),
    ];
    const all = Buffer.concat(frames);
    const cuts = fc.array(fc.nat(all.length), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (places) => {
        const bounds = [0, ...places.sort((a, b) => a - b), all.length];
        const chunks = bounds.slice(1).map((end, rank) => all.subarray(bounds[rank], end));
        const { forwarded, said, messages } = gathered(chunks);
        expect(said).toEqual(['small', 'large', 'small', 'small', 'large', 'small']);
        const sent = [letter, large, letter, payloadOf(300), large, letter];
        expect(messages.map((one, rank) => one.equals(sent[rank] ?? Buffer.of()))).toEqual(
          sent.map(() => true),
        );
        expect(forwarded.equals(ping)).toBe(true);
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('[S30] refuses a message by its header, and lets go of what still comes of it', () => {
    const begun = frame(Buffer.alloc(0));
    begun[1] = 0x80 | 127;
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(MAX_FRAME_BYTES + 1));
    const header = Buffer.concat([begun.subarray(0, 2), length, Buffer.alloc(4)]);
    let open = true;
    const { forwarded, said } = gathered([header, payloadOf(100_000)], () => open);
    expect([forwarded.length, said]).toEqual([0, ['sync.trop_grand']]);
    open = false;
    expect(gathered([frame(large)], () => open)).toMatchObject({ said: [] });
  });

  it('[S30] refuses a large text, and a message in more parts than any page makes', () => {
    expect(gathered([frame(large, { opcode: 1 })]).said).toEqual(['sync.message_invalide']);
    const parts = Array.from({ length: 17_000 }, (_, rank) =>
      frame(Buffer.from('a'), { opcode: rank === 0 ? 2 : 0, final: false }),
    );
    expect(gathered([Buffer.concat(parts)]).said[0]).toBe('sync.message_invalide');
  });

  it('[S7] leaves to ws what it refuses by itself, and reads nothing after a goodbye', () => {
    const wrong = frame(large, { reserved: true });
    expect(gathered([wrong]).forwarded.equals(wrong)).toBe(true);
    const bare = frame(large, { masked: false });
    expect(gathered([bare]).forwarded.equals(bare)).toBe(true);
    const bye = frame(Buffer.from([3, 232]), { opcode: 8 });
    const { forwarded, messages } = gathered([Buffer.concat([bye, frame(letter)])]);
    expect([forwarded.equals(bye), messages]).toEqual([true, []]);
  });

  it('[S34] are none while too much waits, and the rest once less does', () => {
    const all = Buffer.concat(Array.from({ length: 1_000 }, () => frame(letter)));
    const chunks = [all.subarray(0, 9_000), all.subarray(9_000)];
    const { atOnce, messages } = gathered(chunks, undefined, (taken) => taken >= 64);
    expect(atOnce).toBe(64);
    expect(messages.map((one) => one.equals(letter))).toEqual(Array.from({ length: 1_000 }, () => true));
  });

  it('[S34] is only the goodbye of one that is being sent away', () => {
    const goodbye = frame(Buffer.from([0x03, 0xe8]), { opcode: 8 });
    const all = Buffer.concat([frame(letter), frame(large), frame(letter, { final: false }), goodbye]);
    const { forwarded, said } = gathered([all.subarray(0, 100), all.subarray(100)], () => false);
    expect([forwarded.equals(goodbye), said]).toEqual([true, []]);
  });
});
