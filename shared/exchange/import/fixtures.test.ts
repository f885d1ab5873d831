import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printDocument } from '#shared/document/text.ts';
import { type ImportReport, importReportSchema, type Party } from '../wire.ts';
import { decodeTextFile } from './decode.ts';
import { normaliseImported, sourceText } from './source.ts';
import { mustImport, signaturesOf, treeOf } from './support.ts';

const FOLDER = resolve(import.meta.dirname, 'fixtures');
const read = (name: string) => {
  const decoded = decodeTextFile(readFileSync(resolve(FOLDER, name)));
  if (!decoded.ok) throw new Error(decoded.error.detail);
  return decoded.value;
};
const names = readdirSync(FOLDER);

/** `name (alias) | form | seat | SIREN | representative, capacity | side`, `–` for what the text does not say. */
function partyLine(party: Party): string {
  const { representative: person } = party;
  const alias = party.alias.length > 0 ? ` (${party.alias.join(', ')})` : '';
  const named = person === null ? '–' : [person.civility, person.name].filter(Boolean).join(' ') || '–';
  return [
    `${party.name}${alias}`,
    party.legalForm ?? '–',
    party.address ?? '–',
    party.siren ?? '–',
    `${named}, ${person?.capacity ?? '–'}`,
    party.side ?? '–',
  ].join(' | ');
}

/** The letters of a text in any order: notes move to the end, and digits are those of numbers that may change. */
const lettersOf = (text: string): string =>
  [...text.normalize('NFKD').replace(/[^\p{L}]/gu, '')].sort().join('');

/** What of a raw file is syntax rather than words. */
const withoutSyntax = (source: string): string =>
  source
    .replace(/\[\^[^\]]+\]:?/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?>/gi, '')
    .replace(/&[a-z]+;/g, ' ');

/** The facts of a report that a reader checks first, as lines. */
function facts(report: ImportReport): Readonly<Record<string, unknown>> {
  const { references } = report;
  return {
    title: `${report.qualification}: ${report.title}`,
    parties: report.parties.map(partyLine),
    visas: report.visas,
    considerants: report.considerants,
    formula: report.formula,
    preambule: report.preambule,
    tree: treeOf(report),
    notes: report.footnotes.map((note) => note.text),
    internal: references.internal.map((one) => `${one.text} → ${one.resolved ? one.target : 'non résolu'}`),
    external: references.external.map((one) => one.ref),
    terms: report.definedTerms.map((one) => one.term),
    signatures: signaturesOf(report),
    closing: {
      place: report.place,
      date: report.date,
      dateText: report.dateText,
      originals: report.originals,
    },
    unrecognised: report.unrecognised.map((one) => `${one.line}: ${one.text}`),
    warnings: report.warnings,
  };
}

describe('import of the fixtures', () => {
  it.each(names)('[G3] %s: every word kept', (name) => {
    const { content, report } = mustImport(read(name));
    expect(importReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(normaliseImported(printDocument(content))).toBe(normaliseImported(sourceText(read(name))));
  });

  it.each(names)('[G3] %s: every letter of the raw file is printed', (name) => {
    const raw = read(name);
    expect(lettersOf(printDocument(mustImport(raw).content))).toBe(lettersOf(withoutSyntax(raw)));
  });

  it.each(names)('[G3] %s: same recognition with CRLF, a byte-order mark and no-break spaces', (name) => {
    const source = read(name);
    const disguised = `\uFEFF${source
      .replace(/ ([:;!?»])/g, '\u00A0$1')
      .replace(/« /g, '«\u00A0')
      .replace(/\n/g, '\r\n')}`;
    const plain = (report: ImportReport) => JSON.stringify(facts(report)).replace(/[\u00A0]/g, ' ');
    expect(plain(mustImport(disguised).report)).toBe(plain(mustImport(source).report));
  });

  it.each(names)('%s: recognised as reviewed', async (name) => {
    const described = `${JSON.stringify(facts(mustImport(read(name)).report), null, 2)}\n`;
    await expect(described).toMatchFileSnapshot(
      resolve(import.meta.dirname, 'fixtures-expected', `${name}.snap`),
    );
  });
});
