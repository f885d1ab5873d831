import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '#shared/document/parse.ts';
import { printDocument } from '#shared/document/text.ts';
import { importReportSchema } from '../wire.ts';
import { decodeTextFile } from './decode.ts';
import { importText } from './import.ts';
import { normaliseImported, sourceText } from './source.ts';
import { seededIds } from './support.ts';

const FOLDER = resolve(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(FOLDER).flatMap((name) => {
  const decoded = decodeTextFile(readFileSync(resolve(FOLDER, name)));
  return decoded.ok ? [decoded.value] : [];
});
const anyFixture = fc.constantFrom(...fixtures);

/** Letters of a text in any order, syntax left out by drawing none. */
const letters = (text: string) => [...text.normalize('NFKC').replace(/[^\p{L}]/gu, '')].sort().join('');

/** Rule G3, from outside, whatever the text: nothing thrown, nothing lost, a valid document and report. */
function expectFaithful(source: string): void {
  const result = importText(source, { makeId: seededIds() });
  const expected = normaliseImported(sourceText(source));
  if (!result.ok) {
    expect([result.error.code, expected]).toEqual(['import.vide', '']);
    return;
  }
  const { content, report } = result.value;
  expect(normaliseImported(printDocument(content))).toBe(expected);
  const parsed = parseDocument(JSON.parse(JSON.stringify(content.document)));
  expect(parsed.ok ? null : parsed.error).toBeNull();
  importReportSchema.parse(report);
}

type Mutation = (lines: string[], at: number, other: number) => void;
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  delete: (lines, at) => void lines.splice(at, 1),
  duplicate: (lines, at) => void lines.splice(at, 0, lines[at] ?? ''),
  swap: (lines, at, other) => {
    const kept = lines[at] ?? '';
    lines[at] = lines[other] ?? '';
    lines[other] = kept;
  },
  join: (lines, at) => void lines.splice(at, 2, `${lines[at] ?? ''} ${lines[at + 1] ?? ''}`),
  cut: (lines, at, other) => {
    const line = lines[at] ?? '';
    const middle = other % (line.length + 1);
    lines.splice(at, 1, line.slice(0, middle), line.slice(middle));
  },
  indent: (lines, at, other) => void lines.splice(at, 1, ' '.repeat(other % 9) + (lines[at] ?? '')),
  quote: (lines, at) => void lines.splice(at, 1, `« ${lines[at] ?? ''}`),
  page: (lines, at, other) => void lines.splice(at, 0, '', String(other), '\f'),
  blank: (lines, at) => void lines.splice(at, 0, ''),
};

const mutations = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(MUTATIONS)), fc.nat({ max: 4_000 }), fc.nat({ max: 4_000 })),
  { minLength: 1, maxLength: 12 },
);

function mutated(source: string, steps: readonly (readonly [string, number, number])[]): string {
  const lines = source.split('\n');
  for (const [name, at, other] of steps)
    if (lines.length > 0) MUTATIONS[name]?.(lines, at % lines.length, other % lines.length);
  return lines.join('\n');
}

describe('importText on damaged conventions', () => {
  it('[G3] keeps every word of a fixture whose lines are moved, cut, lost or repeated', () => {
    fc.assert(
      fc.property(anyFixture, mutations, (source, steps) => expectFaithful(mutated(source, steps))),
      { seed: 20_261_121, numRuns: 400 },
    );
  });

  it('[G3] keeps every word of the halves of two fixtures', () => {
    fc.assert(
      fc.property(anyFixture, anyFixture, fc.nat(), (one, two, at) =>
        expectFaithful(one.slice(0, at % one.length) + two.slice(at % two.length)),
      ),
      { seed: 20_261_122, numRuns: 150 },
    );
  });

  it('[G3] prints each letter of a damaged plain text, as its own reader need not say', () => {
    const plain = fixtures.filter((one) => !/[<&[\]]/.test(one));
    fc.assert(
      fc.property(fc.constantFrom(...plain), mutations, (source, steps) => {
        const text = mutated(source, steps);
        const result = importText(text, { makeId: seededIds() });
        if (result.ok) expect(letters(printDocument(result.value.content))).toBe(letters(text));
      }),
      { seed: 20_261_123, numRuns: 250 },
    );
  });

  it('[G3] keeps every word of any string', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          fc.string({ unit: 'grapheme', maxLength: 400 }),
          // Lone surrogates too.
          fc.array(fc.nat({ max: 0xffff }), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes)),
        ),
        expectFaithful,
      ),
      { seed: 20_261_124, numRuns: 500 },
    );
  });

  it('[B4] [B5] random bytes are text or are refused, and never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const decoded = decodeTextFile(bytes);
        if (decoded.ok) expectFaithful(decoded.value);
        else expect(decoded.error.detail).toMatch(/[.]$/);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });

  it('[B4] bytes of a fixture, some of them changed, are read or refused', () => {
    fc.assert(
      fc.property(
        anyFixture,
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 20 }),
        (source, changes) => {
          const bytes = new TextEncoder().encode(source);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const decoded = decodeTextFile(bytes);
          if (decoded.ok) expectFaithful(decoded.value);
        },
      ),
      { seed: 20_261_126, numRuns: 200 },
    );
  });
});
