import { z } from 'zod';
import type { ActContent } from '#shared/document/model.ts';
import { EXPORT_FORMATS, exportFileName, isExportFormat } from '#shared/exchange/formats.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import type { ActId } from '#shared/kernel/ids.ts';
import { actRoute, type Route } from '../../identity/index.ts';
import type { Db } from '../../storage/tables.ts';
import type { StateReader } from '../../versions/index.ts';
import type { Press } from '../press/press.ts';
import { sendFile } from '../send-file.ts';
import { exportSource } from './source.ts';

/** What the routes of exports need. */
export interface ExportDeps {
  readonly db: Db;
  readonly states: StateReader;
  readonly press: Press;
  /** How a computed text is printed: see `exportSource`. */
  readonly printed?: (actId: ActId, ref: string) => Promise<ActContent | null>;
}

const querySchema = z.object({
  /** Shown in the page instead of kept as a file. */
  apercu: z.literal('1').optional(),
});

/** `GET /api/acts/:id/exports/<state>.<format>[?apercu=1]`: one state of an act as a file. */
export function exportRoutes(deps: ExportDeps): readonly Route[] {
  return [
    actRoute('get', '/api/acts/:id/exports/:file', 'version.lire', async (c, { who, act }) => {
      const [, ref = '', format = ''] = /^(.+)\.([a-z]+)$/.exec(c.req.param('file') ?? '') ?? [];
      if (!isExportFormat(format)) throw new ClausierError('export.format');
      const query = querySchema.safeParse(c.req.query());
      if (!query.success) throw new ClausierError('requete.invalide', ['apercu']);
      const source = await exportSource(deps, act.id, ref, who.person.id);
      const bytes = await deps.press.write(source, format);
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
