import { describe, expect, it } from 'vitest';
import { alinea, docOf } from '#shared/document/builders.ts';
import { BlockReceiver, BlockSender } from './protocol.ts';

const [a, b, c] = docOf(alinea('un'), alinea('deux'), alinea('trois')).content;

describe('sending blocks to the worker', () => {
  if (a === undefined || b === undefined || c === undefined) throw new Error('three blocks');

  it('sends each block once, then only what changed', () => {
    const sender = new BlockSender();
    expect(sender.take([a, b]).fresh).toHaveLength(2);
    expect(sender.take([a, c, b]).fresh.map(([, block]) => block)).toEqual([c]);
    expect(sender.take([c, b]).fresh).toEqual([]);
    // A block that left is sent again when an undo brings it back.
    expect(sender.take([a, c, b]).fresh.map(([, block]) => block)).toEqual([a]);
  });

  it('gives the worker the same act, with the same objects for the same blocks', () => {
    const sender = new BlockSender();
    const receiver = new BlockReceiver();
    const first = receiver.put(structuredClone(sender.take([a, b, c])));
    expect(first).toEqual([a, b, c]);
    const second = receiver.put(structuredClone(sender.take([c, a])));
    expect(second).toEqual([c, a]);
    expect(second[0]).toBe(first[2]);
    expect(receiver.put(structuredClone(sender.take([b, a])))).toEqual([b, a]);
  });
});
