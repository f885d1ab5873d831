import { z } from 'zod';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, PersonId, VersionId } from '#shared/kernel/ids.ts';
import type { ChangeSize } from '#shared/versions/size.ts';
import type { Author, Version, VersionKind } from '#shared/versions/wire.ts';
import { versionAnswerSchema } from '#shared/versions/wire.ts';
import type { Logger } from '../http/log.ts';
import { newAnnotationId, newVersionId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { rankAt } from '../sync/index.ts';
import { hashOf, packDelta, packWhole, unpackChain } from './packing.ts';

/** Rule V6: versions told one from another before one is kept whole again. */
const LONGEST_CHAIN = 40;

/** A version before it is written. */
export interface NewVersion {
  readonly actId: ActId;
  readonly seq: number;
  readonly kind: VersionKind;
  readonly label: string | null;
  readonly sourceId: VersionId | null;
  readonly authors: readonly Author[];
  readonly by: Author | null;
  readonly at: number;
  readonly size: ChangeSize;
  /** Canonical JSON. */
  readonly text: string;
  readonly hash: string;
}

/** What a new version is told from. */
export interface LastVersion {
  readonly id: VersionId;
  readonly rank: number;
  readonly seq: number;
  readonly hash: string;
  readonly keyframeId: VersionId;
  readonly depth: number;
}

/** @returns the last version of an act, or `null` */
export async function lastVersion(db: Db | Tx, actId: ActId): Promise<LastVersion | null> {
  const row = await db
    .selectFrom('versions')
    .select(['id', 'rank', 'seq', 'hash', 'keyframe_id as keyframeId', 'depth'])
    .where('act_id', '=', actId)
    .orderBy('rank', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Writes a version after `last`, whole or as what it changes in it. Two processes that write one at once: the second
 * is refused by its rank, which is unique.
 * @param lastText the canonical JSON of `last`
 * @param along what else belongs to the same transaction
 */
export async function addVersion(
  db: Db,
  version: NewVersion,
  last: LastVersion | null,
  lastText: string | null,
  along?: (tx: Tx, id: VersionId) => Promise<void>,
): Promise<VersionId> {
  const id = newVersionId();
  const whole = last === null || lastText === null || last.depth + 1 >= LONGEST_CHAIN;
  const bytes = whole ? await packWhole(version.text) : await packDelta(lastText, version.text);
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('versions')
      .values({
        id,
        act_id: version.actId,
        rank: (last?.rank ?? 0) + 1,
        seq: version.seq,
        kind: version.kind,
        label: version.label,
        source_id: version.sourceId,
        authors: JSON.stringify(version.authors),
        taken_by: version.by === null ? null : JSON.stringify(version.by),
        at: version.at,
        size: JSON.stringify(version.size),
        hash: version.hash,
        keyframe_id: whole ? id : last.keyframeId,
        depth: whole ? 0 : last.depth + 1,
      })
      .execute();
    await tx.insertInto('version_contents').values({ version_id: id, bytes }).execute();
    await along?.(tx, id);
  });
  return id;
}

/**
 * Reads a version's canonical JSON, checked against its SHA-256 (rule V7).
 * @throws ClausierError `version.alteree` when its row, or one that it is told from, is not what was written
 */
export async function readText(
  db: Db,
  logger: Logger,
  version: Pick<LastVersion, 'id' | 'keyframeId' | 'depth' | 'hash'>,
): Promise<string> {
  const rows = await db
    .selectFrom('versions')
    .innerJoin('version_contents', 'version_contents.version_id', 'versions.id')
    .select(['versions.id', 'versions.hash', 'versions.depth', 'version_contents.bytes'])
    .where('versions.keyframe_id', '=', version.keyframeId)
    .where('versions.depth', '<=', version.depth)
    .orderBy('versions.depth')
    .execute();
  const altered = (reason: string, cause?: unknown) => {
    logger.error({ version: version.id, reason, err: cause }, 'a version is not what was written');
    return new ClausierError('version.alteree', [], { cause });
  };
  if (rows.at(-1)?.id !== version.id || rows.some((row, depth) => row.depth !== depth))
    throw altered('a row that it is told from is missing');
  let texts: readonly string[];
  try {
    texts = await unpackChain(rows.map((row) => row.bytes));
  } catch (cause) {
    throw altered('unreadable bytes', cause);
  }
  const text = texts.at(-1) ?? '';
  if (hashOf(text) === version.hash) return text;
  const first = rows.find((row, depth) => hashOf(texts[depth] ?? '') !== row.hash);
  throw altered(`the text has another SHA-256, from ${first?.id ?? version.id} on`);
}

const jsonSchema = versionAnswerSchema.shape.version.shape;
const takenBySchema = z.string().transform((json) => jsonSchema.by.parse(JSON.parse(json)));

const COLUMNS = [
  'versions.id',
  'versions.rank',
  'versions.seq',
  'versions.kind',
  'versions.label',
  'versions.source_id',
  'versions.authors',
  'versions.taken_by',
  'versions.at',
  'versions.size',
  'versions.hash',
  'said.id as said_id',
  'said.label as said_label',
  'said.note',
] as const;

/** Versions with what was said of them last. */
function described(db: Db | Tx) {
  return db.selectFrom('versions').leftJoin('version_annotations as said', (join) =>
    join.on('said.id', '=', (eb) =>
      eb
        .selectFrom('version_annotations as latest')
        .select((one) => one.fn.max('latest.id').as('id'))
        .whereRef('latest.version_id', '=', 'versions.id'),
    ),
  );
}

interface DescribedRow {
  readonly id: VersionId;
  readonly rank: number;
  readonly seq: number;
  readonly kind: VersionKind;
  readonly label: string | null;
  readonly source_id: VersionId | null;
  readonly authors: string;
  readonly taken_by: string | null;
  readonly at: number;
  readonly size: string;
  readonly hash: string;
  readonly said_id: string | null;
  readonly said_label: string | null;
  readonly note: string | null;
}

function toVersion(row: DescribedRow): Version {
  return {
    id: row.id,
    rank: row.rank,
    seq: row.seq,
    kind: row.kind,
    label: row.said_id === null ? row.label : row.said_label,
    note: row.note ?? '',
    sourceId: row.source_id,
    authors: jsonSchema.authors.parse(JSON.parse(row.authors)),
    by: row.taken_by === null ? null : takenBySchema.parse(row.taken_by),
    at: row.at,
    size: jsonSchema.size.parse(JSON.parse(row.size)),
    hash: row.hash,
  };
}

/** Which versions of an act a list shows. */
export interface ListFilter {
  /** Only ranks under this one. */
  readonly before: number | null;
  readonly limit: number;
  readonly kind: VersionKind | null;
  /** Only those taken before that instant. */
  readonly until: number | null;
  /** Rule H1: only states that still stood at that instant or came after. */
  readonly openSince: number;
}

/** @returns versions of an act, newest first */
export async function listVersions(db: Db, actId: ActId, filter: ListFilter): Promise<readonly Version[]> {
  const { before, limit, kind, until, openSince } = filter;
  const rows = await described(db)
    .select([...COLUMNS])
    .where('versions.act_id', '=', actId)
    .$if(before !== null, (query) => query.where('versions.rank', '<', before ?? 0))
    .$if(kind !== null, (query) => query.where('versions.kind', '=', kind ?? 'nommee'))
    .$if(until !== null, (query) => query.where('versions.at', '<', until ?? 0))
    // The state that stood at that instant, and those after it.
    .where('versions.seq', '>=', openSince > 0 ? await rankAt(db, actId, openSince) : 0)
    .orderBy('versions.rank', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toVersion);
}

/** @returns a version of an act, and where its text is kept; `null` when the act has no such version */
export async function findVersion(
  db: Db,
  actId: ActId,
  id: VersionId,
): Promise<{ readonly version: Version; readonly kept: LastVersion } | null> {
  const row = await described(db)
    .select([...COLUMNS, 'versions.keyframe_id', 'versions.depth'])
    .where('versions.act_id', '=', actId)
    .where('versions.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { rank, seq, hash, depth } = row;
  return { version: toVersion(row), kept: { id, rank, seq, hash, depth, keyframeId: row.keyframe_id } };
}

/** Says something of a version: what was said before is kept, and no longer shown. */
export async function annotate(
  db: Db,
  annotation: { versionId: VersionId; label: string | null; note: string; personId: PersonId; at: number },
): Promise<void> {
  const { versionId, label, note, personId, at } = annotation;
  await db
    .insertInto('version_annotations')
    .values({ id: newAnnotationId(), version_id: versionId, label, note, person_id: personId, at })
    .execute();
}
