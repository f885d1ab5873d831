import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, CeremonyId, SealId } from '#shared/kernel/ids.ts';
import { type Evidence, evidenceSchema } from '#shared/signature/evidence.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { certificateFacts, type Sealer } from './certificate/sealer.ts';
import { type KnownCertificate, sha256 } from './cms/seal-cms.ts';
import type { Timestamp } from './timestamp/token.ts';

/** Keeps the certificate that seals: what it seals stays verifiable when another has taken its place. */
export async function keepCertificate(db: Db | Tx, sealer: Sealer, at: number): Promise<void> {
  await db
    .insertInto('seal_certificates')
    .values({
      fingerprint: certificateFacts(sealer.certificate).fingerprint,
      certificate: sealer.certificate,
      chain: JSON.stringify(sealer.chain.map((one) => Buffer.from(one).toString('base64'))),
      development: sealer.development ? 1 : 0,
      first_used: at,
    })
    .onConflict((oc) => oc.column('fingerprint').doNothing())
    .execute();
}

/** @returns every certificate that this server has sealed with, the latest first */
export async function knownCertificates(db: Db): Promise<readonly KnownCertificate[]> {
  const rows = await db.selectFrom('seal_certificates').selectAll().orderBy('first_used', 'desc').execute();
  return rows.map(({ certificate, chain }) => ({
    certificate,
    chain: (JSON.parse(chain) as string[]).map((one) => new Uint8Array(Buffer.from(one, 'base64'))),
  }));
}

/** A sealed file, without its bytes. */
interface SealedFile {
  readonly rank: number;
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
  readonly timestamp: Timestamp | null;
  /** True when it holds what shows that no certificate was revoked. */
  readonly longTerm: boolean;
}

/** A seal, with the last of its files: the one to give. */
export interface StoredSeal {
  readonly id: SealId;
  readonly actId: ActId;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly certificate: Uint8Array;
  readonly development: boolean;
  readonly evidence: Evidence;
  readonly file: SealedFile;
  /** True while a timestamp that was asked for is still to be had. */
  readonly awaitsTimestamp: boolean;
}

/** What is written when a text is sealed. */
export interface NewSeal {
  readonly id: SealId;
  readonly actId: ActId;
  readonly ceremonyId: CeremonyId;
  readonly at: number;
  readonly fingerprint: string;
  readonly seal: string;
  readonly evidence: Evidence;
  readonly refused: string | null;
  /** True when revocation data is to be asked for. */
  readonly materialDue: boolean;
  readonly bytes: Uint8Array;
  readonly timestamp: Timestamp | null;
}

/** Writes a seal and its file. */
export async function addSeal(tx: Tx, seal: NewSeal): Promise<void> {
  await tx
    .insertInto('seals')
    .values({
      id: seal.id,
      act_id: seal.actId,
      ceremony_id: seal.ceremonyId,
      at: seal.at,
      fingerprint: seal.fingerprint,
      seal_hash: seal.seal,
      evidence: JSON.stringify(seal.evidence),
      refused: seal.refused,
      material_due: seal.materialDue ? 1 : 0,
    })
    .execute();
  await addFile(tx, seal.id, 1, seal.bytes, { timestamp: seal.timestamp, longTerm: false });
}

/** Writes the longer file that holds the timestamp, beside the one that it lengthens. */
export async function addStampedFile(
  tx: Tx,
  id: SealId,
  bytes: Uint8Array,
  timestamp: Timestamp,
): Promise<void> {
  await addFile(tx, id, 2, bytes, { timestamp, longTerm: false });
  await tx.updateTable('seals').set({ refused: null }).where('id', '=', id).execute();
}

/** Writes the longer file that holds revocation data, beside the one that it lengthens. */
export async function addLongTermFile(tx: Tx, { id, file }: StoredSeal, bytes: Uint8Array): Promise<void> {
  await addFile(tx, id, file.rank + 1, bytes, { timestamp: file.timestamp, longTerm: true });
  await endMaterial(tx, id);
}

/** Revocation data of a seal is there, or will never be: it is asked for no more. */
export async function endMaterial(db: Db | Tx, id: SealId): Promise<void> {
  await db.updateTable('seals').set({ material_due: 0 }).where('id', '=', id).execute();
}

async function addFile(
  tx: Tx,
  id: SealId,
  rank: number,
  bytes: Uint8Array,
  { timestamp, longTerm }: Pick<SealedFile, 'timestamp' | 'longTerm'>,
) {
  await tx
    .insertInto('seal_files')
    .values({
      seal_id: id,
      rank,
      hash: sha256(bytes).toString('hex'),
      size: bytes.length,
      stamped_at: timestamp?.at ?? null,
      authority: timestamp?.authority ?? null,
      long_term: longTerm ? 1 : 0,
      bytes,
    })
    .execute();
}

const LISTED = ['seals.id', 'seals.act_id', 'seals.at', 'seals.evidence', 'seals.refused'] as const;
const FILE = ['rank', 'hash', 'size', 'stamped_at', 'authority', 'long_term'] as const;

/** @returns the seal of an act, `null` while it has none */
export async function sealOf(db: Db, actId: ActId): Promise<StoredSeal | null> {
  return readSeal(
    await selectSeals(db).where('seals.act_id', '=', actId).orderBy('rank', 'desc').executeTakeFirst(),
  );
}

/** @returns the seal of a ceremony, `null` while it has none */
export async function sealByCeremony(db: Db, id: CeremonyId): Promise<StoredSeal | null> {
  const query = selectSeals(db).where('seals.ceremony_id', '=', id).orderBy('rank', 'desc');
  return readSeal(await query.executeTakeFirst());
}

/** @returns a seal by its id */
export async function sealById(db: Db, id: SealId): Promise<StoredSeal | null> {
  const query = selectSeals(db).where('seals.id', '=', id).orderBy('rank', 'desc');
  return readSeal(await query.executeTakeFirst());
}

/** @returns the seal that a file belongs to, by the SHA-256 of the file; its `file` is that one */
export async function sealByFile(db: Db, hash: string): Promise<StoredSeal | null> {
  return readSeal(await selectSeals(db).where('hash', '=', hash).executeTakeFirst());
}

function selectSeals(db: Db) {
  return db
    .selectFrom('seals')
    .innerJoin('seal_files', 'seal_files.seal_id', 'seals.id')
    .innerJoin('seal_certificates', 'seal_certificates.fingerprint', 'seals.fingerprint')
    .select([...LISTED, ...FILE, 'certificate', 'development']);
}

type SealLine = Awaited<ReturnType<ReturnType<typeof selectSeals>['executeTakeFirst']>>;

function readSeal(row: SealLine): StoredSeal | null {
  if (row === undefined) return null;
  const { stamped_at: at, authority } = row;
  return {
    id: row.id,
    actId: row.act_id,
    at: row.at,
    certificate: row.certificate,
    development: row.development === 1,
    evidence: evidenceSchema.parse(JSON.parse(row.evidence)),
    file: {
      rank: row.rank,
      hash: row.hash,
      size: row.size,
      timestamp: at === null || authority === null ? null : { at, authority },
      longTerm: row.long_term === 1,
    },
    awaitsTimestamp: row.refused !== null,
  };
}

/** @returns sizes in bytes of the files that bear a seal, by the SHA-256 of the seal itself; empty for none of ours */
export async function sizesOfSeal(db: Db, seal: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('seals')
    .innerJoin('seal_files', 'seal_files.seal_id', 'seals.id')
    .select('size')
    .where('seal_hash', '=', seal)
    .execute();
  const dossiers = await db
    .selectFrom('seal_dossiers')
    .select('size')
    .where('seal_hash', '=', seal)
    .execute();
  return [...rows, ...dossiers].map(({ size }) => size);
}

/**
 * @returns the bytes of a sealed file, checked against the hash that was kept with them
 * @throws ClausierError `sceau.altere`
 */
export async function sealedBytes(db: Db, id: SealId, rank: number): Promise<Uint8Array> {
  const { bytes, hash } = await db
    .selectFrom('seal_files')
    .select(['bytes', 'hash'])
    .where('seal_id', '=', id)
    .where('rank', '=', rank)
    .executeTakeFirstOrThrow();
  if (sha256(bytes).toString('hex') !== hash) throw new ClausierError('sceau.altere', [id]);
  return bytes;
}

/** @returns seals whose timestamp is still to be had */
export async function awaitingTimestamp(db: Db): Promise<readonly SealId[]> {
  const rows = await db.selectFrom('seals').select('id').where('refused', 'is not', null).execute();
  return rows.map(({ id }) => id);
}

/** @returns stamped seals whose revocation data is still to be had */
export async function awaitingMaterial(db: Db): Promise<readonly SealId[]> {
  const rows = await db
    .selectFrom('seals')
    .select('id')
    .where('refused', 'is', null)
    .where('material_due', '=', 1)
    .execute();
  return rows.map(({ id }) => id);
}

/** @returns acts whose signatures are complete and that no seal closes yet */
export async function awaitingSeal(db: Db): Promise<readonly ActId[]> {
  const rows = await db
    .selectFrom('ceremonies')
    .leftJoin('seals', 'seals.ceremony_id', 'ceremonies.id')
    .select('ceremonies.act_id')
    .where('ceremonies.status', '=', 'complete')
    .where('seals.id', 'is', null)
    .execute();
  return rows.map(({ act_id }) => act_id);
}
