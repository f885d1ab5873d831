import { importText } from '#shared/exchange/import/import.ts';
import type { ImportReport, Party } from '#shared/exchange/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import { oneLine } from '#shared/kernel/one-line.ts';
import { addAct } from '../drafting/index.ts';
import { newBlockId } from '../ids.ts';
import type { Tx } from '../storage/tables.ts';

const UNTITLED = 'Texte importé';
/** Longest title read in the name of a file. */
const MAX_NAME = 200;

/** A text to make an act of. */
export interface ImportSource {
  readonly text: string;
  /** Name of its file, or `null` when it was pasted. */
  readonly name: string | null;
  /** Title to keep instead of the one recognised, or `null`. */
  readonly title: string | null;
  readonly author: PersonId | null;
  /** On behalf of whom it is imported. */
  readonly organisation?: OrganisationId;
}

/**
 * Makes an act of a text: recognised, then kept as its first version. No right is given.
 * @returns its id, the title kept, and what was recognised
 * @throws ClausierError `import.vide`, `import.illisible` or `requete.trop_grande`
 */
export async function importAct(
  tx: Tx,
  source: ImportSource,
  now: number,
): Promise<{ id: ActId; title: string; report: ImportReport }> {
  const imported = importText(source.text, { makeId: newBlockId });
  if (!imported.ok) {
    const { code, detail } = imported.error;
    throw new ClausierError(code, detail === null ? [] : [detail]);
  }
  const { content, report } = imported.value;
  const title = source.title ?? report.title ?? nameWithoutExtension(source.name) ?? UNTITLED;
  const id = await addAct(
    tx,
    {
      kind: report.qualification === 'avenant' ? 'avenant' : 'convention',
      title,
      titleGiven: source.title !== null,
      state: 'brouillon',
      content,
      parties: shortNames(report.parties),
      author: source.author,
      organisation: source.organisation ?? null,
      origin: { kind: 'acte.importe', facts: {} },
    },
    now,
  );
  return { id, title, report };
}

/** How each party is called: by its first alias, or its whole name. */
function shortNames(parties: readonly Party[]): string[] {
  return parties.map((party) => party.alias[0] ?? party.name);
}

function nameWithoutExtension(name: string | null): string | null {
  const bare = oneLine(name?.replace(/\.[^.]+$/, '') ?? '', MAX_NAME);
  return bare || null;
}
