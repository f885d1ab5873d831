import { z } from 'zod';
import type { DocumentJson } from '#shared/document/model.ts';
import { parseDocument } from '#shared/document/parse.ts';
import { FAMILIES } from '#shared/document/schema/vocabulary.ts';
import { FIELD_TYPES, factNeedSchema, questionSchema, variableSchema } from './wire.ts';

/** Where a wording comes from: shipped in `templates/`, or kept by the organisation in its database. */
export const CLAUSE_ORIGINS = ['livree', 'organisation'] as const;
export type ClauseOrigin = (typeof CLAUSE_ORIGINS)[number];

/** Where a version stands. Those shipped are approved. */
export const CLAUSE_STATES = ['proposee', 'approuvee', 'retiree'] as const;
export type ClauseState = (typeof CLAUSE_STATES)[number];
export const CLAUSE_STATE_NAMES: Readonly<Record<ClauseState, string>> = {
  proposee: 'Proposée',
  approuvee: 'Approuvée',
  retiree: 'Retirée',
};

/** One version of a clause, as the history lists it. */
const clauseVersionSchema = z.object({
  version: z.number().int(),
  date: z.iso.date(),
  auteur: z.string(),
  origine: z.enum(CLAUSE_ORIGINS),
  etat: z.enum(CLAUSE_STATES),
});
export type ClauseVersion = z.infer<typeof clauseVersionSchema>;

/** One clause of the clausier, in the version that drafts take (or the newest, when none is approved). */
const clauseSummarySchema = clauseVersionSchema.extend({
  id: z.string(),
  famille: z.enum(FAMILIES),
  variante: z.string(),
  /** Heading as plain text; `null` when it prints none. */
  titre: z.string().nullable(),
  emploi: z.string(),
  /** How many versions there are, this one included. */
  versions: z.number().int(),
});
export type ClauseSummary = z.infer<typeof clauseSummarySchema>;

/** `GET /api/clausier` */
export const clausierSchema = z.object({ clauses: z.array(clauseSummarySchema) });

/** A text to show, filled with sample values: the page prints it with the document's own functions. */
const previewSchema = z.object({
  document: z.custom<DocumentJson>((value) => parseDocument(value).ok, 'document illisible'),
  champs: z.record(
    z.string(),
    z.object({ type: z.enum(FIELD_TYPES), libelle: z.string(), valeur: z.string().nullable() }),
  ),
});

/** `GET /api/clausier/:id`, or with `?version=1` that version. */
export const clauseDetailSchema = clauseSummarySchema.extend({
  note: z.string().nullable(),
  questions: z.array(questionSchema),
  variables: z.array(variableSchema),
  faits: z.array(factNeedSchema),
  engagements: z.boolean(),
  /** The whole file, head and text, as a jurist writes it. */
  source: z.string(),
  apercu: previewSchema,
  /** Newest first. */
  historique: z.array(clauseVersionSchema),
});
export type ClauseDetail = z.infer<typeof clauseDetailSchema>;
