import type { ActId, LinkId, OrganisationId, PersonId, SessionId } from '#shared/kernel/ids.ts';
import { newLinkId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { newToken, tokenHash } from './tokens.ts';

/** How long a personal link opens a session. */
export const LINK_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** Who hands a link over: whoever runs the server, whoever invites, or the mail (rule E7). */
export type LinkKind = 'operateur' | 'main' | 'courriel';

/**
 * Makes a personal link. @param link `expiresAt`: thirty days from now when absent
 * @returns its id, and the secret, which is not kept
 */
export async function addLink(
  db: Db | Tx,
  link: {
    personId: PersonId;
    organisationId: OrganisationId;
    actId: ActId | null;
    kind: LinkKind;
    expiresAt?: number;
  },
  now: number,
): Promise<{ id: LinkId; token: string }> {
  const id = newLinkId();
  const token = newToken();
  await db
    .insertInto('links')
    .values({
      id,
      token_hash: tokenHash(token),
      person_id: link.personId,
      organisation_id: link.organisationId,
      act_id: link.actId,
      kind: link.kind,
      created_at: now,
      expires_at: link.expiresAt ?? now + LINK_LIFE_MS,
      revoked_at: null,
    })
    .execute();
  return { id, token };
}

/** @returns the link of that secret or id, or `null` when it is unknown, revoked or expired */
export async function findLink(db: Db | Tx, key: { token: string } | { id: LinkId }, now: number) {
  return (await linkStanding(db, key, now).executeTakeFirst()) ?? null;
}

/** @returns what finds the link of that secret or id, while it stands */
export function linkStanding(db: Db | Tx, key: { token: string } | { id: LinkId }, now: number) {
  return db
    .selectFrom('links')
    .innerJoin('people', 'people.id', 'links.person_id')
    .select([
      'links.id',
      'links.person_id',
      'links.organisation_id',
      'links.act_id',
      'links.kind',
      'people.email',
    ])
    .where((eb) =>
      'token' in key ? eb('links.token_hash', '=', tokenHash(key.token)) : eb('links.id', '=', key.id),
    )
    .where('links.revoked_at', 'is', null)
    .where('links.expires_at', '>', now);
}

/**
 * Revokes a link of an act, and every session that it opened.
 * @returns the sessions that ended, for their sockets to be closed; `null` when the act has no such link
 */
export async function revokeLink(
  tx: Tx,
  actId: ActId,
  linkId: LinkId,
  now: number,
): Promise<readonly SessionId[] | null> {
  const link = await tx
    .selectFrom('links')
    .select('id')
    .where('id', '=', linkId)
    .where('act_id', '=', actId)
    .executeTakeFirst();
  if (!link) return null;
  await tx.updateTable('links').set({ revoked_at: now }).where('id', '=', linkId).execute();
  const sessions = await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('link_id', '=', linkId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return sessions.map((session) => session.id);
}
