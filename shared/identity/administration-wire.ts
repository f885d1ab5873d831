import { z } from 'zod';
import { actIdSchema, organisationIdSchema, personIdSchema } from '#shared/kernel/ids.ts';
import { MEMBERSHIPS } from './roles.ts';

/*
 * The server's screen, for the administrateurs of the house (rules M1 to M3). Sizes in bytes, instants in milliseconds
 * since 1970.
 */

const count = z.number().int().nonnegative();

/** `GET /api/administration` */
export const serverStateSchema = z.object({
  /** Of this release, of Node, and of the database's tables. */
  versions: z.object({ clausier: z.string(), node: z.string(), base: z.number().int() }),
  storage: z.object({
    kind: z.enum(['sqlite', 'postgresql']),
    /** -1 when the database does not say. */
    bytes: z.number().int(),
    /** What weighs in it: the history of texts, versions, files joined to signatures, sealed files. */
    parts: z.object({ saisies: count, versions: count, pieces: count, scelles: count }),
    /** Left on the disk of the data folder; `null` where it cannot be told, or the data is elsewhere. */
    freeBytes: count.nullable(),
  }),
  counts: z.object({ actes: count, organisations: count, personnes: count, sessions: count }),
  mail: z.object({ leaves: z.boolean() }),
  oidc: z.string().nullable(),
  retention: z.object({ sessionsDays: count, guestsDays: count }),
  startedAt: z.number().int(),
});
export type ServerState = z.infer<typeof serverStateSchema>;

/** `GET /api/administration/fonctionnement`: the figures of `/metrics`, of the process that answers. */
export const serverOperationSchema = z.object({
  connections: count,
  actsOpen: count,
  /** Of them, those that are being edited. */
  actsAwake: count,
  /** On average over the last ten seconds, and since the start. */
  editsPerSecond: z.number().nonnegative(),
  edits: count,
  /** From a change taken to its being on disk, over the last minute, in milliseconds; `null` when nothing was written. */
  ack: z.object({ median: z.number(), p99: z.number() }).nullable(),
  /** Bytes of changes that wait for the disk, and of the database, -1 when it does not say. */
  pendingBytes: count,
  databaseBytes: z.number().int(),
  /** How late the process does what it has to, in milliseconds: the 99th percentile. */
  loopDelay: z.number().nonnegative(),
  /** Connections refused or closed since the start, by code, the most frequent first. */
  refused: z.array(z.object({ code: z.string(), message: z.string(), count })),
  /** Whether the disk takes what is written. */
  disk: z.object({
    refuses: z.boolean(),
    freeBytes: count.nullable(),
    warningBytes: count,
    low: z.boolean(),
  }),
  /** How the other processes are reached: none can be, by Redis, or by following the log. */
  processes: z.enum(['alone', 'redis', 'log']),
  startedAt: z.number().int(),
});
export type ServerOperation = z.infer<typeof serverOperationSchema>;

/** `GET /api/administration/organisations`, by dénomination. */
export const serverOrganisationsSchema = z.object({
  organisations: z.array(
    z.object({
      id: organisationIdSchema,
      denomination: z.string(),
      sigle: z.string().nullable(),
      house: z.boolean(),
      administrateurs: count,
      /** Administrateurs included, invités aside. */
      membres: count,
      /** Acts where somebody speaks for it. */
      actes: count,
    }),
  ),
});
export type ServerOrganisations = z.infer<typeof serverOrganisationsSchema>;

/** `GET /api/administration/personnes`, by name; those who were erased are left out. */
export const serverPeopleSchema = z.object({
  people: z.array(
    z.object({
      id: personIdSchema,
      name: z.string(),
      email: z.string(),
      organisations: z.array(z.object({ name: z.string(), role: z.enum(MEMBERSHIPS) })),
      actes: count,
      sessions: count,
      seenAt: z.number().int().nullable(),
      /** When they last signed by the link of a signatory, which opens no session. */
      signedAt: z.number().int().nullable(),
      me: z.boolean(),
    }),
  ),
});
export type ServerPeople = z.infer<typeof serverPeopleSchema>;

/** `POST /api/administration/courriel`: answers where the message went. `mailed` is false when it stayed here. */
export const testMailSchema = z.object({ to: z.string(), mailed: z.boolean() });

/** `POST /api/administration/courriel`, and what asks for nothing else. */
export const nothingSchema = z.strictObject({});

/** `GET /api/administration/journaux`: the chains of all journals, as they are now. */
export const journalsCheckSchema = z.object({
  journals: count,
  events: count,
  broken: z.array(z.object({ act: actIdSchema, seq: z.number().int(), fault: z.string() })),
});
export type JournalsCheck = z.infer<typeof journalsCheckSchema>;
