// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { alinea, article, openEditor } from '#client/editor/core/test-support.ts';
import { readContent } from '#shared/document/yjs.ts';
import { type PassageNote, passagesPlugin, showNotes } from './passages.ts';

const NOTE: PassageNote = {
  block: '00000000000b',
  blocking: true,
  message: 'L’avenant n° 1 modifie aussi ce passage.',
  says: 'À l’article 1, tout change.',
  ways: [{ href: '/actes/autre', label: 'Ouvrir l’avenant n° 1' }],
};

function open() {
  const opened = openEditor([
    article('Objet', '00000000000a'),
    alinea('Un.', '00000000000b'),
    alinea('Deux.', '00000000000c'),
  ]);
  const followed: string[] = [];
  opened.editor.registerPlugin(passagesPlugin((href) => followed.push(href)));
  const show = (notes: readonly PassageNote[]) => {
    const change = showNotes(opened.editor.state, notes);
    if (change !== null) opened.editor.view.dispatch(change);
    return change !== null;
  };
  const notes = () => [...opened.editor.view.dom.querySelectorAll('[role="note"]')];
  return { ...opened, followed, show, notes };
}

describe('what is to be settled at a passage', () => {
  it('[F4] stands under its alinéa, and is no part of the text', () => {
    const { editor, doc, show, notes } = open();
    show([NOTE]);
    const [note] = notes();
    expect(note?.previousElementSibling?.textContent).toContain('Un.');
    expect(note?.textContent).toContain('tout change');
    expect(editor.state.doc.textContent).toBe('ObjetUn.Deux.');
    expect(JSON.stringify(readContent(doc))).not.toContain('tout change');
  });

  it('[F4] stays there while people type above, and goes when it is settled', () => {
    const { editor, show, notes } = open();
    show([NOTE]);
    editor.view.dispatch(editor.state.tr.insertText('X', 1));
    expect(notes()[0]?.previousElementSibling?.textContent).toContain('Un.');
    expect([show([NOTE]), show([]), notes().length]).toEqual([false, true, 0]);
  });

  it('[F4] leads to the other avenant', () => {
    const { show, notes, followed } = open();
    show([NOTE, { ...NOTE, block: '00000000gone' }]);
    expect(notes()).toHaveLength(1);
    notes()[0]?.querySelector('a')?.click();
    expect(followed).toEqual(['/actes/autre']);
  });
});
