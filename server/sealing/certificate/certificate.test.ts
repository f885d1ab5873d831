import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CertificateLab, certificateLab, hasTool } from '#test/support/openssl.ts';
import { doctor } from '../../cli/doctor.ts';
import { type Config, readConfig } from '../../config.ts';
import { sealSample, testThread } from '../testing/sample.ts';
import { examine } from '../verify/examine.ts';
import { DEVELOPMENT_FILE, openDevelopmentCertificate } from './own.ts';
import { openP12 } from './p12.ts';
import { certificateFacts, outOfDate } from './sealer.ts';

const openssl = hasTool('openssl', 'version')
  ? { it, why: '' }
  : { it: it.skip, why: ' (skipped: openssl is not installed)' };

let folder: string;
let lab: CertificateLab;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clausier-certificat-'));
  lab = certificateLab();
  if (openssl.why !== '') return;
  lab.certificate('autorite');
  lab.certificate('cachet', { issuer: 'autorite' });
  lab.certificate('courbe', { key: 'ec' });
});
afterAll(async () => {
  await testThread.stop();
  rmSync(folder, { recursive: true, force: true });
  lab.remove();
});

describe('the development certificate', () => {
  it('[C9] is made once, readable by its owner alone, and says what it is', async () => {
    const now = Date.now();
    const first = openDevelopmentCertificate(folder, now);
    expect(statSync(join(folder, DEVELOPMENT_FILE)).mode & 0o777).toBe(0o600);
    expect(first.development).toBe(true);
    expect(certificateFacts(first.certificate).name).toBe('Clausier – certificat de développement');
    expect(outOfDate(certificateFacts(first.certificate), now)).toBeNull();
    const again = openDevelopmentCertificate(folder, now + 1000);
    expect(Buffer.from(again.certificate).equals(Buffer.from(first.certificate))).toBe(true);
  });

  it('[C9] that is damaged is told, and not replaced', () => {
    const other = mkdtempSync(join(folder, 'abime-'));
    writeFileSync(join(other, DEVELOPMENT_FILE), 'rien');
    expect(() => openDevelopmentCertificate(other, 0)).toThrow(/illisible .*Déplacez ce fichier/);
    expect(readFileSync(join(other, DEVELOPMENT_FILE), 'utf8')).toBe('rien');
  });
});

describe('a PKCS #12 certificate', () => {
  const open = (file: string, password: string) => openP12({ file, password: { value: password } });

  openssl.it(
    `[C10] seals: RSA under its authority, as written today or long ago, and EC${openssl.why}`,
    async () => {
      const files = [
        lab.p12('cachet', { password: 'sésame', with: 'autorite' }),
        lab.p12('cachet', { password: 'sésame', with: 'autorite', legacy: true }),
        lab.p12('courbe', { password: 'sésame' }),
      ];
      for (const file of files) {
        const sealer = await open(file, 'sésame');
        expect(sealer.development).toBe(false);
        const { bytes } = await sealSample(sealer);
        expect(await examine(bytes, [sealer], testThread)).toMatchObject({
          kind: 'scelle',
        });
      }
      const [first] = files;
      const sealer = await open(first ?? '', 'sésame');
      expect(Buffer.from(sealer.certificate).equals(lab.der('cachet'))).toBe(true);
      expect(sealer.chain.map((one) => Buffer.from(one).equals(lab.der('autorite')))).toEqual([true]);
    },
  );

  openssl.it(`[C10] takes its password from a file, its last line break left out${openssl.why}`, async () => {
    const file = lab.p12('cachet', { password: 'secret' });
    const password = join(folder, 'mot-de-passe');
    writeFileSync(password, 'secret\n');
    const sealer = await openP12({ file, password: { file: password } });
    expect(certificateFacts(sealer.certificate).name).toBe('cachet');
  });

  openssl.it(
    `[C10] whose password is wrong, or that is none, is told with what to do${openssl.why}`,
    async () => {
      for (const legacy of [false, true])
        await expect(open(lab.p12('cachet', { password: 'bon', legacy }), 'faux')).rejects.toThrow(
          /mot de passe n’ouvre pas .* Corrigez SEAL_P12_PASSWORD/,
        );
      await expect(open(lab.path('cachet.pem'), 'bon')).rejects.toThrow(/n’est pas un certificat PKCS #12/);
      await expect(open(lab.path('absent.p12'), 'bon')).rejects.toThrow(
        /ne peut pas être lu.*ENOENT.*SEAL_P12/,
      );
    },
  );

  it(`[C10] that can’t be used is told by doctor too, which makes none${openssl.why}`, async () => {
    const tools = (seal: Config['seal']) => ({
      config: { ...readConfig({ DATA_DIR: join(folder, 'neuf') }), seal },
      clock: Date.now,
      databaseFile: null,
      open: () => Promise.reject(new Error('not needed')),
      serverRuns: () => false,
    });
    const none = await doctor(tools({ p12: null, remote: null, timestampUrl: null }));
    expect(none.text).toContain('none yet; the first start makes a development certificate');
    expect(existsSync(join(folder, 'neuf'))).toBe(false);
    const p12 = { file: join(folder, 'absent.p12'), password: { value: '' } };
    const wrong = await doctor(tools({ p12, remote: null, timestampUrl: null }));
    expect(wrong).toMatchObject({
      code: 1,
      text: expect.stringMatching(/WRONG {2}seal certificate[\s\S]*SEAL_P12/),
    });
  });
});
