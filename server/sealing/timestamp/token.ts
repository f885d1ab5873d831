import { createHash, verify, X509Certificate } from 'node:crypto';
import { algorithmOf, DIGESTS, SIGNATURES } from '../cms/algorithms.ts';
import {
  contentsOf,
  type Der,
  inside,
  oid,
  readAll,
  readFirst,
  readTime,
  sameBytes,
  setOf,
  TAG,
} from '../cms/der.ts';
import { OID } from '../cms/oids.ts';
import { attributeValue } from '../cms/seal-cms.ts';

/** What a timestamp token says, once checked. */
export interface Timestamp {
  /** Milliseconds since 1970, by the authority's clock. */
  readonly at: number;
  /** The authority's name, from its certificate: nobody here vouches for it. */
  readonly authority: string;
}

/** Gives a digest of what is stamped: `sha256`, `sha384` or `sha512`. */
export type DigestOf = (algorithm: string) => Uint8Array;

/** Purpose of a certificate that may make timestamps (RFC 3161, 2.3). */
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';

/**
 * Checks an RFC 3161 token: it stamps `stamped`, is signed by the certificate that it carries, and that certificate
 * is one for timestamps, valid at that time. Whether its issuer is to be trusted is not decided here.
 * @param digestOf gives the digest of what is stamped, by an algorithm that the token names
 * @returns what it says, `null` when anything is wrong
 */
export function readTimestamp(token: Uint8Array, digestOf: DigestOf): Timestamp | null {
  return readToken(token, digestOf)?.says ?? null;
}

/** A token that was checked: what it says, who signed it, and every certificate that it carries, in DER. */
export interface CheckedToken {
  readonly says: Timestamp;
  readonly signer: Uint8Array;
  readonly certificates: readonly Uint8Array[];
}

/** Checks a token as {@link readTimestamp}, and tells whose it is. */
export function readToken(token: Uint8Array, digestOf: DigestOf): CheckedToken | null {
  try {
    return check(token, digestOf);
  } catch {
    // Whatever can't be read or verified stamps nothing.
    return null;
  }
}

function check(token: Uint8Array, digestOf: DigestOf): CheckedToken | null {
  const [type, content] = inside(readFirst(token), TAG.sequence);
  if (!isOid(type, OID.signedData)) return null;
  const fields = inside(inside(content, 0xa0)[0], TAG.sequence);
  const [encapsulated, certificates] = [fields[2], fields.find((field) => field.tag === 0xa0)];
  const [eType, eContent] = inside(encapsulated, TAG.sequence);
  if (!isOid(eType, OID.tstInfo) || certificates === undefined) return null;
  const info = contentsOf(inside(eContent, 0xa0)[0], TAG.octets);

  const signers = inside(fields.at(-1), TAG.set);
  if (signers.length !== 1) return null;
  const [, sid, digestAlgorithm, attributes, signatureAlgorithm, signature] = inside(
    signers[0],
    TAG.sequence,
  );
  const digest = DIGESTS[algorithmOf(digestAlgorithm)];
  if (digest === undefined || digest === 'sha1' || attributes?.tag !== 0xa0) return null;
  const signed = setOf(...readAll(attributes.value).map((one) => one.bytes));
  if (!isOid(attributeValue(attributes, OID.contentType) ?? undefined, OID.tstInfo)) return null;
  const claimed = contentsOf(attributeValue(attributes, OID.messageDigest) ?? undefined, TAG.octets);
  if (!sameBytes(claimed, createHash(digest).update(info).digest())) return null;

  const certificate = readAll(certificates.value).find(
    (one) => isNamedBy(sid, one) && isBoundBy(attributes, one),
  );
  if (certificate === undefined) return null;
  const x509 = new X509Certificate(certificate.bytes);
  const named = SIGNATURES[algorithmOf(signatureAlgorithm)];
  if (named === undefined) return null;
  if (!verify(named ?? digest, signed, x509.publicKey, contentsOf(signature, TAG.octets))) return null;

  const at = stampedAt(info, digestOf);
  if (at === null || !x509.keyUsage?.includes(TIMESTAMPING)) return null;
  if (at < Date.parse(x509.validFrom) || at > Date.parse(x509.validTo)) return null;
  return {
    says: { at, authority: nameIn(x509.subject) },
    signer: certificate.bytes,
    certificates: readAll(certificates.value).map((one) => one.bytes),
  };
}

/** @returns the time that a TSTInfo gives, `null` when it stamps something else */
function stampedAt(info: Uint8Array, digestOf: DigestOf): number | null {
  const [, , imprint, , time] = inside(readFirst(info), TAG.sequence);
  const [algorithm, hashed] = inside(imprint, TAG.sequence);
  const digest = DIGESTS[algorithmOf(algorithm)];
  if (digest === undefined || digest === 'sha1') return null;
  if (!sameBytes(contentsOf(hashed, TAG.octets), digestOf(digest))) return null;
  return time?.tag === TAG.generalizedTime ? readTime(time) : null;
}

/** True when a signer's id names this certificate, by issuer and serial number. */
function isNamedBy(sid: Der | undefined, certificate: Der): boolean {
  const [issuer, serial] = inside(sid, TAG.sequence);
  const fields = inside(inside(certificate, TAG.sequence)[0], TAG.sequence);
  const from = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [itsSerial, itsIssuer] = [fields[from], fields[from + 2]];
  if (!issuer || !serial || !itsSerial || !itsIssuer) return false;
  return sameBytes(issuer.bytes, itsIssuer.bytes) && sameBytes(serial.bytes, itsSerial.bytes);
}

/** True when the signed attributes hold the certificate's digest: without it, another could be put in its place. */
function isBoundBy(attributes: Der, certificate: Der): boolean {
  const second = attributeValue(attributes, OID.signingCertificateV2);
  const value = second ?? attributeValue(attributes, OID.signingCertificate);
  const [id] = inside(inside(value ?? undefined, TAG.sequence)[0], TAG.sequence);
  const parts = inside(id, TAG.sequence);
  const algorithm =
    second !== null && parts[0]?.tag === TAG.sequence ? DIGESTS[algorithmOf(parts[0])] : undefined;
  const digest = algorithm ?? (second === null ? 'sha1' : 'sha256');
  const claimed = contentsOf(
    parts.find((part) => part.tag === TAG.octets),
    TAG.octets,
  );
  return sameBytes(claimed, createHash(digest).update(certificate.bytes).digest());
}

function isOid(one: Der | undefined, dotted: string): boolean {
  return one !== undefined && sameBytes(one.bytes, oid(dotted));
}

/** @param subject as Node prints it, one attribute a line @returns its common name, else its organisation */
export function nameIn(subject: string): string {
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(subject)?.[1]?.trim();
  return value('CN') ?? value('O') ?? subject.replaceAll('\n', ', ');
}
