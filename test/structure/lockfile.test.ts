import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { read } from './sources.ts';

const ranges = z.record(z.string(), z.string()).default({});
const lockfile = z.object({
  packages: z.record(z.string(), z.object({ dependencies: ranges, optionalDependencies: ranges })),
});

describe('the lockfile', () => {
  it('[S16] holds every package that another asks for, on every platform', () => {
    const { packages } = lockfile.parse(JSON.parse(read('package-lock.json')));
    // Node's own way to find a package: the folder beside the asker, then each folder above.
    const found = (from: string, name: string): boolean => {
      if (`${from === '' ? '' : `${from}/`}node_modules/${name}` in packages) return true;
      return from !== '' && found(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
    };
    const missing = Object.entries(packages).flatMap(([from, one]) =>
      Object.keys({ ...one.dependencies, ...one.optionalDependencies })
        .filter((name) => !found(from, name))
        .map((name) => `${name}, asked for by ${from === '' ? 'package.json' : from}`),
    );
    expect(missing).toEqual([]);
  });
});
