import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyInstructions } from '#shared/avenants/apply.ts';
import { diffToInstructions } from '#shared/avenants/diff.ts';
import type { RefusalCode } from '#shared/avenants/model.ts';
import { parseInstructions } from '#shared/avenants/parse/parse.ts';
import { avenantText, printInstructions } from '#shared/avenants/print.ts';
import { CONVENTION, seededIds } from '#shared/avenants/testing/acts.ts';
import { type AvenantEdit, arbitraryAvenantEdits, editForAvenant } from '#shared/avenants/testing/edits.ts';
import { readingHash } from '#shared/avenants/text/reading.ts';
import type { ActContent } from '#shared/document/model.ts';
import { buildExample } from '#shared/drafting/example.ts';
import { importText } from '#shared/exchange/import/import.ts';
import { readShipped } from '../support/shipped.ts';
import { sixtyPages } from '../support/sixty-pages.ts';
import { Random } from './random.ts';

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus');
const FIXTURES = resolve(import.meta.dirname, '../../shared/exchange/import/fixtures');
const present = existsSync(CORPUS);
const why = present ? '' : ' (sans les textes réels : ../shared/corpus absent)';

const NIGHTLY = process.env.NIGHTLY !== undefined;
/** Some 2,5 edits each. */
const RUNS = NIGHTLY ? 4_000 : 250;

function imported(path: string): readonly ActContent[] {
  const read = importText(readFileSync(path, 'utf8'), { makeId: seededIds(3) });
  return read.ok ? [read.value.content] : [];
}

/** Conventions such as people have: the example, texts typed in every manner, and the real ones where they are. */
function conventions(): readonly ActContent[] {
  const example = buildExample(readShipped(), seededIds(5));
  const files = (folder: string) => readdirSync(folder).map((name) => join(folder, name));
  const paths = [...(present ? files(CORPUS) : []), ...files(FIXTURES)].filter((path) => /\.txt$/.test(path));
  return [
    CONVENTION,
    ...(example.ok ? example.value.acts.map((act) => act.content) : []),
    ...paths.flatMap(imported),
  ];
}

/** The edited text through the printed French, or why not. */
function throughFrench(base: ActContent, edits: readonly AvenantEdit[]): readonly RefusalCode[] {
  const { instructions, refusals, edited } = diffToInstructions(base, editForAvenant(base, edits));
  if (refusals.length > 0) return refusals.map((one) => one.code);
  const text = avenantText(printInstructions(instructions, base));
  const read = parseInstructions(text, base, { wrapped: false });
  expect(read.problems).toEqual([]);
  const result = applyInstructions(
    base,
    read.instructions.map((one) => one.instruction),
    seededIds(7),
  );
  expect(result.ok && readingHash(result.value), text).toBe(readingHash(edited));
  return [];
}

describe(`avenants to realistic conventions${why}`, () => {
  it('[R1] [R2] apply(parse(print(diff(base, edited))), base) = edited; few edits are refused', () => {
    const acts = conventions();
    const refused: Partial<Record<RefusalCode, number>> = {};
    let count = 0;
    fc.assert(
      fc.property(fc.nat({ max: acts.length - 1 }), arbitraryAvenantEdits(4), (rank, edits) => {
        const base = acts[rank];
        if (base === undefined) return;
        const codes = throughFrench(base, edits);
        if (codes.length > 0) count += 1;
        for (const code of codes) refused[code] = (refused[code] ?? 0) + 1;
      }),
      { seed: 20251121, numRuns: RUNS },
    );
    expect(count, JSON.stringify(refused)).toBeLessThan(0.08 * RUNS);
  }, 600_000);
});

describe('speed', () => {
  it('[R8] 100 edits in sixty pages take well under 100 ms of processor, three times that on a busy machine', () => {
    const base = sixtyPages();
    const random = new Random(4);
    const kinds = [
      'word',
      'words-in',
      'words-out',
      'figure',
      'phrase-in',
      'alinea-in',
      'alinea-out',
      'alinea-new',
      'heading',
    ] as const;
    const edits = Array.from({ length: 100 }, () => ({
      kind: random.pick(kinds) ?? 'word',
      at: random.next() * 0.999,
      to: random.next() * 0.999,
    }));
    const edited = editForAvenant(base, edits);
    // A person types on: one more letter each time, so that what was computed for the text before helps.
    const times = Array.from({ length: 8 }, (_, round) => {
      const typed = editForAvenant(edited, [{ kind: 'words-in', at: round / 10, to: 0.3 }]);
      const start = process.cpuUsage();
      const { instructions, refusals } = diffToInstructions(base, typed);
      const { user, system } = process.cpuUsage(start);
      expect(refusals).toEqual([]);
      expect(instructions.length).toBeGreaterThan(60);
      return (user + system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(300);
  });
});
