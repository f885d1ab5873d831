import { expect, it } from 'vitest';
import { giveBackWhenEmpty } from './memory.ts';

it('[S62] memory is given back once, when everybody has left and no act is open any more', async () => {
  const looks = [
    [0, 0],
    [2, 1],
    [0, 1],
    [0, 0],
    [0, 0],
    [1, 1],
    [0, 0],
  ] as const;
  const given: number[] = [];
  let look = -1;
  const stage = {
    get connections() {
      look += 1;
      return looks[look]?.[0] ?? 0;
    },
    get openActs() {
      return looks[look]?.[1] ?? 0;
    },
  };
  giveBackWhenEmpty(stage, () => given.push(look), 1);
  await expect.poll(() => look).toBeGreaterThan(looks.length + 5);
  expect(given).toEqual([3, 6]);
});
