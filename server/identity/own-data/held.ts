import { type RawBuilder, sql } from 'kysely';
import type { PersonId } from '#shared/kernel/ids.ts';
import type { Db, Tables, Tx } from '../../storage/tables.ts';

/** A cell as it is exported: never bytes. */
type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;

/** Who is asked about. */
export interface Subject {
  readonly id: PersonId;
  /** Lower case. */
  readonly email: string;
}

/**
 * What ties a row to a person: their id in a column; their address in one, which counts only for who proved to hold it
 * (rule D2); their id within a JSON text.
 */
type Tie = 'id' | 'email' | 'json';

/**
 * What becomes of the tie when the person is erased (rule D3): the row goes; the name in it is replaced; it stays under
 * an id that names nobody any more; it stays named, as evidence; it goes by itself within a day.
 */
type Fate = 'supprime' | 'remplace' | 'pseudonyme' | 'preuve' | 'oublie';

interface Held {
  /** Its name in the exported file. */
  readonly section: string;
  readonly table: keyof Tables;
  readonly column: string;
  readonly tie: Tie;
  readonly fate: Fate;
  /** What is exported of a row: no digest of a secret, and nobody else's name. */
  readonly shown: readonly string[];
}

const held = (
  section: string,
  [table, column, tie]: readonly [keyof Tables, string, Tie],
  fate: Fate,
  shown: readonly string[],
): Held => ({ section, table, column, tie, fate, shown });

/**
 * Everything that the server ties to a person, one line for each column of the database that does. A test compares it
 * with the columns that there are, so that a new one is exported and erased the day it is added.
 */
export const HELD: readonly Held[] = [
  held('personne', ['people', 'id', 'id'], 'remplace', ['id', 'name', 'email', 'created_at']),
  held('organisations', ['memberships', 'person_id', 'id'], 'supprime', [
    'organisation_id',
    'role',
    'created_at',
  ]),
  held('participations', ['rights', 'person_id', 'id'], 'supprime', [
    'act_id',
    'organisation_id',
    'role',
    'created_at',
    'expires_at',
  ]),
  held('liens', ['links', 'person_id', 'id'], 'pseudonyme', [
    'id',
    'act_id',
    'organisation_id',
    'kind',
    'created_at',
    'expires_at',
    'revoked_at',
  ]),
  held('sessions', ['sessions', 'person_id', 'id'], 'supprime', [
    'id',
    'organisation_id',
    'browser',
    'created_at',
    'seen_at',
    'expires_at',
    'revoked_at',
  ]),
  held('demandesDEntree', ['entries', 'email', 'email'], 'oublie', [
    'origin',
    'created_at',
    'expires_at',
    'used_at',
  ]),
  held('navigateursConnus', ['browsers', 'email', 'email'], 'supprime', ['created_at', 'expires_at']),
  held('comptesFournisseur', ['oidc_accounts', 'email', 'email'], 'supprime', [
    'issuer',
    'subject',
    'created_at',
  ]),
  held('identifiantsDeSaisie', ['act_clients', 'person_id', 'id'], 'pseudonyme', ['act_id', 'client']),
  held('saisies', ['act_updates', 'person_id', 'id'], 'pseudonyme', ['act_id', 'seq', 'at']),
  held('saisiesAnciennes', ['act_chunk_people', 'person_id', 'id'], 'pseudonyme', [
    'act_id',
    'first_seq',
    'updates',
  ]),
  held('faits', ['organisation_facts', 'person_id', 'id'], 'pseudonyme', [
    'organisation_id',
    'libelle',
    'valeur',
    'date',
    'source',
    'at',
  ]),
  held('presentations', ['organisation_presentations', 'person_id', 'id'], 'pseudonyme', [
    'organisation_id',
    'texte',
    'date',
    'at',
  ]),
  held('clausesProposees', ['clauses', 'person_id', 'id'], 'pseudonyme', [
    'clause',
    'variante',
    'version',
    'note',
    'at',
  ]),
  held('clausesDecidees', ['clause_decisions', 'person_id', 'id'], 'pseudonyme', [
    'clause_id',
    'etat',
    'note',
    'at',
  ]),
  held('versionsEcrites', ['versions', 'authors', 'json'], 'remplace', ['act_id', 'rank', 'kind', 'at']),
  held('versionsDemandees', ['versions', 'taken_by', 'json'], 'remplace', [
    'act_id',
    'rank',
    'kind',
    'label',
    'at',
  ]),
  held('annotations', ['version_annotations', 'person_id', 'id'], 'pseudonyme', [
    'version_id',
    'label',
    'note',
    'at',
  ]),
  held('lectures', ['readings', 'person_id', 'id'], 'supprime', ['act_id', 'organisation_id', 'seq', 'at']),
  held('journal', ['audit', 'person_id', 'id'], 'pseudonyme', [
    'act_id',
    'seq',
    'at',
    'organisation_id',
    'kind',
    'facts',
    'hash',
  ]),
  held('journalOuVousEtesCite', ['audit', 'facts', 'json'], 'pseudonyme', ['act_id', 'seq', 'at', 'kind']),
  held('textesArretes', ['frozen_texts', 'person_id', 'id'], 'pseudonyme', [
    'act_id',
    'version_id',
    'at',
    'reopened_at',
  ]),
  held('motifs', ['act_motifs', 'person_id', 'id'], 'pseudonyme', ['act_id', 'at', 'move', 'motif']),
  held('signaturesOuvertes', ['ceremonies', 'opened_by', 'id'], 'pseudonyme', [
    'act_id',
    'id',
    'status',
    'opened_at',
  ]),
  held('signatures', ['signatories', 'person_id', 'id'], 'preuve', [
    'id',
    'ceremony_id',
    'party',
    'civilite',
    'nom',
    'email',
    'capacite',
    'method',
    'status',
    'signature',
    'refusal',
    'shown_at',
    'reminded_at',
  ]),
  held('scelles', ['seals', 'evidence', 'json'], 'preuve', ['id', 'act_id', 'at', 'seal_hash']),
];

function matching({ column, tie }: Held, { id, email }: Subject): RawBuilder<unknown> {
  const ref = sql.ref(column);
  if (tie === 'json') return sql`${ref} like ${`%"${id}"%`}`;
  return sql`${ref} = ${tie === 'id' ? id : email}`;
}

/**
 * Whether a person may be told what is known of their address: somebody taken for whom a link names may be anybody
 * (rule D2).
 */
export async function provedAddress(db: Db | Tx, id: PersonId): Promise<boolean> {
  const handed = await db
    .selectFrom('links')
    .select('id')
    .where('person_id', '=', id)
    .where('kind', '=', 'main')
    .limit(1)
    .executeTakeFirst();
  return handed === undefined;
}

/** @returns all that the server ties to a person, by section; empty sections are left out (rules D1 and D2) */
export async function dataOf(db: Db | Tx, subject: Subject): Promise<Readonly<Record<string, Row[]>>> {
  const proved = await provedAddress(db, subject.id);
  const data: Record<string, Row[]> = {};
  for (const one of HELD) {
    if (one.tie === 'email' && !proved) continue;
    const columns = sql.join(one.shown.map((name) => sql.ref(name)));
    const { rows } = await sql<Row>`
      select ${columns} from ${sql.table(one.table)} where ${matching(one, subject)}`.execute(db);
    if (rows.length > 0) data[one.section] = rows.map((row) => ({ ...row }));
  }
  return data;
}
