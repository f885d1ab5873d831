import type { PersonId } from '#shared/kernel/ids.ts';
import { hasJournal } from './journal.ts';
import { actsKept, forgetAct, isOpenSomewhere, passagesKept, pendingKept } from './kept.ts';
import { eraseLocalCopy, localCopyName } from './local-copy.ts';

/** @returns how many of a person's changes, in all acts, are nowhere but in this browser */
export function unsavedChanges(personId: PersonId): number {
  return actsKept(personId).reduce(
    (sum, actId) => sum + pendingKept.read(personId, actId) + passagesKept.read(personId, actId).length,
    0,
  );
}

/**
 * Erases from this browser a person's copies of the acts that the server has whole. An act that is open in a tab is
 * left alone, and so is one of which anything is unsaved.
 */
export async function eraseSavedCopies(personId: PersonId): Promise<void> {
  for (const actId of actsKept(personId)) {
    const name = localCopyName(personId, actId);
    const unsaved =
      pendingKept.read(personId, actId) > 0 ||
      passagesKept.read(personId, actId).length > 0 ||
      hasJournal(localStorage, name);
    if (unsaved || (await isOpenSomewhere(personId, actId))) continue;
    forgetAct(personId, actId);
    await eraseLocalCopy(name);
  }
}
