import { ClausierError } from '#shared/kernel/errors.ts';
import { type Dossier, dossierSchema } from '#shared/signature/evidence.ts';
import { SEALED_FILES } from '#shared/signature/seal.ts';
import type { Clock } from '../ids.ts';
import type { Db } from '../storage/tables.ts';
import type { Sealer } from './certificate/sealer.ts';
import { sha256 } from './cms/seal-cms.ts';
import { dossierOf } from './dossier.ts';
import type { PdfThread } from './pdf/pool.ts';
import { sealPdf } from './seal.ts';
import { keepCertificate, type StoredSeal } from './store.ts';

/** What sealing a dossier needs. */
export interface DossierTools {
  readonly db: Db;
  readonly clock: Clock;
  readonly thread: PdfThread;
  readonly sealer: () => Promise<Sealer>;
  /** Typesets a dossier, as PDF/A-3a. */
  readonly typeset: (dossier: Dossier) => Promise<Uint8Array>;
}

const NOWHERE = [0, 0, 0, 0] as const;

/**
 * Gives the readable dossier of a sealed act: typeset, joined with its data and sealed the first time, the same bytes
 * afterwards; a seal that got its timestamp or its revocation data since has another (rule P7).
 * @throws ClausierError `export.*`, `sceau.altere`; SealerProblem when it can't be sealed now
 */
export async function sealedDossier(tools: DossierTools, seal: StoredSeal): Promise<Uint8Array> {
  return (await keptDossier(tools.db, seal)) ?? makeDossier(tools, seal);
}

async function keptDossier(db: Db, { id, file }: StoredSeal): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('seal_dossiers')
    .select(['hash', 'bytes'])
    .where('seal_id', '=', id)
    .where('rank', '=', file.rank)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (sha256(row.bytes).toString('hex') !== row.hash) throw new ClausierError('sceau.altere', [id]);
  return row.bytes;
}

async function makeDossier(tools: DossierTools, seal: StoredSeal): Promise<Uint8Array> {
  const { db, thread, typeset } = tools;
  const at = tools.clock();
  const sealer = await tools.sealer();
  const dossier = dossierSchema.parse(dossierOf(seal));
  const toSeal = {
    pdf: await typeset(dossier),
    box: NOWHERE,
    attachments: [
      {
        name: SEALED_FILES.dossier,
        bytes: Buffer.from(JSON.stringify(dossier, null, 2), 'utf8'),
        mimeType: 'application/json',
        description: 'Dossier de preuve, sous forme de données',
        relationship: 'Source',
      },
    ],
  } as const;
  const sealed = await sealPdf(toSeal, { thread, sealer, authority: null }, at);
  await db.transaction().execute(async (tx) => {
    await keepCertificate(tx, sealer, at);
    await tx
      .insertInto('seal_dossiers')
      .values({
        seal_id: seal.id,
        rank: seal.file.rank,
        seal_hash: sealed.seal,
        hash: sha256(sealed.bytes).toString('hex'),
        size: sealed.bytes.length,
        bytes: sealed.bytes,
      })
      // Somebody who asked at the same moment may have been quicker: theirs is given.
      .onConflict((oc) => oc.columns(['seal_id', 'rank']).doNothing())
      .execute();
  });
  return (await keptDossier(db, seal)) ?? sealed.bytes;
}

/** @returns true for the bytes of a dossier that this server gave, by the SHA-256 of the file */
export async function isKnownDossier(db: Db, hash: string): Promise<boolean> {
  const row = await db.selectFrom('seal_dossiers').select('rank').where('hash', '=', hash).executeTakeFirst();
  return row !== undefined;
}
