import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printDocument } from '#shared/document/text.ts';
import { type ImportReport, importReportSchema } from '../wire.ts';
import { normaliseImported, sourceText } from './source.ts';
import { mustImport, partiesOf, signaturesOf, treeOf } from './support.ts';

const FOLDER = resolve(import.meta.dirname, 'fixtures');
const read = (name: string) => readFileSync(resolve(FOLDER, name), 'utf8');
const names = readdirSync(FOLDER);

/** The facts of a report that a reader checks first, as lines. */
function facts(report: ImportReport): Readonly<Record<string, unknown>> {
  const { references } = report;
  return {
    title: `${report.qualification}: ${report.title}`,
    parties: partiesOf(report),
    visas: report.visas.length,
    considerants: report.considerants.length,
    preambule: report.preambule,
    tree: treeOf(report),
    notes: report.footnotes.map((note) => note.text),
    internal: references.internal.map((one) => `${one.text} → ${one.resolved ? one.target : 'non résolu'}`),
    external: references.external.map((one) => one.ref),
    terms: report.definedTerms.map((one) => one.term),
    signatures: signaturesOf(report),
    closing: [report.place, report.date ?? report.dateText, report.originals?.count ?? null],
    unrecognised: report.unrecognised.map((one) => `${one.line}: ${one.text}`),
  };
}

describe('import of the fixtures', () => {
  it.each(names)('[G3] %s: every word kept', (name) => {
    const { content, report } = mustImport(read(name));
    expect(importReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(normaliseImported(printDocument(content))).toBe(normaliseImported(sourceText(read(name))));
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
