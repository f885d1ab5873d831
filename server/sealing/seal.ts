import { certificateFacts, outOfDate, type Sealer, SealerProblem, signedBy } from './certificate/sealer.ts';
import { encodeSeal, type KnownCertificate, sha256, signedAttributes } from './cms/seal-cms.ts';
import { gatherMaterial, MaterialRefused } from './longterm/gather.ts';
import { fillHole, type SealHole } from './pdf/hole.ts';
import type { Attachment, PdfThread, Preparation } from './pdf/pool.ts';
import { type Stamp, type TimestampAuthority, TimestampRefused } from './timestamp/authority.ts';
import type { Timestamp } from './timestamp/token.ts';
import { examine } from './verify/examine.ts';

/** What is to be sealed. */
export interface ToSeal {
  readonly pdf: Uint8Array;
  readonly attachments: readonly Attachment[];
  /** Where the seal stands on the last page, in points; all zeros for nowhere. */
  readonly box: Preparation['signature']['box'];
}

/** What seals. */
export interface SealTools {
  readonly thread: PdfThread;
  readonly sealer: Sealer;
  /** `null` when none is configured. */
  readonly authority: TimestampAuthority | null;
}

/** A sealed file. */
export interface SealedPdf {
  readonly bytes: Uint8Array;
  /** SHA-256 of the seal itself, in lower-case hexadecimal. */
  readonly seal: string;
  readonly timestamp: Timestamp | null;
  /** Why no timestamp could be had, though one was asked for. */
  readonly refusal: TimestampRefused | null;
}

/** Room for a seal, in bytes: its certificates, and a timestamp token with its own. */
const ROOM = 24_576;
const NOWHERE = [0, 0, 0, 0] as const;

/**
 * Attaches what goes with a PDF and seals all of it: PAdES B-T when the authority answers, else B-B.
 * @param at milliseconds since 1970
 * @throws SealerProblem when the certificate is out of date, or its key does not sign
 * @throws SealRefused for a PDF that can't be sealed
 */
export async function sealPdf(
  { pdf, attachments, box }: ToSeal,
  tools: SealTools,
  at: number,
): Promise<SealedPdf> {
  const { sealer, authority, thread } = tools;
  const { certificate, chain, key } = sealer;
  const { name, ...dates } = certificateFacts(certificate);
  const late = outOfDate({ name, ...dates }, at);
  if (late !== null) throw new SealerProblem(late);
  const { bytes, hole } = await thread.prepare({
    pdf,
    attachments,
    at,
    signature: {
      type: 'Sig',
      subFilter: 'ETSI.CAdES.detached',
      field: 'Sceau',
      name,
      reason: `Scellé par ${name}`,
      room: ROOM,
      box,
    },
  });
  const digest = digestAround(bytes, hole);
  const attributes = signedAttributes(certificate, digest);
  const signature = await sealer.sign(attributes);
  // A remote key may be another than its certificate says: nothing wrong leaves this server.
  if (!signedBy(certificate, attributes, signature))
    throw new SealerProblem(
      'La clé du cachet ne correspond pas à son certificat. Vérifiez SEAL_P12, ou le service de cachet distant.',
    );
  const { stamp, refusal } = await tryStamp(authority, signature);
  const seal = encodeSeal({ certificate, chain, key, digest, signature, token: stamp?.token ?? null });
  return {
    bytes: fillHole(bytes, hole, seal),
    seal: sha256(seal).toString('hex'),
    timestamp: stamp?.says ?? null,
    refusal,
  };
}

const digestAround = (bytes: Uint8Array, { start, end }: SealHole) =>
  sha256(bytes.subarray(0, start), bytes.subarray(end));

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
  { thread, authority }: { thread: PdfThread; authority: TimestampAuthority },
  at: number,
): Promise<{ bytes: Uint8Array; timestamp: Timestamp }> {
  const { bytes, hole } = await thread.prepare({
    pdf: sealed,
    attachments: [],
    at,
    signature: {
      type: 'DocTimeStamp',
      subFilter: 'ETSI.RFC3161',
      field: 'Horodatage',
      name: '',
      reason: 'Horodatage du sceau',
      room: ROOM,
      box: NOWHERE,
    },
  });
  if (Buffer.compare(bytes.subarray(0, sealed.length), sealed) !== 0)
    throw new Error('The timestamp was not added after the sealed bytes');
  const { token, says } = await authority.stamp(digestAround(bytes, hole));
  return { bytes: fillHole(bytes, hole, token), timestamp: says };
}

/**
 * Adds to a sealed and stamped file what shows that no certificate was revoked, after its own bytes.
 * @param at milliseconds since 1970
 * @returns the longer file, found B-LT
 * @throws MaterialRefused when something is missing
 */
export async function lengthenSealed(
  sealed: Uint8Array,
  known: KnownCertificate,
  thread: PdfThread,
  at: number,
): Promise<Uint8Array> {
  const before = await examine(sealed, [known], thread);
  const stamp = before.kind === 'scelle' ? before.stamp : null;
  if (stamp === null) throw new MaterialRefused('the file has no timestamp', false);
  const material = await gatherMaterial(
    [known.certificate, stamp.signer],
    [...known.chain, ...stamp.certificates],
    at,
  );
  const bytes = await thread.lengthen(sealed, material);
  const found = await examine(bytes, [known], thread);
  if (Buffer.compare(bytes.subarray(0, sealed.length), sealed) !== 0)
    throw new Error('Revocation data was not added after the sealed bytes');
  if (found.kind !== 'scelle' || !found.longTerm)
    throw new MaterialRefused('what was gathered does not cover the seal', false);
  return bytes;
}
