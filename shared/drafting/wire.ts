import { z } from 'zod';
import { ACT_KINDS, ACT_ROLES, ACT_STATES } from '#shared/identity/roles.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';

/** One act of the portfolio. Instants are milliseconds since 1970. */
const actSummarySchema = z.object({
  id: actIdSchema,
  title: z.string(),
  kind: z.enum(ACT_KINDS),
  state: z.enum(ACT_STATES),
  role: z.enum(ACT_ROLES),
  parties: z.array(z.string()),
  createdAt: z.number().int(),
  changedAt: z.number().int(),
});
export type ActSummary = z.infer<typeof actSummarySchema>;

/** `GET /api/acts` */
export const actListSchema = z.object({ acts: z.array(actSummarySchema) });

/** `GET /api/acts/:id` */
export const actDetailSchema = actSummarySchema.extend({
  participants: z.array(
    z.object({ name: z.string(), organisation: z.string(), role: z.enum(ACT_ROLES), color: z.string() }),
  ),
  can: z.object({ write: z.boolean(), invite: z.boolean(), rename: z.boolean() }),
});
export type ActDetail = z.infer<typeof actDetailSchema>;

/** `GET /api/modeles` */
const modeleSummarySchema = z.object({
  id: z.string(),
  titre: z.string(),
  description: z.string(),
  partiesMin: z.number().int(),
  partiesMax: z.number().int(),
  variables: z.array(
    z.object({
      chemin: z.string(),
      libelle: z.string(),
      type: z.enum(['texte', 'date', 'entier', 'montant', 'enum', 'booleen', 'reference']),
      aide: z.string().nullable(),
      defaut: z.string().nullable(),
      choix: z.array(z.string()),
      requis: z.boolean(),
    }),
  ),
});
export type ModeleSummary = z.infer<typeof modeleSummarySchema>;
export const modeleListSchema = z.object({ modeles: z.array(modeleSummarySchema) });

/** A party as filled in by the person who begins an act. */
const partyInputSchema = z.object({
  denomination: z.string().trim().min(1).max(300),
  sigle: z.string().trim().max(40),
  forme: z.string().trim().max(200),
  siege: z.string().trim().max(300),
  personnePublique: z.boolean(),
  representant: z.object({
    civilite: z.enum(['Madame', 'Monsieur', '']),
    nom: z.string().trim().max(200),
    capacite: z.string().trim().max(200),
  }),
});
export type PartyInput = z.infer<typeof partyInputSchema>;

/** Most parties one act can have; a real convention rarely passes six. */
export const MAX_PARTIES = 30;

/** The name of an act in the portfolio; its printed title is in its text. */
const actTitleSchema = z.string().trim().min(1).max(300);

/** `POST /api/acts`: begins an act from a modèle. */
export const beginActSchema = z.object({
  modele: z.string().min(1).max(100),
  titre: actTitleSchema,
  parties: z.array(partyInputSchema).min(2).max(MAX_PARTIES),
  valeurs: z.record(z.string().max(100), z.string().max(2000)),
});
export type BeginAct = z.infer<typeof beginActSchema>;

/** `POST /api/acts/:id/title`: gives the act the name that the portfolio shows, from then on. */
export const renameActSchema = z.object({ titre: actTitleSchema });
export type RenameAct = z.infer<typeof renameActSchema>;

/** `POST /api/acts/import`. */
export const importActSchema = z.object({ texte: z.string(), nom: z.string().max(300).nullable() });

/** Answer of both. */
export const createdActSchema = z.object({ id: actIdSchema });
