// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { insertFootnote, jumpBetweenNotes } from './footnotes.ts';
import { alinea, call, caret, lines, note, openEditor, press, type, words } from './test-support.ts';

const two = () =>
  openEditor([
    alinea([words('Un'), call('a'), words(' texte.')]),
    alinea([words('Deux'), call('b')]),
    note('a', 'Note a'),
    note('b', 'Note b'),
  ]);

describe('footnotes', () => {
  it('[E10] a new note goes where its call stands among the others, and takes the caret', () => {
    const act = two();
    caret(act, 0, -1);
    expect(insertFootnote(act.editor, act.makeId)).toBe(true);
    type(act, 'Nouvelle');
    expect(lines(act)).toEqual([
      'alinea: Un^ texte.^',
      'alinea: Deux^',
      'note: Note a',
      'note: Nouvelle',
      'note: Note b',
    ]);
  });

  it('[E10] no call can stand inside a note', () => {
    const act = two();
    caret(act, 2, 2);
    expect(insertFootnote(act.editor, act.makeId)).toBe(false);
  });

  it('[E11] deleting a call deletes its note, and one undo gives both back', () => {
    const act = two();
    caret(act, 0, 3);
    act.editor.commands.deleteRange({ from: 3, to: 4 });
    expect(lines(act)).toEqual(['alinea: Un texte.', 'alinea: Deux^', 'note: Note b']);
    act.editor.commands.undo();
    expect(lines(act)).toEqual(['alinea: Un^ texte.', 'alinea: Deux^', 'note: Note a', 'note: Note b']);
  });

  it('[E12] a call cut then pasted finds the text of its note again', () => {
    const act = two();
    const slice = act.editor.state.doc.slice(3, 4);
    act.editor.commands.deleteRange({ from: 3, to: 4 });
    caret(act, 1, -1);
    act.editor.view.dispatch(act.editor.state.tr.replaceSelection(slice));
    expect(lines(act)).toEqual(['alinea: Un texte.', 'alinea: Deux^^', 'note: Note b', 'note: Note a']);
  });

  it('[E12] a copied call takes a note of its own, with the same text', () => {
    const act = two();
    const slice = act.editor.state.doc.slice(3, 4);
    caret(act, 1, -1);
    act.editor.view.dispatch(act.editor.state.tr.replaceSelection(slice));
    expect(lines(act).slice(2)).toEqual(['note: Note a', 'note: Note b', 'note: Note a']);
    const ids = [...act.editor.view.dom.querySelectorAll('[data-inline="appelNote"]')].map(
      (one) => (one as HTMLElement).dataset.noteid,
    );
    expect(new Set(ids).size).toBe(3);
  });

  it('[E10] only the first alinéa of a note bears its number', () => {
    const act = two();
    caret(act, 2, -1);
    press(act, 'Enter');
    type(act, 'Suite');
    const shown = [...act.editor.view.dom.querySelectorAll<HTMLElement>('[data-bloc="note"]')];
    expect(shown.map((one) => `${one.dataset.numero}|${one.textContent}`)).toEqual([
      '1|Note a',
      '|Suite',
      '2|Note b',
    ]);
  });

  it('[E13] one goes from the call to the note and back', () => {
    const act = two();
    jumpBetweenNotes(act.editor, 'b', 'note');
    expect(act.editor.state.selection.$from.parent.textContent).toBe('Note b');
    jumpBetweenNotes(act.editor, 'b', 'call');
    expect(act.editor.state.selection.$from.nodeBefore?.type.name).toBe('appelNote');
  });

  it('[E11] a note’s text never flows into the paragraph before the notes', () => {
    const act = two();
    caret(act, 2, 0);
    press(act, 'Backspace');
    expect(lines(act)[2]).toBe('note: Note a');
    caret(act, 1, -1);
    press(act, 'Delete');
    expect(lines(act)[2]).toBe('note: Note a');
  });
});
