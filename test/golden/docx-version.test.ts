import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { versionDocx } from '#server/exchange/docx/version.ts';
import { expectedReading, normalised, type Reading } from '#shared/exchange/docx/testing/reading.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { editionOf, realActs, shippedActs } from '#test/support/acts-to-print.ts';
import { EVERYTHING } from '#test/support/every-block.ts';
import { type OfficeReading, officeAbsence, readInOffice } from '#test/support/libreoffice.ts';

const ACTS = [
  { name: 'every kind of block', content: EVERYTHING.old, parties: [] },
  ...shippedActs(),
  ...realActs(),
];
const KEPT = process.env.KEEP_DOCX;

const FURNITURE = /^(?:TitreSommaire|Titre du sommaire|Contents|TOC|toc)/i;

function reading({ body, notes }: OfficeReading): Reading {
  const words = (text: string) => text.replace(/\[\^[^\]]*\]/g, '[^]');
  const lines = body
    .filter(({ style }) => !FURNITURE.test(style))
    .map(({ label, text }) => {
      const gap = label === '' || /\s$/.test(label) || /^\s/.test(text) ? '' : ' ';
      return words(label + gap + text);
    });
  return {
    body: normalised(lines),
    notes: normalised(notes.flat().map(({ text }) => words(text))),
  };
}

/** Rule X1: a row of signatures reads as its cells, one after the other. */
const loose = ({ body, notes }: Reading) => ({
  body: body
    .flatMap((line) => line.split('|'))
    .map((line) => line.trim())
    .filter((line) => line !== ''),
  notes,
});

const why = officeAbsence === null ? '' : ` (skipped: ${officeAbsence})`;

describe('a version in LibreOffice', () => {
  it.skipIf(officeAbsence !== null)(
    `[X1] reads as the act prints, its numbers written by the word processor${why}`,
    { timeout: 170_000 },
    async () => {
      const files = await Promise.all(
        ACTS.map(async ({ content, ...act }) => ({
          mode: 'none' as const,
          bytes: await versionDocx(content, buildPrintModel(content, editionOf(act))),
        })),
      );
      if (KEPT !== undefined)
        files.forEach(({ bytes }, rank) => {
          writeFileSync(`${KEPT}/${rank}.docx`, bytes);
        });
      readInOffice(files).forEach((answer, rank) => {
        const act = ACTS[rank];
        if (act === undefined) throw new Error('No act');
        expect(loose(reading(answer)), act.name).toEqual(loose(expectedReading(act.content)));
      });
    },
  );
});
