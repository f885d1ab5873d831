import type { JournalFault } from '#shared/identity/journal.ts';
import { checkJournal } from '../identity/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

const FAULTS: Readonly<Record<JournalFault, string>> = {
  rang: 'its rank does not follow',
  acte: 'it belongs to another act',
  chaine: 'it does not follow the event before it',
  contenu: 'it is not what was written',
  tronque: 'it is missing: the end of the journal was cut off',
};

/**
 * `audit verify [act]`: checks the chain of one act's journal, or of every act's. A server may be running.
 * @returns exit code 2 when a journal is broken
 * @throws CommandError when there is no such act
 */
export async function auditVerify(place: Workplace, act: string | undefined): Promise<Outcome> {
  const { db } = await place.storage();
  const acts = await db.selectFrom('acts').select(['id', 'title']).orderBy('id').execute();
  const rows = act === undefined ? acts : acts.filter((one) => one.id === act);
  if (act !== undefined && rows.length === 0)
    throw new CommandError(`There is no act ${act}. List them with: npm run -s clausier -- acts`);
  const journals = [];
  for (const row of rows) {
    const { entries, verdict } = await db.transaction().execute((tx) => checkJournal(tx, row.id));
    journals.push({ act: row.id, title: row.title, events: entries.length, verdict });
  }
  const lines = journals.map(({ act: one, events, verdict }) =>
    verdict.intact
      ? `${one}  intact, ${events} events, head ${verdict.head?.hash ?? 'none'}`
      : `${one}  BROKEN at event ${verdict.seq}: ${FAULTS[verdict.fault]}`,
  );
  const broken = journals.some(({ verdict }) => !verdict.intact);
  return {
    json: { journals },
    text: lines.length > 0 ? lines.join('\n') : 'No act yet.',
    ...(broken ? { code: 2 } : {}),
  };
}
