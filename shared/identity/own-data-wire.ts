import { z } from 'zod';

/** How long the server keeps what it keeps for a time, in days (rule D5). */
const retentionSchema = z.object({
  /** Sessions that have ended. */
  sessionsDays: z.number().int().positive(),
  /** Names of guests who hold nothing any more. */
  guestsDays: z.number().int().positive(),
});

/** `GET /api/moi/droits`: what an erasure would do, and what stands against it now. */
export const ownRightsSchema = z.object({
  retention: retentionSchema,
  /** Sentences: what must be settled first (rule D4); none, it can be asked for. */
  blockers: z.array(z.string()),
  /** Acts that would no longer be open to the person. */
  acts: z.number().int(),
  /** Signatures that are kept with their name (rule D3). */
  signatures: z.number().int(),
});
export type OwnRights = z.infer<typeof ownRightsSchema>;

/** `POST /api/moi/effacement`: the person's own address, typed, so that nobody erases themselves by a slip. */
export const eraseSchema = z.object({ email: z.email().max(254) });

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** `GET /api/moi/donnees`: all that the server ties to a person (rule D1). Instants in milliseconds since 1970. */
export const ownDataSchema = z.object({
  format: z.literal('clausier-mes-donnees-1'),
  /** When it was made. */
  at: z.number(),
  /** What is not in the file, and why, in French. */
  notes: z.array(z.string()),
  retention: retentionSchema,
  /** Rows by what they are: `sessions`, `participations`… */
  data: z.record(z.string(), z.array(z.record(z.string(), value))),
});
