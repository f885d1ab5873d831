import { describe, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';

/** Three who have an act open; the first heard something a moment ago, or not. */
function readers(unheard: boolean) {
  return ['a', 'b', 'c'].map((name) => ({
    name,
    unheard: name === 'a' && unheard,
    got: [] as Uint8Array[],
    send(bytes: Uint8Array) {
      this.got.push(bytes);
    },
  }));
}

/** An awareness update that names nobody. */
const NOBODY = new Uint8Array([0]);

async function told(unheard: boolean, senders: readonly (number | null)[]): Promise<string> {
  const all = readers(unheard);
  const outbox = new Outbox(new Set(all));
  for (const sender of senders) outbox.cursors(NOBODY, sender === null ? null : (all[sender] ?? null));
  await Promise.resolve();
  return all.flatMap(({ name, got }) => got.map(() => name)).join('');
}

describe('[S37] a cursor', () => {
  it.each([
    ['is told to all but who moved it', false, [0], 'bc'],
    ['is told to who moved it when they have heard nothing for a while', true, [0], 'abc'],
    ['that several moved in one turn is told to all, once', false, [0, 1], 'abc'],
    ['that one moved twice in one turn is told once', false, [0, 0], 'bc'],
    ['that comes from elsewhere is told to all', false, [null], 'abc'],
  ] as const)('%s', async (_, unheard, senders, heard) => {
    expect(await told(unheard, senders)).toBe(heard);
  });
});

describe('[S34] what somebody writes alone', () => {
  it('is not even joined, since nobody is sent it', async () => {
    const alone = { unheard: false, send: () => expect.unreachable() };
    const outbox = new Outbox(new Set([alone]));
    // Joining two that can't be read fails.
    for (let i = 0; i < 2; i += 1) outbox.update(new Uint8Array([255]), alone);
    await Promise.resolve();
  });
});

describe('[S39] what is typed', () => {
  it('is told from another one on each time, to everybody but who typed it', async () => {
    const order: string[] = [];
    const all = ['a', 'b', 'c'].map((name) => ({ unheard: false, send: () => void order.push(name) }));
    const outbox = new Outbox(new Set(all));
    for (let i = 0; i < 3; i += 1) {
      outbox.update(new Uint8Array([0, 0]), all[0] ?? null);
      await Promise.resolve();
    }
    expect(order.join('')).toBe('bccbbc');
  });
});
