import { X509Certificate } from 'node:crypto';
import { sameBytes } from '../cms/der.ts';
import { clears } from './crl.ts';

/** What lets a seal be checked when its authorities no longer answer: certificates and lists of revoked ones, in DER. */
export interface Material {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** Certificates above one another: more than any honest authority has. */
const TALLEST = 8;

/** @returns the certificate above another, `null` when it is not among `others` or signed by none of them */
export function issuerOf(certificate: Uint8Array, others: readonly Uint8Array[]): Uint8Array | null {
  const x509 = new X509Certificate(certificate);
  for (const other of others) {
    const above = new X509Certificate(other);
    if (above.ca && x509.checkIssued(above) && x509.verify(above.publicKey)) return other;
  }
  return null;
}

/** True for a certificate that signs itself: the head of a chain. */
export function isHead(certificate: Uint8Array): boolean {
  const x509 = new X509Certificate(certificate);
  return x509.checkIssued(x509) && x509.verify(x509.publicKey);
}

/**
 * Says whether `material` is enough for a certificate: its chain goes up to a head, and each one below that head is shown
 * not to have been revoked at `at`. Whether the head is to be trusted is not decided here. A certificate that is its own
 * head has nobody above it who could revoke it: nothing is shown for it (rule C13).
 * @param certificate DER
 * @param at milliseconds since 1970
 */
export function isCovered(certificate: Uint8Array, { certificates, crls }: Material, at: number): boolean {
  try {
    if (isHead(certificate)) return false;
    let one = certificate;
    for (let height = 0; height < TALLEST; height += 1) {
      if (isHead(one)) return true;
      const above = issuerOf(one, certificates);
      if (above === null || !crls.some((crl) => clears(crl, one, above, at))) return false;
      one = above;
    }
    return false;
  } catch {
    // What can't be read shows nothing.
    return false;
  }
}

/** @returns `list` without what it holds twice */
export const unique = (list: readonly Uint8Array[]): readonly Uint8Array[] =>
  list.filter((one, rank) => list.findIndex((other) => sameBytes(one, other)) === rank);
