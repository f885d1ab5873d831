import { type Der, inside, oid, TAG } from './der.ts';
import { OID } from './oids.ts';

/** Digests that are known by their identifier, in hexadecimal. */
export const DIGESTS: Readonly<Record<string, string>> = {
  [hex(OID.sha1)]: 'sha1',
  [hex(OID.sha256)]: 'sha256',
  [hex(OID.sha384)]: 'sha384',
  [hex(OID.sha512)]: 'sha512',
};
/** Signature algorithms that are, with the digest that each names; `null`: the one of the signer. */
export const SIGNATURES: Readonly<Record<string, string | null>> = {
  [hex(OID.rsa)]: null,
  [hex(OID.rsaSha256)]: 'sha256',
  [hex(OID.rsaSha384)]: 'sha384',
  [hex(OID.rsaSha512)]: 'sha512',
  [hex(OID.ecdsaSha256)]: 'sha256',
  [hex(OID.ecdsaSha384)]: 'sha384',
  [hex(OID.ecdsaSha512)]: 'sha512',
};

function hex(dotted: string): string {
  return Buffer.from(oid(dotted)).toString('hex');
}

/** @returns the identifier of an AlgorithmIdentifier, in hexadecimal, as the tables above know it */
export function algorithmOf(algorithm: Der | undefined): string {
  const [name] = inside(algorithm, TAG.sequence);
  return name === undefined ? '' : Buffer.from(name.bytes).toString('hex');
}
