import type { ActContent } from '#shared/document/model.ts';
import type { ActRole, ActState } from '#shared/identity/roles.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, type Result } from '#shared/kernel/result.ts';
import type { ExampleOrganisation, ExamplePerson, ExampleRight, Library } from './model.ts';
import type { DraftingProblem } from './problems.ts';

/** One act of the example, ready to be stored. `rights` name persons and organisations by their `cle`. */
export interface ExampleAct {
  readonly title: string;
  readonly state: ActState;
  readonly content: ActContent;
  readonly rights: readonly ExampleRight[];
}

/** What *Commencer avec l’exemple* puts in an empty server. */
export interface Example {
  readonly organisations: readonly ExampleOrganisation[];
  readonly persons: readonly ExamplePerson[];
  readonly acts: readonly ExampleAct[];
  /** Personal links to make: `person` by `cle`, `act` by its index in `acts`. */
  readonly links: readonly { readonly person: string; readonly act: number; readonly role: ActRole }[];
}

/** @returns the example that `templates/exemple/` describes, or why it can't be built */
export function buildExample(
  _library: Library,
  _makeId: MakeBlockId,
): Result<Example, readonly DraftingProblem[]> {
  return fail([]);
}
