import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CertificateLab, certificateLab, hasTool } from '#test/support/openssl.ts';
import { inside, readFirst, TAG } from '../cms/der.ts';
import { sealSample, testThread } from '../testing/sample.ts';
import { examine } from '../verify/examine.ts';
import { openP12 } from './p12.ts';
import { openRemote } from './remote.ts';
import { certificateFacts, SealerProblem } from './sealer.ts';

const why = hasTool('openssl', 'version') ? '' : ' (skipped: openssl is not installed)';
const TOKEN = 'jeton-du-service';
const PIN = '4321';

/** How the service behaves next. */
interface Behaviour {
  certificate: string;
  key: string;
  /** Answers in place of what is asked. */
  instead: ((path: string, response: ServerResponse) => boolean) | null;
  raw: boolean;
}

let lab: CertificateLab;
let service: Server;
let url: string;
const asked: string[] = [];
let behaviour: Behaviour;

/** A remote seal: the CSC API, version 2, with keys of the lab. */
function startService(): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = String(request.url).replace('/csc/v2/', '');
      asked.push(path);
      const give = (body: object) => response.end(JSON.stringify(body));
      if (behaviour.instead?.(path, response)) return;
      if (request.headers.authorization !== `Bearer ${TOKEN}`) return void response.writeHead(401).end();
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      if (body.credentialID !== 'cachet-1') return void response.writeHead(400).end();
      const { certificate } = behaviour;
      const certificates = [lab.der(certificate), lab.der('autorite')].map((der) => der.toString('base64'));
      if (path === 'credentials/info')
        return void give({ key: { status: 'enabled' }, cert: { status: 'valid', certificates } });
      if (path === 'credentials/authorize')
        return void (body.authData?.[0]?.value === PIN
          ? give({ SAD: 'une-fois' })
          : response.writeHead(400).end());
      if (body.SAD !== undefined && body.SAD !== 'une-fois') return void response.writeHead(400).end();
      give({ signatures: [signHash(Buffer.from(body.hashes[0], 'base64')).toString('base64')] });
    });
  });
  return new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Signs a digest that was made elsewhere, as a device does. */
function signHash(digest: Buffer): Buffer {
  writeFileSync(lab.path('digest'), digest);
  const key = lab.path(`${behaviour.key}.key`);
  const args = ['pkeyutl', '-sign', '-inkey', key, '-in', lab.path('digest'), '-pkeyopt', 'digest:sha256'];
  const der = execFileSync('openssl', args);
  if (!behaviour.raw) return der;
  // r and s, each on 32 bytes, whatever DER adds or leaves out at their head.
  const numbers = inside(readFirst(der), TAG.sequence).map(({ value }) => Buffer.from(value).toString('hex'));
  return Buffer.from(numbers.map((hex) => hex.slice(-64).padStart(64, '0')).join(''), 'hex');
}

beforeAll(async () => {
  lab = certificateLab();
  if (why !== '') return;
  lab.certificate('autorite');
  lab.certificate('cachet', { issuer: 'autorite' });
  lab.certificate('courbe', { issuer: 'autorite', key: 'ec' });
  lab.certificate('autre', { issuer: 'autorite' });
  service = await startService();
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/csc/v2`;
});
beforeEach(() => {
  behaviour = { certificate: 'cachet', key: 'cachet', instead: null, raw: false };
  asked.length = 0;
});
afterAll(async () => {
  await testThread.stop();
  service?.close();
  service?.closeAllConnections();
  lab.remove();
});

const remote = (pin: string | null = null, patienceMs?: number) =>
  openRemote({ url, credential: 'cachet-1', token: TOKEN, pin }, patienceMs);
const file = () =>
  openP12({ file: lab.p12('cachet', { password: 'x', with: 'autorite' }), password: { value: 'x' } });

const ADAPTERS = [
  ['a PKCS #12 file', file],
  ['a remote service', () => remote()],
  ['a remote service with a PIN', () => remote(PIN)],
] as const;

describe.skipIf(why !== '').each(ADAPTERS)(`[C14] what seals: %s${why}`, (_name, open) => {
  it('gives its certificate and those above it, and seals a file that verifies', async () => {
    const sealer = await open();
    expect(sealer.development).toBe(false);
    expect(certificateFacts(sealer.certificate).name).toBe('cachet');
    expect(sealer.chain.map((one) => Buffer.from(one).equals(lab.der('autorite')))).toEqual([true]);
    const { bytes } = await sealSample(sealer);
    expect(await examine(bytes, [sealer], testThread)).toMatchObject({ kind: 'scelle' });
  });

  it('seals nothing once its certificate has run out', async () => {
    const late = Date.now() + 40 * 86_400_000;
    await expect(sealSample(await open(), { at: late })).rejects.toThrow(/a expiré le .* renouvellement/);
    expect(asked).not.toContain('signatures/signHash');
  });
});

describe.skipIf(why !== '')(`[C14] a remote service${why}`, () => {
  const refused = async (work: () => Promise<unknown>, words: RegExp) => {
    const error = await work().then(
      () => null,
      (one: unknown) => one,
    );
    expect(error).toBeInstanceOf(SealerProblem);
    expect(String(error)).toMatch(words);
  };
  const answering = (path: string, answer: (response: ServerResponse) => void) => {
    behaviour.instead = (one, response) => {
      if (one !== path) return false;
      answer(response);
      return true;
    };
  };

  it('signs with EC, in DER or as two numbers', async () => {
    for (const raw of [false, true]) {
      behaviour = { ...behaviour, certificate: 'courbe', key: 'courbe', raw };
      const sealer = await remote();
      const { bytes } = await sealSample(sealer);
      expect(await examine(bytes, [sealer], testThread)).toMatchObject({ kind: 'scelle' });
    }
  });

  it('that does not answer in time seals nothing, and can be asked again', async () => {
    const sealer = await remote(null, 5_000);
    answering('signatures/signHash', () => undefined);
    await refused(() => sealSample(sealer), /ne fait pas ce qui lui est demandé .*réessaiera/);
    behaviour.instead = null;
    expect((await sealSample(sealer)).bytes.length).toBeGreaterThan(1000);
    answering('credentials/info', () => undefined);
    await refused(() => remote(null, 1_500), /credentials\/info/);
  });

  it('that refuses, or answers something else, says what to check', async () => {
    await refused(
      () => openRemote({ url, credential: 'cachet-1', token: 'faux', pin: null }),
      /401.*SEAL_CSC_TOKEN/,
    );
    await refused(async () => sealSample(await remote('0000')), /credentials\/authorize.*400/);
    answering('credentials/info', (response) => void response.end('<html>'));
    await refused(() => remote(), /CSC v2.*SEAL_CSC_URL/);
    answering('signatures/signHash', (response) => void response.end('{"signatures":[]}'));
    await refused(async () => sealSample(await remote()), /CSC v2/);
    const away = { url: 'http://127.0.0.1:9/csc/v2', credential: 'cachet-1', token: TOKEN, pin: null };
    await refused(() => openRemote(away), /does not answer/);
  });

  it('that gives another key’s signature, or noise, seals nothing', async () => {
    behaviour.key = 'autre';
    await refused(
      async () => sealSample(await remote()),
      /n’est pas celle de son certificat.*rien n’a été scellé/,
    );
    answering('signatures/signHash', (response) => void response.end('{"signatures":["AAAA"]}'));
    await refused(async () => sealSample(await remote()), /n’est pas celle de son certificat/);
  });

  it('whose key or certificate is no longer to be used is told', async () => {
    const certificates = [lab.der('cachet').toString('base64')];
    answering(
      'credentials/info',
      (response) =>
        void response.end(JSON.stringify({ key: { status: 'disabled' }, cert: { certificates } })),
    );
    await refused(() => remote(), /n’est plus utilisable \(disabled/);
    answering(
      'credentials/info',
      (response) => void response.end(JSON.stringify({ cert: { certificates: ['AAAA'] } })),
    );
    await refused(() => remote(), /illisible/);
  });
});
