import type { SetupRequest } from '#shared/identity/wire.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { OrganisationId, PersonId } from '#shared/kernel/ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { addOrganisation, addPerson, adoptOrphanActs, isEmpty } from './store.ts';
import { newToken, tokenHash } from './tokens.ts';

/**
 * Makes the one-time set-up secret of an empty server, in place of any earlier one.
 * @returns the secret to print, or `null` when the server has been set up
 */
export async function renewSetupToken(db: Db, now: number): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    await tx.deleteFrom('setup').execute();
    if (!(await isEmpty(tx))) return null;
    const token = newToken();
    await tx
      .insertInto('setup')
      .values({ token_hash: tokenHash(token), created_at: now })
      .execute();
    return token;
  });
}

/**
 * Uses the set-up secret: adds the first organisation and person, who becomes pilote of the acts that nobody holds.
 * Runs inside the caller's transaction, so that of two people with the link only one sets the server up.
 * @throws ClausierError `installation.faite` or `installation.jeton`
 */
export async function setUp(
  tx: Tx,
  request: SetupRequest,
  now: number,
): Promise<{ personId: PersonId; organisationId: OrganisationId }> {
  if (!(await isEmpty(tx))) throw new ClausierError('installation.faite');
  const used = await tx
    .deleteFrom('setup')
    .where('token_hash', '=', tokenHash(request.token))
    .executeTakeFirst();
  if (used.numDeletedRows === 0n) throw new ClausierError('installation.jeton');
  const organisationId = await addOrganisation(tx, { ...request.organisation, house: true }, now);
  const personId = await addPerson(tx, request.person, organisationId, now, 'administrateur');
  await adoptOrphanActs(tx, { personId, organisationId }, now);
  return { personId, organisationId };
}
