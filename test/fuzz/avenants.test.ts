import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyInstructions, checkInstructions } from '#shared/avenants/apply.ts';
import { avenantBlockIds, consolidate, type SignedAvenant } from '#shared/avenants/consolidate.ts';
import { diffToInstructions } from '#shared/avenants/diff.ts';
import type { Instruction, RefusalCode } from '#shared/avenants/model.ts';
import { parseInstructions } from '#shared/avenants/parse/parse.ts';
import { placesOf } from '#shared/avenants/places.ts';
import { avenantText, printInstructions } from '#shared/avenants/print.ts';
import { CONVENTION, seededIds } from '#shared/avenants/testing/acts.ts';
import { type AvenantEdit, arbitraryAvenantEdits, editForAvenant } from '#shared/avenants/testing/edits.ts';
import { readingHash } from '#shared/avenants/text/reading.ts';
import type { ActContent } from '#shared/document/model.ts';
import { buildExample } from '#shared/drafting/example.ts';
import { importText } from '#shared/exchange/import/import.ts';
import { startCost } from '../support/cost.ts';
import { readShipped } from '../support/shipped.ts';
import { KINDS_OF_EDIT, sixtyPages } from '../support/sixty-pages.ts';
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

/** A permutation of a list, from a list of shares. */
const shuffled = <T>(list: readonly T[], shares: readonly number[]): readonly T[] =>
  list
    .map((one, rank) => ({ one, at: shares[rank % shares.length] ?? 0, rank }))
    .sort((a, b) => a.at - b.at || b.rank - a.rank)
    .map(({ one }) => one);

const shares = fc.array(fc.nat(1000), { minLength: 2, maxLength: 9 });

/** Something else that is done to the passage of an instruction; null where nothing simple is. */
function rivalOf(instruction: Instruction, base: ActContent): Instruction | null {
  const places = placesOf(base);
  const gone = (address: string): Instruction =>
    places.division(address) === null
      ? { kind: 'delete-alineas', alineas: [address] }
      : { kind: 'delete-division', division: address };
  switch (instruction.kind) {
    case 'replace-words':
    case 'insert-words':
    case 'delete-words':
      return instruction.scope.kind === 'place' && !/cellule/.test(instruction.scope.address)
        ? gone(instruction.scope.address)
        : null;
    case 'replace-phrase':
    case 'delete-phrase':
    case 'insert-phrase':
      return gone(instruction.alinea);
    case 'replace-alineas':
    case 'delete-alineas':
      return gone(instruction.alineas[0] ?? '');
    case 'replace-division':
    case 'delete-division':
    case 'rename-division':
    case 'move-division':
      return gone(instruction.division);
    default:
      return instruction;
  }
}

describe(`rules of avenants on realistic conventions${why}`, () => {
  const acts = conventions();
  const drawn = fc.tuple(fc.nat({ max: acts.length - 1 }), arbitraryAvenantEdits(4));
  const found = (rank: number, edits: readonly AvenantEdit[]) => {
    const base = acts[rank] ?? CONVENTION;
    return { base, ...diffToInstructions(base, editForAvenant(base, edits)) };
  };

  it('[X3] instructions commute, and a second one on the same passage is refused', () => {
    fc.assert(
      fc.property(drawn, shares, ([rank, edits], order) => {
        const { base, instructions, refusals, edited } = found(rank, edits);
        if (refusals.length > 0) return;
        const result = applyInstructions(base, shuffled(instructions, order), seededIds(11));
        expect(result.ok && readingHash(result.value)).toBe(readingHash(edited));
        for (const one of instructions) {
          const rival = rivalOf(one, base);
          if (rival === null) continue;
          const codes = checkInstructions(base, [...instructions, rival]).map(({ code }) => code);
          expect(codes, JSON.stringify([one, rival])).toContain('overlap');
        }
      }),
      { seed: 20251124, numRuns: NIGHTLY ? 1_500 : 60 },
    );
  }, 300_000);

  it('[F1] [F2] the text of a day folds the avenants by day of effect, then by number, however they are given', () => {
    const days = ['2026-01-01', '2026-01-01', '2026-07-01', '2027-01-01'];
    fc.assert(
      fc.property(
        fc.nat({ max: acts.length - 1 }),
        fc.array(arbitraryAvenantEdits(3), { minLength: 2, maxLength: 4 }),
        shares,
        (rank, edits, order) => {
          const initial = acts[rank] ?? CONVENTION;
          let text = initial;
          const signed: SignedAvenant[] = [];
          const texts: ActContent[] = [];
          for (const [index, edit] of edits.entries()) {
            const { instructions, refusals } = diffToInstructions(text, editForAvenant(text, edit));
            if (refusals.length > 0) continue;
            const id = `av${index + 1}`;
            const next = applyInstructions(text, instructions, avenantBlockIds(id));
            if (!next.ok) throw new Error(next.error[0]?.message);
            const effect = days[index] ?? '2028-01-01';
            signed.push({ id, number: index + 1, effect, baseHash: readingHash(text), instructions });
            text = next.value;
            texts.push(text);
          }
          for (const day of ['2025-12-31', ...days, '2030-01-01']) {
            const inForce = signed.filter(({ effect }) => effect <= day).length;
            const wanted = inForce === 0 ? initial : (texts[inForce - 1] ?? initial);
            const folded = consolidate({ id: 'act', content: initial }, shuffled(signed, order), day);
            expect(folded.ok && readingHash(folded.value.content)).toBe(readingHash(wanted));
            expect(folded.ok && folded.value.applied).toEqual(signed.slice(0, inForce).map(({ id }) => id));
          }
        },
      ),
      { seed: 20251125, numRuns: NIGHTLY ? 600 : 30 },
    );
  }, 300_000);
});

describe('speed', () => {
  it('[R8] 100 edits in sixty pages take well under 100 ms of processor, three times that on a busy machine', () => {
    const base = sixtyPages();
    const random = new Random(4);
    const edits = Array.from({ length: 100 }, () => ({
      kind: random.pick(KINDS_OF_EDIT) ?? 'word',
      at: random.next() * 0.999,
      to: random.next() * 0.999,
    }));
    const edited = editForAvenant(base, edits);
    // A person types on: one more letter each time, so that what was computed for the text before helps.
    const times = Array.from({ length: 8 }, (_, round) => {
      const typed = editForAvenant(edited, [{ kind: 'words-in', at: round / 10, to: 0.3 }]);
      const spent = startCost();
      const { instructions, refusals } = diffToInstructions(base, typed);
      const ms = spent();
      expect(refusals).toEqual([]);
      expect(instructions.length).toBeGreaterThan(60);
      return ms;
    });
    expect(Math.min(...times)).toBeLessThan(300);
  });
});
