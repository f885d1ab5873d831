import type { ImportReport } from '#shared/exchange/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { addAct } from '../drafting/index.ts';
import { newBlockId } from '../ids.ts';
import type { Tx } from '../storage/tables.ts';

/** A text to make an act of. */
export interface ImportSource {
  readonly text: string;
  /** Name of its file, or `null` when it was pasted. */
  readonly name: string | null;
  /** Title to keep instead of the one recognised, or `null`. */
  readonly title: string | null;
  readonly author: PersonId | null;
}

export async function importAct(
  tx: Tx,
  source: ImportSource,
  now: number,
): Promise<{ id: ActId; title: string; report: ImportReport }> {
  if (source.text.trim() === '') throw new ClausierError('import.vide');
  const title = source.title ?? source.name ?? 'Texte importé';
  const content = source.text.split(/\n+/).map((text) => ({
    type: 'alinea' as const,
    attrs: { id: newBlockId(), retrait: 0, aVerifier: true },
    ...(text === '' ? {} : { content: [{ type: 'text' as const, text }] }),
  }));
  const id = await addAct(
    tx,
    {
      kind: 'convention',
      title,
      state: 'brouillon',
      content: { document: { type: 'doc', content }, champs: {} },
      parties: [],
      author: source.author,
    },
    now,
  );
  const report: ImportReport = {
    title,
    qualification: null,
    parties: [],
    visas: [],
    considerants: [],
    formula: null,
    preambule: null,
    divisions: [],
    footnotes: [],
    references: { internal: [], external: [] },
    definedTerms: [],
    tables: 0,
    signatures: [],
    place: null,
    date: null,
    dateText: null,
    originals: null,
    unrecognised: [],
    warnings: [],
  };
  return { id, title, report };
}
