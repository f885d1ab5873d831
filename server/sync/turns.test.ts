import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const socket = () => {
  const said: string[] = [];
  return { said, pause: () => said.push('pause'), resume: () => said.push('resume') };
};
const busyFor = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};
const loopTurns = async (count: number) => {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('turns of the connections', () => {
  it('[S34] handles one message that takes long of a connection, then looks at the network', async () => {
    const turns = new Turns();
    const slow = turns.line(socket());
    let turn = 0;
    let counting = true;
    const count = () => {
      turn += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const handledIn: number[] = [];
    for (let i = 0; i < 4; i += 1)
      slow.add(() => {
        handledIn.push(turn);
        busyFor(2);
      });
    while (handledIn.length < 4) await loopTurns(1);
    counting = false;
    expect(new Set(handledIn).size).toBe(4);
  });

  it('[S34] handles those that others sent meanwhile before the rest of one that sends without end', async () => {
    const turns = new Turns();
    const [flooder, other] = [turns.line(socket()), turns.line(socket())];
    const handled: string[] = [];
    for (let i = 0; i < 4; i += 1) flooder.add(() => handled.push('flood'));
    other.add(() => handled.push('word'));
    while (handled.length < 5) await loopTurns(1);
    expect(handled.slice(0, 2).sort()).toEqual(['flood', 'word']);
  });

  it('[S34] makes a connection wait that takes more than its share for long, and no other', async () => {
    const turns = new Turns();
    const [flooder, other] = [turns.line(socket()), turns.line(socket())];
    let handled = 0;
    let words = 0;
    const from = performance.now();
    for (let i = 0; i < 85; i += 1)
      flooder.add(() => {
        busyFor(10);
        handled += 1;
      });
    while (handled < 85) {
      other.add(() => {
        words += 1;
      });
      await loopTurns(1);
    }
    // 850 ms of work, of which 500 at once and the rest at a quarter of the processor: 1,360 ms.
    expect(performance.now() - from).toBeGreaterThan(1_200);
    expect(words).toBeGreaterThan(85);
  });

  it('[S34] does not read a connection of which too much waits, until half is handled', async () => {
    const turns = new Turns();
    const { said, ...reading } = socket();
    const line = turns.line(reading);
    let handled = 0;
    for (let i = 0; i < 300; i += 1)
      line.add(() => {
        handled += 1;
      });
    expect(said).toEqual(['pause']);
    while (handled < 300) await loopTurns(1);
    expect(said).toEqual(['pause', 'resume']);
  });

  it('[S38] waits for what is done elsewhere of one connection only, then handles what it left before the rest', async () => {
    const turns = new Turns();
    const { said, ...reading } = socket();
    const [line, other] = [turns.line(reading), turns.line(socket())];
    const handled: string[] = [];
    let done = (_more: readonly (() => void)[]) => {};
    line.add(
      () =>
        new Promise((resolve) => {
          done = resolve;
        }),
    );
    line.add(() => handled.push('after'));
    other.add(() => handled.push('word'));
    while (handled.length < 1) await loopTurns(1);
    expect([handled, said]).toEqual([['word'], ['pause']]);
    done([() => handled.push('first'), () => handled.push('second')]);
    while (handled.length < 4) await loopTurns(1);
    expect([handled, said]).toEqual([
      ['word', 'first', 'second', 'after'],
      ['pause', 'resume'],
    ]);
  });
});
