import { z } from 'zod';
import { actIdSchema, linkIdSchema, organisationIdSchema, personIdSchema } from '#shared/kernel/ids.ts';
import { ACT_ROLES } from './roles.ts';

const name = z.string().trim().min(1).max(200);
/** A secret carried once by a link's fragment: 32 random bytes in base64url. */
export const linkTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** `GET /api/me` */
export const meSchema = z.object({
  person: z.object({ id: personIdSchema, name, email: z.string() }),
  organisation: z.object({ id: organisationIdSchema, denomination: name, sigle: z.string().nullable() }),
  /** What the screens offer beyond what everybody may. */
  may: z.object({
    proposeClauses: z.boolean(),
    decideClauses: z.boolean(),
    readOutbox: z.boolean(),
    endGuests: z.boolean(),
    administer: z.boolean(),
  }),
});
export type Me = z.infer<typeof meSchema>;

/** `GET /api/session`: who is here; `null` for nobody, which is no error. */
export const presentSchema = z.object({ me: meSchema.nullable() });

/** `GET /api/setup`: whether the server still waits for its first organisation. */
export const setupStateSchema = z.object({ required: z.boolean() });

/** `POST /api/setup` */
export const setupRequestSchema = z.object({
  token: linkTokenSchema,
  organisation: z.object({ denomination: name, sigle: z.string().trim().max(40) }),
  person: z.object({ name, email: z.email().max(254) }),
  withExample: z.boolean(),
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;

/** One personal entry link, shown once to the person who made it. `url` is absolute. */
export const personalLinkSchema = z.object({
  /** Names the link when it is to be revoked: `DELETE /api/acts/:id/links/:link`. */
  id: linkIdSchema.optional(),
  person: name,
  organisation: name,
  role: z.enum(ACT_ROLES),
  actId: actIdSchema,
  actTitle: z.string(),
  url: z.url(),
});
export type PersonalLink = z.infer<typeof personalLinkSchema>;

/** Answer of `POST /api/setup` and `POST /api/example`. */
export const setupResponseSchema = z.object({ links: z.array(personalLinkSchema) });

/** Whom one invites, on behalf of whom, as what: by mail, or by a link handed over where mail does not leave (rule E9). */
export const inviteRequestSchema = z.object({
  person: z.object({ name, email: z.email().max(254) }),
  organisation: name,
  role: z.enum(ACT_ROLES),
});
export type InviteRequest = z.infer<typeof inviteRequestSchema>;
