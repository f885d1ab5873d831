import { readFileToImport } from '#shared/exchange/import/file.ts';
import { importText } from '#shared/exchange/import/import.ts';
import type { ImportReport } from '#shared/exchange/wire.ts';
import { ERRORS } from '#shared/kernel/errors.ts';
import type { MakeBlockId } from '#shared/kernel/ids.ts';

/** What a person brought: the bytes of a file, or pasted text. */
export type Brought = { readonly bytes: Uint8Array } | { readonly text: string };

/** What would be made of it, or the French sentence that says why nothing. */
export type Preview =
  | { readonly ok: true; readonly text: string; readonly report: ImportReport }
  | { readonly ok: false; readonly message: string; readonly details: readonly string[] };

/**
 * Reads a text as the server will, to show what it recognises before anything is created.
 * @param makeId ids for blocks that are thrown away
 */
export function previewOf(brought: Brought, makeId: MakeBlockId): Preview {
  const decoded =
    'bytes' in brought
      ? readFileToImport(brought.bytes)
      : { ok: true as const, value: { text: brought.text, warnings: [] } };
  const read = decoded.ok ? importText(decoded.value.text, { makeId }) : decoded;
  if (!read.ok) {
    const { code, detail } = read.error;
    return { ok: false, message: ERRORS[code].message, details: detail === null ? [] : [detail] };
  }
  const { text, warnings } = decoded.ok ? decoded.value : { text: '', warnings: [] };
  const { report } = read.value;
  return { ok: true, text, report: { ...report, warnings: [...warnings, ...report.warnings] } };
}
