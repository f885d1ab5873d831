import { describe, expect, it } from 'vitest';
import {
  alinea,
  annexe,
  appelNote,
  article,
  axe,
  type Blocks,
  block,
  docOf,
  idOf,
  intitule,
  item,
  rubrique,
  sousArticle,
  texte,
} from './builders.ts';
import { computeNumbers } from './numbering.ts';
import { printReference } from './references.ts';
import type { ReferenceFormat } from './schema/vocabulary.ts';

const N = '\u00a0';
const id = idOf('ici');
const to = (text: string) => ({ text, attrs: { id } });
function reference(format: ReferenceFormat, ...blocks: readonly Blocks[]) {
  const document = docOf(...blocks);
  return printReference(document, computeNumbers(document), id, format, 'article 9');
}

describe('cross-references', () => {
  it.each<[ReferenceFormat, string]>([
    ['nom', 'article 2'],
    ['defini', 'l’article 2'],
    ['numero', '2'],
    ['intitule', 'article 2 (Durée)'],
  ])('[R1] to an article, as %s: %s', (format, text) => {
    expect(reference(format, article('Objet'), article(to('Durée')))).toEqual({ text, broken: false });
  });

  it.each<[string, readonly Blocks[]]>([
    ['l’axe 1', axe(to('x'))],
    ['l’annexe 1', annexe(to('x'))],
    ['le 1.1', [article('a'), sousArticle(to('x'))]],
    ['l’article 1er', article({ text: 'x', attrs: { id, compteur: '1er' } })],
    [
      'la section II',
      [
        intitule('y', { prefixe: 'Section ', compteur: 'I' }),
        intitule('x', { id, prefixe: 'Section ', compteur: 'I' }),
      ],
    ],
    ['le II', [intitule('y', { compteur: 'I' }), intitule('x', { id, compteur: 'I' })]],
    ['le chapitre 1', [intitule('x', { id, genre: 'chapitre', compteur: '1' })]],
  ])('[R2] %s', (text, blocks) => {
    expect(reference('defini', ...blocks).text).toBe(text);
  });

  it.each<ReferenceFormat>(['nom', 'defini', 'numero', 'intitule'])(
    '[R1] to an unnumbered division, as %s: its heading in guillemets',
    (format) => {
      expect(reference(format, rubrique(to('Durée'))).text).toBe(`«${N}Durée${N}»`);
    },
  );

  it('[R3] to a line: its address', () => {
    const blocks = article('a', 'x', alinea('y', { id }));
    expect(reference('nom', ...blocks).text).toBe('second alinéa de l’article 1');
    expect(reference('defini', ...blocks).text).toBe('le second alinéa de l’article 1');
    expect(reference('defini', ...article('a', item('y', { id, marqueur: '1°' }))).text).toBe(
      'le 1° de l’article 1',
    );
  });

  it.each<[string, readonly Blocks[]]>([
    ['la note 1', [alinea([texte('x'), appelNote('n')]), block('note', 'y', { noteId: 'n', id })]],
    ['la désignation des parties', [block('partie', 'A', { id })]],
    ['le titre', [block('titre', 'Convention', { id })]],
  ])('[R3] to a line that is alone, of the gender of its noun: %s', (text, blocks) => {
    expect(reference('defini', ...blocks).text).toBe(text);
  });

  it('[R4] broken: says so, with what it said', () => {
    expect(reference('defini', article('a'))).toEqual({
      text: `[renvoi rompu${N}: article 9]`,
      broken: true,
    });
    const document = docOf(article('a'));
    expect(printReference(document, computeNumbers(document), 'x', 'nom').text).toBe('[renvoi rompu]');
  });
});
