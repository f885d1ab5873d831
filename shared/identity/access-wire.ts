import { z } from 'zod';
import { actIdSchema, organisationIdSchema, personIdSchema, sessionIdSchema } from '#shared/kernel/ids.ts';
import { ACT_ROLES } from './roles.ts';
import { inviteRequestSchema, linkTokenSchema } from './wire.ts';

/** Digits of the code that a mail carries. */
export const CODE_LENGTH = 6;

/** A person, on behalf of an organisation, as somebody chooses between several. */
const identitySchema = z.object({
  personId: personIdSchema,
  organisationId: organisationIdSchema,
  name: z.string(),
  organisation: z.string(),
});
export type EntryIdentity = z.infer<typeof identitySchema>;

/** `GET /api/entree`: the ways in that this server offers. */
export const entryWaysSchema = z.object({
  /** True when mail leaves the server; false: whoever runs it reads the messages for the others. */
  mailLeaves: z.boolean(),
  /** Name of the OpenID Connect provider, when one is configured. */
  oidc: z.string().nullable(),
});

/** `POST /api/entree`: asks for a mail with a link and a code. The answer is the same for every address (rule E2). */
export const entryRequestSchema = z.object({ email: z.email().max(254) });
/** `attempt` names the request when the code is typed: only the browser that asked holds it. */
export const entryAnswerSchema = z.object({ attempt: linkTokenSchema });

const decided = {
  /** Chosen among the `identities` of an earlier answer. */
  identity: z.object({ personId: personIdSchema, organisationId: organisationIdSchema }).optional(),
  /** The person has read whose session opens, and whose it replaces. */
  confirmed: z.boolean().optional(),
};
/** `POST /api/session`: opens a session from the secret of a link. */
export const sessionRequestSchema = z.object({ token: linkTokenSchema, ...decided });
/** `POST /api/session/code`: the same, from the code that was mailed. */
export const codeRequestSchema = z.object({
  attempt: linkTokenSchema,
  code: z.string().regex(/^[0-9]{6}$/),
  ...decided,
});

/** What opening a session came to; only `opened` has opened one, and only it used the secret up. */
export const sessionAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('opened'), actId: actIdSchema.nullable() }),
  /** A code was mailed to `address` (masked), since this browser is not known yet (rule E8). */
  z.object({ outcome: z.literal('code'), attempt: linkTokenSchema, address: z.string() }),
  z.object({ outcome: z.literal('choice'), identities: z.array(identitySchema) }),
  z.object({
    outcome: z.literal('confirmation'),
    opens: z.object({ name: z.string(), organisation: z.string() }),
    /** Whose session this browser holds now. */
    replaces: z.object({ name: z.string(), organisation: z.string() }).nullable(),
  }),
]);
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

/** `GET /api/acces`: the sessions of the person, the last seen first. Instants in milliseconds since 1970. */
export const ownAccessSchema = z.object({
  sessions: z.array(
    z.object({
      id: sessionIdSchema,
      organisation: z.string(),
      /** Browser and system as they say themselves: « Firefox, Windows ». */
      browser: z.string(),
      openedAt: z.number(),
      seenAt: z.number(),
      expiresAt: z.number(),
      current: z.boolean(),
    }),
  ),
  /** Personal links that still open a session without a code. */
  links: z.number().int(),
  /** Browsers that a mailed code made known. */
  browsers: z.number().int(),
});
export type OwnAccess = z.infer<typeof ownAccessSchema>;

/** Longest time that an access can be given for, in days; and what is proposed. */
const MAX_ACCESS_DAYS = 366;
export const DEFAULT_ACCESS_DAYS = 90;
const days = z.number().int().min(1).max(MAX_ACCESS_DAYS);

/** `POST /api/acts/:id/participants`: invites somebody by mail. `days`: how long the access lasts. */
export const mailInviteRequestSchema = inviteRequestSchema.extend({ days });
export type MailInviteRequest = z.infer<typeof mailInviteRequestSchema>;
/** `POST /api/acts/:id/links`: the same by a link that the inviter hands over; without `days`, the access has no term. */
export const handedInviteRequestSchema = inviteRequestSchema.extend({ days: days.optional() });
export type HandedInviteRequest = z.infer<typeof handedInviteRequestSchema>;
/** `mailed` is false when the message stayed on the server, which sends none. */
export const mailInviteAnswerSchema = z.object({ personId: personIdSchema, mailed: z.boolean() });

/** `GET /api/acts/:id/participants`, in order of arrival. */
export const participantListSchema = z.object({
  participants: z.array(
    z.object({
      personId: personIdSchema,
      name: z.string(),
      organisation: z.string(),
      role: z.enum(ACT_ROLES),
      color: z.string(),
      /** Only for those who may manage; `null` for the others. */
      email: z.string().nullable(),
      since: z.number(),
      /** `null`: without term. */
      expiresAt: z.number().nullable(),
      /** The last time that a session of theirs was seen; `null`: they have not come yet, or nobody may tell. */
      seenAt: z.number().nullable(),
      me: z.boolean(),
    }),
  ),
  mayManage: z.boolean(),
});
export type ParticipantList = z.infer<typeof participantListSchema>;

/** `POST /api/acts/:id/participants/:person`: another role, or another term counted from now (`null`: none). */
export const changeParticipantSchema = z
  .object({ role: z.enum(ACT_ROLES).optional(), days: days.nullable().optional() })
  .refine(({ role, days: term }) => role !== undefined || term !== undefined);
export type ChangeParticipant = z.infer<typeof changeParticipantSchema>;

/** `GET /api/organisations/:id/invites`: who takes part for the organisation, or was invited by it, without being its member. */
export const organisationGuestsSchema = z.object({
  guests: z.array(
    z.object({
      personId: personIdSchema,
      name: z.string(),
      email: z.string(),
      organisation: z.string(),
      acts: z.array(
        z.object({
          actId: actIdSchema,
          role: z.enum(ACT_ROLES),
          expiresAt: z.number().nullable(),
          since: z.number(),
        }),
      ),
    }),
  ),
});
export type OrganisationGuests = z.infer<typeof organisationGuestsSchema>;

/**
 * `DELETE /api/organisations/:id/invites`: how many people lost their accesses, in how many acts, and whose stand because
 * they are the only pilote of an act.
 */
export const guestsEndedSchema = z.object({
  people: z.number(),
  acts: z.number(),
  kept: z.array(z.object({ name: z.string(), organisation: z.string() })),
});
export type GuestsEnded = z.infer<typeof guestsEndedSchema>;

/** What somebody may be made in an organisation: whoever belongs to it is no guest. */
const memberRole = z.enum(['administrateur', 'membre']);

/** `GET /api/organisations/:id/membres`, by name. */
export const membersSchema = z.object({
  members: z.array(
    z.object({
      personId: personIdSchema,
      name: z.string(),
      /** Only for those who may manage; `null` for the others. */
      email: z.string().nullable(),
      role: memberRole,
      since: z.number(),
      me: z.boolean(),
    }),
  ),
  mayManage: z.boolean(),
});
export type Members = z.infer<typeof membersSchema>;

/** `POST /api/organisations/:id/membres`: names somebody, by their address. */
export const addMemberSchema = z.object({
  person: z.object({ name: z.string().trim().min(1).max(200), email: z.email().max(254) }),
  role: memberRole,
});
export type AddMember = z.infer<typeof addMemberSchema>;

/** `POST /api/organisations/:id/membres/:person` */
export const changeMemberSchema = z.object({ role: memberRole });
export type ChangeMember = z.infer<typeof changeMemberSchema>;

/** `GET /api/courriels`: the local outbox, the last message first. */
export const outboxSchema = z.object({
  mails: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string(), at: z.number() })),
});
