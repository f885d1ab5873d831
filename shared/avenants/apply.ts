import type { ActContent } from '#shared/document/model.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { assemble } from './apply/assemble.ts';
import { deriveListEnds } from './apply/list-ends.ts';
import { type Claim, overlapsOf } from './apply/overlap.ts';
import { type ApplyProblem, Unresolved } from './apply/problem.ts';
import { checkCalls, editsOf } from './apply/resolve.ts';
import type { Instruction } from './model.ts';
import { withoutOrphanNotes } from './notes.ts';
import { carryNumbers } from './numbers.ts';
import { type Places, placesOf } from './places.ts';
import { withReferencesKept } from './references.ts';

export type { ApplyProblem } from './apply/problem.ts';

function claimsOf(instruction: Instruction, rank: number, places: Places): readonly Claim[] | ApplyProblem {
  try {
    const edits = editsOf(instruction, places);
    for (const edit of edits) checkCalls(edit, places);
    return edits.map((edit) => ({ instruction: rank, edit }));
  } catch (error) {
    if (!(error instanceof Unresolved)) throw error;
    return { code: error.code, instruction: rank, other: null, message: error.message };
  }
}

const OVERLAP =
  'Deux instructions touchent au même passage\u00a0: réunissez-les en une seule, qui donne tout le nouveau texte.';

/** What resolving a list of instructions gives: what each does to the base, and what fails. */
function resolved(base: ActContent, instructions: readonly Instruction[]) {
  const places = placesOf(base);
  const claims: Claim[] = [];
  const problems: ApplyProblem[] = [];
  instructions.forEach((instruction, rank) => {
    const found = claimsOf(instruction, rank, places);
    if ('code' in found) problems.push(found);
    else claims.push(...found);
  });
  for (const { instruction, other } of overlapsOf(claims, places))
    problems.push({ code: 'overlap', instruction, other, message: OVERLAP });
  return { places, claims, problems };
}

/** @returns what each instruction that has its place does to the base, for who compares two avenants */
export const claimsOn = (base: ActContent, instructions: readonly Instruction[]): readonly Claim[] =>
  resolved(base, instructions).claims;

/**
 * Every reason why a list of instructions can't be carried out on a text (rules X1 to X4 of RULES.md).
 * @returns in no order that matters; empty when {@link applyInstructions} succeeds
 */
export function checkInstructions(
  base: ActContent,
  instructions: readonly Instruction[],
): readonly ApplyProblem[] {
  return resolved(base, instructions).problems;
}

/**
 * Carries out the instructions of one avenant, all at once: places and ranks are those of the base text, so that
 * their order does not matter (rules X1 to X7 of RULES.md).
 * @param makeId gives an id to each new block
 * @returns the new text; or every instruction that has no single place, or shares it with another
 */
export function applyInstructions(
  base: ActContent,
  instructions: readonly Instruction[],
  makeId: MakeBlockId,
): Result<ActContent, readonly ApplyProblem[]> {
  const { places, claims, problems } = resolved(base, instructions);
  if (problems.length > 0) return fail(problems);
  const edits = claims.map((claim) => claim.edit);
  const content = deriveListEnds(places.blocks, assemble(places, edits, makeId));
  const next: ActContent = { ...base, document: { type: 'doc', content } };
  return ok(carryNumbers(base, withReferencesKept(base, withoutOrphanNotes(base, next))));
}
