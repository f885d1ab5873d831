import type { Generated, Kysely, Transaction } from 'kysely';
import type { JournalKind } from '#shared/identity/journal.ts';
import type { ActKind, ActRole, ActState, Membership } from '#shared/identity/roles.ts';
import type {
  ActId,
  AnnotationId,
  ClauseDecisionId,
  ClauseVersionId,
  HistoryId,
  LinkId,
  OrganisationId,
  PersonId,
  SessionId,
  VersionId,
} from '#shared/kernel/ids.ts';
import type {
  ActEndingsTable,
  ActMotifsTable,
  ActSuccessionsTable,
  ActTermsTable,
  CeremoniesTable,
  FrozenTextsTable,
  SealCertificatesTable,
  SealDossiersTable,
  SealFilesTable,
  SealsTable,
  SignatoriesTable,
  SignatureFilesTable,
} from './signature-tables.ts';

/*
 * The tables as they stand after the last migration. Instants are integers, milliseconds since 1970;
 * secrets are SHA-256 digests in lower-case hexadecimal.
 */

interface OrganisationsTable {
  id: OrganisationId;
  denomination: string;
  sigle: string | null;
  /** Empty for « not known », here and down to `rna`. */
  forme: Generated<string>;
  siege: Generated<string>;
  siren: Generated<string>;
  rna: Generated<string>;
  /** 1 for a public person. */
  publique: Generated<number>;
  /** 1 for the organisation that set the server up. */
  maison: Generated<number>;
  /** Grows by one with every save of the sheet. */
  version: Generated<number>;
  created_at: number;
  changed_at: Generated<number>;
}

/** Who can sign for an organisation, in the order of the sheet. Days are `YYYY-MM-DD`. */
interface RepresentativesTable {
  organisation_id: OrganisationId;
  rank: number;
  civilite: 'Madame' | 'Monsieur' | '';
  nom: string;
  capacite: string;
  du: string | null;
  au: string | null;
}

/** Dated facts of organisations. Never rewritten. */
interface OrganisationFactsTable {
  id: HistoryId;
  organisation_id: OrganisationId;
  cle: string;
  libelle: string;
  type: 'entier' | 'montant' | 'texte';
  valeur: string;
  date: string;
  source: string;
  person_id: PersonId | null;
  at: number;
}

/** Dated presentations of organisations. Never rewritten. */
interface OrganisationPresentationsTable {
  id: HistoryId;
  organisation_id: OrganisationId;
  texte: string;
  date: string;
  person_id: PersonId | null;
  at: number;
}

/** The picture that stands for an organisation, at most one each. */
interface OrganisationLogosTable {
  organisation_id: OrganisationId;
  type: 'image/png' | 'image/jpeg';
  bytes: Uint8Array;
  at: number;
}

interface PeopleTable {
  id: PersonId;
  name: string;
  /** Empty for somebody who was erased. */
  email: string;
  created_at: number;
  /** When their name and address were erased (rule D3 of identity); `null` for everybody else. */
  erased_at: Generated<number | null>;
}

/** A person in an organisation. */
interface MembershipsTable {
  person_id: PersonId;
  organisation_id: OrganisationId;
  role: Generated<Membership>;
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
  /** JSON array of the clauses it uses (`duree-signature@2`); `null` for an act not read since this is kept. */
  clauses: string | null;
  /** The avenant that this text is edited for: its rights and its state are the avenant's. `null` for an act. */
  parent_id: Generated<ActId | null>;
  created_at: number;
  changed_at: number;
}

/** What an act of kind `avenant` amends. */
interface AvenantsTable {
  act_id: ActId;
  target_id: ActId;
  /** The consolidated text that is edited, and whose edits are the instructions. */
  working_id: ActId;
  /** Its number among the avenants of the target, from 1. */
  number: number;
  /** How the text that it amends reads (`readingHash`). */
  base_hash: string;
  /** JSON of its instructions, once its text is frozen. */
  instructions: string | null;
  /** JSON: by the id of a division of the base, how coarse its instructions are wanted; `null` for none. */
  grains: Generated<string | null>;
  /** JSON: the historic avenant that is being read into this one, with what was decided; `null` for none. */
  historic: Generated<string | null>;
  /** JSON of the text that it amends, when that is no longer the first state of the one that is edited. */
  base: Generated<string | null>;
  /** JSON: the edits that a taking up which has not ended could not carry; `null` for none. */
  taking_up: Generated<string | null>;
  created_at: number;
}

/** A role in an act, held by a person on behalf of one organisation. */
interface RightsTable {
  act_id: ActId;
  person_id: PersonId;
  organisation_id: OrganisationId;
  role: ActRole;
  created_at: number;
  /** When it ends by itself; `null`: never. */
  expires_at: Generated<number | null>;
  /** The organisation on whose behalf it was given; `null` for whoever began the act. */
  given_for: Generated<OrganisationId | null>;
}

/** Personal entry links. */
interface LinksTable {
  id: LinkId;
  token_hash: string;
  person_id: PersonId;
  organisation_id: OrganisationId;
  /** Where the link leads; `null`: the portfolio. */
  act_id: ActId | null;
  /** Who handed it over, which says what it proves (rule E7 of identity). */
  kind: 'operateur' | 'main' | 'courriel';
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
  /** « Firefox, Windows », as the browser says. */
  browser: Generated<string>;
  /** When it was last used, to five minutes. */
  seen_at: Generated<number>;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
}

/** A request to come in that waits for its code or its link. */
interface EntriesTable {
  attempt_hash: string;
  /** Digest of the mailed link's secret; `null` when only a code was mailed. */
  link_hash: string | null;
  /** Digest of the code with the attempt's secret, which the database does not hold; `null` without a code. */
  code_hash: string | null;
  email: string;
  origin: 'courriel' | 'lien' | 'oidc';
  /** The link that the code completes. */
  link_id: LinkId | null;
  /** 1 when it was asked from a browser known to that address. */
  known: 0 | 1;
  tries: number;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

/** Browsers where somebody proved to hold an address. */
interface BrowsersTable {
  token_hash: string;
  email: string;
  created_at: number;
  expires_at: number;
}

/** Whom a provider's accounts stand for, by address. */
interface OidcAccountsTable {
  issuer: string;
  subject: string;
  email: string;
  created_at: number;
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

/** Older updates of an act, as `server/sync/chunk.ts` packs them: they are rows no more. */
interface ActChunksTable {
  act_id: ActId;
  first_seq: number;
  last_seq: number;
  first_at: number;
  last_at: number;
  bytes: Uint8Array;
}

/** How many of the updates of a chunk each person sent. */
interface ActChunkPeopleTable {
  act_id: ActId;
  first_seq: number;
  person_id: PersonId;
  updates: number;
}

/** Which person each Yjs client id of an act belongs to: the first one who wrote with it. */
interface ActClientsTable {
  act_id: ActId;
  /** From 0 to 2³² - 1. */
  client: number;
  person_id: PersonId;
}

/** State of an act up to an update, so that opening it need not read the whole log. */
interface ActSnapshotsTable {
  act_id: ActId;
  seq: number;
  bytes: Uint8Array;
  at: number;
  /** 1 when the bytes are compressed. */
  packed: Generated<number>;
  /** State vector, and SHA-256 of the bytes before they were compressed; `null` for those of earlier releases. */
  vector: Uint8Array | null;
  hash: string | null;
}

/** What the draft of an act keeps as it is although a sheet says otherwise (rule D24 of drafting). */
interface ActKeptProposalsTable {
  act_id: ActId;
  /** `nameOfProposal` of `shared/drafting`: a digest. */
  name: string;
  at: number;
}

/** State of a long act at some moment of its history, compressed (rule H4 of versions): made again whenever it is lost. */
interface ActKeyframesTable {
  act_id: ActId;
  seq: number;
  /** SHA-256 of `bytes`, hexadecimal. */
  hash: string;
  bytes: Uint8Array;
}

/** Versions of clauses beside those that ship with the product. Never rewritten. */
interface ClausesTable {
  id: ClauseVersionId;
  /** The clause's own id: `duree-signature`. */
  clause: string;
  famille: string;
  variante: string;
  version: number;
  /** `livree`: a shipped version, kept here because something was decided of it. */
  origine: 'organisation' | 'livree';
  /** The whole file: YAML head, then body. */
  source: string;
  note: string;
  person_id: PersonId;
  at: number;
}

/** What was decided of a version, in order: the last one is its state; none, it is proposed. Never rewritten. */
interface ClauseDecisionsTable {
  id: ClauseDecisionId;
  clause_id: ClauseVersionId;
  etat: 'approuvee' | 'retiree';
  note: string;
  person_id: PersonId;
  at: number;
}

/** Immutable states of acts. Never rewritten: what is said of one later is an annotation. */
interface VersionsTable {
  id: VersionId;
  act_id: ActId;
  /** 1, 2, 3… in each act. */
  rank: number;
  /** Rank in the log of the last update that it holds. */
  seq: number;
  kind: 'initiale' | 'automatique' | 'nommee' | 'etat' | 'restauration';
  label: string | null;
  source_id: VersionId | null;
  /** JSON array of who changed the text since the version before, as they were called then. */
  authors: string;
  /** JSON of whoever asked for it; `null` for the server. */
  taken_by: string | null;
  at: number;
  /** JSON of how much changed since the version before. */
  size: string;
  /** SHA-256 of the canonical JSON. */
  hash: string;
  /** The version kept whole from which this one is told, in `depth` steps; itself at depth 0. */
  keyframe_id: VersionId;
  depth: number;
}

/** Canonical JSON of a version, or what differs from the one before it in its chain, compressed. Never rewritten. */
interface VersionContentsTable {
  version_id: VersionId;
  bytes: Uint8Array;
}

/** What was said of a version, in order: the last one counts. Never rewritten. */
interface VersionAnnotationsTable {
  id: AnnotationId;
  version_id: VersionId;
  label: string | null;
  note: string;
  person_id: PersonId;
  at: number;
}

/** Up to which update somebody has read an act, on behalf of an organisation. */
interface ReadingsTable {
  act_id: ActId;
  person_id: PersonId;
  organisation_id: OrganisationId;
  seq: number;
  at: number;
}

/** What happened to an act, each event chained to the one before it (shared/identity/journal.ts). Never rewritten. */
interface AuditTable {
  act_id: ActId;
  /** 1, 2, 3… in each act. */
  seq: number;
  at: number;
  /** Kept when the person is no longer known. */
  person_id: PersonId | null;
  organisation_id: OrganisationId | null;
  kind: JournalKind;
  /** JSON object of ids, hashes and closed words. */
  facts: string;
  previous: string;
  hash: string;
}

/** Where each act's journal ends: what is missing after a cut shows against it. */
interface AuditHeadsTable {
  act_id: ActId;
  seq: number;
  hash: string;
}

export interface Tables {
  organisations: OrganisationsTable;
  people: PeopleTable;
  memberships: MembershipsTable;
  acts: ActsTable;
  avenants: AvenantsTable;
  rights: RightsTable;
  links: LinksTable;
  sessions: SessionsTable;
  setup: SetupTable;
  entries: EntriesTable;
  browsers: BrowsersTable;
  oidc_accounts: OidcAccountsTable;
  act_updates: ActUpdatesTable;
  act_snapshots: ActSnapshotsTable;
  act_chunks: ActChunksTable;
  act_kept_proposals: ActKeptProposalsTable;
  act_keyframes: ActKeyframesTable;
  act_chunk_people: ActChunkPeopleTable;
  act_clients: ActClientsTable;
  representatives: RepresentativesTable;
  organisation_facts: OrganisationFactsTable;
  organisation_presentations: OrganisationPresentationsTable;
  organisation_logos: OrganisationLogosTable;
  clauses: ClausesTable;
  clause_decisions: ClauseDecisionsTable;
  versions: VersionsTable;
  version_contents: VersionContentsTable;
  version_annotations: VersionAnnotationsTable;
  readings: ReadingsTable;
  audit: AuditTable;
  audit_heads: AuditHeadsTable;
  frozen_texts: FrozenTextsTable;
  act_motifs: ActMotifsTable;
  act_terms: ActTermsTable;
  act_endings: ActEndingsTable;
  act_successions: ActSuccessionsTable;
  ceremonies: CeremoniesTable;
  signatories: SignatoriesTable;
  signature_files: SignatureFilesTable;
  seal_certificates: SealCertificatesTable;
  seals: SealsTable;
  seal_files: SealFilesTable;
  seal_dossiers: SealDossiersTable;
}

/** The storage port: every `store.ts` is written once against it, in common SQL. */
export type Db = Kysely<Tables>;
/**
 * The same, inside a transaction. Inside one, never touch the outer `Db`: there may be one connection. Transactions
 * run one at a time, whatever the database and the number of processes; one that states an isolation level (the
 * update log) runs beside them on PostgreSQL, and locks by itself what it must.
 */
export type Tx = Transaction<Tables>;

/** An open database. */
export interface Storage {
  readonly db: Db;
  /** Closes it. Queries that follow fail. */
  close(): Promise<void>;
}
