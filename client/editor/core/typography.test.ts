// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { alinea, caret, lines, openEditor, type } from './test-support.ts';

const typed = (text: string) => {
  const act = openEditor([alinea('')]);
  caret(act, 0, 0);
  type(act, text);
  return act;
};

describe('typography as one types', () => {
  it.each([
    ['Fin;', 'Fin\u202f;'],
    ['Fin ;', 'Fin\u202f;'],
    ['Vraiment ?', 'Vraiment\u202f?'],
    ['Objet :', 'Objet\u00a0:'],
    ["l'acte", 'l’acte'],
    ['"mot"', '«\u00a0mot\u00a0»'],
  ])('[E20] %j becomes %j', (input, expected) => {
    expect(lines(typed(input))).toEqual([`alinea: ${expected}`]);
  });

  it('[E21] one undo gives back what was typed, and nothing else', () => {
    const act = typed('Un texte;');
    act.editor.commands.undo();
    expect(lines(act)).toEqual(['alinea: Un texte;']);
  });

  it('[E22] a correction that was undone is not made again as one goes on', () => {
    const act = typed('Un texte;');
    act.editor.commands.undo();
    type(act, ' et la suite');
    expect(lines(act)).toEqual(['alinea: Un texte; et la suite']);
  });
});
