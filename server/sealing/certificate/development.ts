import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { bits, der, integer, octets, oid, sequence, setOf, TAG, time, utf8, yes } from '../cms/der.ts';
import { OID } from '../cms/oids.ts';
import { sha256 } from '../cms/seal-cms.ts';

const DAY = 86_400_000;
/** Ten years: a development certificate that runs out would only teach people to make another. */
const LIFE = 3653 * DAY;

/** Name of whom a development certificate says it is of: it must never be taken for an organisation. */
const DEVELOPMENT_NAME = 'Clausier – certificat de développement';

/**
 * Makes a self-made certificate and its key, for a server that has none yet.
 * @param now milliseconds since 1970
 * @returns PEM of the key, then of the certificate
 */
export function makeDevelopmentCertificate(now: number): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(setOf(sequence(oid(OID.commonName), utf8(DEVELOPMENT_NAME))));
  const algorithm = sequence(oid(OID.ecdsaSha256));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const extension = (type: string, value: Uint8Array) => sequence(oid(type), yes, octets(value));
  const tbs = sequence(
    der(0xa0, integer(Uint8Array.of(2))),
    integer(randomBytes(16)),
    algorithm,
    name,
    // A day earlier, for verifiers whose clock is late.
    sequence(time(now - DAY), time(now + LIFE)),
    name,
    spki,
    der(
      0xa3,
      sequence(
        extension(OID.basicConstraints, sequence()),
        // digitalSignature and nonRepudiation.
        extension(OID.keyUsage, der(TAG.bits, Uint8Array.of(6, 0xc0))),
        sequence(oid(OID.subjectKeyId), octets(octets(sha256(spki).subarray(0, 20)))),
      ),
    ),
  );
  const certificate = sequence(tbs, algorithm, bits(sign('sha256', tbs, privateKey)));
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${pem('CERTIFICATE', certificate)}`;
}

function pem(label: string, bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
