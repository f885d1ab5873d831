import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { PersonId } from '#shared/kernel/ids.ts';
import { personIdSchema } from '#shared/kernel/ids.ts';

/** What processes tell each other of one act. */
export type ProcessMessage =
  /** An update that one of them received; `number`, which grows, tells it from all others of that process. */
  | {
      readonly type: 'update';
      readonly number: number;
      readonly personId: PersonId | null;
      readonly bytes: Uint8Array;
      /** Yjs client ids that are that person's from now on. */
      readonly clients: readonly number[];
    }
  /** Those that are on disk by now, each with its rank in the log. */
  | { readonly type: 'stored'; readonly ranks: readonly (readonly [number: number, rank: number])[] }
  /** Cursors, in y-protocols' encoding, with the identities that the sender has put in them. */
  | { readonly type: 'presence'; readonly update: Uint8Array }
  /** A process has just opened the act: who is there? */
  | { readonly type: 'hello' }
  /** Something that was relayed is on no disk, since the act was frozen: read it again. */
  | { readonly type: 'void' };

const TYPE = { update: 0, stored: 1, presence: 2, hello: 3, void: 4 } as const;

/** @returns the bytes of a message */
export function encodeMessage(message: ProcessMessage): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, TYPE[message.type]);
  switch (message.type) {
    case 'update':
      encoding.writeVarUint(encoder, message.number);
      encoding.writeVarString(encoder, message.personId ?? '');
      encoding.writeVarUint8Array(encoder, message.bytes);
      encoding.writeVarUint(encoder, message.clients.length);
      for (const client of message.clients) encoding.writeVarUint(encoder, client);
      break;
    case 'stored':
      encoding.writeVarUint(encoder, message.ranks.length);
      for (const [number, rank] of message.ranks) {
        encoding.writeVarUint(encoder, number);
        encoding.writeVarUint(encoder, rank);
      }
      break;
    case 'presence':
      encoding.writeVarUint8Array(encoder, message.update);
      break;
    case 'hello':
    case 'void':
      break;
  }
  return encoding.toUint8Array(encoder);
}

/** Absent from what an earlier release says, during a rolling restart. */
function readClients(decoder: decoding.Decoder): readonly number[] {
  if (!decoding.hasContent(decoder)) return [];
  return Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarUint(decoder));
}

/** @returns the message that `bytes` hold; `null` for one of a release that says other things */
export function decodeMessage(bytes: Uint8Array): ProcessMessage | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    switch (decoding.readVarUint(decoder)) {
      case TYPE.update: {
        const number = decoding.readVarUint(decoder);
        const person = decoding.readVarString(decoder);
        const update = decoding.readVarUint8Array(decoder);
        return {
          clients: readClients(decoder),
          type: 'update',
          number,
          personId: person === '' ? null : personIdSchema.parse(person),
          bytes: update,
        };
      }
      case TYPE.stored: {
        const count = decoding.readVarUint(decoder);
        const ranks: [number, number][] = [];
        for (let i = 0; i < count; i += 1)
          ranks.push([decoding.readVarUint(decoder), decoding.readVarUint(decoder)]);
        return { type: 'stored', ranks };
      }
      case TYPE.presence:
        return { type: 'presence', update: decoding.readVarUint8Array(decoder) };
      case TYPE.hello:
        return { type: 'hello' };
      case TYPE.void:
        return { type: 'void' };
      default:
        return null;
    }
  } catch {
    // lib0 on a read beyond the end, or an id that is none: not ours.
    return null;
  }
}
