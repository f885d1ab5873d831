import { createHash } from 'node:crypto';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId, SignatoryId, SignatureFileId } from '#shared/kernel/ids.ts';
import { type FileType, MAX_FILE_BYTES, type SignatureFile } from '#shared/signature/model.ts';
import { newSignatureFileId } from '../ids.ts';
import type { Db, Tx } from '../storage/tables.ts';

const COLUMNS = ['id', 'kind', 'name', 'type', 'size', 'hash', 'at'] as const;

/** How files of each type begin. */
const SIGNATURES: readonly (readonly [FileType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/**
 * Says what a file is by how it begins, whatever its name says.
 * @throws ClausierError `signature.fichier` for an empty, too large, foreign or password-protected file
 */
export function fileTypeOf(bytes: Uint8Array): FileType {
  if (bytes.byteLength === 0) throw new ClausierError('signature.fichier', ['le fichier est vide']);
  if (bytes.byteLength > MAX_FILE_BYTES)
    throw new ClausierError('signature.fichier', ['le fichier dépasse 40 Mo']);
  const found = SIGNATURES.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (found === undefined)
    throw new ClausierError('signature.fichier', ['ce n’est ni un PDF, ni une image JPEG ou PNG']);
  if (found[0] === 'application/pdf' && Buffer.from(bytes).includes('/Encrypt'))
    throw new ClausierError('signature.fichier', ['ce PDF est protégé par un mot de passe']);
  return found[0];
}

/** Keeps a file of a signatory, checked. @returns what is known of it */
export async function addFile(
  tx: Tx,
  file: {
    readonly signatoryId: SignatoryId;
    readonly kind: SignatureFile['kind'];
    readonly name: string;
    readonly type: FileType;
    readonly bytes: Uint8Array;
    readonly at: number;
  },
): Promise<SignatureFile> {
  const { signatoryId, bytes, ...told } = file;
  const kept: SignatureFile = {
    ...told,
    id: newSignatureFileId(),
    size: bytes.byteLength,
    hash: createHash('sha256').update(bytes).digest('hex'),
  };
  await tx
    .insertInto('signature_files')
    .values({ ...kept, signatory_id: signatoryId, bytes })
    .execute();
  return kept;
}

/** @returns the last act of delegation joined for each of those signatories */
export async function filesOf(
  db: Db | Tx,
  signatories: readonly SignatoryId[],
): Promise<ReadonlyMap<SignatoryId, SignatureFile>> {
  if (signatories.length === 0) return new Map();
  const rows = await db
    .selectFrom('signature_files')
    .select([...COLUMNS, 'signatory_id'])
    .where('signatory_id', 'in', signatories)
    .where('kind', '=', 'delegation')
    .orderBy('id')
    .execute();
  return new Map(rows.map(({ signatory_id, ...file }) => [signatory_id, file]));
}

/** @returns a file of a ceremony of that act, with its bytes; `null` when the act has no such file */
export async function readFile(
  db: Db | Tx,
  actId: ActId,
  id: SignatureFileId,
): Promise<(SignatureFile & { readonly bytes: Uint8Array }) | null> {
  const row = await db
    .selectFrom('signature_files')
    .innerJoin('signatories', 'signatories.id', 'signature_files.signatory_id')
    .innerJoin('ceremonies', 'ceremonies.id', 'signatories.ceremony_id')
    .select([
      'signature_files.id',
      'signature_files.kind',
      'signature_files.name',
      'signature_files.type',
      'signature_files.size',
      'signature_files.hash',
      'signature_files.at',
      'signature_files.bytes',
    ])
    .where('signature_files.id', '=', id)
    .where('ceremonies.act_id', '=', actId)
    .executeTakeFirst();
  return row ?? null;
}
