import { Session } from 'node:inspector';

/** How often one looks, in milliseconds. */
const LOOK_MS = 5_000;

/** Who is there. */
interface Stage {
  readonly connections: number;
  readonly openActs: number;
}

/**
 * Gives the system back what a crowd made the process take, once everybody has left: V8 keeps it for the next ones, and
 * nothing then runs that would have it collected. It takes some tenths of a second, in which nobody is there.
 * @param collect how memory is given back
 */
export function giveBackWhenEmpty(stage: Stage, collect: () => void = collectAll, lookMs = LOOK_MS): void {
  let used = false;
  const timer = setInterval(() => {
    if (stage.connections > 0 || stage.openActs > 0) used = true;
    else if (used) {
      used = false;
      collect();
    }
  }, lookMs);
  timer.unref();
}

/** What V8's own tools do before they count what is left; V8 offers it to programs in no other way. */
function collectAll(): void {
  const session = new Session();
  session.connect();
  // Not at once: the session would end in the middle of its own answer.
  session.post('HeapProfiler.collectGarbage', () => setImmediate(() => session.disconnect()));
}
