import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isSealBy, type KnownCertificate, readCms, sha256 } from '../cms/seal-cms.ts';
import { isCovered } from '../longterm/material.ts';
import type { PdfThread } from '../pdf/pool.ts';
import { type FoundSignature, scanSignatures } from '../pdf/scan.ts';
import { type CheckedToken, type DigestOf, readToken, type Timestamp } from '../timestamp/token.ts';

/** What the bytes of a file say by themselves, before any register is asked. */
export type Examination =
  | { readonly kind: 'pasPdf' | 'protege' | 'illisible' | 'sansSceau' | 'autre' }
  /** It bears a seal of ours that no longer holds; `seal` is the digest of that seal when it can be read. */
  | { readonly kind: 'rompu'; readonly seal: string | null }
  | {
      readonly kind: 'scelle';
      /** SHA-256 of the sealed part: the file up to the end of what the seal covers. */
      readonly sealed: string;
      /** SHA-256 of the file. */
      readonly whole: string;
      /** When the seal was made, by an authority's word; `null` without one. */
      readonly timestamp: Timestamp | null;
      /** The token that says it, with the certificates it carries. */
      readonly stamp: CheckedToken | null;
      /** True when the file itself shows that no certificate of the seal or of its timestamp was revoked then. */
      readonly longTerm: boolean;
    };

const HEAD = 1024;
/** Hashed without giving way to anybody, in bytes: a few milliseconds. */
const SLICE = 1024 * 1024;
/** Signatures that say they are ours and are looked into: a file that holds more of them was made to cost. */
const MOST_CLAIMS = 4;

/**
 * Looks at a file. Nothing of it is trusted: it comes from anybody.
 * @param known every certificate that this server has sealed with
 * @param reader reads it as a reader of PDF does, somewhere else: a file that bears no trace of ours, and the revocation
 *   data of one that is ours and timestamped
 */
export async function examine(
  bytes: Uint8Array,
  known: readonly KnownCertificate[],
  reader: Pick<PdfThread, 'look' | 'material'>,
): Promise<Examination> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signatures = scanSignatures(bytes);
  const claiming = signatures.filter(({ cms }) => cms !== null && claims(cms, known)).slice(0, MOST_CLAIMS);
  for (const one of claiming) {
    const sealed = await readSeal(bytes, one, known, signatures, reader);
    if (sealed !== null) return sealed;
  }
  const [ours] = claiming;
  if (ours?.cms) return { kind: 'rompu', seal: hex(ours.cms) };
  // What is left of a seal whose dictionary was hit: the certificate, or its digest among what was signed.
  const traces = known.flatMap(({ certificate }) => [certificate, sha256(certificate)]);
  if (traces.some((trace) => buffer.includes(Buffer.from(trace).toString('hex'))))
    return { kind: 'rompu', seal: null };
  if (!buffer.subarray(0, HEAD).includes('%PDF-')) return { kind: 'pasPdf' };
  const found = await reader.look(bytes);
  if (typeof found === 'string') return { kind: found };
  if (found.some((cms) => claims(cms, known))) return { kind: 'rompu', seal: null };
  return { kind: found.length > 0 || signatures.some(({ cms }) => cms !== null) ? 'autre' : 'sansSceau' };
}

const hex = (bytes: Uint8Array) => sha256(bytes).toString('hex');

/** True when a signature says that it is of one of our certificates. */
function claims(cms: Uint8Array, known: readonly KnownCertificate[]): boolean {
  const content = Buffer.from(cms);
  return known.some(
    ({ certificate }) => content.includes(Buffer.from(certificate)) || content.includes(sha256(certificate)),
  );
}

/** What a seal of ours says that covers the file up to its own end, and is written as we write it; else `null`. */
async function readSeal(
  bytes: Uint8Array,
  { range, fits, cms, canonical, subFilter }: FoundSignature,
  known: readonly KnownCertificate[],
  signatures: readonly FoundSignature[],
  reader: Pick<PdfThread, 'material'>,
): Promise<Examination | null> {
  if (!fits || !canonical || cms === null || subFilter !== 'ETSI.CAdES.detached') return null;
  const [, before, from, after] = range;
  const digest = await digest256(bytes.subarray(0, before), bytes.subarray(from, from + after));
  const maker = known.find((one) => isOurs(one, cms, digest));
  if (maker === undefined) return null;
  const { token, signature } = readCms(cms);
  const own = token === null ? null : readToken(token, digestsOf(signature));
  // A token that doesn't verify was not put there by us.
  if (token !== null && own === null) return null;
  const end = from + after;
  const last = signatures.at(-1);
  const later = own === null && last !== undefined ? await laterStamp(bytes, last, end) : null;
  const stamp = own ?? later;
  const sealed = await digest256(bytes.subarray(0, end));
  const whole = end === bytes.length ? sealed : await digest256(bytes);
  return {
    kind: 'scelle',
    sealed: sealed.toString('hex'),
    whole: whole.toString('hex'),
    timestamp: stamp?.says ?? null,
    stamp,
    longTerm: stamp !== null && (await isLongTerm(bytes, maker, stamp, reader)),
  };
}

/** Rule C13: read in the file, whatever was asked for when it was made. */
async function isLongTerm(
  bytes: Uint8Array,
  { certificate, chain }: KnownCertificate,
  { says, signer, certificates }: CheckedToken,
  reader: Pick<PdfThread, 'material'>,
): Promise<boolean> {
  const kept = await reader.material(bytes);
  const material = { ...kept, certificates: [...kept.certificates, ...chain, ...certificates] };
  return [certificate, signer].every((one) => isCovered(one, material, says.at));
}

function isOurs(known: KnownCertificate, cms: Uint8Array, digest: Uint8Array): boolean {
  try {
    return isSealBy(known, cms, digest);
  } catch {
    // Something that can't be read as a seal is none of ours.
    return false;
  }
}

/** A document timestamp (ETSI.RFC3161) that covers all that stands before it, and so the seal. */
async function laterStamp(
  bytes: Uint8Array,
  one: FoundSignature,
  sealEnd: number,
): Promise<CheckedToken | null> {
  const [, before, from, after] = one.range;
  if (!one.fits || one.cms === null || one.subFilter !== 'ETSI.RFC3161') return null;
  if (before < sealEnd || from + after > bytes.length) return null;
  // Revocation data may follow it.
  const parts = [bytes.subarray(0, before), bytes.subarray(from, from + after)];
  const digest = await digest256(...parts);
  return readToken(one.cms, (algorithm) =>
    algorithm === 'sha256' ? digest : digestsOf(...parts)(algorithm),
  );
}

/** SHA-256, giving way to others between slices. */
async function digest256(...parts: readonly Uint8Array[]): Promise<Buffer> {
  const hash = createHash('sha256');
  for (const part of parts)
    for (let at = 0; at < part.length; at += SLICE) {
      hash.update(part.subarray(at, at + SLICE));
      if (at + SLICE < part.length) await nextTurn();
    }
  return hash.digest();
}

function digestsOf(...parts: readonly Uint8Array[]): DigestOf {
  return (algorithm) => {
    const hash = createHash(algorithm);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
}
