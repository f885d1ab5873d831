import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type CertificateLab,
  certificateLab,
  hasTool,
  run,
  startAuthority,
  startPublisher,
  type TestAuthority,
  type TestPublisher,
} from '#test/support/openssl.ts';
import { openP12 } from '../certificate/p12.ts';
import type { Sealer } from '../certificate/sealer.ts';
import { lengthenSealed, stampLater } from '../seal.ts';
import { sampleSealer, sealSample, testThread } from '../testing/sample.ts';
import { HttpAuthority } from '../timestamp/authority.ts';
import { examine } from '../verify/examine.ts';

const missing = !hasTool('openssl', 'version');
let lab: CertificateLab;
let publisher: TestPublisher;
let tsa: TestAuthority;
let sealer: Sealer;
let stamped: Uint8Array;

describe.skipIf(missing)(
  `[C13] revocation data${missing ? ' (skipped: openssl is not installed)' : ''}`,
  () => {
    beforeAll(async () => {
      lab = certificateLab();
      publisher = await startPublisher(lab);
      tsa = await startAuthority(lab, publisher);
      lab.certificate('autorite');
      lab.certificate('cachet', { issuer: 'autorite', extensions: publisher.extensions('autorite') });
      sealer = await openP12({
        file: lab.p12('cachet', { password: 'x', with: 'autorite' }),
        password: { value: 'x' },
      });
      stamped = (await sealSample(sealer, { authority: new HttpAuthority(tsa.url) })).bytes;
    });
    beforeEach(() => {
      publisher.open = true;
      publisher.revoke('autorite');
      publisher.revoke('tsa-racine');
    });
    afterAll(async () => {
      await testThread.stop();
      await tsa.close();
      await publisher.close();
      lab.remove();
    });

    const level = async (bytes: Uint8Array) => {
      const found = await examine(bytes, [sealer], testThread);
      return found.kind === 'scelle' ? [found.timestamp !== null, found.longTerm] : found.kind;
    };
    const lengthen = (bytes: Uint8Array, at = Date.now()) => lengthenSealed(bytes, sealer, testThread, at);

    it('makes a stamped seal B-LT, after its own bytes, as others’ tools see too', async () => {
      expect(await level(stamped)).toEqual([true, false]);
      const long = await lengthen(stamped);
      expect(Buffer.from(long.subarray(0, stamped.length)).equals(Buffer.from(stamped))).toBe(true);
      expect(await level(long)).toEqual([true, true]);
      const folder = mkdtempSync(join(tmpdir(), 'clausier-blt-'));
      const file = join(folder, 'blt.pdf');
      writeFileSync(file, long);
      if (hasTool('qpdf')) expect(run('qpdf', ['--check', file])).toMatchObject({ code: 0 });
      if (hasTool('pdfsig', '-v')) expect(run('pdfsig', [file]).says).toContain('Signature is Valid');
      rmSync(folder, { recursive: true });
    });

    it('goes with a timestamp that came later', async () => {
      const sealed = (await sealSample(sealer)).bytes;
      const tools = { thread: testThread, authority: new HttpAuthority(tsa.url) };
      const { bytes } = await stampLater(sealed, tools, Date.now());
      expect(await level(bytes)).toEqual([true, false]);
      expect(await level(await lengthen(bytes))).toEqual([true, true]);
    });

    it('is not claimed of a file whose data was hit, or is another’s', async () => {
      const long = await lengthen(stamped);
      // Every bit of a list is signed: the last bytes of what was added are the plain structure of the PDF.
      const list = Buffer.from(long).indexOf(Buffer.from('autorite'), stamped.length);
      const hit = Uint8Array.from(long);
      hit[list] = (hit[list] ?? 0) ^ 1;
      expect(await level(hit)).toEqual([true, false]);
      const empty = await testThread.lengthen(stamped, { certificates: [], crls: [] });
      expect(await level(empty)).toEqual([true, false]);
    });

    it('is refused, for ever, when a certificate is revoked or nothing says where its list is', async () => {
      publisher.revoke('autorite', 'cachet');
      await expect(lengthen(stamped)).rejects.toMatchObject({ name: 'MaterialRefused', passing: false });
      const own = sampleSealer();
      const bytes = (await sealSample(own, { authority: new HttpAuthority(tsa.url) })).bytes;
      await expect(lengthenSealed(bytes, own, testThread, Date.now())).rejects.toMatchObject({
        name: 'MaterialRefused',
        passing: false,
      });
    });

    it('is refused for the time being when an authority is away', async () => {
      publisher.open = false;
      await expect(lengthen(stamped)).rejects.toMatchObject({ name: 'MaterialRefused', passing: true });
    });

    it('is refused when the list has run out', async () => {
      const nextWeek = Date.now() + 7 * 86_400_000;
      await expect(lengthen(stamped, nextWeek)).rejects.toMatchObject({ name: 'MaterialRefused' });
    });
  },
);
