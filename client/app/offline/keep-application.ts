/**
 * Has this browser keep the application, so that it opens without a network (service-worker.ts). Only a built
 * client, and only where browsers allow it: over https, or on this very machine.
 */
export function keepApplication(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = () =>
    navigator.serviceWorker.register('/service-worker.js').catch((reason: unknown) => {
      console.warn('The application is not kept for offline use:', reason);
    });
  // After what the person waits for: the files are the same, and would only compete.
  window.addEventListener('load', () => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => void register(), { timeout: 5_000 });
    else setTimeout(() => void register(), 1_000);
  });
}
