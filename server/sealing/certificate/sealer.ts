import { verify, X509Certificate } from 'node:crypto';
import type { KnownCertificate, SealKey } from '../cms/seal-cms.ts';
import { nameIn } from '../timestamp/token.ts';

/**
 * The port of what seals: a key that never leaves its holder (a file of this server, a device, a remote service), and
 * the certificate that goes with it.
 */
export interface Sealer extends KnownCertificate {
  readonly key: SealKey;
  /** True for the certificate that this server made itself. */
  readonly development: boolean;
  /**
   * Signs with SHA-256: PKCS #1 v1.5 for RSA, DER of r and s for EC.
   * @throws SealerProblem when the holder of the key refuses or does not answer
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A certificate or key that can't be used; the message, in French, says what to do. */
export class SealerProblem extends Error {
  override readonly name = 'SealerProblem';
}

/** What people are told of a certificate. */
export interface CertificateFacts {
  /** « Scellé par … » */
  readonly name: string;
  /** SHA-256 of its DER, in lower-case hexadecimal. */
  readonly fingerprint: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** @param certificate DER @throws SealerProblem when it is none */
export function certificateFacts(certificate: Uint8Array): CertificateFacts {
  const x509 = readCertificate(certificate);
  return {
    name: nameIn(x509.subject),
    fingerprint: x509.fingerprint256.replaceAll(':', '').toLowerCase(),
    from: Date.parse(x509.validFrom),
    to: Date.parse(x509.validTo),
  };
}

/** @returns how a certificate's key is used @throws SealerProblem for a kind that seals can't be made with */
export function keyOf(certificate: Uint8Array): SealKey {
  const { publicKey } = readCertificate(certificate);
  if (publicKey.asymmetricKeyType === 'rsa') return 'rsa';
  if (publicKey.asymmetricKeyType === 'ec') return 'ec';
  throw new SealerProblem(
    'La clé du certificat de cachet n’est ni RSA ni ECDSA. Demandez un certificat de l’un de ces deux types.',
  );
}

/** @returns true when `signature` over `bytes` is of the key of `certificate` */
export function signedBy(certificate: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', bytes, readCertificate(certificate).publicKey, signature);
}

function readCertificate(certificate: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch (cause) {
    throw new SealerProblem('Le certificat de cachet est illisible. Demandez-en un autre exemplaire.', {
      cause,
    });
  }
}

/** @returns why a certificate can't seal at that time, in French; `null` when it can */
export function outOfDate({ name, from, to }: CertificateFacts, at: number): string | null {
  const day = (instant: number) =>
    new Date(instant).toISOString().slice(0, 10).split('-').reverse().join('/');
  if (at > to)
    return `Le certificat de cachet «\u00a0${name}\u00a0» a expiré le ${day(to)}. Demandez-en le renouvellement, puis donnez le nouveau fichier dans SEAL_P12 (ou demandez-le à qui tient le service de cachet distant).`;
  if (at < from)
    return `Le certificat de cachet «\u00a0${name}\u00a0» ne vaut qu’à partir du ${day(from)}. Vérifiez l’horloge du serveur, ou attendez ce jour.`;
  return null;
}
