import { fail } from '#shared/kernel/result.ts';

/** Why an operation was refused. The document is then untouched. */
export type OperationProblem =
  /** No block has that id, or not any more: somebody deleted it. */
  | { readonly code: 'bloc.introuvable'; readonly id: string }
  /** The id is that of a block which is no division heading. */
  | { readonly code: 'division.attendue'; readonly id: string }
  /** The operation is about text, and the block holds none (table, picture, page break). */
  | { readonly code: 'texte.attendu'; readonly id: string }
  /** The target lies inside what is moved. */
  | { readonly code: 'cible.interieure'; readonly id: string }
  /** The block stands in a table cell, where this operation has no meaning. */
  | { readonly code: 'bloc.en-tableau'; readonly id: string }
  /** A level would leave 1 to 6. */
  | { readonly code: 'niveau.limite'; readonly id: string }
  /** The division is already the first or the last among its siblings. */
  | { readonly code: 'deplacement.limite'; readonly id: string }
  /** What was given to insert is not valid content; `detail` says where. */
  | { readonly code: 'contenu.invalide'; readonly detail: string };

/** @returns the failure of an operation on block `id` */
export function refuse(
  code: Exclude<OperationProblem['code'], 'contenu.invalide'>,
  id: string,
): { readonly ok: false; readonly error: OperationProblem } {
  return fail({ code, id });
}
