// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { alinea, article, caret, lines, openEditor, press, type } from './test-support.ts';

const item = (content: string, niveau = 1) => ({ type: 'item', attrs: { niveau, marqueur: '–' }, content });
const levels = (act: ReturnType<typeof openEditor>) => {
  const found: unknown[] = [];
  act.editor.state.doc.forEach((node) => {
    found.push(node.attrs.niveau ?? node.attrs.retrait ?? null);
  });
  return found;
};

describe('keys', () => {
  it('[E3] Enter at the end of a heading opens an alinéa; before its first word, it pushes the heading down', () => {
    const act = openEditor([article('Objet')]);
    caret(act, 0, -1);
    press(act, 'Enter');
    type(act, 'Texte');
    expect(lines(act)).toEqual(['intitule: Objet', 'alinea: Texte']);
    caret(act, 0, 0);
    press(act, 'Enter');
    expect(lines(act)).toEqual(['alinea: ', 'intitule: Objet', 'alinea: Texte']);
  });

  it('[E3] Enter on an empty item raises it, then leaves the list', () => {
    const act = openEditor([item('un'), item('', 2)]);
    caret(act, 1, 0);
    press(act, 'Enter');
    expect([lines(act)[1], levels(act)[1]]).toEqual(['item: ', 1]);
    press(act, 'Enter');
    expect(lines(act)).toEqual(['item: un', 'alinea: ']);
  });

  it('[E3] Shift+Enter stays in the block', () => {
    const act = openEditor([{ type: 'signataire', content: 'Pour X' }]);
    caret(act, 0, -1);
    press(act, 'Enter', { shiftKey: true });
    type(act, 'Claire');
    expect(lines(act)).toEqual(['signataire: Pour X/Claire']);
  });

  it('[E4] Backspace at the start of an item raises it, then makes an alinéa of it', () => {
    const act = openEditor([alinea('Avant'), item('un', 2)]);
    caret(act, 1, 0);
    press(act, 'Backspace');
    expect(levels(act)[1]).toBe(1);
    press(act, 'Backspace');
    expect(lines(act)).toEqual(['alinea: Avant', 'alinea: un']);
  });

  it('[E5] Tab changes levels between 1 and 6, and only levels', () => {
    const act = openEditor([article('Objet'), item('un', 6)]);
    const id = act.editor.state.doc.child(0).attrs.id;
    caret(act, 0, 2);
    press(act, 'Tab');
    expect([levels(act)[0], act.editor.state.doc.child(0).attrs.id]).toEqual([2, id]);
    press(act, 'Tab', { shiftKey: true });
    press(act, 'Tab', { shiftKey: true });
    expect(levels(act)[0]).toBe(1);
    caret(act, 1, 0);
    press(act, 'Tab');
    expect(levels(act)[1]).toBe(6);
  });

  it('[E6] numbers follow the text without being in it', () => {
    const act = openEditor([article('Objet'), item('un'), article('Durée')]);
    const numbers = () =>
      [...act.editor.view.dom.children].map((one) =>
        one instanceof HTMLElement ? one.dataset.numero : undefined,
      );
    expect(numbers()).toEqual(['Article 1 – ', '–', 'Article 2 – ']);
    expect(act.editor.getText()).not.toContain('Article');
    caret(act, 0, 0);
    act.editor.commands.deleteRange({ from: 0, to: 7 });
    expect(numbers()).toEqual(['–', 'Article 1 – ']);
  });
});
