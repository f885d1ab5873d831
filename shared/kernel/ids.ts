import { z } from 'zod';

declare const brand: unique symbol;
type Branded<Kind extends string> = string & { readonly [brand]: Kind };

/** An act: `act_` followed by a ULID (sortable by creation time). */
export type ActId = Branded<'ActId'>;
/** An organisation: `org_` + ULID. */
export type OrganisationId = Branded<'OrganisationId'>;
/** A human with an e-mail address: `per_` + ULID. */
export type PersonId = Branded<'PersonId'>;
/** A signed-in browser: `ses_` + ULID. Not a secret: the cookie carries a token of its own. */
export type SessionId = Branded<'SessionId'>;
/** A personal entry link: `lnk_` + ULID. Not a secret either. */
export type LinkId = Branded<'LinkId'>;
/** An entry of an organisation's history: `fct_` + ULID. */
export type HistoryId = Branded<'HistoryId'>;
/** A version of a clause kept in the database: `cla_` + ULID. */
export type ClauseVersionId = Branded<'ClauseVersionId'>;
/** What was decided of a version of a clause: `dec_` + ULID. */
export type ClauseDecisionId = Branded<'ClauseDecisionId'>;
/** An immutable state of an act: `ver_` + ULID. */
export type VersionId = Branded<'VersionId'>;
/** What was said of a version: `ann_` + ULID. */
export type AnnotationId = Branded<'AnnotationId'>;
/** A signing ceremony of an act: `cer_` + ULID. */
export type CeremonyId = Branded<'CeremonyId'>;
/** Somebody's place in a ceremony: `sig_` + ULID. */
export type SignatoryId = Branded<'SignatoryId'>;
/** A file joined to a ceremony (act of delegation, scan of an original): `pcs_` + ULID. */
export type SignatureFileId = Branded<'SignatureFileId'>;
/** The seal of a signed text: `sea_` + ULID. */
export type SealId = Branded<'SealId'>;
/** A block of an act's text (division heading, alinéa, item…): 12 characters `[0-9a-z]`, permanent. */
export type BlockId = Branded<'BlockId'>;

const ULID = '[0-9A-HJKMNP-TV-Z]{26}';

function idSchema<Id extends string>(pattern: RegExp) {
  return z.custom<Id>((value) => typeof value === 'string' && pattern.test(value), 'identifiant invalide');
}

export const actIdSchema = idSchema<ActId>(new RegExp(`^act_${ULID}$`));
export const organisationIdSchema = idSchema<OrganisationId>(new RegExp(`^org_${ULID}$`));
export const personIdSchema = idSchema<PersonId>(new RegExp(`^per_${ULID}$`));
export const versionIdSchema = idSchema<VersionId>(new RegExp(`^ver_${ULID}$`));
export const ceremonyIdSchema = idSchema<CeremonyId>(new RegExp(`^cer_${ULID}$`));
export const signatoryIdSchema = idSchema<SignatoryId>(new RegExp(`^sig_${ULID}$`));
export const signatureFileIdSchema = idSchema<SignatureFileId>(new RegExp(`^pcs_${ULID}$`));
export const sessionIdSchema = idSchema<SessionId>(new RegExp(`^ses_${ULID}$`));
export const linkIdSchema = idSchema<LinkId>(new RegExp(`^lnk_${ULID}$`));

const BLOCK_ID = /^[0-9a-z]{12}$/;

/** @returns true when `value` has the shape of a block id */
export function isBlockId(value: unknown): value is BlockId {
  return typeof value === 'string' && BLOCK_ID.test(value);
}

/** Makes one block id. Passed in wherever `shared` needs ids, so that `shared` holds no randomness. */
export type MakeBlockId = () => BlockId;

/**
 * A block-id source over any source of random numbers (a seeded one in tests).
 * @param random a number in [0, 1), as `Math.random`
 */
export function blockIdsFrom(random: () => number): MakeBlockId {
  const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz';
  return () => {
    let id = '';
    for (let i = 0; i < 12; i += 1) id += alphabet[Math.floor(random() * 36)];
    return id as BlockId;
  };
}
