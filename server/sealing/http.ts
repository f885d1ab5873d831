/** A service that does not answer, or answers that it can't; the message is for the log. */
export class HttpRefused extends Error {
  override readonly name = 'HttpRefused';
}

/** How a service is asked. */
export interface Asking {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  /** Largest answer read, in bytes. */
  readonly largest: number;
  /** How long it has to answer. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 10_000;

/**
 * Asks a service that the server's settings, or its certificates, name. Nothing is followed elsewhere.
 * @returns the bytes of its answer
 * @throws HttpRefused
 */
export async function ask(
  url: string,
  { method = 'GET', headers, body, largest, patienceMs }: Asking,
): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method,
      // Asked now and then: a connection kept from the last time may end just as it is used again.
      headers: { ...headers, connection: 'close' },
      signal: AbortSignal.timeout(patienceMs ?? PATIENCE_MS),
      redirect: 'error',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : Buffer.from(body) }),
    });
    if (!response.ok) throw new HttpRefused(`it answered ${response.status}`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > largest) throw new HttpRefused(`it answered more than ${largest} bytes`);
      chunks.push(chunk);
    }
    return new Uint8Array(Buffer.concat(chunks));
  } catch (cause) {
    if (cause instanceof HttpRefused) throw cause;
    const reason = cause instanceof Error ? (cause.cause ?? cause) : cause;
    throw new HttpRefused(`it does not answer (${String(reason)})`, { cause });
  }
}
