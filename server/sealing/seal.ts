import { PDF } from '@libpdf/core';
import { certificateFacts, outOfDate, type Sealer, SealerProblem, signedBy } from './certificate/sealer.ts';
import { encodeSeal, sha256, signedAttributes } from './cms/seal-cms.ts';
import { fillHole } from './pdf/hole.ts';
import type { Prepared } from './pdf/prepare.ts';
import { type Stamp, type TimestampAuthority, TimestampRefused } from './timestamp/authority.ts';
import type { Timestamp } from './timestamp/token.ts';

/** A sealed file. */
export interface SealedPdf {
  readonly bytes: Uint8Array;
  /** SHA-256 of the seal itself, in lower-case hexadecimal. */
  readonly seal: string;
  readonly timestamp: Timestamp | null;
  /** Why no timestamp could be had, though one was asked for. */
  readonly refusal: TimestampRefused | null;
}

/**
 * Seals a prepared PDF: PAdES B-T when the authority answers, else B-B.
 * @param authority `null` when none is configured
 * @param at milliseconds since 1970
 * @throws SealerProblem when the certificate is out of date, or its key does not sign
 */
export async function sealPrepared(
  prepared: Prepared,
  { sealer, authority, at }: { sealer: Sealer; authority: TimestampAuthority | null; at: number },
): Promise<SealedPdf> {
  const { certificate, chain, key } = sealer;
  const late = outOfDate(certificateFacts(certificate), at);
  if (late !== null) throw new SealerProblem(late);
  const attributes = signedAttributes(certificate, prepared.digest);
  const signature = await sealer.sign(attributes);
  // A remote key may be another than its certificate says: nothing wrong leaves this server.
  if (!signedBy(certificate, attributes, signature))
    throw new SealerProblem(
      'La clé du cachet ne correspond pas à son certificat. Vérifiez SEAL_P12, ou le service de cachet distant.',
    );
  const { stamp, refusal } = await tryStamp(authority, signature);
  const seal = encodeSeal({
    certificate,
    chain,
    key,
    digest: prepared.digest,
    signature,
    token: stamp?.token ?? null,
  });
  return {
    bytes: fillHole(prepared.bytes, prepared.hole, seal),
    seal: sha256(seal).toString('hex'),
    timestamp: stamp?.says ?? null,
    refusal,
  };
}

async function tryStamp(
  authority: TimestampAuthority | null,
  signature: Uint8Array,
): Promise<{ stamp: Stamp | null; refusal: TimestampRefused | null }> {
  if (authority === null) return { stamp: null, refusal: null };
  try {
    return { stamp: await authority.stamp(sha256(signature)), refusal: null };
  } catch (error) {
    if (error instanceof TimestampRefused) return { stamp: null, refusal: error };
    throw error;
  }
}

/**
 * Adds to a sealed file the timestamp that it could not have, after its own bytes: the seal is not touched.
 * @returns the longer file, and the time that the authority gave
 * @throws TimestampRefused as the authority
 */
export async function stampLater(
  sealed: Uint8Array,
  authority: TimestampAuthority,
): Promise<{ bytes: Uint8Array; timestamp: Timestamp }> {
  let says: Timestamp | null = null;
  const pdf = await PDF.load(sealed);
  const { bytes } = await pdf.addTimestamp({
    timestampAuthority: {
      timestamp: async (digest) => {
        const stamp = await authority.stamp(digest);
        says = stamp.says;
        return stamp.token;
      },
    },
  });
  if (says === null || Buffer.compare(bytes.subarray(0, sealed.length), sealed) !== 0)
    throw new Error('The timestamp was not added after the sealed bytes');
  return { bytes, timestamp: says };
}
