import { createPrivateKey, sign, X509Certificate } from 'node:crypto';
import { PDF } from '@libpdf/core';
import { makeDevelopmentCertificate } from '../certificate/development.ts';
import { keyOf, type Sealer } from '../certificate/sealer.ts';
import { PdfThread } from '../pdf/pool.ts';
import { type SealedPdf, sealPdf } from '../seal.ts';
import type { TimestampAuthority } from '../timestamp/authority.ts';

/** A PDF of one page, for tests that need no more. */
export async function samplePdf(text = 'Convention de partenariat'): Promise<Uint8Array> {
  const made = PDF.create();
  made.addPage({ size: 'a4' }).drawText(text, { x: 70, y: 760 });
  return made.save();
}

/** A certificate of its own, made now. */
export function sampleSealer(now = Date.now()): Sealer & { readonly pem: string } {
  const pem = makeDevelopmentCertificate(now);
  const key = createPrivateKey(pem);
  const certificate = new Uint8Array(new X509Certificate(pem).raw);
  return {
    pem,
    certificate,
    chain: [],
    key: keyOf(certificate),
    development: true,
    sign: async (bytes) => sign('sha256', bytes, key),
  };
}

/** A thread for the tests of one file: it ends with them. */
export const testThread = new PdfThread();

/** Seals a PDF with an attachment. */
export async function sealSample(
  sealer: Sealer,
  {
    authority = null,
    pdf,
    at = Date.now(),
  }: { authority?: TimestampAuthority | null; pdf?: Uint8Array; at?: number } = {},
): Promise<SealedPdf> {
  const toSeal = {
    pdf: pdf ?? (await samplePdf()),
    box: [70, 70, 300, 130],
    attachments: [
      {
        name: 'clausier-texte.json',
        bytes: Buffer.from('{"document":{}}'),
        mimeType: 'application/json',
        description: 'Texte structuré',
        relationship: 'Source',
      },
    ],
  } as const;
  return sealPdf(toSeal, { thread: testThread, sealer, authority }, at);
}
