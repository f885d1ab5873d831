import { describe, expect, it } from 'vitest';
import { comparisonDocx } from '#server/exchange/docx/comparison.ts';
import { compareContents } from '#shared/compare/contents.ts';
import { PAIRS } from '#shared/compare/testing/pairs/index.ts';
import { canonicalContent } from '#shared/document/canonical.ts';
import { expectedReading, normalised, type Reading } from '#shared/exchange/docx/testing/reading.ts';
import { EVERYTHING } from '#test/support/every-block.ts';
import { type OfficeReading, officeAbsence, readInOffice } from '#test/support/libreoffice.ts';

const EDITION = {
  title: 'Convention',
  names: { old: 'Avant', new: 'Après' },
  author: 'UNML',
  date: '2026-11-21T00:00:00Z',
};

const reading = ({ body, notes }: OfficeReading): Reading => {
  const words = (text: string) => text.replace(/\[\^[^\]]*\]/g, '[^]');
  return {
    body: normalised(body.map(({ text }) => words(text))),
    notes: normalised(notes.flat().map(({ text }) => words(text))),
  };
};

const PAIRS_ASKED = [
  { name: 'every kind of block', ...EVERYTHING },
  ...PAIRS.filter((_, rank) => process.env.NIGHTLY === '1' || rank % 8 === 0).map((pair) => ({
    name: `${pair.family}: ${pair.name}`,
    old: pair.old,
    new: pair.new,
  })),
];

const why = officeAbsence === null ? '' : ` (skipped: ${officeAbsence})`;

describe('a comparison in LibreOffice', () => {
  it.skipIf(officeAbsence !== null)(
    `[W1] all rejected, it is the old text; all accepted, the new one${why}`,
    { timeout: 170_000 },
    async () => {
      const files = await Promise.all(
        PAIRS_ASKED.map(async (pair) => ({
          ...pair,
          bytes: await comparisonDocx(compareContents(pair.old, pair.new), EDITION),
        })),
      );
      const answers = readInOffice(
        files.flatMap(({ bytes }) => [
          { bytes, mode: 'reject' as const },
          { bytes, mode: 'accept' as const },
        ]),
      );
      files.forEach((pair, rank) => {
        const [rejected, accepted] = [answers[2 * rank], answers[2 * rank + 1]];
        if (rejected === undefined || accepted === undefined) throw new Error('No answer');
        expect(reading(rejected), `${pair.name}, rejected`).toEqual(expectedReading(canonicalContent(pair.old)));
        expect(reading(accepted), `${pair.name}, accepted`).toEqual(expectedReading(canonicalContent(pair.new)));
        expect([rejected.tracked, accepted.tracked], pair.name).toEqual([false, false]);
      });
    },
  );
});
