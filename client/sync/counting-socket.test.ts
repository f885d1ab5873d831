import * as encoding from 'lib0/encoding';
import { expect, test } from 'vitest';
import { writeSyncStep1, writeSyncStep2, writeUpdate } from 'y-protocols/sync';
import * as Y from 'yjs';
import { MESSAGE } from '#shared/sync/protocol.ts';
import { carriedBy } from './counting-socket.ts';

const frame = (type: number, write: (encoder: encoding.Encoder) => void) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    write(encoder);
  });
const doc = new Y.Doc();

test.each([
  ['an update', frame(MESSAGE.sync, (e) => writeUpdate(e, Y.encodeStateAsUpdate(doc))), 'update'],
  ['a step 2', frame(MESSAGE.sync, (e) => writeSyncStep2(e, doc)), 'state'],
  ['a step 1', frame(MESSAGE.sync, (e) => writeSyncStep1(e, doc)), null],
  ['presence', frame(MESSAGE.awareness, (e) => encoding.writeVarUint(e, 1)), null],
  ['nothing', new Uint8Array(), null],
])('%s, as y-protocols writes it, counts as %s', (_what, bytes, kind) => {
  expect(carriedBy(bytes)).toBe(kind);
});
