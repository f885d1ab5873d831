import { z } from 'zod';

/**
 * One dated fact of an organisation's sheet: what a clause may print of it, with the day on which it was true and where
 * that is said, so that the same presentation never drifts from one act to the next.
 */
export const organisationFactSchema = z.object({
  /** Names the fact in clauses (`structures`, `jeunes`, `salaries`): lower-case words joined by hyphens. */
  cle: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .max(60),
  libelle: z.string().trim().min(1).max(200),
  type: z.enum(['entier', 'montant', 'texte']),
  /** As typed: « 436 », « 1 100 000 », « 6 800 lieux d’accueil ». */
  valeur: z.string().trim().min(1).max(500),
  /** The day it was true, ISO. */
  date: z.iso.date(),
  /** Where it comes from: « Rapport d’activité 2023 ». */
  source: z.string().trim().max(300),
});
export type OrganisationFact = z.infer<typeof organisationFactSchema>;

/** Most facts kept on one sheet. */
export const MAX_FACTS = 40;
