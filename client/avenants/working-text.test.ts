// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { derivedOf } from '#client/editor/core/derived.ts';
import { alinea, article, openEditor, type TestEditor } from '#client/editor/core/test-support.ts';
import { parseContent } from '#shared/document/parse.ts';
import { readContent } from '#shared/document/yjs.ts';
import { numberedAfter } from './numbered-after.ts';

/** What stands before each heading on screen. */
const shown = ({ editor }: TestEditor): readonly string[] =>
  [...derivedOf(editor.state).numbering.headings.values()].map(({ printed }) => printed);

describe('the numbers of a consolidated text', () => {
  it('[R6] are those that the avenant gives, while people type', () => {
    const open = openEditor([
      article('Objet', '00000000000a'),
      alinea('Un.'),
      article('Durée', '00000000000b'),
      alinea('Deux.'),
    ]);
    const base = readContent(open.doc);
    if (!base.ok) throw new Error('The text can’t be read');
    expect(parseContent(base.value).ok).toBe(true);
    open.numberBy(numberedAfter(base.value));
    const { schema, doc, tr } = open.editor.state;
    const heading = schema.node(
      'intitule',
      { ...doc.child(0).attrs, id: '00000000000c' },
      schema.text('Suivi'),
    );
    open.editor.view.dispatch(tr.insert(doc.child(0).nodeSize + doc.child(1).nodeSize, heading));
    expect(shown(open)).toEqual(['Article 1 – ', 'Article 1-1 – ', 'Article 2 – ']);
    expect(open.editor.view.dom.innerHTML).toContain('Article 1-1');
    // Nothing of it is written in the text.
    expect(open.editor.state.doc.child(2).attrs.numFixe ?? '').toBe('');
    open.numberBy(null);
    expect(shown(open)).toEqual(['Article 1 – ', 'Article 2 – ', 'Article 3 – ']);
  });
});
