import type { Kysely, Transaction } from 'kysely';
import type { ActKind, ActRole, ActState } from '#shared/identity/roles.ts';
import type { ActId, LinkId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';

/*
 * The tables as they stand after the last migration. Instants are integers, milliseconds since 1970;
 * secrets are SHA-256 digests in lower-case hexadecimal.
 */

interface OrganisationsTable {
  id: OrganisationId;
  denomination: string;
  sigle: string | null;
  created_at: number;
}

interface PeopleTable {
  id: PersonId;
  name: string;
  email: string;
  created_at: number;
}

/** A person in an organisation. */
interface MembershipsTable {
  person_id: PersonId;
  organisation_id: OrganisationId;
  created_at: number;
}

interface ActsTable {
  id: ActId;
  kind: ActKind;
  /** Its name in the portfolio. */
  title: string;
  /** 1 when a person gave the name; 0 while it follows the title that the text prints. */
  title_given: 0 | 1;
  state: ActState;
  /** JSON array of the parties' short names, for the portfolio. */
  parties: string;
  created_at: number;
  changed_at: number;
}

/** A role in an act, held by a person on behalf of one organisation. */
interface RightsTable {
  act_id: ActId;
  person_id: PersonId;
  organisation_id: OrganisationId;
  role: ActRole;
  created_at: number;
}

/** Personal entry links. */
interface LinksTable {
  id: LinkId;
  token_hash: string;
  person_id: PersonId;
  organisation_id: OrganisationId;
  /** Where the link leads; `null`: the portfolio. */
  act_id: ActId | null;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
}

interface SessionsTable {
  id: SessionId;
  token_hash: string;
  person_id: PersonId;
  organisation_id: OrganisationId;
  /** The link that opened it: revoking the link ends the session. */
  link_id: LinkId | null;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
}

/** At most one row: the set-up link that waits for its use. */
interface SetupTable {
  token_hash: string;
  created_at: number;
}

/** Every update of every act, in the order in which it was written. Never rewritten. */
interface ActUpdatesTable {
  act_id: ActId;
  /** 1, 2, 3… in each act. */
  seq: number;
  bytes: Uint8Array;
  /** `null`: written by the server's administrator (command line). */
  person_id: PersonId | null;
  at: number;
}

/** State of an act up to an update, so that opening it need not read the whole log. */
interface ActSnapshotsTable {
  act_id: ActId;
  seq: number;
  bytes: Uint8Array;
  at: number;
}

export interface Tables {
  organisations: OrganisationsTable;
  people: PeopleTable;
  memberships: MembershipsTable;
  acts: ActsTable;
  rights: RightsTable;
  links: LinksTable;
  sessions: SessionsTable;
  setup: SetupTable;
  act_updates: ActUpdatesTable;
  act_snapshots: ActSnapshotsTable;
}

/** The storage port: every `store.ts` is written once against it, in common SQL. */
export type Db = Kysely<Tables>;
/** The same, inside a transaction. Inside one, never touch the outer `Db`: there is one connection. */
export type Tx = Transaction<Tables>;

/** An open database. */
export interface Storage {
  readonly db: Db;
  /** Closes it. Queries that follow fail. */
  close(): Promise<void>;
}
