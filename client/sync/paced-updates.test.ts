import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { PacedUpdates } from './paced-updates.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page that takes `cost` milliseconds over each round, and somebody who types one letter per update. */
function pageOf(cost: number) {
  const author = new Y.Doc();
  const letters: Uint8Array[] = [];
  author.on('update', (update: Uint8Array) => void letters.push(update));
  const page = new Y.Doc();
  let rounds = 0;
  const paced = new PacedUpdates({
    apply: (update) => {
      rounds += 1;
      Y.applyUpdate(page, update);
      vi.advanceTimersByTime(cost);
    },
    now: () => performance.now(),
  });
  return {
    paced,
    type: (count: number) => {
      for (let n = 0; n < count; n += 1) {
        author.getText('t').insert(0, 'a');
        paced.add(letters.at(-1) ?? new Uint8Array());
      }
    },
    shown: () => page.getText('t').length,
    rounds: () => rounds,
  };
}

it('[E64] shows at once what comes now and then', () => {
  const page = pageOf(4);
  page.type(1);
  expect(page.shown()).toBe(1);
  vi.advanceTimersByTime(200);
  page.type(1);
  expect(page.shown()).toBe(2);
});

it('[E64] puts together what comes while the page is left alone, seven times as long as the last round took', () => {
  const page = pageOf(10);
  page.type(31);
  expect([page.shown(), page.rounds()]).toEqual([1, 1]);
  vi.advanceTimersByTime(69);
  expect(page.shown()).toBe(1);
  vi.advanceTimersByTime(1);
  expect([page.shown(), page.rounds()]).toEqual([31, 2]);
});

it('[E64] shows others’ words within half a second, on the slowest page', () => {
  const page = pageOf(1_000);
  page.type(2);
  vi.advanceTimersByTime(500);
  expect(page.shown()).toBe(2);
});

it('[E64] takes in all that waits when asked, and nothing twice', () => {
  const page = pageOf(10);
  page.type(5);
  page.paced.flush();
  expect([page.shown(), page.rounds()]).toEqual([5, 2]);
  vi.runAllTimers();
  expect(page.rounds()).toBe(2);
});
