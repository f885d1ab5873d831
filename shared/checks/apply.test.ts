import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { alinea, article, block, contentOf, idOf } from '#shared/document/builders.ts';
import type { ActContent } from '#shared/document/model.ts';
import { findBlock } from '#shared/document/operations/elements.ts';
import { deleteText, insertText, plainText } from '#shared/document/operations/inline.ts';
import { CONTENT_FRAGMENT } from '#shared/document/schema/vocabulary.ts';
import { printDocument } from '#shared/document/text.ts';
import { encodeNewDocument, readContent } from '#shared/document/yjs.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyFix, isTextFix } from './apply.ts';
import type { Fix } from './model.ts';
import { runChecks } from './run.ts';

const ORIGIN = { name: 'test' };
const makeId = blockIdsFrom(() => 0.42);

function docOf(content: ActContent): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, encodeNewDocument(content));
  return doc;
}

function contentIn(doc: Y.Doc): ActContent {
  const read = readContent(doc);
  if (!read.ok) throw new Error('unreadable');
  return read.value;
}

const textIn = (doc: Y.Doc) => printDocument(contentIn(doc));

function fixOf(content: ActContent, rule: string): Fix {
  const found = runChecks(content, { kind: 'convention', today: '2026-11-21' }).find(
    (one) => one.rule === rule,
  );
  if (found?.fix === undefined) throw new Error(`${rule} offers no fix`);
  return found.fix;
}

function apply(doc: Y.Doc, fix: Fix) {
  if (!isTextFix(fix)) throw new Error('not a text fix');
  return applyFix(doc, fix, makeId, ORIGIN);
}

/** What somebody else does in the line meanwhile. */
function lineOf(doc: Y.Doc): Y.XmlElement {
  const found = findBlock(doc, idOf('ligne'));
  if (found === null) throw new Error('no line');
  return found.block;
}

const LINE = 'Un préavis de deux (3) mois est dû, et/ou une indemnité.';
const act = contentOf([article('Fin', alinea(LINE, { id: idOf('ligne') }))]);

describe('applying a fix', () => {
  it('[F1] writes the words, in one change that is undone at once', () => {
    const doc = docOf(act);
    const undo = new Y.UndoManager(doc.getXmlFragment(CONTENT_FRAGMENT), {
      trackedOrigins: new Set([ORIGIN]),
    });
    expect(apply(doc, fixOf(act, 'lettres-chiffres')).ok).toBe(true);
    expect(textIn(doc)).toContain('deux (2) mois');
    undo.undo();
    expect(textIn(doc)).toContain(LINE);
  });

  it('[F1] merges with what somebody else types in the same paragraph at the same time', () => {
    const ours = docOf(act);
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
    apply(ours, fixOf(act, 'lettres-chiffres'));
    insertText(lineOf(theirs), 0, 'Sauf accord, ');
    insertText(lineOf(theirs), plainText(lineOf(theirs)).length, ' Fin.');
    Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs));
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(ours));
    const whole = `Sauf accord, ${LINE.replace('(3)', '(2)')} Fin.`;
    for (const doc of [ours, theirs]) expect(plainText(lineOf(doc))).toBe(whole);
  });

  it('[F2] finds the words again after somebody typed before them', () => {
    const doc = docOf(act);
    insertText(lineOf(doc), 0, 'Sauf dans les cas où il en est autrement décidé, ');
    expect(apply(doc, fixOf(act, 'et-ou')).ok).toBe(true);
    expect(plainText(lineOf(doc))).toContain('est dû, ou une indemnité.');
  });

  it('[F2] refuses, and touches nothing, when the words have changed or the paragraph is gone', () => {
    const doc = docOf(act);
    deleteText(lineOf(doc), LINE.indexOf('deux'), 4);
    const before = plainText(lineOf(doc));
    expect(apply(doc, fixOf(act, 'lettres-chiffres'))).toEqual({
      ok: false,
      error: { code: 'passage.change' },
    });
    expect(plainText(lineOf(doc))).toBe(before);
    doc.getXmlFragment(CONTENT_FRAGMENT).delete(1, 1);
    expect(apply(doc, fixOf(act, 'et-ou')).ok).toBe(false);
  });

  it('[F3] keeps the marks of what it rewrites, and the other words as they are', () => {
    const content = [
      { type: 'text' as const, text: 'Un préavis de ' },
      { type: 'text' as const, text: 'deux (3)', marks: [{ type: 'bold' as const }] },
      { type: 'text' as const, text: ' mois.' },
    ];
    const bold = contentOf([alinea(content, { id: idOf('ligne') })]);
    const doc = docOf(bold);
    apply(doc, fixOf(bold, 'lettres-chiffres'));
    const [line] = contentIn(doc).document.content;
    expect(line?.type === 'alinea' ? line.content : null).toEqual([
      content[0],
      { ...content[1], text: 'deux (2)' },
      content[2],
    ]);
  });

  it('writes a cross-reference in place of « l’article précédent »', () => {
    const relative = contentOf([
      article('Objet', 'x'),
      article('Fin', alinea('Comme prévu à l’article précédent, sauf accord.', { id: idOf('ligne') })),
    ]);
    const doc = docOf(relative);
    expect(apply(doc, fixOf(relative, 'reference-relative')).ok).toBe(true);
    expect(textIn(doc)).toContain('Comme prévu à l’article 1, sauf accord.');
  });

  it('defines the parties after the last of them', () => {
    const undefinedTerm = contentOf([
      block('partie', 'L’Union, association, représentée par son président,'),
      block('partie', 'La Ligue, association, représentée par son président,'),
      article('Objet', 'Ensemble, les Parties coopèrent.'),
    ]);
    const doc = docOf(undefinedTerm);
    expect(apply(doc, fixOf(undefinedTerm, 'terme-non-defini')).ok).toBe(true);
    expect(contentIn(doc).document.content.map((one) => one.type)).toEqual([
      'partie',
      'partie',
      'liaison',
      'intitule',
      'alinea',
    ]);
    expect(
      runChecks(contentIn(doc), { kind: 'convention', today: '2026-11-21' }).map((one) => one.rule),
    ).not.toContain('terme-non-defini');
  });

  it('takes an imported passage as read', () => {
    const doubtful = contentOf([alinea('Page 1', { id: idOf('ligne'), aVerifier: true })]);
    const doc = docOf(doubtful);
    expect(apply(doc, fixOf(doubtful, 'import-a-relire')).ok).toBe(true);
    const [line] = contentIn(doc).document.content;
    expect(line?.type === 'alinea' ? line.attrs.aVerifier : null).toBe(false);
  });
});
