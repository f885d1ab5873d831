// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { alinea, article, openEditor } from '#client/editor/core/test-support.ts';
import { generatedPlugin } from './generated.ts';

function open() {
  const opened = openEditor([
    article('Objet', '00000000000a'),
    alinea('Un.', '00000000000b'),
    article('Modification de l’article 1', 'avgen000000a'),
    alinea('À l’article 1, tout change.', 'avgen000000b'),
    article('Effet', '00000000000c'),
  ]);
  let refusals = 0;
  opened.editor.registerPlugin(
    generatedPlugin(() => {
      refusals += 1;
    }),
  );
  const words = () => opened.editor.state.doc.textContent;
  /** Position at the end of the block of a rank. */
  const endOf = (rank: number) => {
    let position = 0;
    for (let index = 0; index <= rank; index += 1) position += opened.editor.state.doc.child(index).nodeSize;
    return position - 1;
  };
  return { ...opened, words, endOf, refusals: () => refusals };
}

describe('the articles of an avenant that write themselves', () => {
  it('[C2] are left alone by typing, which is told; what stands around is not', () => {
    const { editor, words, endOf, refusals } = open();
    editor.view.dispatch(editor.state.tr.insertText('X', endOf(3)));
    expect([words().includes('X'), refusals()]).toEqual([false, 1]);
    editor.view.dispatch(editor.state.tr.delete(endOf(1), endOf(3)));
    expect([words().includes('tout change'), refusals()]).toEqual([true, 2]);
    editor.view.dispatch(editor.state.tr.insertText(' Deux.', endOf(1)));
    expect([words().includes('Un. Deux.'), refusals()]).toEqual([true, 2]);
  });

  it('[C2] a new line may be begun after one of them', () => {
    const { editor, words, endOf, refusals } = open();
    editor.view.dispatch(editor.state.tr.split(endOf(3)));
    editor.view.dispatch(editor.state.tr.insertText('Le mien.', endOf(4)));
    expect([words().includes('tout change.Le mien.'), refusals()]).toEqual([true, 0]);
  });

  it('[C2] follow what comes from the shared text', () => {
    const { doc, words } = open();
    const fragment = doc.getXmlFragment('contenu');
    doc.transact(() => fragment.delete(3, 1), 'remote');
    expect(words()).not.toContain('tout change');
  });

  it('[C2] are seen to', () => {
    expect(open().editor.view.dom.querySelectorAll('[class*="generated"]')).toHaveLength(2);
  });
});
