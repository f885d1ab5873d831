import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { Openings } from './openings.ts';

const loopTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('opening connections', () => {
  it('[S48] waits for nothing while nobody writes', () => {
    const openings = new Openings(() => false);
    let opened = 0;
    for (let i = 0; i < 1_000; i += 1) openings.add('a', () => (opened += 1));
    expect(opened).toBe(1_000);
  });

  it('[S48] is done one per turn of the loop while people write, each caller’s at a pace, nobody behind another’s', async () => {
    const openings = new Openings(() => true);
    const opened: string[] = [];
    const open = (who: string, count: number) => {
      for (let i = 0; i < count; i += 1) openings.add(who, () => opened.push(who));
    };
    open('many', 120);
    open('one', 1);
    expect(opened).toEqual([]);
    await loopTurn();
    await loopTurn();
    await loopTurn();
    expect(opened.slice(0, 2)).toEqual(['many', 'one']);
    const from = performance.now();
    while (opened.length < 121) {
      const before = opened.length;
      await loopTurn();
      expect(opened.length - before).toBeLessThanOrEqual(1);
    }
    // Twenty more than at once, at a hundred per second.
    expect(performance.now() - from).toBeGreaterThan(150);
  });

  it('[S48] takes no more than five hundred that wait, and opens them all once nobody writes any more', async () => {
    let writing = true;
    const openings = new Openings(() => writing);
    let opened = 0;
    const taken = Array.from({ length: 501 }, () => openings.add('a', () => (opened += 1)));
    expect(taken.filter((one) => one)).toHaveLength(500);
    await loopTurn();
    await loopTurn();
    writing = false;
    while (opened < 500) await loopTurn();
  });
});
