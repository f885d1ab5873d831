const LOOK_MS = 250;
/** Scripts of package.json that keep running. */
const LASTING = new Set(['start', 'dev']);

/**
 * Stops this process, as SIGTERM does, once npm that started it is gone. A signal sent to `npm start`, by systemd or
 * a container, goes no further than the shell that npm puts between: the server would stay behind, holding its port
 * and its data. Outside npm nothing is watched: a shell may leave what it started behind.
 * @param {NodeJS.ProcessEnv} env in which npm names the script it runs
 */
export function followParent(env) {
  if (!LASTING.has(env.npm_lifecycle_event ?? '')) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}
