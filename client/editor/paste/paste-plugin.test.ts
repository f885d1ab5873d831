// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { alinea, article, call, caret, lines, note, openEditor, paste, words } from '../core/test-support.ts';
import { MAX_PASTE_LENGTH, refusePaste } from './paste-plugin.ts';

describe('paste', () => {
  it('[E47] each line of a plain text is an alinéa; one line goes into the sentence', () => {
    const act = openEditor([alinea('Avant ')]);
    caret(act, 0, -1);
    paste(act, { text: 'un mot' });
    expect(lines(act)).toEqual(['alinea: Avant un mot']);
    paste(act, { text: ' fin\n\ndeux\r\ntrois' });
    expect(lines(act)).toEqual(['alinea: Avant un mot fin', 'alinea: deux', 'alinea: trois']);
  });

  it('[E45] a pasted note goes to the foot, in the order of the calls', () => {
    const act = openEditor([
      alinea([words('Un '), call('a')]),
      alinea([words('Deux'), call('b')]),
      note('a', 'A'),
      note('b', 'B'),
    ]);
    caret(act, 0, -1);
    paste(act, {
      html: '<p>texte<a href="#_ftn1"><sup>[1]</sup></a></p><div id="ftn1"><p><a href="#_ftnref1">[1]</a> Collée</p></div>',
    });
    expect(lines(act)).toEqual(['alinea: Un ^texte^', 'alinea: Deux^', 'note: A', 'note: Collée', 'note: B']);
  });

  it('[E48] a copy made here keeps what blocks are', () => {
    const act = openEditor([article('Objet'), alinea('Texte'), alinea('')]);
    const { dom } = act.editor.view.serializeForClipboard(act.editor.state.doc.slice(0, 13));
    expect(dom.textContent).toBe('Article 1 – ObjetTexte');
    caret(act, 2, 0);
    paste(act, { html: dom.innerHTML });
    expect(lines(act).slice(2)).toEqual(['intitule: Objet', 'alinea: Texte']);
    expect(act.editor.view.dom.querySelectorAll('h2')[1]?.dataset.numero).toBe('Article 2 – ');
  });

  it.each([
    ['the middle', 3, ['alinea: Ava', 'intitule: Divers', 'item: a', 'alinea: nt']],
    ['the end', -1, ['alinea: Avant', 'intitule: Divers', 'item: a']],
    ['the start', 0, ['intitule: Divers', 'item: a', 'alinea: Avant']],
  ])(
    '[E40] headings and items stay what they are, pasted at %s of a paragraph',
    (_where, offset, expected) => {
      const act = openEditor([alinea('Avant')]);
      caret(act, 0, offset);
      paste(act, { html: '<h2>Divers</h2><ul><li>a</li></ul>' });
      expect(lines(act)).toEqual(expected);
    },
  );

  it('[E40] pasted in an empty paragraph, blocks take its place', () => {
    const act = openEditor([alinea('Avant'), alinea('')]);
    caret(act, 1, 0);
    paste(act, { html: '<h2>Divers</h2><p>Texte</p>' });
    expect(lines(act)).toEqual(['alinea: Avant', 'intitule: Divers', 'alinea: Texte']);
  });

  it('[E49] a paste beyond the limit is refused with a sentence', () => {
    expect(refusePaste('', 'x'.repeat(MAX_PASTE_LENGTH + 1))).toMatch(/5 Mo/);
    expect(refusePaste('<p>x</p>', 'x')).toBe(null);
  });
});
