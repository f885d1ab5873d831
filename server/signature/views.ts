import { expectedSignatories, nextSignatories } from '#shared/signature/ceremony.ts';
import type { Signatory } from '#shared/signature/model.ts';
import type { CeremonyView, SignatoryView } from '#shared/signature/wire.ts';
import type { KeptCeremony } from './ceremonies.ts';

/** @returns a signatory as the parties see them */
export function signatoryView(kept: KeptCeremony, one: Signatory): SignatoryView {
  const { ceremony, traces } = kept;
  const trace = traces.get(one.id);
  const paper = one.signature?.method === 'papier' ? one.signature : null;
  return {
    id: one.id,
    rank: one.rank,
    party: one.party.denomination,
    partyKey: one.party.key,
    civilite: one.civilite,
    nom: one.nom,
    email: one.email,
    capacite: one.capacite,
    delegation: one.delegation,
    delegationFile: one.delegationFile,
    method: one.method,
    status: one.status,
    next: ceremony.status === 'ouverte' && nextSignatories(ceremony).some(({ id }) => id === one.id),
    signedAt: one.signature?.at ?? null,
    signedOn: paper?.signedOn ?? null,
    scan: paper?.scan ?? null,
    refusal: one.refusal,
    shownAt: trace?.shownAt ?? null,
    remindedAt: trace?.remindedAt ?? null,
  };
}

/**
 * @param options `now` in milliseconds since 1970; `addresses`: whether e-mail addresses are shown
 * @returns a ceremony as the parties see it: those who were replaced are not listed
 */
export function ceremonyView(
  kept: KeptCeremony,
  options: { readonly now: number; readonly addresses: boolean },
): CeremonyView {
  const { ceremony, effectDay } = kept;
  return {
    id: ceremony.id,
    versionId: ceremony.versionId,
    hash: ceremony.hash,
    order: ceremony.order,
    status: ceremony.status,
    openedAt: ceremony.openedAt,
    expiresAt: ceremony.expiresAt,
    expired: ceremony.status === 'ouverte' && options.now >= ceremony.expiresAt,
    closedAt: ceremony.closedAt,
    motif: ceremony.motif,
    effectDay,
    signatories: expectedSignatories(ceremony).map((one) => {
      const view = signatoryView(kept, one);
      return options.addresses ? view : { ...view, email: null };
    }),
  };
}
