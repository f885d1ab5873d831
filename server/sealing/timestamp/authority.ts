import { createHash, randomBytes } from 'node:crypto';
import {
  contentsOf,
  inside,
  integer,
  nothing,
  octets,
  oid,
  readFirst,
  sequence,
  TAG,
  yes,
} from '../cms/der.ts';
import { OID } from '../cms/oids.ts';
import { ask, HttpRefused } from '../http.ts';
import { readTimestamp, type Timestamp } from './token.ts';

/** A token, and what it says. */
export interface Stamp {
  readonly token: Uint8Array;
  readonly says: Timestamp;
}

/** A timestamp that could not be had; the message is for the log. */
export class TimestampRefused extends Error {
  override readonly name = 'TimestampRefused';
}

/** Where timestamps come from. */
export interface TimestampAuthority {
  /**
   * @param digest SHA-256 of what is to be stamped
   * @throws TimestampRefused when the authority does not answer, refuses, or answers something else
   */
  stamp(digest: Uint8Array): Promise<Stamp>;
}

/** Largest answer read, in bytes. */
const LARGEST = 64 * 1024;

/** An RFC 3161 authority over HTTP. */
export class HttpAuthority implements TimestampAuthority {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async stamp(digest: Uint8Array): Promise<Stamp> {
    const token = tokenIn(await this.#ask(requestFor(digest)));
    const says = readTimestamp(token, (algorithm) =>
      algorithm === 'sha256' ? digest : createHash(algorithm).update('another digest than asked').digest(),
    );
    if (says === null) throw new TimestampRefused('the authority answered a token that does not verify');
    return { token, says };
  }

  async #ask(request: Uint8Array): Promise<Uint8Array> {
    try {
      return await ask(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: request,
        largest: LARGEST,
      });
    } catch (cause) {
      if (cause instanceof HttpRefused)
        throw new TimestampRefused(`the authority: ${cause.message}`, { cause });
      throw cause;
    }
  }
}

/** TimeStampReq (RFC 3161, 2.4.1), asking for the authority's certificate. */
function requestFor(digest: Uint8Array): Uint8Array {
  const imprint = sequence(sequence(oid(OID.sha256), nothing), octets(digest));
  return sequence(integer(Uint8Array.of(1)), imprint, integer(randomBytes(8)), yes);
}

/** @returns the token of a TimeStampResp @throws TimestampRefused when it holds none */
function tokenIn(response: Uint8Array): Uint8Array {
  try {
    const [status, token] = inside(readFirst(response), TAG.sequence);
    const [code] = inside(status, TAG.sequence);
    const granted = contentsOf(code, TAG.integer)[0] ?? 2;
    if (granted > 1 || token === undefined) throw new TimestampRefused(`the authority refused (${granted})`);
    return token.bytes;
  } catch (cause) {
    if (cause instanceof TimestampRefused) throw cause;
    throw new TimestampRefused('the authority answered something else than a timestamp', { cause });
  }
}
