import { createPrivateKey, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDevelopmentCertificate } from './development.ts';
import { keyOf, type Sealer, SealerProblem } from './sealer.ts';

/** Name of the development certificate in the data folder: it says what it is. */
export const DEVELOPMENT_FILE = 'certificat-de-developpement.pem';

/** @returns whether this server has made its certificate */
export const hasDevelopmentCertificate = (dataDir: string): boolean =>
  existsSync(join(dataDir, DEVELOPMENT_FILE));

/**
 * Opens the certificate that this server made itself, after making it when there is none.
 * @param now milliseconds since 1970
 * @throws SealerProblem when the file is there and can't be read
 */
export function openDevelopmentCertificate(dataDir: string, now: number): Sealer {
  const file = join(dataDir, DEVELOPMENT_FILE);
  if (!existsSync(file)) make(file, now);
  try {
    const pem = readFileSync(file, 'utf8');
    const key = createPrivateKey(pem);
    const certificate = new X509Certificate(pem);
    if (!certificate.checkPrivateKey(key)) throw new Error('the key is of another certificate');
    return {
      certificate: new Uint8Array(certificate.raw),
      chain: [],
      key: keyOf(certificate.raw),
      development: true,
      sign: async (bytes) => sign('sha256', bytes, key),
    };
  } catch (cause) {
    if (cause instanceof SealerProblem) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SealerProblem(
      `Le certificat de développement ${file} est illisible (${reason}). Déplacez ce fichier\u00a0: un autre sera créé au prochain démarrage, et les textes déjà scellés resteront vérifiables.`,
      { cause },
    );
  }
}

/** Written whole or not at all; of two starts at once, the first wins. */
function make(file: string, now: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(unfinished, makeDevelopmentCertificate(now), { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
