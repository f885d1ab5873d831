import { statedEffect } from '#shared/avenants/term.ts';
import type { Ceremony } from '#shared/signature/model.ts';
import type { Versions } from '../versions/index.ts';

/**
 * @param today day of the last signature, `YYYY-MM-DD`
 * @returns when an act takes effect, once it is signed (rule G10)
 */
export async function effectDayOf(
  deps: { readonly versions: Pick<Versions, 'archive'> },
  ceremony: Ceremony,
  today: string,
): Promise<string> {
  const { content } = await deps.versions.archive.read(ceremony.actId, ceremony.versionId);
  return statedEffect(content) ?? today;
}
