/** Whether what one process publishes reaches the others. */
export type FanoutHealth = 'ok' | 'lost';

/** Receives what another process published. @param from which process, a new name at each start */
export type FanoutListener = (from: string, bytes: Uint8Array) => void;

/**
 * Carries messages between the processes that serve the same data. Nothing rests on it but speed: a message may be
 * lost, never changed, and those of one process on one topic come in order. What must not be lost is in the log.
 */
export interface Fanout {
  /** True when no other process can serve this data. */
  readonly alone: boolean;
  readonly health: FanoutHealth;
  /** @param listener called at each change of `health` */
  onHealth(listener: (health: FanoutHealth) => void): void;
  /** Sends to the other processes that listen to a topic; not to this one. */
  publish(topic: string, bytes: Uint8Array): void;
  /** Resolves once nothing published from then on is missed, or the way is lost. @returns how to stop */
  subscribe(topic: string, listener: FanoutListener): Promise<() => void>;
  close(): Promise<void>;
}
