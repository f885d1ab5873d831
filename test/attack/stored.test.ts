import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newBlockId } from '#server/ids.ts';
import { openClient } from '#server/testing/provider.ts';
import { COMPARISON_FORMATS } from '#shared/exchange/comparison/formats.ts';
import { EXPORT_FORMATS } from '#shared/exchange/formats.ts';
import { unzip } from '#test/support/zip.ts';
import { startWorld, type World } from './world.ts';

/*
 * What somebody who may write puts in a text by changes of their own making, which no editor would make: whatever is
 * kept, nothing that is given out holds a script that runs, or fetches anything.
 */

let world: World;
let before: string;
/** What of it the server kept. */
const kept: string[] = [];
beforeAll(async () => {
  world = await startWorld();
  before = await versionOf(world);
  for (const [name, forge] of FORGERIES) if (await takes(forge)) kept.push(name);
}, 60_000);
afterAll(() => world.server.dispose());

/** @returns whether the server keeps a change, made on a page of its own; a refusal closes that page */
async function takes(forge: (doc: Y.Doc) => void): Promise<boolean> {
  const client = openClient(world.server.socketUrl, world.own, world.mallory, { own: true });
  try {
    await until(() => expect(client.told.stored).toBeGreaterThan(0));
    const { stored } = client.told;
    client.doc.transact(() => forge(client.doc));
    await until(() => expect(client.told.stored > stored || client.closed !== null).toBe(true));
    expect([undefined, 'sync.message_invalide']).toContain(client.closed?.reason);
    return client.closed === null;
  } finally {
    client.destroy();
  }
}

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 10 });

async function versionOf({ server, own, mallory }: World): Promise<string> {
  const answer = await server.request(`/api/acts/${own}/versions`, {
    method: 'POST',
    as: mallory,
    body: { label: 'Avant' },
  });
  return ((await answer.json()) as { version: { id: string } }).version.id;
}

const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)>';
const LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'vbscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'https://essai.example/" onmouseover="alert(1)',
  '//ailleurs.example',
];
const PICTURES = [
  'https://ailleurs.example/pixel.png',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  'x" onerror="alert(1)',
];

/** Adds a block at the end of a text. */
function add(doc: Y.Doc, name: string, attrs: Record<string, unknown>, words = '', marks: object = {}): void {
  const block = new Y.XmlElement(name);
  // Yjs keeps any value, and types texts only.
  for (const [key, value] of Object.entries({ id: newBlockId(), ...attrs }))
    block.setAttribute(key, value as string);
  doc.getXmlFragment('contenu').push([block]);
  if (words === '') return;
  const text = new Y.XmlText();
  block.insert(0, [text]);
  text.insert(0, words, marks);
}

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const ALINEA = { retrait: 0, aVerifier: false };
const FORGERIES: readonly (readonly [name: string, forge: (doc: Y.Doc) => void])[] = [
  ['words', (doc) => add(doc, 'alinea', ALINEA, SCRIPT)],
  ...LINKS.map(
    (href) =>
      [`link ${href}`, (doc: Y.Doc) => add(doc, 'alinea', ALINEA, 'clic', { link: { href } })] as const,
  ),
  ...PICTURES.map(
    (src) => [`picture ${src}`, (doc: Y.Doc) => add(doc, 'image', { src, alt: SCRIPT })] as const,
  ),
  [
    'heading',
    (doc) => add(doc, 'intitule', { niveau: 1, prefixe: SCRIPT, separateur: SCRIPT, numero: null }, SCRIPT),
  ],
  [
    'attributes',
    (doc) => add(doc, 'alinea', { ...ALINEA, onclick: 'alert(1)', style: 'x:alert(1)' }, 'clic'),
  ],
  ['an id', (doc) => add(doc, 'alinea', { ...ALINEA, id: '"><script>alert(1)</script>' }, 'clic')],
  ['a block', (doc) => add(doc, 'script', { src: '//ailleurs.example' }, 'alert(1)')],
  [
    'a value',
    (doc) => void doc.getMap('champs').set('vol.un', { type: 'texte', libelle: SCRIPT, valeur: SCRIPT }),
  ],
];

/** What would run, or fetch, in a page, an XML file or a Word file. */
const LIVE: readonly RegExp[] = [
  /<script/i,
  /<(?:svg|iframe|object|embed)\b/i,
  /(?:href|src|Target)="(?:[\s\p{Cc}]|&#\w+;)*(?:j\s*a\s*v\s*a\s*script|vbscript|data:text|data:image\/svg)/iu,
  /<img[^>]*src="(?!data:image\/(?:png|jpeg|gif|webp);base64,)/i,
  /Target="[^"]*"[^>]*TargetMode="External"[^>]*(?:javascript|ailleurs)/i,
];

const HANDLER = /<[^<>]*\son\w+=/i;

/** @returns each text that a file is made of; those that no page reads as a page or XML are left out */
async function partsOf(answer: Response): Promise<readonly string[]> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const type = answer.headers.get('content-type') ?? '';
  if (type.includes('officedocument')) return [...unzip(bytes).values()].map((file) => file.toString('utf8'));
  return /html|xml/.test(type) ? [Buffer.from(bytes).toString('utf8')] : [];
}

describe('scripts forged into a text', () => {
  it('are words where they are kept', () => {
    expect(kept).toContain('words');
    // What is no text of ours is not even kept.
    for (const name of ['a block', 'an id', ...PICTURES.map((src) => `picture ${src}`)])
      expect(kept).not.toContain(name);
  });

  const exports = Object.keys(EXPORT_FORMATS).map((format) => `exports/actuel.${format}`);
  const comparisons = Object.keys(COMPARISON_FORMATS).map((format) => `comparaisons/${format}`);
  it.each([...exports, ...comparisons])('run in nothing that is given out: %s', async (path) => {
    const query = path.startsWith('comparaisons') ? `?de=${before}&a=actuel` : '';
    const answer = await world.server.request(`/api/acts/${world.own}/${path}${query}`, {
      as: world.mallory,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src|img-src[^;]*(?:https?:|\*)/);
    const parts = await partsOf(answer);
    const found = parts
      .flatMap((part) => [
        ...LIVE.map((live) => live.exec(part)?.[0]),
        // Names of attributes, whatever their values say.
        HANDLER.exec(part.replace(/="[^"]*"/g, '=""'))?.[0],
      ])
      .filter((one) => one !== undefined);
    expect(found).toEqual([]);
    if (/html|xml|docx$/.test(path)) expect(parts.join('')).toContain('alert');
  });
});

describe('a logo that is two files at once', () => {
  const send = (bytes: Buffer) =>
    fetch(`${world.server.url}/api/organisations/${world.alice.organisationId}/logo`, {
      method: 'POST',
      headers: { cookie: world.alice.cookie, 'content-type': 'image/png' },
      body: new Uint8Array(bytes),
    });

  it.each([
    ['a drawing said to be a PNG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a drawing behind a comment', '<!--\x89PNG\r\n\x1a\n--><svg onload="alert(1)"/>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
  ])('is refused: %s', async (_name, text) => {
    const answer = await send(Buffer.from(text, 'latin1'));
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'organisation.logo' }]);
  });

  it('is only ever the picture, where nothing runs', async () => {
    expect((await send(Buffer.concat([PIXEL, Buffer.from(SCRIPT)]))).status).toBe(204);
    const given = await world.server.request(`/api/organisations/${world.alice.organisationId}/logo`, {
      as: world.alice,
    });
    expect(given.headers.get('content-type')).toBe('image/png');
    expect(given.headers.get('x-content-type-options')).toBe('nosniff');
    expect(given.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });
});
