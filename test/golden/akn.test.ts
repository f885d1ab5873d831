import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { encodeAkn } from '#shared/exchange/akn/encode.ts';
import { editionOf, realActs, shippedActs } from '../support/acts-to-print.ts';
import { EVERYTHING } from '../support/every-block.ts';
import { hasTool, run } from '../support/openssl.ts';

/** Where somebody has put the OASIS schema (akomantoso30.xsd), which is not shipped. */
const SCHEMA = process.env.AKN_XSD;
const folder = mkdtempSync(join(tmpdir(), 'clausier-akn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const acts: readonly (readonly [string, ActContent])[] = [
  ...[...shippedActs(), ...realActs()].map(({ name, content }) => [name, content] as const),
  ['every block', EVERYTHING.old],
];

const missing = !hasTool('xmllint');
const why = missing ? ' (skipped: no xmllint; Debian package libxml2-utils)' : '';
const whyNot = SCHEMA === undefined ? ' (skipped: AKN_XSD names no schema)' : '';

function lint(content: ActContent, options: readonly string[]) {
  const file = join(folder, 'acte.xml');
  writeFileSync(file, encodeAkn(content, editionOf({ parties: ['Une', 'Deux'] })));
  return run('xmllint', ['--noout', '--nonet', ...options, file]);
}

describe.skipIf(missing)(`Akoma Ntoso, as libxml reads it${why}`, () => {
  it.each(acts)('[A5] is well formed, without a word of complaint: %s', (_name, content) => {
    expect(lint(content, [])).toEqual({ code: 0, says: '' });
  });

  it('[A5] is well formed for acts of any make', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (content) => {
        expect(lint(content, [])).toEqual({ code: 0, says: '' });
      }),
      { seed: 31, numRuns: process.env.NIGHTLY === '1' ? 300 : 20 },
    );
  });

  describe.skipIf(SCHEMA === undefined)(`with the schema of OASIS${whyNot}`, () => {
    it.each(acts)('[A5] is valid: %s', (_name, content) => {
      expect(lint(content, ['--schema', SCHEMA ?? ''])).toMatchObject({ code: 0 });
    });
  });
});
