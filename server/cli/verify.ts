import { readFile, stat } from 'node:fs/promises';
import { printedDay, printedHour } from '#shared/kernel/paris.ts';
import { DEVELOPMENT_WARNING, levelSentence } from '#shared/signature/seal.ts';
import {
  MAX_VERIFIED_BYTES,
  VERDICT_TEXTS,
  type Verification,
  verdictExitCode,
} from '#shared/signature/verify.ts';
import { verifyOnce } from '../sealing/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/**
 * `verify <file>`: whether a PDF is a text sealed by this server, and whole. A server may be running.
 * @returns exit code 0 when it is; 2 when it was and has changed; 3 for anything else
 * @throws CommandError for a file that can't be read, or is too large
 */
export async function verify(place: Workplace, file: string): Promise<Outcome> {
  const verification = await verifyOnce((await place.storage()).db, place.clock, await read(file));
  return {
    json: verification,
    text: told(verification),
    code: verdictExitCode(verification.verdict),
  };
}

async function read(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_VERIFIED_BYTES)
      throw new CommandError(`${file} is over ${MAX_VERIFIED_BYTES} bytes: no file sealed here is.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`${file} cannot be read (${reason}). Give the path of a PDF.`);
  }
}

const METHOD_WORDS = { electronique: 'signature électronique', papier: 'sur papier' } as const;

/** @param day `YYYY-MM-DD` */
const dayInWords = (day: string) => printedDay(Date.parse(`${day}T12:00:00Z`));

function told(verification: Verification): string {
  const { title, sentence } = VERDICT_TEXTS[verification.verdict];
  if (verification.verdict !== 'intact') return `${title}\n${sentence}`;
  const { act, seal } = verification;
  const time = (at: number) => `${printedDay(at)} à ${printedHour(at)} (heure de Paris)`;
  return [
    title,
    sentence,
    `Texte\u00a0: ${act.title}`,
    `Empreinte\u00a0: ${act.hash}`,
    ...act.signatories.map(
      (one) =>
        `Signataire\u00a0: ${one.name}, ${one.capacity}, ${one.party} (${METHOD_WORDS[one.method]}, ${dayInWords(one.day)})`,
    ),
    `Scellé par\u00a0: ${seal.by}, le ${time(seal.at)}`,
    ...(seal.timestamp
      ? [`Horodatage\u00a0: ${seal.timestamp.authority}, le ${time(seal.timestamp.at)}`]
      : []),
    levelSentence(seal.level, seal.development),
    ...(seal.development ? [DEVELOPMENT_WARNING] : []),
  ].join('\n');
}
