/*
 * Keeps the application itself (its page, scripts and styles), so that an act kept in this browser opens without a
 * network. It never answers for the server: what is asked of /api and /sync goes by untouched.
 * Built as one file of its own at `/service-worker.js`, so it imports nothing.
 */

/** Written by the build: what makes up the application, and a digest of it. */
declare const CLAUSIER_SHELL: { readonly version: string; readonly files: readonly string[] };

/* The part of a service worker's globals that is used; TypeScript's own list of them excludes the page's. */
interface LifeEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface RequestEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
}

const PREFIX = 'clausier-application-';
const CACHE = PREFIX + CLAUSIER_SHELL.version;
const PAGE = '/';
const SERVER_PATH = /^\/(?:api|sync|healthz)(?:\/|$)/;
/** How long the network may take to bring the page before the kept one is shown, in ms. */
const PATIENCE_MS = 4_000;

const worker = self as unknown as WorkerScope;

const kept = (request: Request | string) => caches.match(request, { cacheName: CACHE, ignoreVary: true });

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  // The page from the network, never from the browser's memory: it names the files of this very build.
  await cache.addAll([new Request(PAGE, { cache: 'reload' }), ...CLAUSIER_SHELL.files]);
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** The network first; the kept page when it fails, is too slow, or a proxy answers for a server that is down. */
async function page(request: Request): Promise<Response> {
  const asked = fetch(request).catch((error: unknown) => ({ error }));
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const answer = await Promise.race([asked, late]);
  if (answer instanceof Response && answer.status < 500) return answer;
  const instead = await kept(PAGE);
  if (instead) return instead;
  const final = await asked;
  if (final instanceof Response) return final;
  throw final.error;
}

/** Names carry a digest of the content: what is kept is right for ever. */
async function asset(request: Request): Promise<Response> {
  const known = await kept(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) {
    const cache = await caches.open(CACHE);
    await cache.put(request, answer.clone());
  }
  return answer;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin || SERVER_PATH.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
});
