import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyComparison } from '#shared/compare/apply.ts';
import { compareContents, isEmptyComparison } from '#shared/compare/contents.ts';
import { mutationsOf } from '#shared/compare/testing/mutations.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { importText } from '#shared/exchange/import/import.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { Random } from './random.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const present = existsSync(CORPUS);
const suite = present ? describe : describe.skip;
const why = present ? '' : ' (ignoré : ../shared/corpus absent)';

/** Takes one mutation in so many: some eighty of each text. */
const EVERY = 47;

function imported(name: string, seed: number): ActContent {
  const source = readFileSync(resolve(CORPUS, name), 'utf8');
  const result = importText(source, { makeId: blockIdsFrom(new Random(seed).next) });
  if (!result.ok) throw new Error(`${name} does not import`);
  return result.value.content;
}

suite(`comparing the real conventions${why}`, () => {
  const names = ['amf.txt', 'regions-de-france.txt', 'cma-france.txt'];

  it.each(names)('[K1] [K4] %s: every mutation is seen, and told exactly', (name) => {
    const act = imported(name, 1);
    let count = 0;
    for (const { path, mutated } of mutationsOf(act, EVERY)) {
      const comparison = compareContents(act, mutated);
      expect(isEmptyComparison(comparison), path).toBe(false);
      const applied = applyComparison(comparison, act);
      expect(applied.ok && canonicalJson(applied.value), path).toBe(canonicalJson(mutated));
      count += 1;
    }
    expect(count).toBeGreaterThan(40);
  });

  it.each(names)('[K5] %s: imported twice, only ids differ', (name) => {
    const { blocks, fields } = compareContents(imported(name, 1), imported(name, 2));
    expect(fields).toEqual([]);
    expect(new Set(blocks.changes.map((change) => change.kinds.join()))).toEqual(new Set(['identite']));
  });

  it('[K4] one convention compared with another applies exactly', () => {
    const [a, b] = [imported('amf.txt', 1), imported('cma-france.txt', 2)];
    const applied = applyComparison(compareContents(a, b), a);
    expect(applied.ok && canonicalJson(applied.value)).toBe(canonicalJson(b));
  });
});
