import { z } from 'zod';
import { actIdSchema } from '#shared/kernel/ids.ts';

/** Where the log that is to be folded is kept. */
export type FoldedDatabase =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** What the thread is started with. */
export const startSchema = z.object({
  database: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('sqlite'), file: z.string() }),
    z.object({ kind: z.literal('postgres'), url: z.string() }),
  ]),
  state: z.custom<Int32Array<SharedArrayBuffer>>((value) => value instanceof Int32Array),
});

/** What the thread is told: to fold the log of an act, or to end. */
export const orderSchema = z.union([
  z.object({ id: z.number(), act: actIdSchema }),
  z.object({ type: z.literal('close') }),
]);

/** What it answers to each act. */
export const answerSchema = z.union([
  z.object({ id: z.number(), seq: z.number().nullable() }),
  z.object({ id: z.number(), error: z.string() }),
]);
