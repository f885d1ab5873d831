import type { Config } from '../../config.ts';
import { openDevelopmentCertificate } from './own.ts';
import { openP12 } from './p12.ts';
import { certificateFacts, outOfDate, type Sealer } from './sealer.ts';

/**
 * Opens what this server seals with, as its settings say.
 * @param now milliseconds since 1970
 * @throws SealerProblem when it can't be used, with what to do
 */
export async function openSealer(config: Pick<Config, 'seal' | 'dataDir'>, now: number): Promise<Sealer> {
  return config.seal.p12 === null
    ? openDevelopmentCertificate(config.dataDir, now)
    : openP12(config.seal.p12);
}

/** What there is to say of a certificate to whoever runs the server. */
export interface SealerNotice {
  readonly name: string;
  readonly development: boolean;
  /** In French; `null` when nothing is wrong. */
  readonly problem: string | null;
}

/** A certificate that runs out sooner is told about, in milliseconds. */
const SOON = 30 * 86_400_000;

/** @returns what to say of `sealer` at that time */
export function noticeOf(sealer: Sealer, now: number): SealerNotice {
  const facts = certificateFacts(sealer.certificate);
  return {
    name: facts.name,
    development: sealer.development,
    problem:
      outOfDate(facts, now) ?? (outOfDate(facts, now + SOON) === null ? null : soon(facts.name, facts.to)),
  };
}

const soon = (name: string, to: number) =>
  `Le certificat de cachet «\u00a0${name}\u00a0» expire le ${new Date(to).toLocaleDateString('fr-FR')}. Demandez-en le renouvellement dès maintenant.`;
