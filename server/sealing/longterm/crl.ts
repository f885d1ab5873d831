import { verify, X509Certificate } from 'node:crypto';
import { algorithmOf, SIGNATURES } from '../cms/algorithms.ts';
import { contentsOf, inside, oid, readAll, readFirst, readTime, sameBytes, TAG } from '../cms/der.ts';
import { OID } from '../cms/oids.ts';

/** What a list of revoked certificates says, once its signature was checked. */
interface Crl {
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
  /** Serial numbers, as encoded, in hexadecimal. */
  readonly revoked: ReadonlySet<string>;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/**
 * Reads a list of revoked certificates (RFC 5280, 5).
 * @param issuer DER of the certificate that is to have signed it
 * @returns `null` when it is of somebody else, or can't be read
 */
function readCrl(bytes: Uint8Array, issuer: Uint8Array): Crl | null {
  try {
    const [tbs, algorithm, signature] = inside(readFirst(bytes), TAG.sequence);
    const digest = SIGNATURES[algorithmOf(algorithm)];
    // The first byte of a bit string says how many bits are left out: none here.
    const signed = contentsOf(signature, TAG.bits).subarray(1);
    if (tbs === undefined || typeof digest !== 'string') return null;
    const fields = inside(tbs, TAG.sequence);
    const start = fields[0]?.tag === TAG.integer ? 1 : 0;
    const [, name, thisUpdate, nextUpdate, list] = fields.slice(start);
    if (name === undefined || thisUpdate === undefined || nextUpdate === undefined) return null;
    if (!sameBytes(name.bytes, certificateFields(issuer).subject)) return null;
    if (!verify(digest, tbs.bytes, new X509Certificate(issuer).publicKey, signed)) return null;
    const [from, until] = [readTime(thisUpdate), readTime(nextUpdate)];
    if (from === null || until === null) return null;
    const entries = list?.tag === TAG.sequence ? inside(list, TAG.sequence) : [];
    const revoked = entries.map((entry) => hex(inside(entry, TAG.sequence)[0]?.bytes ?? Buffer.alloc(0)));
    return { from, until, revoked: new Set(revoked) };
  } catch {
    return null;
  }
}

/** Names and number of a certificate, as encoded in it. */
function certificateFields(certificate: Uint8Array) {
  const [tbs] = inside(readFirst(certificate), TAG.sequence);
  const fields = inside(tbs, TAG.sequence);
  const from = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, , subject] = fields.slice(from);
  if (serial === undefined || issuer === undefined || subject === undefined)
    throw new Error('Not a certificate');
  const extensions = fields.find(({ tag }) => tag === 0xa3);
  return { serial: serial.bytes, subject: subject.bytes, extensions };
}

/**
 * Says whether `crl` shows that a certificate was not revoked at some time.
 * @param at milliseconds since 1970
 */
export function clears(crl: Uint8Array, certificate: Uint8Array, issuer: Uint8Array, at: number): boolean {
  const read = readCrl(crl, issuer);
  if (read === null || read.until < at) return false;
  return !read.revoked.has(hex(certificateFields(certificate).serial));
}

/** @returns where a certificate says that the list of its issuer is: http and https only */
export function crlUrls(certificate: Uint8Array): readonly string[] {
  const { extensions } = certificateFields(certificate);
  if (extensions === undefined) return [];
  const found: string[] = [];
  for (const extension of inside(inside(extensions, 0xa3)[0], TAG.sequence)) {
    const [type, ...rest] = inside(extension, TAG.sequence);
    if (type === undefined || !sameBytes(type.bytes, oid(OID.crlDistributionPoints))) continue;
    const points = readFirst(contentsOf(rest.at(-1), TAG.octets));
    // distributionPoint [0], fullName [0], uniformResourceIdentifier [6].
    for (const point of inside(points, TAG.sequence))
      for (const part of readAll(point.value))
        if (part.tag === 0xa0)
          for (const name of readAll(part.value))
            if (name.tag === 0xa0)
              for (const one of readAll(name.value))
                if (one.tag === 0x86) found.push(Buffer.from(one.value).toString('latin1'));
  }
  return found.filter((url) => /^https?:/i.test(url));
}
