import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createUndoManager } from '#client/editor/core/undo.ts';
import type { ActContent } from '#shared/document/model.ts';
import { CONTENT_FRAGMENT } from '#shared/document/schema/index.ts';
import { printDocument } from '#shared/document/text.ts';
import { encodeNewDocument, readContent } from '#shared/document/yjs.ts';
import { clauseFile, modeleFile, otherParty, partyInput } from '#shared/drafting/builders.ts';
import { fillModele } from '#shared/drafting/fill.ts';
import { loadLibrary } from '#shared/drafting/library.ts';
import type { Clause } from '#shared/drafting/model.ts';
import { clauseStatus } from '#shared/drafting/provenance.ts';
import { type BlockId, blockIdsFrom } from '#shared/kernel/ids.ts';
import {
  type ClauseEditing,
  forgetRefusal,
  insertClause,
  isRefused,
  refuseVersion,
  replaceDivision,
} from './apply.ts';
import { questionsOf } from './asked.ts';

let seed = 7;
const makeId = blockIdsFrom(() => {
  seed = (seed * 16807) % 2147483647;
  return seed / 2147483647;
});

const loaded = loadLibrary([
  {
    ...clauseFile('duree/signature', 'Elle dure un an.\n\nElle est signée.', 'titre: Durée'),
    path: 'clauses/duree/signature@1.md',
  },
  clauseFile('duree/signature', 'Elle dure deux ans.\n\nElle est signée.', 'titre: Durée\nversion: 2'),
  clauseFile(
    'duree/dates',
    'Elle finit le {{duree.fin|date}}.',
    'titre: Durée\nvariables: [{ chemin: duree.fin, type: date, libelle: Date de fin, requis: oui }]',
  ),
  clauseFile('litige/juge', 'Le juge tranche.', 'titre: Litiges'),
  modeleFile('essai', ['{ clause: duree, defaut: signature, variantes: [signature, dates] }']),
]);
if (!loaded.ok) throw new Error(loaded.error.map(({ message }) => message).join('\n'));
const library = loaded.value;
const clauseNamed = (key: string): Clause => {
  const found = library.clauses.get(key);
  if (found === undefined) throw new Error(key);
  return found;
};
const former = library.anciennes.get('duree-signature')?.[0];
if (former === undefined) throw new Error('no former version');

/** An act of one article, worded by the former version, open in an editor. */
function opened(): { editing: ClauseEditing; read: () => ActContent; text: () => string; id: BlockId } {
  const older = { ...library, clauses: new Map(library.clauses).set('duree/signature', former as Clause) };
  const filled = fillModele(
    older,
    'essai',
    { titre: 'Essai', parties: [partyInput(), otherParty], valeurs: {} },
    makeId,
  );
  if (!filled.ok) throw new Error('not filled');
  const doc = new Y.Doc();
  Y.applyUpdate(doc, encodeNewDocument(filled.value));
  const read = () => {
    const content = readContent(doc);
    if (!content.ok) throw new Error('unreadable');
    return content.value;
  };
  const heading = filled.value.document.content.find((block) => block.type === 'intitule');
  if (heading === undefined) throw new Error('no heading');
  return {
    editing: { doc, undoManager: createUndoManager(doc), makeId },
    read,
    text: () => printDocument(read()),
    id: heading.attrs.id,
  };
}

/** Writes at the end of the paragraph that holds some words, as somebody else would. */
function typeElsewhere(doc: Y.Doc, words: string, added: string): void {
  for (const element of doc.getXmlFragment(CONTENT_FRAGMENT).toArray())
    if (element instanceof Y.XmlElement)
      for (const child of element.toArray())
        if (child instanceof Y.XmlText && String(child).includes(words)) child.insert(child.length, added);
}

describe('[CL1] inserting', () => {
  test('is one edit, undone in one step that leaves what was typed before and since', () => {
    const { editing, text } = opened();
    const before = text();
    expect(insertClause(editing, clauseNamed('litige/juge'), 'usuelle', {}).ok).toBe(true);
    expect(text()).toContain('Le juge tranche.');
    typeElsewhere(editing.doc, 'un an', ' Ajout.');
    editing.undoManager.undo();
    expect(text()).toBe(before.replace('Elle dure un an.', 'Elle dure un an. Ajout.'));
  });

  test('[CL3] merges with what somebody types meanwhile', () => {
    const { editing, text } = opened();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(editing.doc));
    typeElsewhere(other, 'un an', ' Dit l’autre.');
    insertClause(editing, clauseNamed('litige/juge'), 'usuelle', {});
    Y.applyUpdate(editing.doc, Y.encodeStateAsUpdate(other));
    expect(text()).toContain('Elle dure un an. Dit l’autre.');
    expect(text()).toContain('Le juge tranche.');
  });

  test('[CL2] without a value that it requires changes nothing, and says which', () => {
    const { editing, text } = opened();
    const before = text();
    const refused = insertClause(editing, clauseNamed('duree/dates'), 'fin', {});
    expect(refused).toMatchObject({ ok: false, error: [{ champ: 'duree.fin' }] });
    expect(text()).toBe(before);
  });

  test('[CL2] only what the act does not say is asked for', () => {
    const { editing, read } = opened();
    expect(questionsOf(read(), clauseNamed('duree/dates'), {}).variables.map(({ chemin }) => chemin)).toEqual(
      ['duree.fin'],
    );
    insertClause(editing, clauseNamed('duree/dates'), 'fin', { 'duree.fin': '2029-12-31' });
    expect(questionsOf(read(), clauseNamed('duree/dates'), {}).variables).toEqual([]);
  });
});

describe('[CL4] a newer wording', () => {
  test('is put in place of the older one, line by line, and undone in one step', () => {
    const { editing, read, text, id } = opened();
    expect(clauseStatus(read(), id, library).etat).toBe('ancienne');
    const before = text();
    expect(replaceDivision(editing, id, clauseNamed('duree/signature'), {}).ok).toBe(true);
    expect(clauseStatus(read(), id, library).etat).toBe('maison');
    expect(text()).toBe(before.replace('un an', 'deux ans'));
    editing.undoManager.undo();
    expect(text()).toBe(before);
  });

  test('[CL5] refused, it is remembered in the act for that version, until one takes it back', () => {
    const { editing, read, id } = opened();
    const newer = clauseNamed('duree/signature');
    expect(isRefused(read().champs, id, newer)).toBe(false);
    refuseVersion(editing, id, newer, 'Durée');
    expect(isRefused(read().champs, id, newer)).toBe(true);
    expect(isRefused(read().champs, id, { ...newer, version: 3 })).toBe(false);
    const elsewhere = new Y.Doc();
    Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(editing.doc));
    const seen = readContent(elsewhere);
    expect(seen.ok && isRefused(seen.value.champs, id, newer)).toBe(true);
    forgetRefusal(editing, id);
    expect(isRefused(read().champs, id, newer)).toBe(false);
    editing.undoManager.undo();
    expect(isRefused(read().champs, id, newer)).toBe(true);
  });
});
