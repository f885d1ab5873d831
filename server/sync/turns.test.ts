import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const socket = () => {
  const said: string[] = [];
  return {
    said,
    pause: () => said.push('pause'),
    resume: () => said.push('resume'),
    flooded: () => said.push('flooded'),
  };
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

  it('[S34] while others write, keeps one to a smaller share', async () => {
    const turns = new Turns();
    const [large, witness] = [turns.line(socket()), turns.line(socket())];
    let handled = 0;
    const word = () => witness.add(() => witness.writes());
    word();
    await loopTurns(2);
    const from = performance.now();
    for (let i = 0; i < 10; i += 1)
      large.add(() => {
        busyFor(10);
        handled += 1;
      });
    while (handled < 10) {
      if (performance.now() - from < 300) word();
      await loopTurns(1);
    }
    // 90 ms before the last one, of which 20 at once and the rest at 150 per second: 460 ms.
    expect(performance.now() - from).toBeGreaterThan(400);
  });

  it('[S34] while others write, keeps one to a pace; it goes at full speed when it is alone, or all of them flood', async () => {
    const turns = new Turns();
    const flooder = turns.line(socket());
    const handledIn = async (count: number, meanwhile: () => void) => {
      let handled = 0;
      const from = performance.now();
      const add = () =>
        flooder.add(() => {
          flooder.writes();
          handled += 1;
        });
      for (let i = 0; i < count; i += 1) add();
      while (handled < count) {
        meanwhile();
        await loopTurns(1);
      }
      return performance.now() - from;
    };
    const writer = () => {
      const line = turns.line(socket());
      return () => line.add(() => line.writes());
    };
    const word = writer();
    // At the pace it would take four seconds and a half.
    expect(await handledIn(5_000, () => {})).toBeLessThan(4_000);
    word();
    // What it did alone counts for little; 700 words, of which 500 at once at most.
    const beside = await handledIn(700, () => {});
    expect(beside).toBeGreaterThan(190);
    // One that floods as well protects nobody.
    for (let i = 0; i < 600; i += 1) word();
    await loopTurns(10);
    const fromThen = performance.now();
    while (performance.now() - fromThen < 1_050) {
      word();
      await loopTurns(1);
    }
    expect(await handledIn(5_000, word)).toBeLessThan(4_000);
  });

  it('[S34] sends away one that has more to say than that for long, and lets go of what it said', async () => {
    const turns = new Turns({ floodMs: 100 });
    const { said, ...reading } = socket();
    const flooder = turns.line({
      ...reading,
      flooded: () => {
        reading.flooded();
        flooder.end();
      },
    });
    const [witness, busy] = [turns.line(socket()), turns.line(socket())];
    let handled = 0;
    let words = 0;
    while (!said.includes('flooded')) {
      for (let i = 0; i < 100 && !flooder.paused; i += 1)
        flooder.add(() => {
          handled += 1;
        });
      witness.add(() => witness.writes());
      // As much as the pace lets through is no flood.
      if (words < 400)
        busy.add(() => {
          words += 1;
        });
      await loopTurns(1);
    }
    const before = handled;
    flooder.add(() => {
      handled += 1;
    });
    await loopTurns(5);
    expect(handled).toBe(before);
    expect(words).toBe(400);
    expect(said.filter((one) => one === 'flooded')).toEqual(['flooded']);
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
