import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { alinea, contentOf, texte, variable } from '#shared/document/builders.ts';
import { FIELDS_MAP } from '#shared/document/schema/vocabulary.ts';
import { printDocument } from '#shared/document/text.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { agreedBefore, agreeRepresentatives } from './representatives.ts';

describe('the words before a capacity', () => {
  it.each([
    ['par sa ', 'Président', 'Monsieur', 'par son '],
    ['par son ', 'Présidente', 'Madame', 'par sa '],
    ['par sa ', 'Administratrice déléguée', 'Madame', 'par une '],
    ['par sa ', 'Président du conseil régional', 'Monsieur', 'par le '],
    ['au nom de sa ', 'Président du conseil régional', 'Monsieur', 'au nom de son '],
    ['par sa ', 'membre du bureau', 'Monsieur', 'par un '],
    ['par une ', 'Directeur', 'Monsieur', 'par son '],
    ['La ', 'Président', 'Monsieur', 'Le '],
    ['signé du ', 'Présidente', 'Madame', 'signé de la '],
    ['remis à la ', 'Maire', 'Monsieur', 'remis au '],
    ['par sa ', 'chargé de mission', '', 'par sa '],
    ['par sa ', '', 'Monsieur', 'par sa '],
    ['par Madame Roy, ', 'Président', 'Monsieur', 'par Madame Roy, '],
  ])('[D25] « %s » before « %s » (%s): « %s »', (before, capacite, civilite, expected) =>
    expect(agreedBefore(before, capacite, civilite)).toBe(expected),
  );

  it('[D25] follow a capacity that changes, in the text', () => {
    const doc = new Y.Doc();
    const capacite = 'partie.p1.representant.capacite';
    const field = (valeur: string) => ({ type: 'texte' as const, libelle: 'Qualité', valeur });
    const sentence = alinea([texte('L’Union, représentée par sa '), variable(capacite, 'texte'), texte(',')]);
    writeContent(doc, contentOf([sentence], { [capacite]: field('Présidente') }));
    doc.getMap(FIELDS_MAP).set(capacite, field('Président'));
    agreeRepresentatives(doc, [capacite]);
    const read = readContent(doc);
    expect(read.ok && printDocument(read.value)).toBe('L’Union, représentée par son Président,');
  });
});
