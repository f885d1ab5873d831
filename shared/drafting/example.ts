import type { ActContent } from '#shared/document/model.ts';
import type { ActRole, ActState } from '#shared/identity/roles.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { fillFrom } from './fill.ts';
import type { ExampleOrganisation, ExamplePerson, ExampleRight, Library } from './model.ts';
import type { DraftingProblem } from './problems.ts';

/** One act of the example, ready to be stored. `rights` name persons and organisations by their `cle`. */
interface ExampleAct {
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

/** @returns the example that `templates/exemple/` describes, empty when there is none, or why it can’t be filled */
export function buildExample(
  library: Library,
  makeId: MakeBlockId,
): Result<Example, readonly DraftingProblem[]> {
  const source = library.exemple ?? { organisations: [], persons: [], acts: [] };
  const acts: ExampleAct[] = [];
  const problems: DraftingProblem[] = [];
  for (const act of source.acts) {
    const content = fillFrom(act.modele, act.clauses, act.input, makeId);
    if (content.ok)
      acts.push({ title: act.titre, state: act.state, content: content.value, rights: act.rights });
    else problems.push(...content.error);
  }
  if (problems.length > 0) return fail(problems);
  const links = source.acts.flatMap((act, index) =>
    act.rights
      .filter((right) => act.links.includes(right.person))
      .map((right) => ({ person: right.person, act: index, role: right.role })),
  );
  return ok({ organisations: source.organisations, persons: source.persons, acts, links });
}
