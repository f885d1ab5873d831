import { describe, expect, it } from 'vitest';
import { binaryFrame, leftRoom, ROOMY_BYTES, STATE_ROOM } from './binaryFrame.ts';
import { readFrame, step2Frame } from './frames.ts';

const stateOf = (byteLength: number) => Uint8Array.from({ length: byteLength }, (_, n) => n % 251);

describe('a state that has room before it', () => {
  it.each([100, ROOMY_BYTES, 20_000, 70_000])(
    '[S41] is sent as any other, as often as one likes, and stays what it is (%i bytes)',
    (byteLength) => {
      const expected = stateOf(byteLength);
      const state = leftRoom(Buffer.concat([Buffer.alloc(STATE_ROOM), expected]), STATE_ROOM);
      const plain = binaryFrame(step2Frame(expected));
      for (let time = 0; time < 2; time += 1) {
        const frame = step2Frame(state);
        const read = readFrame(frame);
        if (!read.ok || read.value.type !== 'step2') throw new Error('not a state');
        expect(Buffer.compare(read.value.update, expected)).toBe(0);
        expect(Buffer.compare(binaryFrame(frame), plain)).toBe(0);
        expect(Buffer.compare(state, expected)).toBe(0);
      }
    },
  );
});
