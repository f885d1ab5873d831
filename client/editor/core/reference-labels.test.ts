// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { printReference } from '#shared/document/references.ts';
import type { ReferenceFormat } from '#shared/document/schema/vocabulary.ts';
import { derivedOf } from './derived.ts';
import { alinea, article, openEditor, type TestEditor, words } from './test-support.ts';

const reference = (cible: string, libelle: string, format: ReferenceFormat = 'nom') => ({
  type: 'renvoi',
  attrs: { cible, format, libelle },
});

/** Three articles; the references to the third say what it was called when they were inserted. */
const act = () =>
  openEditor([
    article('Objet', '00000000000a'),
    alinea([words('Voir '), reference('00000000000c', 'article 2'), words('.')]),
    article('Durée', '00000000000b'),
    alinea([words('Voir '), reference('00000000000c', 'article 2', 'defini'), words('.')]),
    article('Litiges', '00000000000c'),
    alinea('Le tribunal.'),
  ]);

/** @returns what each reference prints */
function printed({ editor }: TestEditor): string[] {
  const found: string[] = [];
  const { document, numbering } = derivedOf(editor.state);
  editor.state.doc.descendants((node) => {
    if (node.type.name !== 'renvoi') return;
    const { cible, format, libelle } = node.attrs;
    found.push(printReference(document, numbering, cible, format, libelle).text);
  });
  return found;
}

/** Deletes the top-level block number `index`, counted from 0. */
function deleteBlock({ editor }: TestEditor, index: number): void {
  let pos = 0;
  for (let i = 0; i < index; i += 1) pos += editor.state.doc.child(i).nodeSize;
  editor.view.dispatch(editor.state.tr.delete(pos, pos + editor.state.doc.child(index).nodeSize));
}

describe('cross-references to what I delete', () => {
  it('[E16] say what they printed last, not when they were inserted', () => {
    const open = act();
    expect(printed(open)).toEqual(['article 3', 'l’article 3']);
    deleteBlock(open, 4);
    expect(printed(open)).toEqual(['[renvoi rompu\u00a0: article 3]', '[renvoi rompu\u00a0: l’article 3]']);
  });

  it('[E16] one undo gives back the article and its references', () => {
    const open = act();
    deleteBlock(open, 4);
    open.editor.commands.undo();
    expect(printed(open)).toEqual(['article 3', 'l’article 3']);
    expect(open.editor.state.doc.childCount).toBe(6);
  });

  it('[E16] are left alone when something else goes', () => {
    const open = act();
    deleteBlock(open, 2);
    expect(printed(open)).toEqual(['article 2', 'l’article 2']);
  });
});
