import { createHash } from 'node:crypto';
import { PDF, PdfString } from '@libpdf/core';
import { isSealBy, type KnownCertificate, readCms, sha256 } from '../cms/seal-cms.ts';
import { type FoundSignature, scanSignatures } from '../pdf/scan.ts';
import { readTimestamp, type Timestamp } from '../timestamp/token.ts';

/** What the bytes of a file say by themselves, before any register is asked. */
export type Examination =
  | { readonly kind: 'pasPdf' | 'protege' | 'illisible' | 'sansSceau' | 'autre' }
  /** It bears a seal of ours that no longer holds; `seal` is the digest of that seal when it can be read. */
  | { readonly kind: 'rompu'; readonly seal: string | null }
  | {
      readonly kind: 'scelle';
      /** SHA-256 of the certificate of ours that sealed it. */
      readonly fingerprint: string;
      /** SHA-256 of the sealed part: the file up to the end of what the seal covers. */
      readonly sealed: string;
      /** SHA-256 of the file. */
      readonly whole: string;
      /** When the seal was made, by an authority's word; `null` without one. */
      readonly timestamp: Timestamp | null;
    };

const HEAD = 1024;

/**
 * Looks at a file. Nothing of it is trusted: it comes from anybody.
 * @param known every certificate that this server has sealed with
 */
export async function examine(bytes: Uint8Array, known: readonly KnownCertificate[]): Promise<Examination> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signatures = scanSignatures(bytes);
  for (const one of signatures)
    for (const certificate of known) {
      const sealed = holds(bytes, one, certificate) ? readSeal(bytes, one, certificate, signatures) : null;
      if (sealed !== null) return sealed;
    }
  const ours = signatures.find((one) => one.cms !== null && claims(one.cms, known));
  if (ours?.cms) return { kind: 'rompu', seal: hex(ours.cms) };
  // What is left of a seal whose dictionary was hit: the certificate, or its digest among what was signed.
  if (
    known.some(({ certificate }) =>
      [certificate, sha256(certificate)].some((part) => buffer.includes(text(part))),
    )
  )
    return { kind: 'rompu', seal: null };
  if (!buffer.subarray(0, HEAD).includes('%PDF-')) return { kind: 'pasPdf' };
  const inside = await openPdf(bytes);
  if (typeof inside === 'string') return { kind: inside };
  if (inside.some((cms) => claims(cms, known))) return { kind: 'rompu', seal: null };
  return { kind: inside.length > 0 || signatures.some((one) => one.cms !== null) ? 'autre' : 'sansSceau' };
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const hex = (bytes: Uint8Array) => text(sha256(bytes));

/** True for a seal of ours that covers the file up to its own end, and is written as we write it. */
function holds(
  bytes: Uint8Array,
  { range, fits, cms, canonical, subFilter }: FoundSignature,
  known: KnownCertificate,
) {
  if (!fits || !canonical || cms === null || subFilter !== 'ETSI.CAdES.detached') return false;
  const [, before, from, after] = range;
  const digest = sha256(bytes.subarray(0, before), bytes.subarray(from, from + after));
  try {
    return isSealBy(known, cms, digest);
  } catch {
    // Something that can't be read as a seal is none of ours.
    return false;
  }
}

function readSeal(
  bytes: Uint8Array,
  seal: FoundSignature,
  { certificate }: KnownCertificate,
  signatures: readonly FoundSignature[],
): Examination | null {
  if (seal.cms === null) return null;
  const { token, signature } = readCms(seal.cms);
  const own = token === null ? null : readTimestamp(token, digestsOf(signature));
  // A token that doesn't verify was not put there by us.
  if (token !== null && own === null) return { kind: 'rompu', seal: hex(seal.cms) };
  const end = seal.range[2] + seal.range[3];
  const later = signatures.map((one) => laterStamp(bytes, one, end)).find((stamp) => stamp !== null);
  return {
    kind: 'scelle',
    fingerprint: hex(certificate),
    sealed: hex(bytes.subarray(0, end)),
    whole: hex(bytes),
    timestamp: own ?? later ?? null,
  };
}

/** A document timestamp (ETSI.RFC3161) that covers the whole file, and so the seal. */
function laterStamp(bytes: Uint8Array, one: FoundSignature, sealEnd: number): Timestamp | null {
  const [, before, from, after] = one.range;
  if (!one.fits || one.cms === null || one.subFilter !== 'ETSI.RFC3161') return null;
  if (before < sealEnd || from + after !== bytes.length) return null;
  return readTimestamp(one.cms, digestsOf(bytes.subarray(0, before), bytes.subarray(from)));
}

const digestsOf =
  (...parts: readonly Uint8Array[]) =>
  (algorithm: string) => {
    const hash = createHash(algorithm);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };

/** True when a signature says that it is of one of our certificates. */
function claims(cms: Uint8Array, known: readonly KnownCertificate[]): boolean {
  const content = Buffer.from(cms);
  return known.some(
    ({ certificate }) => content.includes(Buffer.from(certificate)) || content.includes(sha256(certificate)),
  );
}

/** @returns the signatures that a reader of PDF would find, or why it finds nothing */
async function openPdf(bytes: Uint8Array): Promise<readonly Uint8Array[] | 'protege' | 'illisible'> {
  try {
    const pdf = await PDF.load(bytes);
    if (pdf.isEncrypted) return 'protege';
    if (pdf.getPageCount() === 0) return 'illisible';
    const resolve = pdf.context.registry.resolve.bind(pdf.context.registry);
    return (pdf.getForm()?.getSignatureFields() ?? []).flatMap((field) => {
      const contents = field.getSignatureDict()?.get('Contents', resolve);
      return contents instanceof PdfString ? [contents.bytes] : [];
    });
  } catch (error) {
    return error instanceof Error && error.name === 'SecurityError' ? 'protege' : 'illisible';
  }
}
