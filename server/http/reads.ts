import { channel } from 'node:diagnostics_channel';
import type { ZodType } from 'zod';

/** What a request is read by, told as it is read. */
export type Read =
  | { readonly kind: 'json'; readonly schema: ZodType; readonly texts: 'printable' | 'any' }
  | { readonly kind: 'query'; readonly schema: ZodType }
  | { readonly kind: 'bytes' };

const reads = channel('clausier:reads');

/** Says by what a request is read: the attacks of `test/attack` are made from it. Nobody else listens. */
export function tellRead(read: Read): void {
  if (reads.hasSubscribers) reads.publish(read);
}

/** Hears what requests are read by. @returns stops hearing */
export function hearReads(listener: (read: Read) => void): () => void {
  const hear = (message: unknown) => listener(message as Read);
  reads.subscribe(hear);
  return () => void reads.unsubscribe(hear);
}
