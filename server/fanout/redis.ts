import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Logger } from '../http/log.ts';
import type { Fanout, FanoutHealth, FanoutListener } from './fanout.ts';

/** Longest wait between two attempts to reach Redis, in milliseconds. */
const LAST_RETRY_MS = 2_000;
/** Bytes of a process's name at the head of each message. */
const NAME_BYTES = 8;
const PREFIX = 'clausier:';

/**
 * Carries messages through Redis' publish and subscribe. While Redis is away nothing waits for it: what is published
 * is dropped, and `health` says so.
 * @param url `redis://host:6379`; an installation of its own needs a Redis, or a database number, of its own
 */
export function redisFanout(url: string, logger: Logger): Fanout {
  const self = randomBytes(NAME_BYTES);
  const options = {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResubscribe: false,
    retryStrategy: (attempt: number) => Math.min(100 * attempt, LAST_RETRY_MS),
  };
  const sender = new Redis(url, options);
  const receiver = new Redis(url, options);
  const listeners = new Map<string, FanoutListener>();
  const watchers: ((health: FanoutHealth) => void)[] = [];
  let health: FanoutHealth = 'lost';

  const setHealth = (next: FanoutHealth) => {
    if (next === health) return;
    health = next;
    for (const watcher of watchers) watcher(next);
  };
  const whole = () => sender.status === 'ready' && receiver.status === 'ready';
  const take = async () => {
    if (!whole()) return;
    try {
      // What is listened to is listened to again before anybody is told that messages arrive.
      const topics = [...listeners.keys()];
      if (topics.length > 0) await receiver.subscribe(...topics);
      if (whole()) setHealth('ok');
    } catch (error) {
      logger.warn({ err: error }, 'Redis took no subscription');
    }
  };
  for (const client of [sender, receiver]) {
    client.on('ready', () => void take());
    client.on('close', () => setHealth('lost'));
    client.on('error', (error: Error) => logger.debug({ reason: error.message }, 'Redis'));
    // A refusal is retried by the client itself, and told by its events.
    client.connect().catch(() => undefined);
  }
  receiver.on('messageBuffer', (channel: Buffer, message: Buffer) => {
    const from = message.subarray(0, NAME_BYTES);
    if (from.equals(self)) return;
    // A copy: Redis' own buffer is used again.
    listeners.get(channel.toString())?.(from.toString('hex'), new Uint8Array(message.subarray(NAME_BYTES)));
  });

  return {
    alone: false,
    get health() {
      return health;
    },
    onHealth: (watcher) => void watchers.push(watcher),
    publish: (topic, bytes) => {
      if (health !== 'ok') return;
      // Its loss is told by the connection's end.
      sender.publish(PREFIX + topic, Buffer.concat([self, bytes])).catch(() => undefined);
    },
    subscribe: async (topic, listener) => {
      const channel = PREFIX + topic;
      listeners.set(channel, listener);
      if (receiver.status === 'ready') await receiver.subscribe(channel).catch(() => undefined);
      return () => {
        if (listeners.get(channel) !== listener) return;
        listeners.delete(channel);
        if (receiver.status === 'ready') receiver.unsubscribe(channel).catch(() => undefined);
      };
    },
    close: async () => {
      watchers.length = 0;
      sender.disconnect();
      receiver.disconnect();
    },
  };
}
