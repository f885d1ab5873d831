import type { Updateable } from 'kysely';
import { carryEdits } from '#shared/avenants/carry.ts';
import { readingHash } from '#shared/avenants/text/reading.ts';
import { takenUpSchema } from '#shared/avenants/wire.ts';
import { canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import { printDocument } from '#shared/document/text.ts';
import { readContent, writeContent } from '#shared/document/yjs.ts';
import { can } from '#shared/identity/can.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { actAccess } from '../identity/index.ts';
import { type Clock, newBlockId } from '../ids.ts';
import type { Db, Tables } from '../storage/tables.ts';
import type { Hub } from '../sync/index.ts';
import { type BeginDeps, textToAmend } from './begin.ts';
import { lastNumber } from './findings.ts';
import type { AvenantReader } from './reading.ts';
import { type AvenantRow, avenantOf, avenantsOf, isPending } from './store.ts';
import type { AvenantWriter } from './writer.ts';

/*
 * Avenants begun side by side follow one another (rules C7 and C8): once one is signed, another one is taken up again on
 * the text that it made; the one that is signed first has the first number.
 */

/** What following one another needs. */
export interface FollowingDeps extends Pick<BeginDeps, 'db' | 'versions'> {
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'edit' | 'whilePaused'>;
  readonly reader: AvenantReader;
  readonly writer: AvenantWriter;
}

function edit(
  hub: FollowingDeps['hub'],
  actId: ActId,
  change: (content: ActContent) => ActContent,
): Promise<void> {
  return hub.edit(actId, (doc) => {
    const content = readContent(doc);
    if (!content.ok) throw new Error(`Act ${actId} can't be read: ${JSON.stringify(content.error)}`);
    const next = change(content.value);
    if (canonicalJson(next) === canonicalJson(content.value)) return false;
    writeContent(doc, next);
    return true;
  });
}

function withField(content: ActContent, key: string, valeur: string): ActContent {
  const field = content.champs[key];
  return field === undefined
    ? content
    : { ...content, champs: { ...content.champs, [key]: { ...field, valeur } } };
}

const EARLIER = 'cible.modifications';

const cites = (block: BlockJson): boolean =>
  block.type !== 'table' &&
  'content' in block &&
  (block.content ?? []).some((inline) => inline.type === 'variable' && inline.attrs.chemin === EARLIER);

/** The avenant says on which text it is written: « dans sa rédaction issue de l’avenant n° 1 du… ». */
function citing(avenant: ActContent, earlier: string): ActContent {
  const named: ActContent = {
    ...avenant,
    champs: {
      ...avenant.champs,
      [EARLIER]: {
        type: 'reference',
        libelle: 'Avenants antérieurs',
        ...avenant.champs[EARLIER],
        valeur: earlier,
      },
    },
  };
  const { content } = avenant.document;
  const title = content.findLastIndex((block) => block.type === 'titre' && block.attrs.role === 'sous-titre');
  if (title === -1 || content.some(cites)) return named;
  const mention: BlockJson = {
    type: 'titre',
    attrs: { id: newBlockId(), role: 'mention' },
    content: [
      { type: 'text', text: 'dans sa rédaction issue ' },
      { type: 'variable', attrs: { chemin: EARLIER, format: 'de' } },
    ],
  };
  const blocks = [...content.slice(0, title + 1), mention, ...content.slice(title + 1)];
  return { ...named, document: { ...avenant.document, content: blocks } };
}

const interrupted = ({ takingUp }: AvenantRow): readonly string[] =>
  takingUp === null ? [] : takenUpSchema.shape.lost.parse(JSON.parse(takingUp));

async function update(db: Db, id: ActId, set: Updateable<Tables['avenants']>): Promise<void> {
  await db.updateTable('avenants').set(set).where('act_id', '=', id).execute();
}

/**
 * Takes an avenant up again on the text in force (rule C8).
 * @returns the edits that could not be carried, each as it read; none when it was written on that text already
 */
export async function takeUp(deps: FollowingDeps, row: AvenantRow): Promise<readonly string[]> {
  const { db, hub, reader, versions } = deps;
  const amended = await textToAmend(deps, row.targetId);
  const baseHash = readingHash(amended.content);
  const lost = await hub.whilePaused(row.workingId, async (room) => {
    await room.catchUp();
    const standing = await avenantOf(db, row.id);
    if (standing === null || standing.baseHash === baseHash) return null;
    const base = await reader.base(standing);
    const { content: edited } = await versions.history.current(row.workingId);
    const carried = carryEdits({ base, edited, now: amended.content });
    const told = carried.lost.map((block) =>
      printDocument({ champs: edited.champs, document: { type: 'doc', content: [block] } }),
    );
    // What one that was interrupted could not carry is no more in the text: it is known from here.
    const lost = [...new Set([...interrupted(standing), ...told])];
    await update(db, row.id, { taking_up: JSON.stringify(lost) });
    // Carried again, edits are the same (rule C9): a server that stops between the text and the row leaves it to be done.
    await edit(hub, row.workingId, () => carried.content);
    await update(db, row.id, {
      base: canonicalJson(amended.content),
      base_hash: baseHash,
      taking_up: null,
    });
    return lost;
  });
  if (lost === null) return [];
  await edit(hub, row.id, (avenant) => citing(avenant, amended.earlier));
  // Once it is on disk, where its articles are read from.
  await hub.whilePaused(row.workingId, (room) => room.catchUp());
  const now = await avenantOf(db, row.id);
  if (now !== null) await deps.writer.write(now);
  return lost;
}

/**
 * Gives an avenant the number that the next one to be signed has; whichever held it takes the other's (rule C7).
 * @throws ClausierError `avenant.numero` when the one that holds it can't be written by that person
 */
export async function giveNextNumber(
  deps: FollowingDeps,
  row: AvenantRow,
  personId: PersonId,
): Promise<void> {
  const { db, hub } = deps;
  const rows = await avenantsOf(db, row.targetId);
  const next = lastNumber(rows) + 1;
  const holder = rows.find((one) => one.id !== row.id && one.number === next && isPending(one));
  if (holder !== undefined) {
    const access = await actAccess(db, holder.id, personId, deps.clock());
    if (access === null || !can(access, 'ecrire', access).allowed) throw new ClausierError('avenant.numero');
  }
  const given = [
    { of: row, number: next },
    ...(holder === undefined ? [] : [{ of: holder, number: row.number }]),
  ];
  await db.transaction().execute(async (tx) => {
    for (const { of, number } of given) {
      await tx.updateTable('avenants').set({ number }).where('act_id', '=', of.id).execute();
      const title = of.title.replace(/^(Avenant n°\u00a0)\d+/, `$1${number}`);
      await tx.updateTable('acts').set({ title }).where('id', '=', of.id).execute();
    }
  });
  for (const { of, number } of given)
    await edit(hub, of.id, (avenant) => withField(avenant, 'avenant.numero', String(number)));
}
