import { z } from 'zod';
import { organisationIdSchema } from '#shared/kernel/ids.ts';
import { organisationFactSchema } from './facts.ts';
import { type Fiche, MAX_REPRESENTATIVES, type Representative } from './organisation.ts';

/*
 * The annuaire on the wire. Lengths here only bound the request; `ficheProblems` says what is wrong in a person's words.
 */

const text = z.string().max(2000);
const day = z.iso.date();

const representativeSchema = z.object({
  civilite: z.enum(['Madame', 'Monsieur', '']),
  nom: text,
  capacite: text,
  du: day.nullable(),
  au: day.nullable(),
}) satisfies z.ZodType<Representative>;

const ficheSchema = z.object({
  denomination: text,
  sigle: text,
  forme: text,
  siege: text,
  siren: text,
  rna: text,
  personnePublique: z.boolean(),
  representants: z.array(representativeSchema).max(MAX_REPRESENTATIVES).readonly(),
}) satisfies z.ZodType<Fiche>;

/** One entry of a fact's history. `recordedBy` is a person's name, `null` for the example or the command line. */
const recordedFactSchema = organisationFactSchema.extend({
  recordedAt: z.number().int(),
  recordedBy: z.string().nullable(),
});
export type FactEntry = z.infer<typeof recordedFactSchema>;

/** A dated presentation of the organisation, as acts may print it. */
const presentationSchema = z.object({
  texte: z.string().trim().min(1).max(2000),
  date: day,
});

const recordedPresentationSchema = presentationSchema.extend({
  recordedAt: z.number().int(),
  recordedBy: z.string().nullable(),
});

/** One organisation of the annuaire, with all that a party block needs today. Instants are milliseconds since 1970. */
const organisationSummarySchema = z.object({
  id: organisationIdSchema,
  fiche: ficheSchema,
  /** Value of each fact today, in the order in which the facts came (rule O5). */
  faits: z.array(organisationFactSchema),
  /** Presentation of today; `null` when there is none. */
  presentation: z.string().nullable(),
  changedAt: z.number().int(),
  /** When its logo was set, to be asked as `GET /api/organisations/:id/logo`; absent or `null` without one. */
  logoAt: z.number().int().nullable().optional(),
});
export type OrganisationSummary = z.infer<typeof organisationSummarySchema>;

/** `GET /api/organisations`, by dénomination. `mayAdd`: whether the caller may add one. */
export const organisationListSchema = z.object({
  organisations: z.array(organisationSummarySchema),
  mayAdd: z.boolean(),
});

/** `GET /api/organisations/:id` */
export const organisationDetailSchema = organisationSummarySchema.extend({
  /** Grows by one with every save of the sheet (rule O7). */
  version: z.number().int(),
  /** All entries, oldest record first. */
  histoire: z.array(recordedFactSchema),
  presentations: z.array(recordedPresentationSchema),
  /** Acts of the caller to which it is a party (`partie`), or in which somebody takes part for it. */
  actes: z.array(z.object({ id: z.string(), title: z.string(), partie: z.boolean() })),
  membres: z.number().int(),
  mayEdit: z.boolean(),
});
export type OrganisationDetail = z.infer<typeof organisationDetailSchema>;

/** `POST /api/organisations`: adds one; answers its id. */
export const addOrganisationSchema = z.object({ fiche: ficheSchema });
export const addedOrganisationSchema = z.object({ id: organisationIdSchema });

/** `POST /api/organisations/:id`: saves the sheet, from the version that was read (rule O7). */
export const saveOrganisationSchema = z.object({ version: z.number().int().min(1), fiche: ficheSchema });

/** `POST /api/organisations/:id/faits`: adds one entry to a history (rule O4). */
export const recordFactSchema = organisationFactSchema;

/** `POST /api/organisations/:id/presentations` */
export const recordPresentationSchema = presentationSchema;
