import type { Round } from './probe.ts';

/** Figures of one editor in one round, or their medians over several; milliseconds. */
export interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly longTasks: number;
  readonly longTaskTime: number;
  /** Processor time of the page's main thread, in seconds per second. */
  readonly busy: number;
}

/** @returns the value under which the share `rank` (0 to 1) of the values lies; NaN for none */
function percentile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(rank * sorted.length) - 1)] ?? Number.NaN;
}

/** @returns the figures of one round */
export function figuresOf(round: Round): Figures {
  return {
    p50: percentile(round.keys, 0.5),
    p95: percentile(round.keys, 0.95),
    longTasks: round.longTasks.length,
    longTaskTime: round.longTasks.reduce((sum, one) => sum + one, 0),
    busy: round.busy,
  };
}

/** @returns each figure's median over the rounds */
export function medians(rounds: readonly Figures[]): Figures {
  const median = (of: (one: Figures) => number) => percentile(rounds.map(of), 0.5);
  return {
    p50: median((one) => one.p50),
    p95: median((one) => one.p95),
    longTasks: median((one) => one.longTasks),
    longTaskTime: median((one) => one.longTaskTime),
    busy: median((one) => one.busy),
  };
}
