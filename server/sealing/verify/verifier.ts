import type { Evidence } from '#shared/signature/evidence.ts';
import { sealLevel } from '#shared/signature/seal.ts';
import type { Verification } from '#shared/signature/verify.ts';
import { frenchDay } from '../../identity/index.ts';
import type { Clock } from '../../ids.ts';
import type { Db } from '../../storage/tables.ts';
import { certificateFacts } from '../certificate/sealer.ts';
import type { PdfThread } from '../pdf/pool.ts';
import { isKnownDossier } from '../sealed-dossier.ts';
import { knownCertificates, type StoredSeal, sealByFile, sizesOfSeal } from '../store.ts';
import { type Examination, examine } from './examine.ts';

/** What a verification needs. */
export interface VerifierDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly thread: PdfThread;
}

const PLAIN = {
  pasPdf: 'pas-pdf',
  protege: 'protege',
  illisible: 'illisible',
  sansSceau: 'sans-sceau',
  autre: 'autre',
} as const;

/**
 * Says whether a file is a text sealed by this server, and whole. The file's own bytes decide whether the seal holds
 * (rule C1); the register, whether it is one that this server gave; and nothing of an act is told of a file that is
 * not both (rule P5).
 * @throws ClausierError `requete.trop_frequente` when too many files wait
 */
export async function verifyFile(
  { db, clock, thread }: VerifierDeps,
  bytes: Uint8Array,
): Promise<Verification> {
  const examined = await examine(bytes, await knownCertificates(db), thread);
  switch (examined.kind) {
    case 'scelle':
      return verdictOfSealed(db, examined, clock());
    case 'rompu': {
      const sizes = examined.seal === null ? [] : await sizesOfSeal(db, examined.seal);
      // A byte that changed leaves the size as it was; software that writes a file again does not.
      const changed = examined.seal === null || sizes.includes(bytes.length);
      return { verdict: changed ? 'altere' : 'reenregistre' };
    }
    default:
      return { verdict: PLAIN[examined.kind] };
  }
}

async function verdictOfSealed(
  db: Db,
  examined: Extract<Examination, { kind: 'scelle' }>,
  now: number,
): Promise<Verification> {
  const stored = await sealByFile(db, examined.whole);
  if (stored !== null) return tell(stored, examined, now);
  if (await isKnownDossier(db, examined.whole)) return { verdict: 'dossier' };
  const origin = await sealByFile(db, examined.sealed);
  if (origin !== null || examined.sealed !== examined.whole) return { verdict: 'complete' };
  return { verdict: 'hors-registre' };
}

function tell(
  stored: StoredSeal,
  examined: Extract<Examination, { kind: 'scelle' }>,
  now: number,
): Verification {
  const { name, to } = certificateFacts(stored.certificate);
  const { timestamp } = examined;
  return {
    verdict: 'intact',
    act: {
      title: stored.evidence.acte.titre,
      hash: stored.evidence.texte.empreinte,
      signatories: stored.evidence.signataires.map(toldSignatory),
    },
    seal: {
      by: name,
      level: sealLevel({ timestamped: timestamp !== null, longTerm: examined.longTerm }),
      at: stored.at,
      timestamp,
      development: stored.development,
      expired: now > to,
    },
  };
}

function toldSignatory({
  partie,
  civilite,
  nom,
  capacite,
  delegation,
  signature,
}: Evidence['signataires'][number]) {
  return {
    party: partie,
    name: civilite === '' ? nom : `${civilite} ${nom}`,
    capacity: capacite,
    for: delegation?.delegant ?? null,
    method: signature.methode,
    day: signature.methode === 'papier' ? signature.signeLe : frenchDay(Date.parse(signature.signeLe)),
  };
}
