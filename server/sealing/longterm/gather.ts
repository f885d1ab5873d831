import { X509Certificate } from 'node:crypto';
import { ask, HttpRefused } from '../http.ts';
import { clears, crlUrls } from './crl.ts';
import { isHead, issuerOf, type Material, unique } from './material.ts';

/** Revocation data that can't be had; the message is for the log. */
export class MaterialRefused extends Error {
  override readonly name = 'MaterialRefused';
  /** True when trying again may help: an authority that is away. */
  readonly passing: boolean;

  constructor(message: string, passing: boolean, options?: { cause?: unknown }) {
    super(message, options);
    this.passing = passing;
  }
}

/** Largest list taken, in bytes. */
const LARGEST_CRL = 5 * 1024 * 1024;
const LARGEST_CERTIFICATE = 64 * 1024;
const TALLEST = 8;

/**
 * Asks the authorities above some certificates for what shows that none is revoked, as each certificate says where.
 * @param leaves DER of those that sign
 * @param known DER of those that are at hand
 * @param at milliseconds since 1970
 * @throws MaterialRefused when something is missing
 */
export async function gatherMaterial(
  leaves: readonly Uint8Array[],
  known: readonly Uint8Array[],
  at: number,
): Promise<Material> {
  const certificates = [...known];
  const crls: Uint8Array[] = [];
  for (const leaf of leaves) {
    if (isHead(leaf)) throw new MaterialRefused(`${nameOf(leaf)} has no authority above it`, false);
    let one = leaf;
    for (let height = 0; !isHead(one); height += 1) {
      if (height === TALLEST) throw new MaterialRefused(`the chain of ${nameOf(leaf)} does not end`, false);
      const above = issuerOf(one, certificates) ?? (await fetchIssuer(one));
      if (crls.every((crl) => !clears(crl, one, above, at))) crls.push(await fetchCrl(one, above, at));
      certificates.push(above);
      one = above;
    }
  }
  return { certificates: unique([...leaves, ...certificates]), crls: unique(crls) };
}

const nameOf = (certificate: Uint8Array) => new X509Certificate(certificate).subject.replaceAll('\n', ', ');

async function fetchIssuer(certificate: Uint8Array): Promise<Uint8Array> {
  const access = new X509Certificate(certificate).infoAccess ?? '';
  const urls = [...access.matchAll(/^CA Issuers - URI:"?(https?:[^"\s]+)/gim)].map(([, url = '']) => url);
  return firstOf(urls, `the authority above ${nameOf(certificate)}`, async (url) => {
    const bytes = await ask(url, { largest: LARGEST_CERTIFICATE });
    // PEM is taken too: some servers give it.
    const above = new Uint8Array(new X509Certificate(bytes).raw);
    if (issuerOf(certificate, [above]) === null) throw new Error('it is another authority');
    return above;
  });
}

async function fetchCrl(certificate: Uint8Array, issuer: Uint8Array, at: number): Promise<Uint8Array> {
  return firstOf(crlUrls(certificate), `the list that tells of ${nameOf(certificate)}`, async (url) => {
    const crl = await ask(url, { largest: LARGEST_CRL });
    if (!clears(crl, certificate, issuer, at)) throw new Error('it does not clear it');
    return crl;
  });
}

/** Takes the first address that gives what is wanted. */
async function firstOf(
  urls: readonly string[],
  what: string,
  take: (url: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (urls.length === 0) throw new MaterialRefused(`nothing says where ${what} is`, false);
  let last: unknown = null;
  for (const url of urls) {
    try {
      return await take(url);
    } catch (error) {
      last = error;
    }
  }
  throw new MaterialRefused(`${what} can't be had (${String(last)})`, last instanceof HttpRefused, {
    cause: last,
  });
}
