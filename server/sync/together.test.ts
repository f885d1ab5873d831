import { expect, it } from 'vitest';
import { Together } from './together.ts';

it('[S49] those who ask in one turn are read together, a bounded number at once', async () => {
  const reads: (readonly number[])[] = [];
  const twice = new Together(async (keys: readonly number[]) => {
    reads.push(keys);
    return (key: number) => key * 2;
  }, 2);
  expect(await Promise.all([1, 2, 3].map((key) => twice.of(key)))).toEqual([2, 4, 6]);
  expect(reads).toEqual([[1, 2], [3]]);
});

it('[S49] what can’t be read of one keeps out nobody else', async () => {
  const some = new Together(async (keys: readonly string[]) => {
    if (keys.includes('damaged')) throw new Error('damaged');
    return (key: string) => key.length;
  }, 10);
  const [sound, damaged] = await Promise.allSettled([some.of('sound'), some.of('damaged')]);
  expect(sound).toMatchObject({ status: 'fulfilled', value: 5 });
  expect(damaged.status).toBe('rejected');
});
