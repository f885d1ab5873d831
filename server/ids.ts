import { randomBytes } from 'node:crypto';
import { monotonicFactory } from 'ulid';
import type {
  ActId,
  AnnotationId,
  CeremonyId,
  ClauseDecisionId,
  ClauseVersionId,
  HistoryId,
  LinkId,
  OrganisationId,
  PersonId,
  SealId,
  SessionId,
  SignatoryId,
  SignatureFileId,
  VersionId,
} from '#shared/kernel/ids.ts';
import { blockIdsFrom } from '#shared/kernel/ids.ts';

const nextUlid = monotonicFactory();

/** New ids, sortable by creation time. */
export const newActId = () => `act_${nextUlid()}` as ActId;
export const newOrganisationId = () => `org_${nextUlid()}` as OrganisationId;
export const newPersonId = () => `per_${nextUlid()}` as PersonId;
export const newSessionId = () => `ses_${nextUlid()}` as SessionId;
export const newLinkId = () => `lnk_${nextUlid()}` as LinkId;
export const newHistoryId = () => `fct_${nextUlid()}` as HistoryId;
export const newClauseVersionId = () => `cla_${nextUlid()}` as ClauseVersionId;
export const newClauseDecisionId = () => `dec_${nextUlid()}` as ClauseDecisionId;
export const newVersionId = () => `ver_${nextUlid()}` as VersionId;
export const newSealId = () => `sea_${nextUlid()}` as SealId;
export const newAnnotationId = () => `ann_${nextUlid()}` as AnnotationId;
export const newCeremonyId = () => `cer_${nextUlid()}` as CeremonyId;
export const newSignatoryId = () => `sig_${nextUlid()}` as SignatoryId;
export const newSignatureFileId = () => `pcs_${nextUlid()}` as SignatureFileId;

/** Block ids for texts that the server itself makes, from the system's random source. */
export const newBlockId = blockIdsFrom(() => randomBytes(4).readUInt32BE() / 2 ** 32);

/** Milliseconds since 1970; passed in wherever time matters, so that tests can hold it. */
export type Clock = () => number;
