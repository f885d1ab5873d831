import { it } from 'vitest';
import { run } from './run.ts';

Error.stackTraceLimit = 80;
it('x', () => {
  const seed = Number(process.env.S);
  try {
    const o = run({ seed, steps: 60, clients: 5, bound: seed % 4 });
    console.log(o);
  } catch (e) {
    console.log((e as Error).stack);
  }
});
