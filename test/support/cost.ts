/**
 * Starts measuring what a test's own thread spends. Other tests run in other threads: the process's time counts theirs,
 * and the clock counts those during which they had the processor. The smaller of the two is the closer.
 * @returns what was spent since, in milliseconds: at least what this thread did
 */
export function startCost(): () => number {
  const began = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(performance.now() - began, (user + system) / 1000);
  };
}
