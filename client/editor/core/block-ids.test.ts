// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { isBlockId } from '#shared/kernel/ids.ts';
import { alinea, article, caret, lines, openEditor, paste, press, type } from './test-support.ts';

const ids = (act: ReturnType<typeof openEditor>) => {
  const found: unknown[] = [];
  act.editor.state.doc.descendants((node) => {
    if (node.isTextblock) found.push(node.attrs.id);
  });
  return found;
};

const unique = (found: unknown[]) => found.every(isBlockId) && new Set(found).size === found.length;

describe('block ids', () => {
  it('[E1] a split leaves the id to the first half and gives one to the second', () => {
    const act = openEditor([alinea('Un deux', 'aaaaaaaaaaaa')]);
    caret(act, 0, 3);
    press(act, 'Enter');
    expect(lines(act)).toEqual(['alinea: Un ', 'alinea: deux']);
    expect(ids(act)[0]).toBe('aaaaaaaaaaaa');
    expect(unique(ids(act))).toBe(true);
  });

  it('[E1] the first words of an empty act get an id', () => {
    const act = openEditor([]);
    type(act, 'a');
    expect(unique(ids(act))).toBe(true);
  });

  it('[E2] of a block and its pasted copy, the one that was there keeps the id, wherever the copy lands', () => {
    const act = openEditor([
      alinea('Avant', 'bbbbbbbbbbbb'),
      article('Objet', 'aaaaaaaaaaaa'),
      alinea('Après'),
    ]);
    const copy = act.editor.state.doc.child(1);
    act.editor.view.dispatch(act.editor.state.tr.insert(0, copy));
    expect(ids(act)[2]).toBe('aaaaaaaaaaaa');
    expect(unique(ids(act))).toBe(true);
  });

  it('[E2] every pasted block gets an id of its own', () => {
    const act = openEditor([alinea('Un')]);
    caret(act, 0, -1);
    const html =
      '<p data-bloc="alinea" data-id="cccccccccccc">x</p><p data-bloc="alinea" data-id="cccccccccccc">y</p>';
    paste(act, { html });
    paste(act, { html: '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>' });
    expect(unique(ids(act))).toBe(true);
  });
});
