import { printDocument } from '#shared/document/text.ts';
import { ACT_STATE_NAMES } from '#shared/identity/roles.ts';
import { actIdSchema } from '#shared/kernel/ids.ts';
import { allActs } from '../drafting/index.ts';
import { contentOf, SqlUpdateLog } from '../sync/index.ts';
import { CommandError, type Outcome, type Workplace } from './command.ts';

/** `acts`: every act of the server, last changed first. */
export async function acts(place: Workplace): Promise<Outcome> {
  const { db } = await place.storage();
  const list = await allActs(db);
  const lines = list.map((act) =>
    [act.id, new Date(act.changedAt).toISOString(), ACT_STATE_NAMES[act.state], act.title].join('  '),
  );
  return { json: { acts: list }, text: lines.length > 0 ? lines.join('\n') : 'No act yet.' };
}

/**
 * `text <act>`: the whole text as printed, from what is on disk. A server may be running.
 * @throws CommandError when there is no such act, or its text can't be read
 */
export async function text(place: Workplace, act: string): Promise<Outcome> {
  const { db } = await place.storage();
  const id = actIdSchema.safeParse(act);
  const row = id.success
    ? await db.selectFrom('acts').select(['id', 'title']).where('id', '=', id.data).executeTakeFirst()
    : undefined;
  if (!row) throw new CommandError(`There is no act ${act}. List them with: npm run -s clausier -- acts`);
  const content = contentOf(await new SqlUpdateLog(db, place.clock).load(row.id));
  if (!content.ok)
    throw new CommandError(
      `The text of ${act} cannot be read (${content.error.reason} at ${content.error.path}). Run: npm run -s clausier -- doctor`,
    );
  const printed = printDocument(content.value);
  return { json: { id: row.id, title: row.title, text: printed }, text: printed };
}
