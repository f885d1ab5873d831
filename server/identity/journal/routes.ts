import type { JournalFacts } from '#shared/identity/journal.ts';
import { journalExportSchema, journalSchema } from '#shared/identity/journal-wire.ts';
import { type OrganisationId, type PersonId, personIdSchema } from '#shared/kernel/ids.ts';
import { contentDisposition } from '../../http/disposition.ts';
import type { Db } from '../../storage/tables.ts';
import { actRoute, type Route } from '../guard.ts';
import { checkJournal, journalHead, readJournal } from './store.ts';

/** @returns whom an event is about, when that is somebody else than who did it */
function personIn({ personne }: JournalFacts): PersonId | null {
  const id = personIdSchema.safeParse(personne);
  return id.success ? id.data : null;
}

const nameIn = (names: ReadonlyMap<PersonId, string>, id: PersonId | null): string | null =>
  id === null ? null : (names.get(id) ?? null);

/** The journal of an act, to read and to take away. */
export function journalRoutes({ db }: { readonly db: Db }): readonly Route[] {
  return [
    actRoute('get', '/api/acts/:id/journal', 'journal.lire', async (c, { act }) => {
      const { entries, verdict } = await db.transaction().execute((tx) => checkJournal(tx, act.id));
      const people = await namesOf(entries.flatMap((entry) => [entry.person, personIn(entry.facts)]));
      const organisations = await organisationsOf(entries.map((entry) => entry.organisation));
      const named = entries.map((entry) => ({
        ...entry,
        by: nameIn(people, entry.person),
        about: nameIn(people, personIn(entry.facts)),
        onBehalfOf: entry.organisation === null ? null : (organisations.get(entry.organisation) ?? null),
      }));
      return c.json(journalSchema.parse({ entries: named, verdict }));
    }),

    actRoute('get', '/api/acts/:id/journal/export', 'journal.lire', async (c, { act }) => {
      const { head, entries } = await db.transaction().execute(async (tx) => ({
        head: await journalHead(tx, act.id),
        entries: await readJournal(tx, act.id),
      }));
      c.header('Content-Disposition', contentDisposition(`journal-${act.id}.json`));
      return c.json(journalExportSchema.parse({ format: 'clausier-journal-1', act: act.id, head, entries }));
    }),
  ];

  async function namesOf(ids: readonly (PersonId | null)[]): Promise<ReadonlyMap<PersonId, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', wanted).execute();
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  async function organisationsOf(
    ids: readonly (OrganisationId | null)[],
  ): Promise<ReadonlyMap<OrganisationId, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const rows = await db
      .selectFrom('organisations')
      .select(['id', 'denomination', 'sigle'])
      .where('id', 'in', wanted)
      .execute();
    return new Map(rows.map((row) => [row.id, row.sigle || row.denomination]));
  }
}
