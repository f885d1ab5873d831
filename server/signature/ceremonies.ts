import { z } from 'zod';
import type { ActId, CeremonyId, SignatoryId } from '#shared/kernel/ids.ts';
import {
  type Ceremony,
  delegationSchema,
  electronicSignatureSchema,
  paperSignatureSchema,
  type Signatory,
} from '#shared/signature/model.ts';
import type { Db, Tx } from '../storage/tables.ts';
import { filesOf } from './files.ts';

/** What is kept of a signatory beside the ceremony itself. */
interface SignatoryTrace {
  readonly shownAt: number | null;
  readonly remindedAt: number | null;
}

/** A ceremony as it is kept. */
export interface KeptCeremony {
  readonly ceremony: Ceremony;
  readonly effectDay: string | null;
  readonly traces: ReadonlyMap<SignatoryId, SignatoryTrace>;
}

const signatureJson = z.discriminatedUnion('method', [electronicSignatureSchema, paperSignatureSchema]);
const refusalJson = z.object({ at: z.number().int(), motif: z.string() });

function read<T>(schema: z.ZodType<T>, json: string | null): T | null {
  return json === null ? null : schema.parse(JSON.parse(json));
}

/** @returns a ceremony, or `null` when there is none of that id */
export async function readCeremony(db: Db | Tx, id: CeremonyId): Promise<KeptCeremony | null> {
  const row = await db.selectFrom('ceremonies').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const rows = await db
    .selectFrom('signatories')
    .selectAll()
    .where('ceremony_id', '=', id)
    .orderBy('rank')
    .orderBy('id')
    .execute();
  const files = await filesOf(
    db,
    rows.map((one) => one.id),
  );
  const signatories = rows.map(
    (one): Signatory => ({
      id: one.id,
      rank: one.rank,
      party: { key: one.party_key, denomination: one.party },
      civilite: one.civilite,
      nom: one.nom,
      email: one.email,
      personId: one.person_id,
      capacite: one.capacite,
      delegation: read(delegationSchema, one.delegation),
      delegationFile: files.get(one.id) ?? null,
      method: one.method,
      status: one.status,
      signature: read(signatureJson, one.signature),
      refusal: read(refusalJson, one.refusal),
      replaces: one.replaces,
    }),
  );
  const ceremony: Ceremony = {
    id: row.id,
    actId: row.act_id,
    versionId: row.version_id,
    hash: row.hash,
    order: row.sign_order,
    status: row.status,
    openedAt: row.opened_at,
    openedBy: { personId: row.opened_by, organisationId: row.opened_for },
    expiresAt: row.expires_at,
    closedAt: row.closed_at,
    motif: row.motif,
    signatories,
  };
  const traces = new Map(rows.map((one) => [one.id, { shownAt: one.shown_at, remindedAt: one.reminded_at }]));
  return { ceremony, effectDay: row.effect_day, traces };
}

/** @returns every ceremony of an act, oldest first */
export async function ceremoniesOf(db: Db | Tx, actId: ActId): Promise<readonly KeptCeremony[]> {
  const rows = await db
    .selectFrom('ceremonies')
    .select('id')
    .where('act_id', '=', actId)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  const kept: KeptCeremony[] = [];
  for (const { id } of rows) {
    const one = await readCeremony(db, id);
    if (one !== null) kept.push(one);
  }
  return kept;
}

/** @returns the ceremony of an act that is open or complete, or `null` */
export async function standingCeremony(db: Db | Tx, actId: ActId): Promise<KeptCeremony | null> {
  const all = await ceremoniesOf(db, actId);
  return all.findLast(({ ceremony }) => ceremony.status !== 'annulee') ?? null;
}

/** @returns the place that a signing link opens, or `null` for an unknown secret */
export async function placeOf(
  db: Db | Tx,
  tokenDigest: string,
): Promise<{ readonly kept: KeptCeremony; readonly signatory: Signatory } | null> {
  const row = await db
    .selectFrom('signatories')
    .select(['id', 'ceremony_id'])
    .where('token_hash', '=', tokenDigest)
    .executeTakeFirst();
  if (row === undefined) return null;
  const kept = await readCeremony(db, row.ceremony_id);
  const signatory = kept?.ceremony.signatories.find(({ id }) => id === row.id);
  return kept === null || signatory === undefined ? null : { kept, signatory };
}

/** Waits for whoever else changes the same ceremony, until the transaction ends. */
export async function lockCeremony(tx: Tx, id: CeremonyId): Promise<void> {
  await tx
    .updateTable('ceremonies')
    .set((eb) => ({ status: eb.ref('status') }))
    .where('id', '=', id)
    .execute();
}

/** Writes a new ceremony. */
export async function insertCeremony(tx: Tx, ceremony: Ceremony): Promise<void> {
  await tx
    .insertInto('ceremonies')
    .values({
      id: ceremony.id,
      act_id: ceremony.actId,
      version_id: ceremony.versionId,
      hash: ceremony.hash,
      sign_order: ceremony.order,
      status: ceremony.status,
      opened_at: ceremony.openedAt,
      opened_by: ceremony.openedBy.personId,
      opened_for: ceremony.openedBy.organisationId,
      expires_at: ceremony.expiresAt,
      closed_at: ceremony.closedAt,
      motif: ceremony.motif,
      effect_day: null,
    })
    .execute();
  for (const one of ceremony.signatories) await insertSignatory(tx, ceremony.id, one);
}

async function insertSignatory(tx: Tx, ceremonyId: CeremonyId, one: Signatory): Promise<void> {
  await tx
    .insertInto('signatories')
    .values({
      id: one.id,
      ceremony_id: ceremonyId,
      rank: one.rank,
      party_key: one.party.key,
      party: one.party.denomination,
      civilite: one.civilite,
      nom: one.nom,
      email: one.email,
      person_id: one.personId,
      capacite: one.capacite,
      delegation: one.delegation === null ? null : JSON.stringify(one.delegation),
      ...changing(one),
      replaces: one.replaces,
      token_hash: null,
      shown_at: null,
      reminded_at: null,
      code_hash: null,
      code_expires_at: null,
    })
    .execute();
}

const changing = (one: Signatory) => ({
  method: one.method,
  status: one.status,
  signature: one.signature === null ? null : JSON.stringify(one.signature),
  refusal: one.refusal === null ? null : JSON.stringify(one.refusal),
});

/** Writes what a rule made of a ceremony; a signature once written is never written again. */
export async function saveCeremony(
  tx: Tx,
  before: Ceremony,
  after: Ceremony,
  effectDay: string | null = null,
): Promise<void> {
  await tx
    .updateTable('ceremonies')
    .set({
      status: after.status,
      expires_at: after.expiresAt,
      closed_at: after.closedAt,
      motif: after.motif,
      ...(effectDay === null ? {} : { effect_day: effectDay }),
    })
    .where('id', '=', after.id)
    .execute();
  for (const one of after.signatories) {
    const known = before.signatories.find(({ id }) => id === one.id);
    if (known === undefined) await insertSignatory(tx, after.id, one);
    else if (known !== one)
      await tx.updateTable('signatories').set(changing(one)).where('id', '=', one.id).execute();
  }
}
