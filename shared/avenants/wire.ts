import { z } from 'zod';
import { ACT_STATES } from '#shared/identity/roles.ts';
import { actIdSchema, type BlockId, isBlockId } from '#shared/kernel/ids.ts';
import { GRAINS } from './model.ts';

const day = z.iso.date();

/** `POST /api/acts/:id/avenants`: begins an avenant on a signed act. Answer: `createdActSchema`. */
export const beginAvenantSchema = z.object({
  /** Why, in a sentence or two: printed in its préambule. */
  motif: z.string().trim().max(1000),
  /** From when it applies; `null`: from the last signature. */
  effet: day.nullable(),
});
export type BeginAvenant = z.infer<typeof beginAvenantSchema>;

const avenantSchema = z.object({
  id: actIdSchema,
  title: z.string(),
  number: z.number().int().positive(),
  state: z.enum(ACT_STATES),
  /** The consolidated text that is edited for it. */
  workingId: actIdSchema,
  /** `null` until it is signed. */
  effect: day.nullable(),
});

/** One of an act's avenants; `readable` where whoever asks may open it. */
export type AvenantSummary = z.infer<typeof avenantListSchema>['avenants'][number];

/** `GET /api/acts/:id/avenants`: those of an act, by number. */
export const avenantListSchema = z.object({
  avenants: z.array(avenantSchema.extend({ readable: z.boolean() })),
  /** Whether whoever asks may begin one now. */
  canBegin: z.boolean(),
});

const articleSchema = z.object({
  title: z.string(),
  /** The division of the base that it amends, and how fine its instructions are wanted; `null` where nobody chooses. */
  about: z
    .object({ id: z.custom<BlockId>(isBlockId), annexe: z.boolean(), grain: z.enum(GRAINS) })
    .nullable(),
  /** What announces several changes, as printed; `null` when there is one. */
  announced: z.string().nullable(),
  /** Its instructions, in their order: the lines of each as printed, and the block of the base that it is about. */
  changes: z.array(z.object({ lines: z.array(z.string()), block: z.custom<BlockId>(isBlockId).nullable() })),
});

/** `POST /api/acts/:id/avenant/grain`: how fine the instructions about a division of the base are wanted. */
export const chooseGrainSchema = z.object({
  division: z.custom<BlockId>(isBlockId),
  grain: z.enum(GRAINS),
});
export type ChooseGrain = z.input<typeof chooseGrainSchema>;

/** What Clausier can do by itself about a finding: take the avenant up again on the text in force, or give it its number. */
const REMEDIES = ['reprendre', 'numeroter'] as const;

const findingSchema = z.object({
  blocking: z.boolean(),
  message: z.string(),
  remedy: z.enum(REMEDIES).nullable(),
  /** Of a conflict, the avenant that it is with: only told to who may read that one. */
  other: z
    .object({
      id: actIdSchema,
      number: z.number().int().positive(),
      workingId: actIdSchema,
      /** The instruction in the way, as it reads there. */
      says: z.string().nullable(),
    })
    .nullable(),
  /** Where, in the text that the avenant amends and in the one that is edited; `null` for the avenant as a whole. */
  block: z.custom<BlockId>(isBlockId).nullable(),
  /** Whether `block` stands in the avenant's own text instead. */
  inAvenant: z.boolean(),
});
export type AvenantFinding = z.infer<typeof findingSchema>;

/** `GET /api/acts/:id/avenant`: what an avenant amends, and what its instructions say now. Asked by either text of it. */
export const avenantDetailSchema = z.object({
  id: actIdSchema,
  title: z.string(),
  number: z.number().int().positive(),
  /** The consolidated text that is edited. */
  workingId: actIdSchema,
  target: z.object({ id: actIdSchema, title: z.string(), readable: z.boolean() }),
  /** Names the text that it amends, which changes when it is taken up again. */
  baseHash: z.string(),
  articles: z.array(articleSchema),
  /** Whether whoever asks may write it now. */
  canWrite: z.boolean(),
  /** Edits that no instruction expresses. */
  refusals: z.array(z.object({ address: z.string().nullable(), reason: z.string(), remedy: z.string() })),
  /** What to settle before signing, conflicts with other pending avenants included. */
  findings: z.array(findingSchema),
});
export type AvenantDetail = z.infer<typeof avenantDetailSchema>;

/**
 * `POST /api/acts/:id/avenant/actualiser`: takes an avenant up again on the text in force, which an avenant signed since
 * has made. Answer: the edits that could not be carried, each as it read; the text in force stands there.
 */
export const takenUpSchema = z.object({ lost: z.array(z.string()) });

/** `GET /api/acts/:id/en-vigueur?jour=`. */
export const inForceQuerySchema = z.object({ jour: day.optional() });

/** A signed act that a text comes from: see `SourceAct`. */
const sourceSchema = z.object({
  mark: z.string(),
  name: z.string(),
  title: z.string(),
  signedOn: day,
  effect: day,
});

/** Its answer: the text in force on a day, informative. */
export const inForceSchema = z.object({
  day,
  /** False before the act itself has effect. */
  inForce: z.boolean(),
  /**
   * Of an act that had ended by that day, how: `day` is the last one of an act that is *échu*, the first one without it
   * when it is *résilié*; `null` where nothing says it.
   */
  over: z.object({ state: z.enum(['echu', 'resilie', 'remplace']), day: day.nullable() }).nullable(),
  /** Days on which the text changed, the first being that of the act itself, in order. */
  days: z.array(z.object({ day, title: z.string() })),
  /** The avenants that are in it, in order. */
  applied: z.array(avenantSchema),
  /** Checked where it is read: `parseContent`. */
  content: z.unknown(),
  /** The acts that are in it, the initial one first. */
  legend: z.array(sourceSchema),
  /** Those that are signed, and have no effect yet on that day. */
  later: z.array(sourceSchema),
  /** By block: names of the acts that wrote it, in order. */
  sources: z.record(z.string(), z.array(z.string())),
});
export type InForce = z.infer<typeof inForceSchema>;
