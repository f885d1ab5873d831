import * as Y from 'yjs';
import { checkUpdate } from '#shared/sync/validate.ts';
import type { Random } from './random.ts';

/** What the network needs of a client. */
export interface Peer {
  readonly doc: Y.Doc;
  /** Takes an update that came from the network. */
  receive(update: Uint8Array): void;
}

/** Turns of one round of `settle` after which it is taken to have no end; a round takes some hundreds. */
const MAX_DELIVERIES = 20_000;

interface Link {
  readonly peer: Peer;
  online: boolean;
  readonly up: Uint8Array[];
  readonly down: Uint8Array[];
  /** What came before what it builds on, as the server holds it. */
  readonly held: Uint8Array[];
}

/** Origin of what a peer receives; anything else is its own and is sent. */
export const FROM_NETWORK = 'network';

/**
 * A star around one server, which relays each update as it came, as the real one does. Between it and its peers,
 * updates wait, get lost, come twice or out of order; a broken link forgets what it carried and starts again with
 * the handshake of y-protocols (both state vectors, then what each lacks).
 */
export class Network {
  readonly server = new Y.Doc();
  /** Why the server would have refused what our own clients sent; none is to be. */
  readonly refusals: string[] = [];
  private readonly links: Link[] = [];
  private readonly random: Random;

  constructor(random: Random, initial: Uint8Array) {
    this.random = random;
    Y.applyUpdate(this.server, initial);
  }

  /** Connects a peer, which is brought up to date at once. */
  join(peer: Peer): void {
    const link: Link = { peer, online: true, up: [], down: [], held: [] };
    this.links.push(link);
    peer.receive(Y.encodeStateAsUpdate(this.server, Y.encodeStateVector(peer.doc)));
    peer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== FROM_NETWORK && link.online) link.up.push(update);
    });
  }

  isOnline(peer: Peer): boolean {
    return this.links.some((link) => link.peer === peer && link.online);
  }

  /** One event of the network, chosen at random: a delivery mostly, sometimes an accident. */
  step(): void {
    const link = this.random.pick(this.links);
    if (link === undefined) return;
    const accident = this.random.next();
    if (accident < 0.03) {
      this.cut(link);
      return;
    }
    if (!link.online) {
      if (accident < 0.2) this.reconnect(link);
      return;
    }
    const queue = this.random.chance(0.5) ? link.up : link.down;
    if (queue.length === 0) return;
    const index = this.random.chance(0.1) ? this.random.int(queue.length) : 0;
    const [update] = accident < 0.08 ? [queue[index]] : queue.splice(index, 1);
    if (update === undefined || accident > 0.98) return;
    this.deliver(link, queue, update);
  }

  /** Reconnects everybody and delivers all, until nothing moves. @returns how many rounds it took */
  settle(limit: number): number {
    for (let round = 1; round <= limit; round += 1) {
      for (const link of this.links) {
        this.cut(link);
        this.reconnect(link);
      }
      let deliveries = 0;
      while (this.links.some((link) => link.up.length + link.down.length > 0)) {
        // Replicas that answer each other without end are a failure, not a hang.
        if (deliveries > MAX_DELIVERIES) return limit + 1;
        for (const link of this.links)
          for (const queue of [link.up, link.down]) {
            const update = queue.shift();
            if (update !== undefined) this.deliver(link, queue, update);
            deliveries += 1;
          }
      }
      const reference = Y.snapshot(this.server);
      if (this.links.every(({ peer }) => Y.equalSnapshots(Y.snapshot(peer.doc), reference))) return round;
    }
    return limit + 1;
  }

  private deliver(link: Link, queue: Uint8Array[], update: Uint8Array): void {
    if (queue === link.down) {
      link.peer.receive(update);
      return;
    }
    link.held.push(update);
    for (let moved = true; moved; ) {
      const waiting = link.held.splice(0);
      for (const one of waiting) if (!this.take(link, one)) link.held.push(one);
      moved = link.held.length > 0 && link.held.length < waiting.length;
    }
  }

  /** @returns false for what is to wait */
  private take(link: Link, update: Uint8Array): boolean {
    const verdict = checkUpdate(update, this.server, 'whole');
    if (verdict.name === 'waiting') return false;
    if (verdict.name === 'refused') {
      this.refusals.push(verdict.why);
      return true;
    }
    Y.applyUpdate(this.server, update);
    for (const other of this.links) if (other !== link && other.online) other.down.push(update);
    return true;
  }

  private cut(link: Link): void {
    link.online = false;
    link.up.length = 0;
    link.down.length = 0;
    link.held.length = 0;
  }

  private reconnect(link: Link): void {
    link.online = true;
    link.down.push(Y.encodeStateAsUpdate(this.server, Y.encodeStateVector(link.peer.doc)));
    link.up.push(Y.encodeStateAsUpdate(link.peer.doc, Y.encodeStateVector(this.server)));
  }
}
