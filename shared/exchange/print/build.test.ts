import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appelNote,
  article,
  contentOf,
  item,
  note,
  renvoi,
  texte,
  variable,
} from '#shared/document/builders.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { printDocument } from '#shared/document/text.ts';
import { buildPrintModel } from './build.ts';
import type { PrintEdition } from './model.ts';
import { printedText } from './text.ts';

const EDITION: PrintEdition = {
  title: 'Essai',
  version: 'Texte actuel',
  at: 0,
  date: '1er\u00a0janvier 1970',
  hash: '0'.repeat(64),
  mention: 'Projet',
  parties: [],
};

describe('print model', () => {
  it('[P1] reads word for word as the act prints', () => {
    fc.assert(
      fc.property(arbitraryContent({ messy: true }), (content) => {
        expect(printedText(buildPrintModel(content, EDITION))).toBe(printDocument(content));
      }),
      { numRuns: process.env.NIGHTLY === '1' ? 3000 : 150, seed: 20_261_121 },
    );
  });

  it('[P2] has one block per block of the act, at the same index and under the same id', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        const { blocks } = buildPrintModel(content, EDITION);
        expect(blocks.map(({ type, id }) => [type, id])).toEqual(
          content.document.content.map(({ type, attrs }) => [type, attrs.id]),
        );
      }),
      { numRuns: 50, seed: 7 },
    );
  });

  it('[P3] resolves numbers, variables, references and notes', () => {
    const [objet, duree] = [article('Objet', 'Un essai.'), article('Durée')];
    const content = contentOf(
      [
        objet,
        duree,
        item([texte('selon '), renvoi('b00000000001', 'defini'), appelNote('n1'), appelNote('n1')]),
        item([variable('siege', 'gras'), variable('duree', 'lettres')]),
        note('n1', 'Une note.'),
        note('n1', 'Sa suite.'),
        note('n2', 'Une note que rien n’appelle.'),
      ],
      {
        siege: { type: 'texte', libelle: 'Siège', valeur: null },
        duree: { type: 'entier', libelle: 'Durée', valeur: '3' },
      },
    );
    const model = buildPrintModel(content, EDITION);
    expect(model.contents.map(({ printed, text }) => printed + text)).toEqual([
      'Article\u00a01 – Objet',
      'Article\u00a02 – Durée',
    ]);
    expect(model.blocks[3]).toMatchObject({
      marker: '–',
      runs: [
        { text: 'selon ' },
        { type: 'renvoi', text: 'l’article 1', cible: 'b00000000001' },
        { type: 'appel', number: 1, first: true },
        { type: 'appel', number: 1, first: false },
      ],
    });
    expect(model.blocks[4]).toMatchObject({
      runs: [
        { text: '[Siège]', filled: false, marks: [{ type: 'bold' }] },
        { text: 'trois', filled: true, marks: [] },
      ],
    });
    expect(model.notes.map(({ noteId, alineas }) => [noteId, alineas.length])).toEqual([['n1', 2]]);
    expect(model.blocks.slice(5)).toMatchObject([
      { number: 1, marked: true },
      { number: 1, marked: false },
      { number: null, marked: true },
    ]);
  });
});
