import { z } from 'zod';
import { blockChangesSchema } from './withdraw.ts';

/** Longest historic avenant that may be pasted, in UTF-16 units. */
export const MAX_HISTORIC = 200_000;

/**
 * What a person decided on a card: carried over, kept as a stipulation of the avenant, done by hand, or left out.
 * Anything else is still to be decided.
 */
const DECISIONS = ['acceptee', 'gardee', 'a-la-main', 'ecartee'] as const;
export type CardDecision = (typeof DECISIONS)[number];

/** `POST /api/acts/:id/avenant/reprise`: the historic avenant to read; replaces the one before. Answer: the cards. */
export const readHistoricSchema = z.object({ texte: z.string().max(MAX_HISTORIC) });

/** `POST /api/acts/:id/avenant/reprise/carte`: decides on one card. Answer: the cards. */
export const decideCardSchema = z.object({
  rank: z.number().int().nonnegative(),
  /** The card's text, so that nobody decides on another one. */
  text: z.string(),
  /** `a-decider` takes a decision back, and out of the consolidated text what it wrote there. */
  decision: z.enum([...DECISIONS, 'a-decider']),
  /** Of a question: which of its places, from 0. */
  proposal: z.number().int().nonnegative().nullable(),
});
export type DecideCard = z.infer<typeof decideCardSchema>;

/** What is kept of a reading: the text as pasted, and the decisions by the rank of their card. */
export const historicStateSchema = z.object({
  texte: z.string(),
  decisions: z.record(z.string(), z.enum(DECISIONS)),
  /** What accepting a card did to the consolidated text, to take it back; by its rank. */
  changes: z.record(z.string(), blockChangesSchema).default({}),
});
export type HistoricState = z.infer<typeof historicStateSchema>;

const changesSchema = z.array(z.object({ before: z.string().nullable(), after: z.string().nullable() }));

const proposalSchema = z.object({
  address: z.string(),
  excerpt: z.string(),
  reason: z.string(),
  /** Empty when only the place can be told. */
  changes: changesSchema,
  canAccept: z.boolean(),
});

const cardSchema = z.object({
  rank: z.number().int().nonnegative(),
  text: z.string(),
  kind: z.enum(['instruction', 'failure', 'question', 'stand-alone', 'frame']),
  /** Of an instruction. */
  changes: changesSchema,
  /** Of a failure: why, and the words of the base that are nearest to those quoted. */
  problem: z.object({ message: z.string(), nearest: z.string().nullable() }).nullable(),
  /** Of a question: which article does it touch, and the places, best first. */
  question: z.string().nullable(),
  proposals: z.array(proposalSchema),
  /** Ranks of the cards that touch the same words. */
  overlaps: z.array(z.number().int()),
  decision: z.enum(DECISIONS).nullable(),
  /** Whether what it wrote can be taken back from here; what somebody edited since can't. */
  canWithdraw: z.boolean(),
});
export type HistoricCard = z.infer<typeof cardSchema>;

/** `GET /api/acts/:id/avenant/reprise`. Put end to end, the texts of the cards are the pasted text. */
export const historicSchema = z.object({
  texte: z.string().nullable(),
  cards: z.array(cardSchema),
  canWrite: z.boolean(),
});
