import { z } from 'zod';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { journalEntrySchema } from './journal.ts';

const headSchema = z.object({ seq: z.number().int().positive(), hash: z.string().length(64) });

/** Whether a chain is whole, as `verifyJournal` says. */
const verdictSchema = z.discriminatedUnion('intact', [
  z.object({ intact: z.literal(true), head: headSchema.nullable() }),
  z.object({
    intact: z.literal(false),
    seq: z.number().int().positive(),
    fault: z.enum(['rang', 'acte', 'chaine', 'contenu', 'tronque']),
  }),
]);

/** `GET /api/acts/:id/journal`: oldest first. The names stand beside the chain, which holds none (rule J5). */
export const journalSchema = z.object({
  entries: z.array(
    journalEntrySchema.extend({
      /** How the person and the organisation are called today; `null` for the server. */
      by: z.string().nullable(),
      /** Whom it is about: who was invited, whose right changed. */
      about: z.string().nullable(),
      onBehalfOf: z.string().nullable(),
    }),
  ),
  /** Checked by the server as it answered. */
  verdict: verdictSchema,
});

/** `GET /api/acts/:id/journal/export`: what `verifyJournal` needs, and nothing else. */
export const journalExportSchema = z.object({
  format: z.literal('clausier-journal-1'),
  act: actIdSchema,
  head: headSchema.nullable(),
  entries: z.array(journalEntrySchema),
});
