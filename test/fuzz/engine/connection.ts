import { actAccess } from '#server/identity/index.ts';
import { Session } from '#server/sync/session.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import type { Random } from '../random.ts';
import type { Page } from './page.ts';
import type { SimulatedProcess } from './process.ts';

/** Longest way between a page and its process, in milliseconds. */
const WAY_MS = 60;
/** What a bare provider's line does to one message. */
const LINE = { lost: 0.02, twice: 0.05, swapped: 0.05 };

/**
 * One socket: what is sent arrives in order or not at all, as a websocket has it; a bare provider's line may also lose,
 * repeat and swap single messages. A process's death, or a cut, takes with it all that was on its way.
 */
export class Connection {
  readonly page: Page;
  readonly process: SimulatedProcess;
  readonly #random: Random;
  readonly #session: Session;
  readonly #stalled: (() => void)[] = [];
  #stalling = false;
  #open = true;
  #lastUp = 0;
  #lastDown = 0;
  /** Updates that the page sent, and how many of them the server has said to be on disk. */
  sent: readonly Uint8Array[] = [];
  promised = 0;
  readonly faulty: boolean;
  /** True for who sent what no page of ours sends. */
  expelled = false;

  constructor(page: Page, process: SimulatedProcess, actId: ActId, random: Random) {
    this.page = page;
    this.process = process;
    this.#random = random;
    this.faulty = !page.own && !page.mended;
    this.#session = new Session(
      {
        send: (bytes) => this.#down(bytes),
        bufferedAmount: 0,
        close: (code) => this.#closed(code),
        terminate: () => this.cut(),
      },
      { own: page.own, now: process.now, refused: () => {} },
    );
    void this.#admit(actId);
  }

  async #admit(actId: ActId): Promise<void> {
    const { who } = this.page;
    const { db, hub, now } = this.process;
    try {
      for (;;) {
        const revision = hub.accessRevision;
        const access = await actAccess(db, actId, who.person.id, now());
        if (access === null) throw new Error('no access');
        const room = await hub.open(actId);
        if (revision !== hub.accessRevision) continue;
        if (!this.#open) return;
        const identity = { name: who.person.name, organisation: '', color: '#123456' };
        this.#session.admit({ room, who, access, identity });
        return;
      }
    } catch {
      // As the socket does: the page tries again.
      this.#session.refuse('disque.indisponible');
    }
  }

  /** From the page to the server. */
  send(bytes: Uint8Array): void {
    if (this.faulty && this.#random.chance(LINE.lost)) return;
    const now = Date.now();
    const own = now + 1 + this.#random.int(WAY_MS);
    const at = this.faulty && this.#random.chance(LINE.swapped) ? own : Math.max(own, this.#lastUp);
    this.#lastUp = Math.max(at, this.#lastUp);
    this.#arrive(at - now, () => this.#receive(bytes));
    if (this.faulty && this.#random.chance(LINE.twice))
      this.#arrive(at - now + 5, () => this.#receive(bytes));
  }

  #receive(bytes: Uint8Array): void {
    if (this.process.alive) this.#session.receive(bytes);
  }

  #down(bytes: Uint8Array): void {
    if (!this.process.alive || !this.#open) return;
    this.page.heard(this, bytes);
    const now = Date.now();
    this.#lastDown = Math.max(now + 1 + this.#random.int(WAY_MS), this.#lastDown);
    this.#arrive(this.#lastDown - now, () => this.page.receive(bytes));
  }

  #arrive(delay: number, deliver: () => void): void {
    setTimeout(() => {
      const take = () => {
        if (this.#open) deliver();
      };
      if (this.#stalling) this.#stalled.push(take);
      else take();
    }, delay);
  }

  /** Nothing passes, either way, until `resume`: the line of somebody in a tunnel. */
  stall(): void {
    this.#stalling = true;
  }

  resume(): void {
    this.#stalling = false;
    for (const take of this.#stalled.splice(0)) take();
  }

  #closed(code: number): void {
    const now = Date.now();
    this.#lastDown = Math.max(now + 1, this.#lastDown);
    setTimeout(() => {
      if (!this.#open) return;
      this.#open = false;
      this.page.closed(this, code);
    }, this.#lastDown - now);
  }

  /** The line breaks: each side notices by itself. */
  cut(): void {
    if (!this.#open) return;
    this.#open = false;
    this.page.closed(this, null);
    setTimeout(() => {
      if (this.process.alive) this.#session.left();
    }, this.#random.int(WAY_MS));
  }
}
