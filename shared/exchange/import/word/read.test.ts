import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { printDocument } from '#shared/document/text.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { Random } from '#test/fuzz/random.ts';
import { readFileToImport } from '../file.ts';
import { importText } from '../import.ts';
import { readWord } from './read.ts';

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const part = (root: string, inside: string) => strToU8(`<w:${root} ${NAMESPACE}>${inside}</w:${root}>`);

/** As Word names them in any language: headings numbered by their style, lists, notes, a sommaire. */
const STYLES = `
  <w:style w:styleId="Titre"><w:name w:val="Title"/></w:style>
  <w:style w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Titre2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Article"><w:name w:val="Article"/><w:basedOn w:val="Titre1"/></w:style>
  <w:style w:styleId="TM1"><w:name w:val="toc 1"/></w:style>
  <w:style w:styleId="lev"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`;
const level = (depth: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `
  <w:abstractNum w:abstractNumId="0">${level(0, 'decimal', 'Article %1 –', '<w:suff w:val="space"/>')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '\uf0b7')}${level(1, 'lowerLetter', '%2)')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="2">${level(0, 'lowerRoman', '%1.')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>`;

const run = (words: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
const p = (inside: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr>${inside.startsWith('<') ? inside : run(inside)}</w:p>`;
const styled = (style: string, inside: string) => p(inside, `<w:pStyle w:val="${style}"/>`);
const listed = (list: number, inside: string, depth = 0) =>
  p(inside, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);
const cell = (...lines: readonly string[]) => `<w:tc>${lines.map((line) => p(line)).join('')}</w:tc>`;

const word = (body: string, more: Readonly<Record<string, Uint8Array>> = {}) =>
  zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/styles.xml': part('styles', STYLES),
    'word/numbering.xml': part('numbering', NUMBERING),
    ...more,
  });

function read(bytes: Uint8Array) {
  const result = readWord(bytes);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
}
const textOf = (body: string, more = {}) => read(word(body, more)).text.trimEnd();

describe('a Word document', () => {
  it('[D1] gives its headings their numbers, as Word counts them, and its lists their markers', () => {
    const text = textOf(
      styled('Titre', 'Convention') +
        styled('Titre1', 'Objet') +
        listed(2, 'un') +
        listed(2, 'deux', 1) +
        listed(2, 'trois', 1) +
        styled('Article', 'Durée') +
        styled('Titre2', 'Effet') +
        styled('Titre2', 'Terme') +
        listed(3, 'i') +
        listed(3, 'ii') +
        listed(4, 'iv') +
        p('Texte.', '<w:pStyle w:val="Titre1"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
    );
    expect(text.split(/\n+/)).toEqual([
      '# Convention',
      '# Article 1 – Objet',
      '• un',
      '  a) deux',
      '  b) trois',
      '# Article 2 – Durée',
      '## 2.1 Effet',
      '## 2.2 Terme',
      'i. i',
      'ii. ii',
      'iv. iv',
      '# Texte.',
    ]);
  });

  it('[D2] keeps bold, italic, notes, line ends and tables; what is hidden is not read', () => {
    const note = (id: string) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
    const text = textOf(
      p(
        run('Un ') +
          run('mot ', '<w:b/>') +
          run('gras', '<w:rStyle w:val="lev"/>') +
          run(', ') +
          run('oblique', '<w:i/>'),
      ) +
        p(run('1') + run('er', '<w:vertAlign w:val="superscript"/>') + run(' caché', '<w:vanish/>')) +
        p(`${run('Appel')}${note('7')}<w:r><w:br/></w:r>${run('Suite *')}`) +
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell('A')}${cell('B')}</w:tr>
         <w:tr>${cell('1', '2')}<w:tc><w:tcPr><w:vMerge/></w:tcPr>${p('perdu')}</w:tc></w:tr></w:tbl>`,
      { 'word/footnotes.xml': part('footnotes', `<w:footnote w:id="7">${p('Voir.')}</w:footnote>`) },
    );
    expect(text).toBe(
      'Un **mot gras**, *oblique*\n\n1<sup>er</sup>\n\nAppel[^1]\\\nSuite \\*\n\n| A | B |\n| --- | --- |\n| 1<br>2 |  |\n\n[^1]: Voir.',
    );
  });

  it('[D3] is read with its tracked changes accepted, and says so; what is left out is told', () => {
    const { text, warnings } = read(
      word(
        p(`<w:del>${run('trois')}</w:del><w:ins>${run('cinq')}</w:ins>${run(' ans')}`) +
          p(run('Coupé '), '<w:rPr><w:del/></w:rPr>') +
          p('puis joint.') +
          p(
            '<w:r><w:drawing><w:p><w:r><w:t>forme</w:t></w:r></w:p></w:drawing></w:r><w:r><w:commentReference/></w:r>',
          ),
      ),
    );
    expect(text).toBe('cinq ans\n\nCoupé puis joint.\n');
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toContain('acceptées');
  });

  it('[D4] leaves out its sommaire, which an act makes again', () => {
    const gallery =
      '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>';
    expect(
      textOf(
        `<w:sdt>${gallery}<w:sdtContent>${p('Objet 3')}</w:sdtContent></w:sdt>${styled('TM1', 'Durée 4')}<w:sdt><w:sdtContent>${p('Gardé')}</w:sdtContent></w:sdt>`,
      ),
    ).toBe('Gardé');
  });

  it('[D5] is an act like any text, its articles recognised', () => {
    const body =
      styled('Titre', 'Convention de partenariat') +
      styled('Titre1', 'Objet') +
      p('Agir ensemble.') +
      styled('Titre1', 'Durée') +
      p('Trois ans.');
    const file = readFileToImport(word(body));
    const random = new Random(1);
    const makeId = blockIdsFrom(() => random.next());
    const result = file.ok ? importText(file.value.text, { makeId }) : file;
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.report.divisions.map(({ label }) => label)).toEqual(['Article 1', 'Article 2']);
    expect(printDocument(result.value.content)).toContain('Article 2 – Durée');
  });

  it.each([
    ['cut short', word(p('Texte')).subarray(0, 300)],
    ['not XML', word('<w:p>')],
    [
      'with a document type',
      word('', { 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }),
    ],
    ['deep', word(`${'<w:p>'.repeat(5_000)}${'</w:p>'.repeat(5_000)}`)],
    ['a bomb', word('', { 'word/styles.xml': new Uint8Array(30 * 1024 * 1024) })],
    ['a bomb that says it is small', lying(word(p('a'.repeat(5_000_000))))],
  ])('[D6] %s is refused, with what to do', (_, bytes) => {
    const result = readWord(bytes);
    expect(result).toMatchObject({ ok: false, error: { code: 'import.illisible' } });
    expect(result.ok ? '' : result.error.detail).toContain('enregistrez-le de nouveau');
  });

  it('[D6] a text, or an archive of something else, is not taken for one', () => {
    expect(readFileToImport(strToU8('Convention')).ok).toBe(true);
    const other = readFileToImport(zipSync({ 'xl/workbook.xml': strToU8('<a/>') }));
    expect(other.ok ? '' : other.error.detail).toContain('Excel');
  });
});

/** The same archive, whose index says that each part unzips to a hundred bytes. */
function lying(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at < copy.length - 30; at += 1)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
  return copy;
}
