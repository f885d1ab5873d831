// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alinea,
  appelNote,
  article,
  block,
  contentOf,
  item,
  note,
  renvoi,
  table,
  texte,
} from '#shared/document/builders.ts';
import type { ActContent, InlineJson } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { printDocument } from '#shared/document/text.ts';
import { shippedActs } from '#test/support/acts-to-print.ts';
import { buildPrintModel } from './build.ts';
import { writeHtml } from './html/write.ts';
import { writeMarkdown } from './markdown.ts';
import type { PrintEdition, PrintModel } from './model.ts';
import { plainRuns, printedBlock, writeText } from './text.ts';

const EDITION: PrintEdition = {
  title: 'Essai <1>',
  version: 'Version 3',
  at: 0,
  date: '1er\u00a0janvier 1970',
  hash: 'ab'.repeat(32),
  mention: 'Projet',
  parties: [],
};
const model = (content: ActContent) => buildPrintModel(content, EDITION);
const page = (content: ActContent) => new DOMParser().parseFromString(writeHtml(model(content)), 'text/html');
const bold = (text: string): InlineJson => ({ type: 'text', text, marks: [{ type: 'bold' }] });

/** Words without spaces nor bars between cells, nor the control characters that a page can't hold. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s|\p{Cc}]/gu, '')
    .replace(/[\ud800-\udfff]/gu, '\ufffd');

function pageWords(document: Document): string {
  for (const furniture of document.querySelectorAll('.edition, nav, .skip, [role="doc-backlink"]'))
    furniture.remove();
  return bare(document.querySelector('.sheet')?.textContent ?? '');
}

/** What a page must read: the act as it prints, its notes at the end by number, its pictures as pictures. */
function expectedWords({ blocks, notes, edition }: PrintModel): string {
  const body = blocks.filter((one) => one.type !== 'image' && (one.type !== 'note' || one.number === null));
  const title = blocks.some(
    (one, index) =>
      one.type === 'titre' &&
      one.role === 'principal' &&
      index < blocks.findIndex((other) => other.type !== 'titre') &&
      printedBlock(one).trim() !== '',
  )
    ? ''
    : edition.title;
  const ends = notes.map(({ alineas }, index) => {
    const written = alineas.some(({ runs }) => runs.length > 0);
    return written ? `${index + 1}${alineas.map(({ runs }) => plainRuns(runs)).join('')}` : '';
  });
  return bare([title, ...body.map(printedBlock), ...ends].join(''));
}

const SAMPLE = contentOf([
  block('titre', 'Convention'),
  article('Objet', alinea([texte('Un '), bold('<b>mot</b> & 2 * 3'), appelNote('n1')])),
  article(
    'Durée',
    item([renvoi('b00000000002', 'defini')]),
    item('1. Trois ans', { niveau: 2, marqueur: '1°' }),
  ),
  table([['Action', 'Date']]),
  block('signataire', 'Pour l’Union'),
  note('n1', 'Une note.'),
]);

describe('exports as words', () => {
  it('[P4] a page reads as the act prints, for acts of any make', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        expect(pageWords(page(content))).toBe(expectedWords(model(content)));
      }),
      { numRuns: process.env.NIGHTLY === '1' ? 1000 : 40, seed: 20_261_121 },
    );
  });

  it('[P4] a plain text holds the words of the act, after one line that says which it is', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        const [head, ...rest] = writeText(model(content)).split('\n\n');
        expect(head).toBe(
          `Projet · Essai <1> · Version 3 · 1er\u00a0janvier 1970 · empreinte SHA-256\u00a0: ${'ab'.repeat(32)}`,
        );
        expect(rest.join('\n\n')).toBe(`${printDocument(content)}\n`);
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('[P8] a page is in French, with one title, headings in order, and links that lead somewhere', () => {
    for (const { content } of shippedActs()) {
      const document = page(content);
      expect(document.documentElement.lang).toBe('fr');
      expect(document.querySelectorAll('h1')).toHaveLength(1);
      for (const link of document.querySelectorAll('a[href^="#"]')) {
        const target = link.getAttribute('href')?.slice(1) ?? '';
        expect(document.querySelectorAll(`[id="${target}"]`), target).toHaveLength(1);
      }
      const levels = [...document.querySelectorAll('main :is(h2,h3,h4,h5,h6)')].map((one) =>
        Number(one.tagName[1]),
      );
      for (const [index, level] of levels.entries())
        expect(level - (levels[index - 1] ?? 1)).toBeLessThanOrEqual(1);
      expect(document.querySelectorAll('script, link, iframe, [src^="http"]')).toHaveLength(0);
    }
  });

  it('[P8] a text that looks like markup stays a text', () => {
    const document = page(SAMPLE);
    expect(document.querySelector('strong')?.textContent).toBe('<b>mot</b> & 2 * 3');
    expect(document.title).toBe('Essai <1> – Version 3');
    expect(document.querySelector('main b')).toBeNull();
    const script: InlineJson = {
      type: 'text',
      text: 'ici',
      marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }],
    };
    expect(page(contentOf([alinea([script])])).querySelector('main a')).toBeNull();
  });

  it('[P8] notes and their calls lead to each other', () => {
    const document = page(SAMPLE);
    expect(document.querySelector('#note-1')?.textContent).toContain('Une note.');
    expect(document.querySelector('#appel-1')?.getAttribute('href')).toBe('#note-1');
    expect(document.querySelector('#note-1 a')?.getAttribute('href')).toBe('#appel-1');
  });

  it('[P9] Markdown keeps structure and words, and escapes what would be read as marks', () => {
    expect(writeMarkdown(model(SAMPLE)).split('\n')).toEqual([
      `> **Projet** · Version 3 · 1er\u00a0janvier 1970 · empreinte SHA-256\u00a0: ${'ab'.repeat(32)}`,
      '',
      '# Convention',
      '',
      '## Article\u00a01 – Objet',
      '',
      'Un **\\<b\\>mot\\</b\\> & 2 \\* 3**[^1]',
      '',
      '## Article\u00a02 – Durée',
      '',
      '- l’article 1',
      '  - 1° 1. Trois ans',
      '',
      '| Action | Date |',
      '| --- | --- |',
      '',
      'Pour l’Union',
      '',
      '[^1]: Une note.',
      '',
    ]);
  });
});
