import { ClausierError } from '#shared/kernel/errors.ts';
import { readBytes } from '../http/body.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import { organisationRoute, type Route } from './guard.ts';
import { MAX_LOGO_BYTES, readLogo } from './logo.ts';

/** A picture alone: nothing in it runs, wherever it is opened. */
const PICTURE_POLICY = "default-src 'none'; sandbox";

/** The logo of an organisation (rule O15). */
export function logoRoutes({ db, clock }: { readonly db: Db; readonly clock: Clock }): readonly Route[] {
  const path = '/api/organisations/:id/logo';
  return [
    organisationRoute('get', path, 'consulter', async (c, { organisation }) => {
      const logo = await db
        .selectFrom('organisation_logos')
        .select(['type', 'bytes'])
        .where('organisation_id', '=', organisation.id)
        .executeTakeFirst();
      if (logo === undefined) throw new ClausierError('adresse.inconnue');
      c.header('Content-Type', logo.type);
      c.header('Content-Security-Policy', PICTURE_POLICY);
      return c.body(new Uint8Array(logo.bytes));
    }),

    organisationRoute('post', path, 'modifier', async (c, { organisation }) => {
      const { type, bytes } = readLogo(await readBytes(c, MAX_LOGO_BYTES));
      const kept = { type, bytes, at: clock() };
      await db
        .insertInto('organisation_logos')
        .values({ organisation_id: organisation.id, ...kept })
        .onConflict((oc) => oc.column('organisation_id').doUpdateSet(kept))
        .execute();
      return c.body(null, 204);
    }),

    organisationRoute('delete', path, 'modifier', async (c, { organisation }) => {
      await db.deleteFrom('organisation_logos').where('organisation_id', '=', organisation.id).execute();
      return c.body(null, 204);
    }),
  ];
}
