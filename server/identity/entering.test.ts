import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { asksToEnter } from './entering.ts';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
});
afterAll(() => server.dispose());

/** Sends a request as it is written. @returns whether a route of coming in read it: it says what the body lacks */
function reaches(target: string, host = 'localhost'): Promise<boolean> {
  // Nobody has asked too often.
  server.time.now += 61_000;
  return new Promise((resolve) => {
    const socket = connect(server.app.server.address() as { port: number });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(text.includes('requete.invalide')));
    const head = `POST ${target} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`;
    socket.write(Buffer.from(`${head}Content-Length: 2\r\nConnection: close\r\n\r\n{}`, 'latin1'));
  });
}

const WRITTEN = [
  '/api/entree',
  '/api/entree?x',
  '/api/entree#x',
  '/api/%65ntree',
  '/%61pi/entree',
  '/api/entre%65?x',
  '/api/./entree',
  '/api/x/../entree',
  '/api/x/%2e%2E/entree',
  '/api/%73ession/code',
  'http://ailleurs.example/api/entree',
  'HTTP://ailleurs.example/api/entree',
  'http://ailleurs.example/api/%65ntree',
  '//api/entree',
  '/api\\entree',
  '/api/entree%00',
  '/api/entree%',
  '/api/%E9/../entree',
];

describe('[E5] whoever asks to come in waits their turn, however they write it', () => {
  it.each(WRITTEN)('%s', async (target) => {
    if (await reaches(target))
      expect(asksToEnter({ url: target, headers: { host: 'localhost' } })).toBe(true);
  });

  it.each([
    ['GET', '/api/session', false],
    ['GET', '/api/session?x', false],
    ['GET', '/api/session/code', true],
    ['POST', '/api/session', true],
    ['DELETE', '/api/session', true],
    ['GET', '/api/entree', true],
    ['GET', '/api/oidc/retour?code=x', true],
  ])('%s %s: %s, for a page that opens asks who is here and nothing more', (method, url, waits) => {
    expect(asksToEnter({ method, url, headers: { host: 'localhost' } })).toBe(waits);
  });

  it('plainly, percent-encoded, with a fragment, with dots or by a whole address', async () => {
    const reached = [];
    for (const target of WRITTEN) if (await reaches(target)) reached.push(target);
    // Otherwise the test above would prove nothing.
    expect(reached).toEqual(
      expect.arrayContaining(['/api/entree#x', '/api/%65ntree', '/api/x/%2e%2E/entree']),
    );
    expect(reached).toContain('http://ailleurs.example/api/entree');
  });

  it('in the name of the host', async () => {
    const host = 'é.é/api/entree?';
    expect(await reaches('/x', host)).toBe(true);
    expect(asksToEnter({ url: '/x', headers: { host } })).toBe(true);
  });

  it('with any of its letters encoded', async () => {
    const encoded = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;
    const letters = [...'/api/session/code'].map((letter) =>
      letter === '/' ? fc.constant(letter) : fc.constantFrom(letter, encoded(letter)),
    );
    const written = fc.tuple(...letters).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(written, async (url) => {
        expect(await reaches(url)).toBe(true);
        expect(asksToEnter({ url, headers: { host: 'localhost' } })).toBe(true);
      }),
      { seed: 4, numRuns: 40 },
    );
  });

  it('and whoever asks for something else does not', () => {
    for (const url of [
      '/',
      '/api/acts',
      '/api/entrees',
      '/assets/a%20b.js',
      '/api/organisations?retour=%2Fapi%2Fentree',
    ])
      expect(asksToEnter({ url, headers: { host: 'clausier.example.org:443' } }), url).toBe(false);
  });
});
