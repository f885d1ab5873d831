import type { Fanout, FanoutHealth, FanoutListener } from '#server/fanout/fanout.ts';
import type { Random } from '../random.ts';

/** How badly the way between processes behaves; each a probability for one message. */
export interface Weather {
  drop: number;
  duplicate: number;
  reorder: number;
  /** Longest way, in milliseconds. */
  delay: number;
}

/** What a process holds of the way to the others. */
interface Station {
  readonly name: string;
  readonly listeners: Map<string, FanoutListener>;
  readonly watchers: ((health: FanoutHealth) => void)[];
  /** When the last message to each other station arrives. */
  readonly arrivals: Map<string, number>;
  alive: boolean;
}

/** Publish and subscribe between simulated processes: drops, delays, duplicates, reorders, parts, goes away. */
export class SimulatedFanout {
  readonly weather: Weather = { drop: 0, duplicate: 0, reorder: 0, delay: 20 };
  readonly #random: Random;
  readonly #stations = new Map<string, Station>();
  /** Stations that do not hear the others, nor are heard, without anybody telling them. */
  readonly parted = new Set<string>();
  #health: FanoutHealth = 'ok';

  constructor(random: Random) {
    this.#random = random;
  }

  /** Redis goes, or comes back, and every process is told. */
  setHealth(health: FanoutHealth): void {
    if (this.#health === health) return;
    this.#health = health;
    for (const station of this.#stations.values())
      setTimeout(() => {
        if (station.alive) for (const watcher of station.watchers) watcher(health);
      }, this.#random.int(50));
  }

  /** @returns the way as one process sees it, and how it dies */
  station(name: string): { readonly fanout: Fanout; readonly die: () => void } {
    const own: Station = { name, listeners: new Map(), watchers: [], arrivals: new Map(), alive: true };
    this.#stations.set(name, own);
    const health = () => this.#health;
    const die = () => {
      own.alive = false;
      this.#stations.delete(name);
    };
    const fanout: Fanout = {
      alone: false,
      get health() {
        return health();
      },
      onHealth: (watcher) => void own.watchers.push(watcher),
      publish: (topic, bytes) => {
        if (own.alive && this.#health === 'ok') this.#publish(own, topic, bytes);
      },
      subscribe: async (topic, listener) => {
        own.listeners.set(topic, listener);
        return () => {
          if (own.listeners.get(topic) === listener) own.listeners.delete(topic);
        };
      },
      close: async () => die(),
    };
    return { fanout, die };
  }

  #publish(from: Station, topic: string, bytes: Uint8Array): void {
    for (const to of this.#stations.values()) {
      if (to === from || this.parted.has(from.name) || this.parted.has(to.name)) continue;
      if (this.#random.chance(this.weather.drop)) continue;
      this.#send(from, to, topic, bytes);
      if (this.#random.chance(this.weather.duplicate)) this.#send(from, to, topic, bytes);
    }
  }

  #send(from: Station, to: Station, topic: string, bytes: Uint8Array): void {
    const now = Date.now();
    const own = now + 1 + this.#random.int(this.weather.delay);
    const last = to.arrivals.get(from.name) ?? 0;
    const at = this.#random.chance(this.weather.reorder) ? own : Math.max(own, last);
    to.arrivals.set(from.name, Math.max(at, last));
    setTimeout(() => {
      if (to.alive && this.#health === 'ok') to.listeners.get(topic)?.(from.name, bytes);
    }, at - now);
  }
}
