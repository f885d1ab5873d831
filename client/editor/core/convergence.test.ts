// @vitest-environment jsdom
import { yXmlFragmentToProsemirrorJSON } from '@tiptap/y-tiptap';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { moveDivisionBy, setDivisionLevel } from '#shared/document/operations/index.ts';
import { CONTENT_FRAGMENT, documentSchema } from '#shared/document/schema/index.ts';
import { insertFootnote } from './footnotes.ts';
import {
  actDoc,
  alinea,
  article,
  caret,
  openEditor,
  press,
  seeded,
  type TestEditor,
  type,
} from './test-support.ts';
import { EDITOR_ORIGIN } from './undo.ts';

/** Two editors on copies of one act, joined by a network that can be held. */
function pair(blocks: Parameters<typeof actDoc>[0]) {
  const first = actDoc(blocks);
  const second = new Y.Doc();
  Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
  const deliver = () => {
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first, Y.encodeStateVector(second)), 'wire');
    Y.applyUpdate(first, Y.encodeStateAsUpdate(second, Y.encodeStateVector(first)), 'wire');
  };
  return { a: openEditor(first), b: openEditor(second), deliver };
}

const plain = (json: object) => JSON.parse(JSON.stringify(documentSchema.nodeFromJSON(json).toJSON()));
const stored = ({ doc }: TestEditor) =>
  plain(yXmlFragmentToProsemirrorJSON(doc.getXmlFragment(CONTENT_FRAGMENT)));
const shown = ({ editor }: TestEditor) => plain(editor.getJSON());

const sample = () => [
  article('Objet'),
  alinea('Premier paragraphe du texte.'),
  article('Durée'),
  alinea('Deuxième paragraphe du texte.'),
  article('Litiges'),
  alinea('Troisième paragraphe du texte.'),
];

/** One random thing that a person does in an editor. */
function act(one: TestEditor, random: () => number): void {
  const { editor } = one;
  const count = editor.state.doc.childCount;
  const index = Math.floor(random() * count);
  caret(one, index, Math.floor(random() * (editor.state.doc.child(index).content.size + 1)));
  const headings: string[] = [];
  editor.state.doc.forEach((node) => {
    if (node.type.name === 'intitule') headings.push(String(node.attrs.id));
  });
  const heading = headings[Math.floor(random() * headings.length)] as never;
  switch (Math.floor(random() * 8)) {
    case 0:
    case 1:
      type(one, 'mot');
      return;
    case 2:
      press(one, 'Enter');
      return;
    case 3:
      press(one, 'Backspace');
      return;
    case 4:
      insertFootnote(editor, one.makeId);
      return;
    case 5:
      moveDivisionBy(one.doc, heading, random() < 0.5 ? 'up' : 'down', EDITOR_ORIGIN);
      return;
    case 6:
      setDivisionLevel(one.doc, heading, random() < 0.5 ? 1 : -1, EDITOR_ORIGIN);
      return;
    default:
      editor.commands.undo();
  }
}

describe('two editors on one act', () => {
  it.each(Array.from({ length: 12 }, (_, index) => index + 1))(
    '[E60] what is on screen is what the Y.Doc holds, whatever both do, in any order of delivery: seed %i',
    (seed) => {
      const random = seeded(seed * 7919);
      const { a, b, deliver } = pair(sample());
      for (let round = 0; round < 30; round += 1) {
        act(random() < 0.5 ? a : b, random);
        if (random() < 0.4) deliver();
        expect(shown(a), `round ${round}`).toEqual(stored(a));
        expect(shown(b), `round ${round}`).toEqual(stored(b));
      }
      deliver();
      deliver();
      expect(shown(a)).toEqual(shown(b));
      a.destroy();
      b.destroy();
    },
  );

  it('[E61] undo takes back only what I did', () => {
    const { a, b, deliver } = pair(sample());
    caret(a, 1, -1);
    type(a, ' Claire');
    deliver();
    caret(b, 1, -1);
    type(b, ' Jean');
    deliver();
    a.editor.commands.undo();
    deliver();
    expect(b.editor.getText()).toContain('Jean');
    expect(b.editor.getText()).not.toContain('Claire');
  });

  it('[E61] undo takes back my move, and keeps what a colleague typed meanwhile', () => {
    const { a, b, deliver } = pair(sample());
    const id = a.editor.state.doc.child(0).attrs.id;
    moveDivisionBy(a.doc, id, 'down', EDITOR_ORIGIN);
    deliver();
    caret(b, 0, -1);
    type(b, ' commune');
    deliver();
    a.editor.commands.undo();
    deliver();
    expect(a.editor.state.doc.child(0).textContent).toBe('Objet');
    expect(a.editor.getText()).toContain('commune');
    expect(shown(a)).toEqual(shown(b));
  });

  it('[E63] undo brings the caret back to what it undoes, and a colleague’s next letter leaves it there', () => {
    const { a, b, deliver } = pair(sample());
    caret(a, 1, 7);
    type(a, ' X');
    caret(a, 5, 3);
    a.editor.commands.undo();
    const { $from } = a.editor.state.selection;
    expect([$from.parent.textContent, $from.parentOffset]).toEqual(['Premier paragraphe du texte.', 7]);
    caret(a, 3, 2);
    caret(b, 5, 0);
    type(b, 'Z');
    deliver();
    expect(a.editor.state.selection.$from.parent.textContent).toBe('Deuxième paragraphe du texte.');
  });

  it('[E62] a caret stays in its words when a colleague types before it', () => {
    const { a, b, deliver } = pair(sample());
    caret(a, 3, 8);
    caret(b, 1, 0);
    type(b, 'Avant tout. ');
    deliver();
    expect(a.editor.state.selection.$from.parentOffset).toBe(8);
    expect(a.editor.state.selection.$from.parent.textContent).toBe('Deuxième paragraphe du texte.');
  });

  it('[E62] a caret goes on after its own letters when a colleague types before it in the same paragraph', () => {
    const { a, b, deliver } = pair(sample());
    caret(a, 1, -1);
    caret(b, 1, 0);
    for (const letter of 'abc') {
      type(a, letter);
      type(b, letter.toUpperCase());
      deliver();
    }
    expect(a.editor.state.doc.child(1).textContent).toBe('ABCPremier paragraphe du texte.abc');
    expect(shown(a)).toEqual(shown(b));
  });
});
