import { z } from 'zod';
import { ACT_STATES } from '#shared/identity/roles.ts';
import { MOVE_NAMES } from '#shared/identity/states.ts';
import { versionIdSchema } from '#shared/kernel/ids.ts';

const instant = z.number().int();
const hash = z.string().length(64);
const who = z.object({ name: z.string(), organisation: z.string() });

/** The text as it was frozen. */
const frozenTextSchema = z.object({
  versionId: versionIdSchema,
  hash,
  at: instant,
  by: who,
});
export type FrozenText = z.infer<typeof frozenTextSchema>;

/** What keeps the text from being frozen: one sentence, and where it is. */
const reasonSchema = z.object({
  rule: z.string(),
  message: z.string(),
  /** As one cites it: « article 4 »; `null` for the act as a whole. */
  address: z.string().nullable(),
});
export type FreezeReason = z.infer<typeof reasonSchema>;

/** `GET /api/acts/:id/etat`: where the act is in its life. */
export const actStateSchema = z.object({
  state: z.enum(ACT_STATES),
  /** While the text is frozen, and from then on. */
  frozen: frozenTextSchema.nullable(),
  /** Why the act was last moved where it stands (reopened, abandoned, terminated), when that was to be said. */
  motif: z.object({ move: z.enum(MOVE_NAMES), at: instant, by: who, motif: z.string() }).nullable(),
  /** What the caller may ask for now. */
  moves: z.array(z.enum(MOVE_NAMES)),
});
export type ActStateAnswer = z.infer<typeof actStateSchema>;

/** `GET /api/acts/:id/etat/arret`: what keeps the text from being frozen now; empty when nothing does. */
export const freezeReasonsSchema = z.object({ reasons: z.array(reasonSchema) });

/** Why, told to the parties and kept with the act. */
const motifSchema = z.string().trim().min(3).max(1000);

/** `POST /api/acts/:id/etat/rouvrir`, `…/abandonner` and `…/resilier`. Answer: `actStateSchema`. */
export const motifRequestSchema = z.object({ motif: motifSchema });

/** `POST /api/acts/:id/etat/negocier` and `…/arreter`. Answer: `actStateSchema`. */
export const moveRequestSchema = z.object({});
