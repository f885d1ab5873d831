import type { ActId, CeremonyId, SignatoryId } from '#shared/kernel/ids.ts';
import type { Ceremony } from '#shared/signature/model.ts';
import { newSealId } from '../../ids.ts';
import type { TestApp, TestPerson } from '../../testing/app.ts';

const at = Date.parse('2026-11-21T09:00:00Z');

/** A ULID with another prefix, for rows that the tests write themselves. */
const idFor = <Id extends string>(prefix: string) => newSealId().replace(/^sea_/, `${prefix}_`) as Id;

/**
 * An act whose text was frozen and whose two parties have signed: one through its link, by delegation; one on paper.
 * The ceremony is given, and its row written; whoever sealed it would find it complete.
 */
export async function signedAct(
  server: TestApp,
  pilote: TestPerson,
  title = 'Convention d’essai',
): Promise<{ readonly actId: ActId; readonly ceremony: Ceremony }> {
  const actId = await server.act({
    rights: [[pilote, 'pilote']],
    text: 'Les parties conviennent de ce qui suit.',
  });
  await server.storage.db.updateTable('acts').set({ title }).where('id', '=', actId).execute();
  const answer = await server.request(`/api/acts/${actId}/etat/arreter`, {
    as: pilote,
    method: 'POST',
    body: {},
  });
  if (!answer.ok) throw new Error(await answer.text());
  const frozen = await server.storage.db
    .selectFrom('frozen_texts')
    .innerJoin('versions', 'versions.id', 'frozen_texts.version_id')
    .select(['version_id', 'hash'])
    .where('frozen_texts.act_id', '=', actId)
    .executeTakeFirstOrThrow();
  const { hash, version_id: versionId } = frozen;
  const scan = {
    id: idFor<never>('pcs'),
    kind: 'original',
    name: 'original signé.pdf',
    type: 'application/pdf',
    size: 1234,
    hash: 'b'.repeat(64),
    at,
  } as const;
  const signatory = (rank: number, party: string, nom: string) => ({
    id: idFor<SignatoryId>('sig'),
    rank,
    party: { key: String(rank), denomination: party },
    nom,
    personId: null,
    delegation: null,
    delegationFile: null,
    status: 'signe' as const,
    refusal: null,
    replaces: null,
  });
  const ceremony: Ceremony = {
    id: idFor<CeremonyId>('cer'),
    actId,
    versionId,
    hash,
    order: 'parallele',
    status: 'complete',
    openedAt: at,
    openedBy: { personId: pilote.id, organisationId: pilote.organisationId },
    expiresAt: at + 30 * 86_400_000,
    closedAt: at + 7_200_000,
    motif: null,
    signatories: [
      {
        ...signatory(1, 'Union nationale des missions locales', 'Camille Rivière'),
        civilite: 'Madame',
        email: 'camille@unml.example',
        capacite: 'Secrétaire générale',
        delegation: {
          delegant: 'le Président',
          reference: 'décision n° 2026-12',
          date: '2026-01-05',
          du: null,
          au: null,
        },
        method: 'electronique',
        signature: {
          method: 'electronique',
          at: at + 3_600_000,
          hash,
          consent: `J’ai lu le texte «\u00a0${title}\u00a0» et je le signe.`,
          shownAt: at + 3_000_000,
          code: true,
          trace: { network: '203.0.113.0/24', agent: 'Firefox' },
        },
      },
      {
        ...signatory(2, 'CMA France', 'Alix Moreau'),
        civilite: '',
        email: null,
        capacite: 'Président',
        method: 'papier',
        signature: {
          method: 'papier',
          at: at + 7_200_000,
          signedOn: '2026-11-20',
          hash,
          recordedBy: pilote.id,
          recordedFor: pilote.organisationId,
          scan,
        },
      },
    ],
  };
  await server.storage.db
    .insertInto('ceremonies')
    .values({
      id: ceremony.id,
      act_id: actId,
      version_id: versionId,
      hash,
      sign_order: ceremony.order,
      status: ceremony.status,
      opened_at: ceremony.openedAt,
      opened_by: pilote.id,
      opened_for: pilote.organisationId,
      expires_at: ceremony.expiresAt,
      closed_at: ceremony.closedAt,
      motif: null,
      effect_day: null,
    })
    .execute();
  return { actId, ceremony };
}
