import { MESSAGE, SYNC } from '#shared/sync/protocol.ts';

/** What a counted frame carries: one local update, or all that the server lacked. */
export type CarriedKind = 'update' | 'state';

/** @returns what a frame of y-websocket's wire carries of the document, or `null` for any other message */
export function carriedBy(frame: Uint8Array): CarriedKind | null {
  // Both types are varuints below 128: one byte each.
  if (frame[0] !== MESSAGE.sync) return null;
  if (frame[1] === SYNC.update) return 'update';
  return frame[1] === SYNC.step2 ? 'state' : null;
}

/**
 * A WebSocket that counts, per connection, the frames that carry an update, as the server does for its
 * acknowledgements.
 * @param onCarried told after each such frame, with its rank from 1 on that connection
 */
export function countingSocket(onCarried: (kind: CarriedKind, rank: number) => void): typeof WebSocket {
  return class extends WebSocket {
    #carried = 0;

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data);
      const kind = data instanceof Uint8Array ? carriedBy(data) : null;
      if (kind === null) return;
      this.#carried += 1;
      onCarried(kind, this.#carried);
    }
  };
}
