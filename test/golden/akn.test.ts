import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { encodeAkn } from '#shared/exchange/akn/encode.ts';
import { editionOf, realActs, shippedActs } from '../support/acts-to-print.ts';
import { AWKWARD } from '../support/awkward-acts.ts';
import { EVERYTHING } from '../support/every-block.ts';
import { hasTool, run } from '../support/openssl.ts';

/** What we write of the standard, as a grammar of our own: not that schema. */
const SUBSET = join(import.meta.dirname, 'akn-subset.rng');
/** Where somebody has put the OASIS schema (akomantoso30.xsd), which is not shipped. */
const SCHEMA = process.env.AKN_XSD;
const folder = mkdtempSync(join(tmpdir(), 'clausier-akn-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const acts: readonly (readonly [string, ActContent])[] = [
  ...[...shippedActs(), ...realActs()].map(({ name, content }) => [name, content] as const),
  ['every block', EVERYTHING.old],
  ['every block, changed', EVERYTHING.new],
  ...AWKWARD,
];

const missing = !hasTool('xmllint');
const why = missing ? ' (skipped: no xmllint; Debian package libxml2-utils)' : '';
const whyNot = SCHEMA === undefined ? ' (skipped: AKN_XSD names no schema)' : '';

const encode = (content: ActContent) => encodeAkn(content, editionOf({ parties: ['Une', 'Deux'] }));

function lintXml(xml: string, options: readonly string[]) {
  const file = join(folder, 'acte.xml');
  writeFileSync(file, xml);
  return run('xmllint', ['--noout', '--nonet', ...options, file]);
}
const lint = (content: ActContent, options: readonly string[]) => lintXml(encode(content), options);
/** libxml says « validates » of what its grammar takes, and nothing else. */
const TAKEN = { code: 0, says: expect.stringMatching(/^\S+ validates\n$/) };
const inSubset = (content: ActContent) => lint(content, ['--relaxng', SUBSET]);

function expectNoSharedName(content: ActContent) {
  const names = [...encode(content).matchAll(/ eId="([^"]+)"/g)].map((one) => one[1]);
  expect(names.length).toBeGreaterThan(0);
  expect(new Set(names).size).toBe(names.length);
}

describe.skipIf(missing)(`Akoma Ntoso, as libxml reads it${why}`, () => {
  it.each(acts)('[A5] is in the grammar of what we write, and no two names are the same: %s', (_name, content) => {
    expect(inSubset(content)).toEqual(TAKEN);
    expectNoSharedName(content);
  });

  it('[A5] is in that grammar for acts of any make', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (content) => {
        expect(inSubset(content)).toEqual(TAKEN);
        expectNoSharedName(content);
      }),
      { seed: 31, numRuns: process.env.NIGHTLY === '1' ? 300 : 20 },
    );
  });

  it.each([
    ['a citation in the conclusions', /<\/doc>/, '<conclusions><citations><citation><p/></citation></citations></conclusions></doc>'],
    ['an empty body', /<mainBody>.*<\/mainBody>/, '<mainBody/>'],
    ['a row without a cell', /<tr>/, '<tr/><tr>'],
    ['text outside a block', /<content>/, '<content>mot'],
    ['a content before divisions', /<\/heading>/, '</heading><content/>'],
    ['a container without a name', /<container name="[^"]+"/, '<container'],
    ['an author before the date', /(<FRBRdate[^>]+>)(<FRBRauthor[^>]+>)/, '$2$1'],
    ['no language', /<FRBRlanguage[^>]+>/, ''],
    ['metadata in another order', /(<references.*<\/references>)(<proprietary.*<\/proprietary>)/, '$2$1'],
    ['a name with a blank', /eId="art_1"/, 'eId="art 1"'],
    ['an address that is none', /href="#art_1"/, 'href="http://["'],
    ['an attribute of no namespace', /<p /, '<p texte="oui" '],
  ])('[A5] that grammar refuses %s', (_name, what, instead) => {
    const xml = encode(EVERYTHING.old);
    expect(xml).toMatch(what);
    expect(lintXml(xml.replace(what, instead), ['--relaxng', SUBSET])).not.toMatchObject({ code: 0 });
  });

  describe.skipIf(SCHEMA === undefined)(`with the schema of OASIS${whyNot}`, () => {
    it.each(acts)('[A5] is valid: %s', (_name, content) => {
      expect(lint(content, ['--schema', SCHEMA ?? ''])).toMatchObject({ code: 0 });
    });
  });
});
