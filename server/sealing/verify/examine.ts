import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isSealBy, type KnownCertificate, readCms, sha256 } from '../cms/seal-cms.ts';
import type { Looked } from '../pdf/pool.ts';
import { type FoundSignature, scanSignatures } from '../pdf/scan.ts';
import { type DigestOf, readTimestamp, type Timestamp } from '../timestamp/token.ts';

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
    };

const HEAD = 1024;
/** Hashed without giving way to anybody, in bytes: a few milliseconds. */
const SLICE = 1024 * 1024;
/** Signatures that say they are ours and are looked into: a file that holds more of them was made to cost. */
const MOST_CLAIMS = 4;

/**
 * Looks at a file. Nothing of it is trusted: it comes from anybody.
 * @param known every certificate that this server has sealed with
 * @param look reads it as a reader of PDF does, somewhere else: asked only of a file that bears no trace of ours
 */
export async function examine(
  bytes: Uint8Array,
  known: readonly KnownCertificate[],
  look: (bytes: Uint8Array) => Promise<Looked>,
): Promise<Examination> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signatures = scanSignatures(bytes);
  const claiming = signatures.filter(({ cms }) => cms !== null && claims(cms, known)).slice(0, MOST_CLAIMS);
  for (const one of claiming) {
    const sealed = await readSeal(bytes, one, known, signatures);
    if (sealed !== null) return sealed;
  }
  const [ours] = claiming;
  if (ours?.cms) return { kind: 'rompu', seal: hex(ours.cms) };
  // What is left of a seal whose dictionary was hit: the certificate, or its digest among what was signed.
  const traces = known.flatMap(({ certificate }) => [certificate, sha256(certificate)]);
  if (traces.some((trace) => buffer.includes(Buffer.from(trace).toString('hex'))))
    return { kind: 'rompu', seal: null };
  if (!buffer.subarray(0, HEAD).includes('%PDF-')) return { kind: 'pasPdf' };
  const found = await look(bytes);
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
): Promise<Examination | null> {
  if (!fits || !canonical || cms === null || subFilter !== 'ETSI.CAdES.detached') return null;
  const [, before, from, after] = range;
  const digest = await digest256(bytes.subarray(0, before), bytes.subarray(from, from + after));
  if (!known.some((one) => isOurs(one, cms, digest))) return null;
  const { token, signature } = readCms(cms);
  const own = token === null ? null : readTimestamp(token, digestsOf(signature));
  // A token that doesn't verify was not put there by us.
  if (token !== null && own === null) return null;
  const end = from + after;
  const last = signatures.at(-1);
  const later = own === null && last !== undefined ? await laterStamp(bytes, last, end) : null;
  const sealed = await digest256(bytes.subarray(0, end));
  const whole = end === bytes.length ? sealed : await digest256(bytes);
  return {
    kind: 'scelle',
    sealed: sealed.toString('hex'),
    whole: whole.toString('hex'),
    timestamp: own ?? later,
  };
}

function isOurs(known: KnownCertificate, cms: Uint8Array, digest: Uint8Array): boolean {
  try {
    return isSealBy(known, cms, digest);
  } catch {
    // Something that can't be read as a seal is none of ours.
    return false;
  }
}

/** A document timestamp (ETSI.RFC3161) that covers the whole file, and so the seal. */
async function laterStamp(
  bytes: Uint8Array,
  one: FoundSignature,
  sealEnd: number,
): Promise<Timestamp | null> {
  const [, before, from, after] = one.range;
  if (!one.fits || one.cms === null || one.subFilter !== 'ETSI.RFC3161') return null;
  if (before < sealEnd || from + after !== bytes.length) return null;
  const digest = await digest256(bytes.subarray(0, before), bytes.subarray(from));
  const parts = [bytes.subarray(0, before), bytes.subarray(from)];
  return readTimestamp(one.cms, (algorithm) =>
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
