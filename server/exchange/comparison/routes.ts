import { z } from 'zod';
import { COMPARISON_FORMATS, isComparisonFormat } from '#shared/exchange/comparison/formats.ts';
import { exportFileName } from '#shared/exchange/formats.ts';
import { ClausierError } from '#shared/kernel/errors.ts';
import { PRESENT } from '#shared/versions/side.ts';
import { actRoute, type Route } from '../../identity/index.ts';
import { readQuery } from '../../versions/index.ts';
import type { Press } from '../press/press.ts';
import { sendFile } from '../send-file.ts';
import { type ComparisonDeps, comparisonSource } from './source.ts';

const querySchema = z.object({
  de: z.string().max(100).default(PRESENT),
  a: z.string().max(100).default(PRESENT),
});

/** `GET /api/acts/:id/comparaisons/<format>?de=<side>&a=<side>`: two states, of one act or of two, as a file. */
export function comparisonRoutes(deps: ComparisonDeps & { readonly press: Press }): readonly Route[] {
  return [
    actRoute('get', '/api/acts/:id/comparaisons/:format', 'version.lire', async (c, { who, act }) => {
      const format = c.req.param('format') ?? '';
      if (!isComparisonFormat(format)) throw new ClausierError('export.format');
      const { de, a } = readQuery(c, querySchema);
      const source = await comparisonSource(deps, act.id, { old: de, new: a }, who.person.id);
      const { mime, extension } = COMPARISON_FORMATS[format];
      return sendFile(c, await deps.press.compare(source, format), {
        mime,
        shown: false,
        name: exportFileName(source.title, 'comparaison', extension),
      });
    }),
  ];
}
