import { z } from 'zod';
import { partyWords, personWithDe } from '#shared/document/names.ts';
import {
  actIdSchema,
  ceremonyIdSchema,
  organisationIdSchema,
  personIdSchema,
  signatoryIdSchema,
  signatureFileIdSchema,
  versionIdSchema,
} from '#shared/kernel/ids.ts';

/*
 * What a signing ceremony is made of, as it is kept, shown, and written in the dossier de preuve. Instants are
 * milliseconds since 1970, days are `YYYY-MM-DD`, hashes are SHA-256 in lower-case hexadecimal.
 */

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.number().int();
const day = z.iso.date();
const line = z.string().trim().min(1).max(300);

/** How a party signs: through its own link, or with a pen on the printed text. */
export const SIGNATURE_METHODS = ['electronique', 'papier'] as const;
export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];

/** Whether the signatories sign in any order, or each after the one before. */
export const SIGNATURE_ORDERS = ['parallele', 'successif'] as const;
export type SignatureOrder = (typeof SIGNATURE_ORDERS)[number];

/**
 * Where a signatory stands. `a-signer`: nothing done yet; `signe`; `refuse`; `remplace`: somebody else signs in their
 * place; `annule`: the ceremony was voided before or after they signed.
 */
export const SIGNATORY_STATUSES = ['a-signer', 'signe', 'refuse', 'remplace', 'annule'] as const;
export type SignatoryStatus = (typeof SIGNATORY_STATUSES)[number];

/** `ouverte`: signatures are awaited; `complete`: all are there; `annulee`: the text was reopened or abandoned. */
export const CEREMONY_STATUSES = ['ouverte', 'complete', 'annulee'] as const;
export type CeremonyStatus = (typeof CEREMONY_STATUSES)[number];

/** Media types of what may be joined: an act of delegation, or the scan of a signed original. */
const FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** Largest joined file, in bytes. */
export const MAX_FILE_BYTES = 40 * 1024 * 1024;

/** A joined file; its bytes are kept apart. */
export const signatureFileSchema = z.object({
  id: signatureFileIdSchema,
  kind: z.enum(['delegation', 'original']),
  name: z.string(),
  type: z.enum(FILE_TYPES),
  /** In bytes. */
  size: z.number().int().positive(),
  hash,
  at: instant,
});
export type SignatureFile = z.infer<typeof signatureFileSchema>;

/** By what act somebody signs « P/ » another (rule G5). */
export const delegationSchema = z.object({
  /** Whose signature it is: « le Président ». */
  delegant: line,
  /** The act of delegation: « décision n° 2024-12 ». */
  reference: line,
  /** Its date. */
  date: day,
  /** When it begins and ends; `null`: on its date, and without end. */
  du: day.nullable(),
  au: day.nullable(),
});
export type Delegation = z.infer<typeof delegationSchema>;

/** How a signature was given electronically, with what there is to show for it. */
export const electronicSignatureSchema = z.object({
  method: z.literal('electronique'),
  at: instant,
  /** Of the frozen text that was shown, and signed. */
  hash,
  /** The sentence that was accepted, as it was shown. */
  consent: z.string(),
  /** When the text was first shown to them. */
  shownAt: instant,
  /** Whether a code sent to their e-mail address was typed in; `false`: the link alone. */
  code: z.boolean(),
  /** Technical trace, minimised: address cut to its network (/24, /48), browser's family. */
  trace: z.object({ network: z.string(), agent: z.string() }),
});
export type ElectronicSignature = z.infer<typeof electronicSignatureSchema>;

/** How a signature on paper was recorded. */
export const paperSignatureSchema = z.object({
  method: z.literal('papier'),
  /** When the scan was received. */
  at: instant,
  /** The day written beside the signature. */
  signedOn: day,
  /** Of the frozen text that was printed. */
  hash,
  /** Who recorded it, on behalf of whom. */
  recordedBy: personIdSchema,
  recordedFor: organisationIdSchema,
  scan: signatureFileSchema,
});
export type PaperSignature = z.infer<typeof paperSignatureSchema>;

/** Somebody who signs, for one party. */
const signatorySchema = z.object({
  id: signatoryIdSchema,
  /** 1, 2, 3…: the order of signing when it is successive, of printing otherwise. */
  rank: z.number().int().positive(),
  party: z.object({
    /** As in the act's fields: `1` for `partie.1.denomination`; a key of its own for an imported act. */
    key: z.string().min(1).max(40),
    denomination: line,
  }),
  civilite: z.enum(['Madame', 'Monsieur', '']),
  nom: line,
  /** `null` only on paper. */
  email: z.email().max(254).nullable(),
  /** `null` for somebody who signs on paper and was never invited. */
  personId: personIdSchema.nullable(),
  /** In what capacity: « Présidente ». Never empty (rule G2). */
  capacite: line,
  delegation: delegationSchema.nullable(),
  delegationFile: signatureFileSchema.nullable(),
  method: z.enum(SIGNATURE_METHODS),
  status: z.enum(SIGNATORY_STATUSES),
  signature: z.discriminatedUnion('method', [electronicSignatureSchema, paperSignatureSchema]).nullable(),
  refusal: z.object({ at: instant, motif: z.string() }).nullable(),
  /** Whose place they took; `null` for the first named. */
  replaces: signatoryIdSchema.nullable(),
});
export type Signatory = z.infer<typeof signatorySchema>;

/** One ceremony: one frozen text, and those who sign it. An act has at most one that is open or complete. */
export const ceremonySchema = z.object({
  id: ceremonyIdSchema,
  actId: actIdSchema,
  /** The frozen version, and its hash. */
  versionId: versionIdSchema,
  hash,
  order: z.enum(SIGNATURE_ORDERS),
  status: z.enum(CEREMONY_STATUSES),
  openedAt: instant,
  openedBy: z.object({ personId: personIdSchema, organisationId: organisationIdSchema }),
  /** After which nobody signs any more; the pilote may set it later. */
  expiresAt: instant,
  /** When it was completed or voided. */
  closedAt: instant.nullable(),
  /** Why it was voided, as told to those who had signed; `null` otherwise. */
  motif: z.string().nullable(),
  signatories: z.array(signatorySchema).readonly(),
});
export type Ceremony = z.infer<typeof ceremonySchema>;

/** The sentence that a signatory accepts; kept word for word with each signature (rule G8). */
export function consentWording(facts: {
  readonly title: string;
  readonly hash: string;
  readonly capacite: string;
  readonly party: string;
  /** « le Président », when signing for another. */
  readonly delegant: string | null;
}): string {
  const { title, hash: fingerprint, capacite, party, delegant } = facts;
  const whose = partyWords(party, 'du');
  const quality =
    delegant === null
      ? `en qualité ${personWithDe(capacite)} ${whose}`
      : `en qualité ${personWithDe(capacite)} ${whose}, pour ${delegant} et par délégation`;
  return `J’ai lu le texte «\u00a0${title}\u00a0», dont l’empreinte SHA-256 est ${fingerprint}. J’en accepte les termes et je le signe ${quality}.`;
}
