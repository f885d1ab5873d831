import { readFileSync } from 'node:fs';
import { P12Signer } from '@libpdf/core';
import { keyOf, type Sealer, SealerProblem, signedBy } from './sealer.ts';

/** Where a certificate and its key are. */
export interface P12Settings {
  readonly file: string;
  /** The password itself, or the file that holds it. */
  readonly password: { readonly value: string } | { readonly file: string };
}

const PROBE = Buffer.from('Clausier');

/**
 * Opens a PKCS #12 file.
 * @throws SealerProblem when the file or its password is wrong, with what to do
 */
export async function openP12(settings: P12Settings): Promise<Sealer> {
  const bytes = read(settings.file, 'Le certificat de cachet', 'SEAL_P12');
  const password =
    'value' in settings.password
      ? settings.password.value
      : read(settings.password.file, 'Le mot de passe du certificat', 'SEAL_P12_PASSWORD_FILE')
          .toString('utf8')
          .replace(/\r?\n$/, '');
  const signer = await P12Signer.create(bytes, password).catch((cause: unknown) => {
    throw problemOf(settings.file, cause);
  });
  const sign = (data: Uint8Array) => signer.sign(data, 'SHA-256');
  const probe = await sign(PROBE);
  const all = [signer.certificate, ...signer.certificateChain];
  // The file may hold its certificates in any order.
  const certificate = all.find((one) => signedBy(one, PROBE, probe));
  if (certificate === undefined)
    throw new SealerProblem(
      `Le fichier ${settings.file} contient une clé, mais pas le certificat qui va avec. Demandez un fichier PKCS #12 qui contienne les deux.`,
    );
  return {
    certificate,
    chain: all.filter((one) => one !== certificate),
    key: keyOf(certificate),
    development: false,
    sign,
  };
}

function read(file: string, what: string, variable: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new SealerProblem(
      `${what} ne peut pas être lu\u00a0: ${file} (${reason}). Vérifiez le chemin donné dans ${variable} et les droits du fichier.`,
      { cause },
    );
  }
}

function problemOf(file: string, cause: unknown): SealerProblem {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/invalid password|integrity/i.test(message))
    return new SealerProblem(
      `Le mot de passe n’ouvre pas le certificat de cachet ${file}. Corrigez SEAL_P12_PASSWORD (ou SEAL_P12_PASSWORD_FILE), puis redémarrez.`,
      { cause },
    );
  return new SealerProblem(
    `Le fichier ${file} n’est pas un certificat PKCS #12 utilisable (${message}). Donnez dans SEAL_P12 un fichier .p12 ou .pfx qui contienne la clé et le certificat.`,
    { cause },
  );
}
