import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { buildPrintModel } from '#shared/exchange/print/build.ts';
import { Press } from '#server/exchange/press/press.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { type ActToPrint, editionOf, realActs, shippedActs } from '../../support/acts-to-print.ts';
import {
  expectedPrint,
  hasCommand,
  headerPages,
  footerPages,
  pdfFonts,
  pdfInfo,
  pdfStructure,
  printOf,
  qpdfCheck,
  qpdfJson,
  signingPages,
} from '../../support/pdf.ts';

const press = new Press({ logger: pino({ level: 'silent' }) });
afterAll(() => press.stop());

/** Where to leave the files, for somebody who wants to look at them. */
const KEEP = process.env.KEEP_PDF;

async function printed(act: ActToPrint) {
  const edition = editionOf(act);
  const model = buildPrintModel(act.content, edition);
  const source = { actId: 'act_essai' as ActId, versionId: null, content: act.content, edition };
  const bytes = await press.write(source, 'pdf');
  const pages = Number(/Pages: +(\d+)/.exec(pdfInfo(bytes))?.[1]);
  if (KEEP !== undefined) {
    mkdirSync(KEEP, { recursive: true });
    writeFileSync(join(KEEP, `${act.name.replace(/[^\p{L}\d-]+/gu, '-')}.pdf`), bytes);
  }
  return { model, bytes, pages };
}

const acts = [...shippedActs(), ...realActs()];
const tools = ['pdftotext', 'pdffonts', 'pdfinfo', 'qpdf'].filter((name) => !hasCommand(name));
const why = tools.length > 0 ? ` (skipped: no ${tools.join(', ')}; Debian packages poppler-utils and qpdf)` : '';

describe.skipIf(tools.length > 0)(`the PDF of an act${why}`, () => {
  it.each(acts.map((act) => [act.name, act] as const))(
    '[P5] [L2] reads word for word as the act prints, its signatures after its last words: %s',
    async (_name, act) => {
      const { model, bytes } = await printed(act);
      const expected = expectedPrint(model);
      expect(printOf(bytes, expected)).toEqual(expected);
      const signing = signingPages(bytes, model);
      expect(signing.length).toBeGreaterThan(2);
      expect(new Set(signing).size, String(signing)).toBe(1);
      expect(signing[0]).toBeGreaterThan(-1);
    },
  );

  it('[P6] is sound, tagged, in French, with its title, its bookmarks and every font inside', async () => {
    const [act] = acts;
    if (act === undefined) throw new Error('No act to print');
    const { model, bytes, pages } = await printed(act);
    expect(qpdfCheck(bytes)).toContain('No syntax or stream encoding errors');
    const info = pdfInfo(bytes);
    expect(info).toContain('Tagged:          yes');
    expect(info).toContain(`Title:           ${model.edition.title}`);
    expect(info).toContain('595.276 x 841.89 pts (A4)');
    const fonts = pdfFonts(bytes).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/SourceSerif4|DejaVu/);
    for (const font of fonts) expect(font).toMatch(/yes yes yes +\d+ +\d+$/);
    const structure = pdfStructure(bytes);
    for (const tag of ['H1', 'TOC', 'L ', 'LBody', 'P ']) expect(structure).toContain(tag);
    const objects = qpdfJson(bytes);
    for (const { text } of model.contents.slice(0, 3)) expect(objects).toContain(`"/Title": "u:`), expect(text).not.toBe('');
    expect(objects).toMatch(/"\/Lang": "u:fr(-FR)?"/);
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>');
    expect(text).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(pages).toBeGreaterThan(3);
    // What an archived file may not hold, and what it must.
    for (const key of ['OutputIntents', 'StructTreeRoot', 'MarkInfo', 'Metadata'])
      expect(objects).toMatch(new RegExp(`"/${key}": `));
    for (const key of ['/JavaScript', '/JS', '/Launch', '/Encrypt', '/EmbeddedFiles'])
      expect(objects).not.toContain(`"${key}"`);
    // PDF/A-2 takes transparency as long as it names the space that it blends in; ours has none.
    expect(objects).not.toMatch(/"\/(?:CA|ca)": 0?\.\d/);
    expect(objects).not.toMatch(/"\/SMask": "\d+ 0 R"/);
  });

  it('[P7] says on every page but the first which text it is: title, « Projet », version, hash, page of how many', async () => {
    const [act] = acts;
    if (act === undefined) throw new Error('No act to print');
    const { model, bytes, pages } = await printed(act);
    headerPages(bytes).forEach((header, index) => {
      if (index > 0) expect(header.replace(/\s+/g, ' ').trim()).toBe(`${model.edition.title} Projet`);
    });
    footerPages(bytes).forEach((footer, index) => {
      if (index > 0)
        expect(footer.replace(/\s+/g, ' ').trim()).toBe(`Texte actuel · empreinte 01234567 ${index + 1} / ${pages}`);
    });
  });

  it('[P5] reads as the act prints, for acts of any make', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryContent().map(inFrenchLetters), async (content) => {
        const { model, bytes } = await printed({ name: 'any', content, parties: ['Une', 'Deux'] });
        const expected = expectedPrint(model);
        expect(printOf(bytes, expected)).toEqual(expected);
      }),
      { numRuns: process.env.NIGHTLY === '1' ? 300 : 12, seed: 20_261_121 },
    );
  });
});

/** Letters that our fonts have and that are written from left to right: others are another test's business. */
function inFrenchLetters(content: ActContent): ActContent {
  const json = JSON.stringify(content).replace(/[^\u0020-\u017f\u2010-\u2026\u202f\u20ac°\u25cb]/gu, 'x');
  const read = parseContent(JSON.parse(json));
  if (!read.ok) throw new Error(read.error.path);
  return read.value;
}
