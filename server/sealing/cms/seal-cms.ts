import { createHash, verify, X509Certificate } from 'node:crypto';
import {
  contentsOf,
  type Der,
  der,
  inside,
  integer,
  nothing,
  octets,
  oid,
  readAll,
  readFirst,
  sameBytes,
  sequence,
  setOf,
  TAG,
} from './der.ts';
import { OID } from './oids.ts';

/** Kinds of keys that a seal may be made with; the digest is SHA-256 for both. */
export type SealKey = 'rsa' | 'ec';

/** What a seal holds, apart from what the certificate says. */
export interface SealCms {
  /** DER of the certificate that seals. */
  readonly certificate: Uint8Array;
  /** DER of those above it, nearest first. */
  readonly chain: readonly Uint8Array[];
  readonly key: SealKey;
  /** SHA-256 of the sealed bytes. */
  readonly digest: Uint8Array;
  /** Over `signedAttributes`. */
  readonly signature: Uint8Array;
  /** RFC 3161 token over the signature, when there is one. */
  readonly token: Uint8Array | null;
}

const SHA256 = sequence(oid(OID.sha256));
const SIGNATURE_ALGORITHM: Readonly<Record<SealKey, Uint8Array>> = {
  rsa: sequence(oid(OID.rsaSha256), nothing),
  ec: sequence(oid(OID.ecdsaSha256)),
};
const ONE = integer(Uint8Array.of(1));

export const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** @returns issuer and serial number of a certificate, as encoded in it */
function issuerAndSerial(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const [tbs] = inside(readFirst(certificate), TAG.sequence);
  const fields = inside(tbs, TAG.sequence);
  // [0] version is left out by certificates of version 1.
  const from = fields[0]?.tag === 0xa0 ? 1 : 0;
  const serial = fields[from];
  const issuer = fields[from + 2];
  if (serial?.tag !== TAG.integer || issuer?.tag !== TAG.sequence) throw new Error('Not a certificate');
  return { issuer: issuer.bytes, serial: serial.bytes };
}

const attribute = (type: string, value: Uint8Array) => sequence(oid(type), setOf(value));

/**
 * What a seal signs: content type, digest of the sealed bytes, and the certificate's own digest, so that no other
 * certificate can be put in its place. PAdES wants the time in the PDF dictionary, not here (EN 319 142-1, 6.3).
 * @returns DER of the SET of attributes
 */
export function signedAttributes(certificate: Uint8Array, digest: Uint8Array): Uint8Array {
  const { issuer, serial } = issuerAndSerial(certificate);
  const essCertId = sequence(
    octets(sha256(certificate)),
    // IssuerSerial: GeneralNames holding the directory name [4], then the serial number.
    sequence(sequence(der(0xa4, issuer)), serial),
  );
  return setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octets(digest)),
    attribute(OID.signingCertificateV2, sequence(sequence(essCertId))),
  );
}

/** @returns the one DER encoding of a seal: CMS SignedData, detached (RFC 5652, CAdES baseline) */
export function encodeSeal(seal: SealCms): Uint8Array {
  const { issuer, serial } = issuerAndSerial(seal.certificate);
  const attributes = readFirst(signedAttributes(seal.certificate, seal.digest)).value;
  const signer = sequence(
    ONE,
    sequence(issuer, serial),
    SHA256,
    der(0xa0, attributes),
    SIGNATURE_ALGORITHM[seal.key],
    octets(seal.signature),
    ...(seal.token === null ? [] : [der(0xa1, attribute(OID.timestampToken, seal.token))]),
  );
  const signedData = sequence(
    ONE,
    setOf(SHA256),
    sequence(oid(OID.data)),
    der(0xa0, ...[seal.certificate, ...seal.chain].sort(Buffer.compare)),
    setOf(signer),
  );
  return sequence(oid(OID.signedData), der(0xa0, signedData));
}

/** What a CMS says of itself; nothing of it has been checked. */
export interface ReadCms {
  /** DER of every certificate that it carries. */
  readonly certificates: readonly Uint8Array[];
  /** The value of the message-digest attribute; `null` when absent. */
  readonly digest: Uint8Array | null;
  readonly signature: Uint8Array;
  readonly token: Uint8Array | null;
}

/**
 * Reads a CMS as far as a verdict needs it.
 * @param bytes DER, zeros after it left out
 * @throws DerError when it is not one
 */
export function readCms(bytes: Uint8Array): ReadCms {
  const [type, content] = inside(readFirst(bytes), TAG.sequence);
  if (type === undefined || !sameBytes(type.bytes, oid(OID.signedData))) throw new Error('Not signed data');
  const fields = inside(inside(content, 0xa0)[0], TAG.sequence);
  const certificates = fields.find((field) => field.tag === 0xa0);
  const signers = inside(fields.at(-1), TAG.set);
  const signer = signers.length === 1 ? inside(signers[0], TAG.sequence) : [];
  const signature = signer.find((field) => field.tag === TAG.octets);
  if (signature === undefined) throw new Error('Not signed by one signer');
  const signed = signer.find((field) => field.tag === 0xa0);
  const unsigned = signer.find((field) => field.tag === 0xa1);
  const digest = attributeValue(signed, OID.messageDigest);
  return {
    certificates: certificates === undefined ? [] : readAll(certificates.value).map((one) => one.bytes),
    digest: digest === null ? null : contentsOf(digest, TAG.octets),
    signature: signature.value,
    token: attributeValue(unsigned, OID.timestampToken)?.bytes ?? null,
  };
}

/** @returns the one value of an attribute, `null` when the attribute is not there */
export function attributeValue(attributes: Der | undefined, type: string): Der | null {
  if (attributes === undefined) return null;
  for (const one of readAll(attributes.value)) {
    const [name, values] = inside(one, TAG.sequence);
    if (name !== undefined && sameBytes(name.bytes, oid(type))) return inside(values, TAG.set)[0] ?? null;
  }
  return null;
}

/** A certificate of this server, and those above it. */
export interface KnownCertificate {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
}

/**
 * Checks that a CMS is, byte for byte, a seal that `known` made over bytes of `digest`: it is made again from what
 * it says, so that no part of it can differ, those that a signature does not cover included.
 */
export function isSealBy(known: KnownCertificate, cms: Uint8Array, digest: Uint8Array): boolean {
  const { signature, token } = readCms(cms);
  const x509 = new X509Certificate(known.certificate);
  const key: SealKey = x509.publicKey.asymmetricKeyType === 'ec' ? 'ec' : 'rsa';
  const expected = encodeSeal({ ...known, key, digest, signature, token });
  if (!sameBytes(expected, cms)) return false;
  return verify('sha256', signedAttributes(known.certificate, digest), x509.publicKey, signature);
}
