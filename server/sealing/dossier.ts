import type { Dossier } from '#shared/signature/evidence.ts';
import { levelSentence, SEAL_IS_NO_CONSENT, type SealFacts, sealLevel } from '#shared/signature/seal.ts';
import { certificateFacts } from './certificate/sealer.ts';
import type { StoredSeal } from './store.ts';

/** @returns a seal as the dossier tells it */
export function sealFacts({ at, certificate, development, file }: StoredSeal): SealFacts {
  const { name, fingerprint, from, to } = certificateFacts(certificate);
  const { timestamp } = file;
  return {
    par: name,
    le: iso(at),
    niveau: sealLevel({ timestamped: timestamp !== null, longTerm: file.longTerm }),
    horodatage: timestamp === null ? null : { le: iso(timestamp.at), autorite: timestamp.authority },
    certificat: { empreinte: fingerprint, developpement: development, du: iso(from), au: iso(to) },
    fichier: { octets: file.size, empreinte: file.hash },
  };
}

const iso = (at: number) => new Date(at).toISOString();

/** @returns the whole dossier de preuve of a sealed act */
export function dossierOf(seal: StoredSeal): Dossier {
  const sceau = sealFacts(seal);
  return {
    format: 'clausier-dossier-1',
    preuve: seal.evidence,
    sceau,
    lecture: `${levelSentence(sceau.niveau, sceau.certificat.developpement)} ${SEAL_IS_NO_CONSENT}`,
  };
}
