import type { Generated } from 'kysely';
import type { MoveName } from '#shared/identity/states.ts';
import type {
  ActId,
  CeremonyId,
  OrganisationId,
  PersonId,
  SealId,
  SignatoryId,
  SignatureFileId,
  VersionId,
} from '#shared/kernel/ids.ts';
import type {
  CeremonyStatus,
  FileType,
  SignatoryStatus,
  SignatureMethod,
  SignatureOrder,
} from '#shared/signature/model.ts';

/* Freezing, signing and sealing: the same conventions as tables.ts, which lists them. */

/** Texts that were frozen; the one that was not reopened is the act's. */
export interface FrozenTextsTable {
  version_id: VersionId;
  act_id: ActId;
  at: number;
  person_id: PersonId;
  organisation_id: OrganisationId;
  reopened_at: number | null;
}

/** Why an act was moved, where whoever moved it had to say so. Never rewritten. */
export interface ActMotifsTable {
  act_id: ActId;
  at: number;
  move: MoveName;
  person_id: PersonId;
  organisation_id: OrganisationId;
  motif: string;
}

/** When a signed act ends by itself, as its text in force says; `null` when it says nothing that can be counted. */
export interface ActTermsTable {
  act_id: ActId;
  /** `YYYY-MM-DD`, the last day on which it is in force. */
  last_day: string | null;
  sentence: string | null;
  /** Months of notice that the text asks of whoever ends it. */
  notice: number | null;
  /** How many avenants were in force when it was read. */
  avenants: number;
}

/** The ending of an act that somebody announced: it takes effect on a day to come, or took effect already. */
export interface ActEndingsTable {
  act_id: ActId;
  effect_day: string;
  /** When the letter that ends it was received, where a notice runs from. */
  received_day: string | null;
  at: number;
}

/** Which signed act an act takes the place of, on the day of its own effect. */
export interface ActSuccessionsTable {
  successor_id: ActId;
  replaced_id: ActId;
  at: number;
}

/** Signing ceremonies (shared/signature/model.ts). */
export interface CeremoniesTable {
  id: CeremonyId;
  act_id: ActId;
  version_id: VersionId;
  hash: string;
  sign_order: SignatureOrder;
  status: CeremonyStatus;
  opened_at: number;
  opened_by: PersonId;
  opened_for: OrganisationId;
  expires_at: number;
  closed_at: number | null;
  motif: string | null;
  /** The end that the pilote was told had passed. */
  expiry_told: Generated<number | null>;
  /** `YYYY-MM-DD`: when the act takes effect, once it is signed. */
  effect_day: string | null;
}

/** Those who sign. `delegation`, `signature` and `refusal` are JSON; the link and the code are kept as digests. */
export interface SignatoriesTable {
  id: SignatoryId;
  ceremony_id: CeremonyId;
  rank: number;
  party_key: string;
  party: string;
  civilite: 'Madame' | 'Monsieur' | '';
  nom: string;
  email: string | null;
  person_id: PersonId | null;
  capacite: string;
  delegation: string | null;
  method: SignatureMethod;
  status: SignatoryStatus;
  signature: string | null;
  refusal: string | null;
  replaces: SignatoryId | null;
  /** `null`: no link opens this place. */
  token_hash: string | null;
  /** When the text was first shown to them. */
  shown_at: number | null;
  reminded_at: number | null;
  code_hash: string | null;
  code_expires_at: number | null;
  code_tries: Generated<number>;
}

/** Acts of delegation and scans of originals. Never rewritten. */
export interface SignatureFilesTable {
  id: SignatureFileId;
  signatory_id: SignatoryId;
  kind: 'delegation' | 'original';
  name: string;
  type: FileType;
  size: number;
  hash: string;
  at: number;
  bytes: Uint8Array;
}

/** Every certificate that this server has sealed with, so that what they sealed stays verifiable. Never rewritten. */
export interface SealCertificatesTable {
  /** SHA-256 of its DER. */
  fingerprint: string;
  certificate: Uint8Array;
  /** JSON array of the DER of those above it, in base64. */
  chain: string;
  /** 1 for one that the server made itself. */
  development: 0 | 1;
  first_used: number;
}

/** One sealed text, one ceremony. Never rewritten, but for `refused`. */
export interface SealsTable {
  id: SealId;
  act_id: ActId;
  ceremony_id: CeremonyId;
  at: number;
  fingerprint: string;
  /** SHA-256 of the seal itself, which tells a changed copy of the file. */
  seal_hash: string;
  /** JSON of the whole evidence. */
  evidence: string;
  /** Why the timestamp that was asked for could not be had yet; `null` when there is none to ask for. */
  refused: string | null;
  /** 1 while revocation data is still to be asked for, once the seal has its timestamp. */
  material_due: number;
}

/** The readable dossier of a sealed file (`rank` as in {@link SealFilesTable}), sealed too. Never rewritten. */
export interface SealDossiersTable {
  seal_id: SealId;
  rank: number;
  seal_hash: string;
  hash: string;
  size: number;
  bytes: Uint8Array;
}

/** A sealed file: 1 as it was sealed; the next ones, with a timestamp or revocation data added. Never rewritten. */
export interface SealFilesTable {
  seal_id: SealId;
  rank: number;
  hash: string;
  size: number;
  stamped_at: number | null;
  authority: string | null;
  /** 1 when it holds what shows that no certificate was revoked. */
  long_term: number;
  bytes: Uint8Array;
}
