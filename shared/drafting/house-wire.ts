import { z } from 'zod';
import { ACT_STATES } from '#shared/identity/roles.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { CLAUSE_ORIGINS, CLAUSE_STATES, clauseDetailSchema, clausierSchema } from './clausier-wire.ts';

/*
 * The clausier as its jurist tends it: what clausier-wire.ts shows of a clause, with versions to decide of.
 */

/** One clause of the list. */
const tendedSummarySchema = clausierSchema.shape.clauses.element.extend({
  /** Whether drafts may take it now. */
  offerte: z.boolean(),
  /** Versions that wait for a decision. */
  enAttente: z.number().int(),
  /** Its words, for the search. */
  texte: z.string(),
});
export type TendedSummary = z.infer<typeof tendedSummarySchema>;

/** `GET /api/clausier`. `may` says what the caller may do, in every answer. */
export const tendedClausierSchema = z.object({
  clauses: z.array(tendedSummarySchema),
  may: z.object({ propose: z.boolean(), decide: z.boolean() }),
});

/** One version in the history of a clause. Instants are milliseconds since 1970. */
const tendedVersionSchema = z.object({
  version: z.number().int(),
  date: z.iso.date(),
  auteur: z.string(),
  origine: z.enum(CLAUSE_ORIGINS),
  etat: z.enum(CLAUSE_STATES),
  /** What its author says of it. */
  note: z.string(),
  offerte: z.boolean(),
  /** False for a former shipped version: there is nothing to decide of it. */
  decidable: z.boolean(),
  /** Decisions, first to last. */
  decisions: z.array(
    z.object({ etat: z.enum(CLAUSE_STATES), par: z.string(), le: z.number().int(), note: z.string() }),
  ),
  /** Why the modèles can't take it although it is approved (rule K5). */
  ecartee: z.array(z.string()),
  source: z.string(),
});
export type TendedVersion = z.infer<typeof tendedVersionSchema>;

/** `GET /api/clausier/:id`, of the version offered (or the newest), or with `?version=2` of that one. */
export const tendedDetailSchema = clauseDetailSchema.omit({ historique: true }).extend({
  /** Newest first. */
  historique: z.array(tendedVersionSchema),
  usage: z.object({
    actes: z.array(
      z.object({ id: actIdSchema, title: z.string(), state: z.enum(ACT_STATES), version: z.number().int() }),
    ),
    /** Acts that use it and are not open to the caller. */
    autres: z.number().int(),
    /** True when some acts have not been read yet: the list may grow. */
    incomplet: z.boolean(),
  }),
  may: z.object({ propose: z.boolean(), decide: z.boolean() }),
});
export type TendedDetail = z.infer<typeof tendedDetailSchema>;

/** Longest clause, in characters: some thirty pages. */
export const MAX_CLAUSE_CHARS = 60_000;

/** `POST /api/clausier`: proposes a clause, or a version of one. The server numbers, dates and signs it. */
export const proposeClauseSchema = z.object({
  source: z.string().min(1).max(MAX_CLAUSE_CHARS),
  note: z.string().trim().max(1000),
});
export const proposedClauseSchema = z.object({ id: z.string(), version: z.number().int() });

/** `POST /api/clausier/:id/versions/:version/decision` */
export const decideClauseSchema = z.object({
  etat: z.enum(['approuvee', 'retiree']),
  note: z.string().trim().max(1000),
});
