import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ZodType, z } from 'zod';
import type { App } from '#server/app.ts';
import { hearReads, type Read } from '#server/http/reads.ts';
import { avenantTools } from '#server/signature/testing/avenants.ts';
import type { ActState } from '#shared/identity/roles.ts';
import { ERRORS } from '#shared/kernel/errors.ts';
import { type Body, edgeBodies, fittingBody, spoiltBodies } from './bodies.ts';
import { nameOf, pathOf, SECRET, startWorld, type World } from './world.ts';

/*
 * Bodies of every route, made from the form that the route itself reads them by: the server tells it, so that no list
 * has to be kept here, and a route that is not reached fails the first test.
 */

type Route = App['routes'][number];

/** What takes no body: it does what its address says. */
const BODILESS: ReadonlySet<string> = new Set([
  'post /api/example',
  'post /api/acts/:id/sceau',
  'post /api/acts/:id/avenant/actualiser',
  'post /api/acts/:id/avenant/numero',
]);
const QUERIES: Readonly<Record<string, string>> = {
  'post /api/acts/:id/signature/signataires/:signatory/delegation': '?nom=a.pdf',
  'post /api/acts/:id/signature/signataires/:signatory/original': '?nom=a.pdf&jour=2026-11-21',
};
const HEADER = [0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52];
const HUGE = [0xff, 0xff, 0xff, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Files that are not what they say, or half of it. */
const FILES: readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[] = [
  ['nothing', new Uint8Array()],
  ['a page', Uint8Array.from(Buffer.from('<!doctype html><script>alert(1)</script>'))],
  [
    'a drawing',
    Uint8Array.from(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')),
  ],
  ['the beginning of a PNG', Uint8Array.from(PNG)],
  [
    'a PNG of four billion pixels a side',
    Uint8Array.from([...PNG, ...HEADER, ...HUGE, ...HUGE, 8, 6, 0, 0, 0]),
  ],
  ['the beginning of a JPEG', Uint8Array.from([0xff, 0xd8, 0xff, 0xc0, 0xff, 0xff])],
  ['a page after a GIF', Uint8Array.from(Buffer.from('GIF89a/*<script>alert(1)</script>*/'))],
  ['zeros', new Uint8Array(100_000)],
];
const ODD_VALUES: readonly string[] = [
  '',
  '-1',
  '0',
  '1e999',
  'NaN',
  '9007199254740993',
  '%00',
  '%ff%fe',
  '..%2f..%2fetc%2fpasswd',
  '9999-99-99',
  '%E2%80%AE',
  'a'.repeat(5_000),
];
const STATES = ['negociation', 'arrete', 'en-signature', 'signe'] as const satisfies readonly ActState[];

let world: World;
/** Acts of Alice's, one for each state, and an avenant that is being written. */
let acts: readonly string[];
let stopHearing: () => void;
let heard: Read | null = null;

beforeAll(async () => {
  world = await startWorld({ TRUST_PROXY: '1' });
  stopHearing = hearReads((read) => {
    heard = read;
  });
  const rights = [[world.alice, 'pilote']] as const;
  const inStates = await Promise.all(
    STATES.map((state) => world.server.act({ state, text: SECRET, rights })),
  );
  const tools = avenantTools(world.server, world.alice);
  const avenant = await tools.begin(await tools.signedConvention());
  acts = [world.act, ...inStates, avenant];
}, 60_000);
afterAll(async () => {
  stopHearing();
  await world.server.dispose();
});

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly text: string;
}

let callers = 0;

const JSON_TYPE = 'application/json';
const FILE_TYPE = 'application/octet-stream';
/** What files are sent as. */
const TYPES: Readonly<Record<string, string>> = { 'post /api/verification': 'application/pdf' };

async function send(route: Route, path: string, body: string | Uint8Array<ArrayBuffer>): Promise<Answer> {
  callers += 1;
  // From an address of its own: what is refused here is the body, not the number of tries.
  const address = `10.${callers >> 16}.${(callers >> 8) & 255}.${callers & 255}`;
  const answer = await fetch(`${world.server.url}${path}`, {
    method: route.method.toUpperCase(),
    redirect: 'manual',
    headers: {
      cookie: world.alice.cookie,
      'x-forwarded-for': address,
      'content-type': TYPES[nameOf(route)] ?? (typeof body === 'string' ? JSON_TYPE : FILE_TYPE),
    },
    ...(route.method === 'get' ? {} : { body }),
  });
  const text = await answer.text();
  const json = /^application\/json/.test(answer.headers.get('content-type') ?? '');
  const { code = '' } = json ? ((JSON.parse(text) ?? {}) as { code?: string }) : {};
  return { status: answer.status, code, text };
}

/** @returns where Alice may send a body to a route, as far as she can get */
function pathsOf(route: Route): readonly string[] {
  const ids = route.kind === 'act' ? acts : [world.alice.organisationId];
  return ids.map((id) => `${pathOf(route, id, world.victims)}${QUERIES[nameOf(route)] ?? ''}`);
}

/** @returns the first place where a route reads what it is sent, and by what */
async function reached(route: Route): Promise<{ path: string; read: Read } | null> {
  for (const path of pathsOf(route)) {
    heard = null;
    await send(route, path, 'null');
    if (heard !== null) return { path, read: heard };
  }
  return null;
}

const posts = () =>
  world.server.app.routes.filter((route) => route.method === 'post' && !BODILESS.has(nameOf(route)));

/** @returns the routes that read JSON, where, and by which form */
async function forms(): Promise<readonly { route: Route; path: string; schema: ZodType }[]> {
  const found = [];
  for (const route of posts()) {
    const at = await reached(route);
    if (at?.read.kind === 'json') found.push({ route, path: at.path, schema: at.read.schema });
  }
  return found;
}

const refused = ({ status, code }: Answer) => status >= 400 && status < 500 && code in ERRORS;

/** One case in so many, others for each route; all of them in the nightly run. */
const STRIDE = process.env.NIGHTLY === '1' ? 1 : 5;
const share = <T>(cases: readonly T[], rank: number): readonly T[] =>
  cases.filter((_one, index) => index % STRIDE === rank % STRIDE);

/** @returns whether the form takes a body, all its fields being its own */
const takes = (schema: ZodType, { text, extra }: Body) =>
  !extra && schema.safeParse(JSON.parse(text)).success;

describe('bodies made from the forms', { timeout: 120_000 }, () => {
  it('reach what every route reads them by', async () => {
    const missed: string[] = [];
    for (const route of posts()) if ((await reached(route)) === null) missed.push(nameOf(route));
    expect(missed).toEqual([]);
  });

  it('that are wrong in one place are refused by every route, and change nothing (NIGHTLY=1 tries all)', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const [rank, { route, path, schema }] of (await forms()).entries()) {
      const before = await world.digest();
      for (const body of share(spoiltBodies(fittingBody(schema)), rank)) {
        if (takes(schema, body)) continue;
        tried += 1;
        const answer = await send(route, path, body.text);
        if (!refused(answer) || answer.text.includes(SECRET) || answer.text.length > 10_000)
          wrong.push(`${nameOf(route)}, ${body.name}: ${answer.status} ${answer.code}`);
      }
      if ((await world.digest()) !== before) wrong.push(`${nameOf(route)} changed something`);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(600);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('are refused as files by every route that takes one, unless they are what it asks for', async () => {
    const wrong: string[] = [];
    let tried = 0;
    for (const route of posts()) {
      const at = await reached(route);
      if (at?.read.kind !== 'bytes') continue;
      const before = await world.digest();
      for (const [name, bytes] of FILES) {
        tried += 1;
        const answer = await send(route, at.path, bytes);
        // What is verified is told to be no sealed file: that is an answer.
        const told = answer.status === 200 && nameOf(route) === 'post /api/verification';
        if (!told && !refused(answer))
          wrong.push(`${nameOf(route)}, ${name}: ${answer.status} ${answer.code}`);
      }
      if ((await world.digest()) !== before) wrong.push(`${nameOf(route)} changed something`);
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(3 * FILES.length);
  });

  it('in addresses are refused by every route that reads them, or read as nothing', async () => {
    const wrong: string[] = [];
    let read = 0;
    for (const route of world.server.app.routes) {
      if (route.method !== 'get') continue;
      const at = await reached(route);
      if (at?.read.kind !== 'query' || !(at.read.schema instanceof z.ZodObject)) continue;
      for (const name of Object.keys(at.read.schema.shape))
        for (const value of ODD_VALUES) {
          read += 1;
          const answer = await send(route, `${at.path.split('?')[0]}?${name}=${value}&__proto__[a]=1`, '');
          if (answer.status >= 500 || (answer.status >= 400 && !(answer.code in ERRORS)))
            wrong.push(`${nameOf(route)} ${name}=${value}: ${answer.status} ${answer.code}`);
        }
    }
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(50);
  });

  // Last: some of these are taken, and do what they say.
  it('that are at the edge of what is taken break nothing', async () => {
    const wrong: string[] = [];
    for (const [rank, { route, path, schema }] of (await forms()).entries())
      for (const { name, text } of share(edgeBodies(fittingBody(schema)), rank)) {
        const answer = await send(route, path, text);
        if (answer.status >= 500 || (answer.status >= 400 && !(answer.code in ERRORS)))
          wrong.push(`${nameOf(route)}, ${name}: ${answer.status} ${answer.code}`);
      }
    expect(wrong).toEqual([]);
    expect(world.server.logged.filter(({ msg }) => msg === 'request failed')).toEqual([]);
  });
});
