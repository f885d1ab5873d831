import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';

let server: TestApp;
let person: TestPerson;
beforeAll(async () => {
  server = await startTestApp();
  person = await server.person('Camille');
});
afterAll(() => server.dispose());

/** Sends a body chunk by chunk without saying its length, as `fetch` can't. */
function stream(path: string, chunks: number, chunk: string) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sent = request(`${server.url}${path}`, {
      method: 'POST',
      headers: { cookie: person.cookie, 'content-type': 'application/json' },
    });
    sent.on('response', (answer) => {
      let body = '';
      answer.on('data', (part) => {
        body += String(part);
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    sent.on('error', reject);
    // The server stops reading once it has answered: what is still being sent meets a closed pipe.
    sent.on('socket', (socket) => socket.on('error', () => {}));
    sent.write('{"nom":null,"texte":"');
    for (let i = 0; i < chunks; i += 1) sent.write(chunk);
    sent.end('"}');
  });
}

describe('a body', () => {
  it('of 50 MB is refused with 413, whether it says its length or not', async () => {
    const texte = 'x'.repeat(50 * 1024 * 1024);
    const answer = await server.request('/api/acts/import', {
      method: 'POST',
      as: person,
      body: { texte, nom: null },
    });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'requete.trop_grande' }]);
    const unsaid = await stream('/api/acts/import', 50, 'x'.repeat(1024 * 1024));
    expect([unsaid.status, JSON.parse(unsaid.body)]).toMatchObject([413, { code: 'requete.trop_grande' }]);
  });

  it.each([
    ['a short one', 'Content-Length: 400'],
    ['a long one', 'Content-Length: 200000'],
    ['one of no said length', 'Transfer-Encoding: chunked'],
  ])('that is broken off is nobody’s failure: %s', async (_what, length) => {
    const before = server.logged.length;
    const socket = connect(server.app.server.address() as { port: number });
    const head = `POST /api/acts HTTP/1.1\r\nHost: localhost\r\nCookie: ${person.cookie}\r\n`;
    socket.write(`${head}Content-Type: application/json\r\n${length}\r\n\r\n`);
    if (length.startsWith('Content')) socket.write('{"modele":');
    else socket.write('a\r\n{"modele":\r\n');
    await once(server.app.server, 'request');
    socket.destroy();
    const told = () => server.logged.slice(before).filter(({ path }) => path === '/api/acts');
    await expect.poll(told).toEqual([expect.objectContaining({ msg: 'request', status: 400 })]);
  });

  it('that is no JSON, or not said to be, is refused', async () => {
    const send = (body: string, type: string) =>
      fetch(`${server.url}/api/session`, { method: 'POST', body, headers: { 'content-type': type } });
    for (const answer of [await send('{', 'application/json'), await send('{}', 'text/plain')])
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'requete.invalide' }]);
    const bytes = await fetch(`${server.url}/api/session`, {
      method: 'POST',
      body: new Uint8Array([0x22, 0xff, 0x22]),
      headers: { 'content-type': 'application/json' },
    });
    expect(await bytes.json()).toMatchObject({ code: 'requete.invalide' });
  });
});
