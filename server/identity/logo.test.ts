import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organisationDetailSchema, organisationListSchema } from '#shared/identity/annuaire-wire.ts';
import { startTestApp, type TestApp, type TestPerson } from '../testing/app.ts';
import { readLogo } from './logo.ts';

/** The head of a PNG of given sides, which is all that is read of one. */
function png(width: number, height: number, after = ''): Buffer {
  const head = Buffer.alloc(33);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, Buffer.from(after)]);
}
/** A JPEG's head: an application block, then its frame. */
function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1]), frame]);
}
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

describe('a logo', () => {
  it.each([
    ['image/png', png(400, 300)],
    ['image/jpeg', jpeg(400, 300)],
  ])('[O15] is a %s by its bytes', (type, bytes) => {
    expect(readLogo(bytes).type).toBe(type);
  });

  it.each([
    ['an SVG', Buffer.from(SVG), /SVG peut contenir/],
    ['an SVG after a declaration', Buffer.from(`<?xml version="1.0"?><!-- -->${SVG}`), /SVG peut contenir/],
    ['a page', Buffer.from('<!doctype html><script>1</script>'), /ni un PNG/],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00'), /ni un PNG/],
    ['nothing', Buffer.alloc(0), /ni un PNG/],
    ['a PNG cut short', png(10, 10).subarray(0, 20), /ni un PNG/],
    ['a JPEG that leads nowhere', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0]), /ni un PNG/],
    ['a bomb', png(60_000, 60_000), /4\u202f000/],
    ['no pixel', png(0, 10), /4\u202f000/],
    ['too heavy a one', png(10, 10, 'x'.repeat(512 * 1024)), /512 Ko/],
  ])('[O15] is not %s', (_what, bytes, reason) => {
    expect(() => readLogo(bytes)).toThrow(reason);
  });
});

describe('the logo of an organisation', () => {
  let server: TestApp;
  let bob: TestPerson;
  beforeEach(async () => {
    server = await startTestApp();
    await server.person('Alice', 'UNML', { house: true });
    bob = await server.person('Bob', 'AMF');
  });
  afterEach(() => server.dispose());

  const send = (as: TestPerson, bytes: Uint8Array, type: string) =>
    fetch(`${server.url}/api/organisations/${bob.organisationId}/logo`, {
      method: 'POST',
      headers: { cookie: as.cookie, 'content-type': type },
      body: new Uint8Array(bytes),
    });
  const path = () => `/api/organisations/${bob.organisationId}`;

  it('[O15] is given as the picture that it is, whatever it was sent as, and goes when asked', async () => {
    expect((await send(bob, png(40, 30), 'text/html')).status).toBe(204);
    expect((await send(bob, jpeg(40, 30), 'image/svg+xml')).status).toBe(204);
    const given = await server.request(`${path()}/logo`, { as: bob });
    expect(given.headers.get('content-type')).toBe('image/jpeg');
    expect(given.headers.get('x-content-type-options')).toBe('nosniff');
    expect(given.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(Buffer.from(await given.arrayBuffer())).toEqual(jpeg(40, 30));
    const detail = organisationDetailSchema.parse(await (await server.request(path(), { as: bob })).json());
    expect(detail.logoAt).toBe(server.time.now);
    const list = await (await server.request('/api/organisations', { as: bob })).json();
    expect(organisationListSchema.parse(list).organisations.map(({ logoAt }) => logoAt)).toEqual([
      server.time.now,
      null,
    ]);
    expect((await server.request(`${path()}/logo`, { as: bob, method: 'DELETE' })).status).toBe(204);
    expect((await server.request(`${path()}/logo`, { as: bob })).status).toBe(404);
  });

  it('[O15] [O10] is neither an SVG nor somebody else’s doing', async () => {
    const stranger = await server.person('Mia', 'CMA');
    expect(((await (await send(stranger, png(4, 3), 'image/png')).json()) as { code: string }).code).toBe(
      'acces.reserve',
    );
    const refused = await send(bob, Buffer.from(SVG), 'image/svg+xml');
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: 'organisation.logo' }]);
    expect(await server.storage.db.selectFrom('organisation_logos').select('at').execute()).toEqual([]);
  });
});
