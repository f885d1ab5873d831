import { z } from 'zod';

const bytesSchema = z.instanceof(Uint8Array);

/** What the thread is told: to cut a message, given in parts that follow each other, or to end. */
export const orderSchema = z.union([
  z.object({ id: z.number(), parts: z.array(bytesSchema) }),
  z.object({ type: z.literal('close') }),
]);

/** What it answers to each message. */
export const answerSchema = z.union([
  z.object({ id: z.number(), pieces: z.array(bytesSchema) }),
  z.object({ id: z.number(), error: z.enum(['illisible', 'trop_grand']) }),
]);
