import type { Config } from '../../config.ts';
import type { Logger } from '../../http/log.ts';
import type { Clock } from '../../ids.ts';
import { openDevelopmentCertificate } from './own.ts';
import { openRemote } from './remote.ts';
import { certificateFacts, outOfDate, type Sealer, SealerProblem } from './sealer.ts';

/**
 * Opens what this server seals with, as its settings say.
 * @param now milliseconds since 1970
 * @throws SealerProblem when it can't be used, with what to do
 */
export async function openSealer(config: Pick<Config, 'seal' | 'dataDir'>, now: number): Promise<Sealer> {
  const { p12, remote } = config.seal;
  if (remote !== null) return openRemote(remote);
  if (p12 === null) return openDevelopmentCertificate(config.dataDir, now);
  const { openP12 } = await import('./p12.ts');
  return openP12(p12);
}

/**
 * Opens what this server seals with when it starts: a wrong certificate is told to whoever starts it, not to who signs. A
 * remote one is asked again for each seal: its service may be away now, and its certificate be another tomorrow.
 * @throws SealerProblem when a certificate of this machine can't be used
 */
export async function sealerAtStart(
  config: Pick<Config, 'seal' | 'dataDir'>,
  clock: Clock,
  logger: Logger,
): Promise<() => Promise<Sealer>> {
  const open = () => openSealer(config, clock());
  const tell = (seal: Sealer) => {
    const notice = noticeOf(seal, clock());
    if (notice.problem !== null) logger.warn({ certificate: notice.name }, notice.problem);
    if (notice.development)
      logger.info({ certificate: notice.name }, 'sealing with a development certificate');
  };
  if (config.seal.remote === null) {
    const seal = await open();
    tell(seal);
    return async () => seal;
  }
  await open().then(tell, (error: unknown) => {
    if (!(error instanceof SealerProblem)) throw error;
    logger.warn({ err: error }, error.message);
  });
  return open;
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
