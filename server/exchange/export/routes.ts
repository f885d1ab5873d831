import type { Context } from 'hono';
import { z } from 'zod';
import { EXPORT_FORMATS, exportFileName, isExportFormat } from '#shared/exchange/formats.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { actRoute, type Route } from '../../identity/index.ts';
import type { Db } from '../../storage/tables.ts';
import type { StateReader } from '../../versions/index.ts';
import type { Typesetter } from '../pdf/pool.ts';
import { exportSource } from './source.ts';
import { writeExport } from './writers.ts';

/** What the routes of exports need. */
export interface ExportDeps {
  readonly db: Db;
  readonly states: StateReader;
  readonly typesetter: Typesetter;
}

/** An exported page runs nothing and fetches nothing; only our own pages may show it in a frame. */
const FILE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const querySchema = z.object({
  /** Shown in the page instead of kept as a file. */
  apercu: z.literal('1').optional(),
});

/** RFC 8187: what `encodeURIComponent` leaves and a header may not hold. */
const extended = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** @returns the header that names a file, in ASCII for old clients and in full for the others */
function contentDisposition(shown: boolean, name: { full: string; ascii: string }): string {
  const ascii = name.ascii.replace(/["\\]/g, '');
  return `${shown ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${extended(name.full)}`;
}

/** Sends a file. */
function sendFile(
  c: Context,
  bytes: Uint8Array<ArrayBuffer>,
  file: { readonly mime: string; readonly shown: boolean; readonly name: { full: string; ascii: string } },
): Response {
  c.header('Content-Type', file.mime);
  c.header('Content-Disposition', contentDisposition(file.shown, file.name));
  c.header('Content-Security-Policy', FILE_POLICY);
  return c.body(bytes);
}

/** `GET /api/acts/:id/exports/<state>.<format>[?apercu=1]`: one state of an act as a file. */
export function exportRoutes(deps: ExportDeps): readonly Route[] {
  return [
    actRoute('get', '/api/acts/:id/exports/:file', 'version.lire', async (c, { who, act }) => {
      const [, ref = '', format = ''] = /^(.+)\.([a-z]+)$/.exec(c.req.param('file') ?? '') ?? [];
      if (!isExportFormat(format)) throw new ClausierError('export.format');
      const query = querySchema.safeParse(c.req.query());
      if (!query.success) throw new ClausierError('requete.invalide', ['apercu']);
      const source = await exportSource(deps, act.id, ref, who.person.id);
      const bytes = await writeExport(source, format, deps.typesetter);
      const { mime, shown } = EXPORT_FORMATS[format];
      const { title, version } = source.edition;
      return sendFile(c, bytes, {
        mime,
        shown: shown && query.data.apercu === '1',
        name: exportFileName(title, version, format),
      });
    }),
  ];
}
