import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { ErrorBody } from '#shared/kernel/errors.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { type ActEvent, MESSAGE, OWN_MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import { extended, MAX_HEAD, ROOMY_BYTES, roomyPayload } from './binaryFrame.ts';

/** What a client sends. */
export type Frame =
  | { readonly type: 'step1'; readonly stateVector: Uint8Array }
  | { readonly type: 'step2' | 'update'; readonly update: Uint8Array }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  | { readonly type: 'queryAwareness' }
  | { readonly type: 'auth' };

/** @returns the frame that `bytes` hold, or a failure for anything the protocol does not know */
export function readFrame(bytes: Uint8Array): Result<Frame, 'illisible'> {
  try {
    const decoder = decoding.createDecoder(bytes);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync:
        switch (decoding.readVarUint(decoder)) {
          case SYNC.step1:
            return ok({ type: 'step1', stateVector: decoding.readVarUint8Array(decoder) });
          case SYNC.step2:
            return ok({ type: 'step2', update: decoding.readVarUint8Array(decoder) });
          case SYNC.update:
            return ok({ type: 'update', update: decoding.readVarUint8Array(decoder) });
          default:
            return fail('illisible');
        }
      case MESSAGE.awareness:
        return ok({ type: 'awareness', update: decoding.readVarUint8Array(decoder) });
      case MESSAGE.queryAwareness:
        return ok({ type: 'queryAwareness' });
      case MESSAGE.auth:
        return ok({ type: 'auth' });
      default:
        return fail('illisible');
    }
  } catch {
    // lib0 throws on any read beyond the end: the frame is not ours.
    return fail('illisible');
  }
}

function frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** @returns « send me what I lack », from the server's own state vector */
export function step1Frame(stateVector: Uint8Array): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, SYNC.step1);
    encoding.writeVarUint8Array(encoder, stateVector);
  });
}

/** How long the answers given to those who come in are kept, in milliseconds, and how many bytes of them. */
const KEPT_MS = 500;
const MAX_KEPT_BYTES = 32 * 1024 * 1024;
const answers = new Map<Uint8Array, Uint8Array>();
let keptBytes = 0;

/**
 * Many who come back at once lack the same, of the same act: it is framed once for them.
 * @param missing what a client lacks, as an update
 */
export function step2Frame(missing: Uint8Array): Uint8Array {
  const known = answers.get(missing);
  if (known !== undefined) return known;
  const answer = syncFrame(SYNC.step2, missing);
  if (missing.byteLength < ROOMY_BYTES || keptBytes + missing.byteLength > MAX_KEPT_BYTES) return answer;
  if (answers.size === 0) setTimeout(forget, KEPT_MS).unref();
  answers.set(missing, answer);
  keptBytes += missing.byteLength;
  return answer;
}

function forget(): void {
  answers.clear();
  keptBytes = 0;
}

/** @returns a relayed update */
export function updateFrame(update: Uint8Array): Uint8Array {
  return syncFrame(SYNC.update, update);
}

/** Written by hand, small ones into the pool of small buffers: one for each letter that anybody types. */
function syncFrame(step: number, bytes: Uint8Array): Uint8Array {
  const { byteLength } = bytes;
  let head = 3;
  for (let left = byteLength >>> 7; left > 0; left >>>= 7) head += 1;
  // A state is always sent behind the same bytes: those who were sent it before don't notice that they are written again.
  const inPlace = step === SYNC.step2 && byteLength >= ROOMY_BYTES ? extended(bytes, head, MAX_HEAD) : null;
  const frame =
    inPlace ??
    (byteLength < ROOMY_BYTES ? Buffer.allocUnsafe(head + byteLength) : roomyPayload(head + byteLength));
  frame[0] = MESSAGE.sync;
  frame[1] = step;
  let at = 2;
  for (let left = byteLength; at < head; left >>>= 7, at += 1)
    frame[at] = (left & 127) | (at < head - 1 ? 128 : 0);
  if (inPlace === null) frame.set(bytes, head);
  return frame;
}

/** @param update as `encodePresence` makes it */
export function awarenessFrame(update: Uint8Array): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

/** @returns own message: the first `count` updates of this connection are on disk */
export function storedFrame(count: number): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, OWN_MESSAGE.stored);
    encoding.writeVarUint(encoder, count);
  });
}

/** @returns own message: something that the person should be told */
export function noticeFrame(body: ErrorBody): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, OWN_MESSAGE.notice);
    encoding.writeVarString(encoder, JSON.stringify(body));
  });
}

/** @returns own message: something of the act beside its text has changed */
export function eventFrame(kind: ActEvent): Uint8Array {
  return frame((encoder) => {
    encoding.writeVarUint(encoder, OWN_MESSAGE.event);
    encoding.writeVarString(encoder, kind);
  });
}
