import type { ActEditorHandle } from '#client/editor/core/create-editor.ts';
import { EDITOR_ORIGIN } from '#client/editor/core/undo.ts';
import type { ActContent, Fields } from '#shared/document/model.ts';
import { deleteField, setField } from '#shared/document/operations/index.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import {
  type ClauseChange,
  type ClausePlace,
  insertClause as insertInto,
  replaceClause as replaceIn,
} from '#shared/drafting/insertion.ts';
import type { Clause } from '#shared/drafting/model.ts';
import { type DraftingProblem, draftingProblem } from '#shared/drafting/problems.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { fail, type Result } from '#shared/kernel/result.ts';

/** What a change of clauses needs of the editor. */
export type ClauseEditing = Pick<ActEditorHandle, 'doc' | 'undoManager' | 'makeId'>;

type Changed = Result<ClauseChange, readonly DraftingProblem[]>;

/** Runs as one undo step of its own: neither what was typed before nor what comes after joins it. */
function asOneStep({ undoManager }: ClauseEditing, act: () => void): void {
  undoManager.stopCapturing();
  act();
  undoManager.stopCapturing();
}

/**
 * Changes the act as it is at this instant (rule CL3): blocks that stay equal are left alone, so that what others
 * type meanwhile is merged, not lost.
 */
function change(editing: ClauseEditing, compute: (content: ActContent) => Changed): Changed {
  const content = readContent(editing.doc);
  if (!content.ok)
    return fail([
      draftingProblem(
        'division.introuvable',
        '',
        'Cet acte contient ce que cette page ne sait pas lire. Rechargez-la, puis recommencez.',
      ),
    ]);
  const changed = compute(content.value);
  if (changed.ok) asOneStep(editing, () => writeContent(editing.doc, changed.value.content, EDITOR_ORIGIN));
  return changed;
}

/**
 * Puts a clause into the act as an ordinary edit, undone in one step.
 * @param valeurs of its variables, as typed; those absent are the act's, else the defaults
 * @returns the change, or everything to correct, nothing being done then
 */
export function insertClause(
  editing: ClauseEditing,
  clause: Clause,
  place: ClausePlace,
  valeurs: Readonly<Record<string, string>>,
): Changed {
  return change(editing, (content) => insertInto(content, clause, place, valeurs, editing.makeId));
}

/** Puts a clause, or another version of the same, in the place of a division; see `insertClause`. */
export function replaceDivision(
  editing: ClauseEditing,
  id: BlockId,
  clause: Clause,
  valeurs: Readonly<Record<string, string>>,
): Changed {
  return change(editing, (content) => replaceIn(content, id, clause, valeurs, editing.makeId));
}

/** Where an act keeps that a newer wording was refused for a division: everybody there sees it (rule CL5). */
const refusalKey = (id: BlockId) => `clausier.refus.${id}`;
const markOf = (clause: Clause) => `${clause.id}@${clause.version}`;

/** @returns whether that version was refused for a division; a later one is offered again */
export function isRefused(champs: Fields, id: BlockId, clause: Clause | null): boolean {
  return clause !== null && champs[refusalKey(id)]?.valeur === markOf(clause);
}

/**
 * Keeps the division as it is and remembers it in the act, so that this version is not offered again.
 * @param name of the division, as people read it
 */
export function refuseVersion(editing: ClauseEditing, id: BlockId, clause: Clause, name: string): void {
  const value = {
    type: 'texte',
    libelle: `Rédaction écartée\u00a0: ${name}`,
    valeur: markOf(clause),
  } as const;
  asOneStep(editing, () => setField(editing.doc, refusalKey(id), value, EDITOR_ORIGIN));
}

/** Takes a refusal back: the version is offered again. */
export function forgetRefusal(editing: ClauseEditing, id: BlockId): void {
  asOneStep(editing, () => deleteField(editing.doc, refusalKey(id), EDITOR_ORIGIN));
}
