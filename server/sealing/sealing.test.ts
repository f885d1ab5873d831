import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CertificateLab,
  certificateLab,
  hasTool,
  run,
  startAuthority,
  type TestAuthority,
} from '#test/support/openssl.ts';
import type { Sealer } from './certificate/sealer.ts';
import { scanSignatures } from './pdf/scan.ts';
import { type SealedPdf, stampLater } from './seal.ts';
import { samplePdf, sampleSealer, sealSample, testThread } from './testing/sample.ts';
import { HttpAuthority } from './timestamp/authority.ts';
import { examine } from './verify/examine.ts';

const RUNS = process.env.NIGHTLY === '1' ? 20_000 : 300;
const needing = (tool: string, flag?: string) =>
  hasTool(tool, flag) ? { it, why: '' } : { it: it.skip, why: ` (skipped: ${tool} is not installed)` };
const pdfsig = needing('pdfsig', '-v');
const openssl = needing('openssl', 'version');
const qpdf = needing('qpdf');

let folder: string;
let sealer: Sealer & { readonly pem: string };
let sealed: SealedPdf;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'clausier-sceau-'));
  sealer = sampleSealer();
  sealed = await sealSample(sealer);
});
afterAll(async () => {
  await testThread.stop();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string, bytes?: Uint8Array | string) => {
  const path = join(folder, name);
  if (bytes !== undefined) writeFileSync(path, bytes);
  return path;
};
const flip = (bytes: Uint8Array, at: number, bit: number) => {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
};
const inspect = (bytes: Uint8Array) => examine(bytes, [sealer], testThread);
const look = async (bytes: Uint8Array) => (await inspect(bytes)).kind;

describe('a sealed file', () => {
  it('[C1] is found sealed by the certificate that sealed it, at the level that it has', async () => {
    expect(await inspect(sealed.bytes)).toMatchObject({ kind: 'scelle', timestamp: null });
  });

  it('[C1] is somebody else’s for a server that has another certificate', async () => {
    expect(await examine(sealed.bytes, [sampleSealer()], testThread)).toEqual({
      kind: 'autre',
    });
  });

  it('[C2] is never taken for itself once any of its bits has changed', async () => {
    const position = fc.tuple(fc.nat(sealed.bytes.length - 1), fc.integer({ min: 0, max: 7 }));
    await fc.assert(
      fc.asyncProperty(position, async ([at, bit]) => {
        expect(await look(flip(sealed.bytes, at, bit))).not.toBe('scelle');
      }),
      { seed: 7, numRuns: RUNS },
    );
  });

  it('[C2] is never taken for itself once a bit of its seal has changed, those that no signature covers included', async () => {
    const [found] = scanSignatures(sealed.bytes);
    const from = found?.range[1] ?? 0;
    const length = (found?.cms?.length ?? 0) * 2 + 40;
    const position = fc.tuple(fc.nat(length), fc.integer({ min: 0, max: 7 }));
    await fc.assert(
      fc.asyncProperty(position, async ([at, bit]) => {
        expect(await look(flip(sealed.bytes, from + at, bit))).toBe('rompu');
      }),
      { seed: 11, numRuns: RUNS },
    );
  });

  it('[C2] keeps a hit on the letters of its seal from looking like a file never sealed', async () => {
    const name = Buffer.from(sealed.bytes).indexOf('/ByteRange');
    expect(await look(flip(sealed.bytes, name + 2, 0))).toBe('rompu');
  });

  it('[C4] is told cut short, and added to', async () => {
    expect(await look(sealed.bytes.subarray(0, sealed.bytes.length - 10))).toBe('rompu');
    const longer = Buffer.concat([sealed.bytes, Buffer.from('\n% une note\n')]);
    const found = await inspect(longer);
    expect(found.kind === 'scelle' && found.sealed !== found.whole).toBe(true);
  });

  pdfsig.it(`[C3] is accepted by pdfsig, which sees a changed byte${pdfsig.why}`, () => {
    const says = run('pdfsig', [file('scelle.pdf', sealed.bytes)]).says;
    expect(says).toContain('Signature is Valid');
    expect(says).toContain('ETSI.CAdES.detached');
    expect(says).toContain('Total document signed');
    const altered = run('pdfsig', [file('altere.pdf', flip(sealed.bytes, 400, 0))]).says;
    expect(altered).not.toContain('Signature is Valid');
  });

  openssl.it(`[C3] is accepted by openssl cms -cades, which sees a changed byte${openssl.why}`, () => {
    const [found] = scanSignatures(sealed.bytes);
    const [, before, from] = found?.range ?? [0, 0, 0];
    const content = Buffer.concat([sealed.bytes.subarray(0, before), sealed.bytes.subarray(from)]);
    const check = (bytes: Uint8Array) =>
      run('openssl', [
        ...['cms', '-verify', '-cades', '-binary', '-purpose', 'any', '-inform', 'DER'],
        ...['-in', file('sceau.der', found?.cms ?? ''), '-content', file('contenu', bytes)],
        ...['-CAfile', file('ca.pem', sealer.pem), '-out', file('sortie')],
      ]);
    expect(check(content)).toMatchObject({
      code: 0,
      says: expect.stringContaining('CAdES Verification successful'),
    });
    expect(check(flip(content, 200, 3)).code).not.toBe(0);
  });

  qpdf.it(`[C3] is a clean PDF for qpdf, source attached and all${qpdf.why}`, () => {
    const path = file('scelle.pdf', sealed.bytes);
    expect(run('qpdf', ['--check', path])).toMatchObject({ code: 0 });
    const attachments = run('qpdf', ['--list-attachments', '--verbose', path]).says;
    expect(attachments).toContain('clausier-texte.json');
    expect(Buffer.from(sealed.bytes).toString('latin1')).toMatch(/\/AFRelationship\s*\/Source/);
    expect(Buffer.from(sealed.bytes).toString('latin1')).toContain('/application#2Fjson');
  });

  qpdf.it(`[C4] is told re-saved by another software, protected by a password${qpdf.why}`, async () => {
    const path = file('scelle.pdf', sealed.bytes);
    for (const how of [['--object-streams=preserve'], ['--object-streams=generate']]) {
      run('qpdf', [...how, path, file('resauve.pdf')]);
      expect(await look(readFileSync(file('resauve.pdf')))).toBe('rompu');
    }
    const plain = file('clair.pdf', await samplePdf());
    run('qpdf', ['--encrypt', 'secret', 'secret', '256', '--', plain, file('protege.pdf')]);
    expect(await look(readFileSync(file('protege.pdf')))).toBe('protege');
  });
});

describe('what is none of ours', () => {
  it('[C4] gets its own answer each', async () => {
    expect(await look(await samplePdf())).toBe('sansSceau');
    expect(await look((await sealSample(sampleSealer())).bytes)).toBe('autre');
    expect(await look(Buffer.from('Bonjour'))).toBe('pasPdf');
    expect(await look(Buffer.from('%PDF-1.7\n'))).toBe('illisible');
    expect(await look(new Uint8Array())).toBe('pasPdf');
  });

  it('[C4] is answered whatever its bytes', async () => {
    const kinds = ['pasPdf', 'protege', 'illisible', 'sansSceau', 'autre', 'rompu'];
    const bytes = fc
      .uint8Array({ maxLength: 400 })
      .map((tail) => Buffer.concat([Buffer.from('%PDF-1.7\n/ByteRange [0 1 2 3]/Contents <30'), tail]));
    await fc.assert(
      fc.asyncProperty(bytes, async (one) => {
        expect(kinds).toContain(await look(one));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('[C4] is none of ours even when it quotes our seal', async () => {
    const [found] = scanSignatures(sealed.bytes);
    const seal = Buffer.from(found?.cms ?? []).toString('hex');
    const forged = Buffer.concat([await samplePdf('Autre texte'), Buffer.from(`\n<</ByteRange [0 9 `)]);
    const tail = Buffer.from(`/SubFilter/ETSI.CAdES.detached/Contents<${seal}>>>`);
    expect(await look(Buffer.concat([forged, tail]))).toBe('rompu');
  });
});

describe('a PDF that can’t be sealed', () => {
  it('[C5] is refused: sealed already, damaged', async () => {
    await expect(sealSample(sealer, { pdf: sealed.bytes })).rejects.toThrow('signed already');
    const damaged = (await samplePdf()).subarray(0, 300);
    await expect(sealSample(sealer, { pdf: damaged })).rejects.toThrow();
  });

  it('[C6] by a certificate that has run out, or not begun', async () => {
    const at = Date.now() + 20 * 365 * 86_400_000;
    await expect(sealSample(sealer, { at })).rejects.toThrow(/a expiré le .* renouvellement/);
    await expect(sealSample(sealer, { at: 0 })).rejects.toThrow('ne vaut qu’à partir du');
  });

  it('[C6] by a key that is not its certificate’s', async () => {
    const other = { ...sealer, sign: sampleSealer().sign };
    await expect(sealSample(other)).rejects.toThrow('ne correspond pas');
  });
});

describe('a timestamp authority', () => {
  let lab: CertificateLab;
  let tsa: TestAuthority;
  beforeAll(async () => {
    lab = certificateLab();
    if (hasTool('openssl', 'version')) tsa = await startAuthority(lab);
  });
  afterAll(async () => {
    await tsa?.close();
    lab.remove();
  });

  openssl.it(`[C7] gives the seal its time, and any bit of the file still counts${openssl.why}`, async () => {
    tsa.mode = 'answers';
    const stamped = await sealSample(sealer, { authority: new HttpAuthority(tsa.url) });
    expect(stamped.timestamp?.authority).toBe('tsa');
    const found = await inspect(stamped.bytes);
    expect(found).toMatchObject({ kind: 'scelle', timestamp: { authority: 'tsa' } });
    if (pdfsig.why === '')
      expect(run('pdfsig', [file('bt.pdf', stamped.bytes)]).says).toContain('Signature is Valid');
    // Outside the token, whose own certificates its authority signs.
    const [seal] = scanSignatures(stamped.bytes);
    const before = seal?.range[1] ?? 0;
    const position = fc.tuple(fc.nat(before), fc.integer({ min: 0, max: 7 }));
    await fc.assert(
      fc.asyncProperty(position, async ([at, bit]) => {
        expect(await look(flip(stamped.bytes, at, bit))).not.toBe('scelle');
      }),
      { seed: 5, numRuns: 50 },
    );
  });

  openssl.it(
    `[C7] that is down, or answers another’s token, lets the seal be made without${openssl.why}`,
    async () => {
      for (const mode of ['down', 'lies'] as const) {
        tsa.mode = mode;
        const made = await sealSample(sealer, { authority: new HttpAuthority(tsa.url) });
        expect(made).toMatchObject({ timestamp: null, refusal: { name: 'TimestampRefused' } });
        expect(await inspect(made.bytes)).toMatchObject({ kind: 'scelle', timestamp: null });
      }
      const nobody = new HttpAuthority('http://127.0.0.1:9/');
      expect((await sealSample(sealer, { authority: nobody })).refusal?.message).toContain('does not answer');
    },
  );

  openssl.it(`[C8] stamps later what it could not stamp, after the sealed bytes${openssl.why}`, async () => {
    tsa.mode = 'answers';
    const later = await stampLater(
      sealed.bytes,
      { thread: testThread, authority: new HttpAuthority(tsa.url) },
      Date.now(),
    );
    expect(Buffer.from(later.bytes.subarray(0, sealed.bytes.length)).equals(Buffer.from(sealed.bytes))).toBe(
      true,
    );
    const found = await inspect(later.bytes);
    expect(found).toMatchObject({ kind: 'scelle', timestamp: { at: later.timestamp.at } });
    if (qpdf.why === '') expect(run('qpdf', ['--check', file('plus-tard.pdf', later.bytes)]).code).toBe(0);
    if (pdfsig.why === '')
      expect(run('pdfsig', [file('plus-tard.pdf', later.bytes)]).says).toContain('Signature is Valid');
  });
});
