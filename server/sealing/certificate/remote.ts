import { createHash } from 'node:crypto';
import { z } from 'zod';
import { integer, sequence } from '../cms/der.ts';
import { OID } from '../cms/oids.ts';
import { ask, HttpRefused } from '../http.ts';
import { keyOf, type Sealer, SealerProblem, signedBy } from './sealer.ts';

/** Where a key is that this server never holds: a service of the Cloud Signature Consortium's API, version 2. */
export interface RemoteSettings {
  /** Up to and with `/csc/v2`. */
  readonly url: string;
  /** The credential's identifier at the service. */
  readonly credential: string;
  /** Bearer token that opens the service. */
  readonly token: string;
  /** Asked for by services that want each signature authorised; `null` for the others. */
  readonly pin: string | null;
}

/** How long the service has to answer each question. */
const PATIENCE_MS = 15_000;
const LARGEST = 256 * 1024;

const base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const infoSchema = z.object({
  key: z.object({ status: z.string() }).optional(),
  cert: z.object({ status: z.string().optional(), certificates: z.array(base64).min(1) }),
});
const authorisedSchema = z.object({ SAD: z.string().min(1) });
const signedSchema = z.object({ signatures: z.array(base64).length(1) });

/**
 * Opens a remote credential: its certificates are asked for (`credentials/info`), its key signs from afar
 * (`signatures/signHash`, after `credentials/authorize` where there is a PIN).
 * @throws SealerProblem when the service does not answer, refuses, or answers something else
 */
export async function openRemote(
  { url, credential, token, pin }: RemoteSettings,
  patienceMs = PATIENCE_MS,
): Promise<Sealer> {
  const call = async <T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> => {
    try {
      const bytes = await ask(`${url.replace(/\/$/, '')}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ credentialID: credential, ...body }),
        largest: LARGEST,
        patienceMs,
      });
      return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    } catch (cause) {
      throw problemOf(path, cause);
    }
  };

  const { key, cert } = await call('credentials/info', { certificates: 'chain', certInfo: true }, infoSchema);
  if ((key?.status ?? 'enabled') !== 'enabled' || (cert.status ?? 'valid') !== 'valid')
    throw new SealerProblem(
      `Le service de cachet distant dit que la clé ou le certificat n’est plus utilisable (${key?.status ?? ''} ${cert.status ?? ''}). Demandez-en le renouvellement à qui tient ce service.`,
    );
  const [certificate = new Uint8Array(), ...chain] = cert.certificates;
  const kind = keyOf(certificate);
  const hashAlgorithmOID = OID.sha256;
  return {
    certificate,
    chain,
    key: kind,
    development: false,
    sign: async (bytes) => {
      const hashes = [createHash('sha256').update(bytes).digest('base64')];
      const authData = [{ id: 'PIN', value: pin }];
      const authorise = { numSignatures: 1, hashes, hashAlgorithmOID, authData };
      const authorised = pin === null ? {} : await call('credentials/authorize', authorise, authorisedSchema);
      const { signatures } = await call(
        'signatures/signHash',
        {
          ...authorised,
          hashes,
          hashAlgorithmOID,
          signAlgo: kind === 'rsa' ? OID.rsaSha256 : OID.ecdsaSha256,
          operationMode: 'S',
        },
        signedSchema,
      );
      const [signature = new Uint8Array()] = signatures;
      if (signedBy(certificate, bytes, signature)) return signature;
      const written = kind === 'ec' ? derOf(signature) : signature;
      if (signedBy(certificate, bytes, written)) return written;
      throw new SealerProblem(
        'Le service de cachet distant a rendu une signature qui n’est pas celle de son certificat\u00a0: rien n’a été scellé. Vérifiez SEAL_CSC_CREDENTIAL avec qui tient ce service.',
      );
    },
  };
}

/** Some services give r and s one after the other, where a seal holds them in DER. */
function derOf(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  return sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
}

function problemOf(path: string, cause: unknown): SealerProblem {
  if (cause instanceof HttpRefused)
    return new SealerProblem(
      `Le service de cachet distant ne fait pas ce qui lui est demandé (${path}\u00a0: ${cause.message}). Rien n’est perdu, le serveur réessaiera\u202f; si cela dure, vérifiez SEAL_CSC_URL et SEAL_CSC_TOKEN.`,
      { cause },
    );
  return new SealerProblem(
    `Le service de cachet distant a répondu autre chose que ce que dit l’interface CSC v2 (${path}). Vérifiez SEAL_CSC_URL, qui doit finir par «\u00a0/csc/v2\u00a0».`,
    { cause },
  );
}
