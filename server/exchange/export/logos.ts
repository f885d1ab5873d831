import type { Fields } from '#shared/document/model.ts';
import type { PrintLogo } from '#shared/exchange/print/model.ts';
import type { Db } from '../../storage/tables.ts';

/** Most logos on a title page: beyond, names say more. */
const MOST = 12;

const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’']/g, '’')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** The parties of a text, by the name that stands for each, with the names that their sheet may bear. */
function namesOf(champs: Fields, parties: readonly string[]): readonly (readonly string[])[] {
  const ids = Object.keys(champs).flatMap((key) => /^partie\.(\w+)\.denomination$/.exec(key)?.[1] ?? []);
  const value = (id: string, field: string) => champs[`partie.${id}.${field}`]?.valeur?.trim() ?? '';
  const named = ids
    .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
    .map((id) => [value(id, 'denomination'), value(id, 'sigle')].filter((name) => name !== ''))
    .filter((names) => names.length > 0);
  return named.length > 0 ? named : parties.map((party) => [party]);
}

/**
 * The logos of an act's parties, in their order, from the sheets that bear their names (rule P11 of print).
 * @param parties their names in the portfolio, for a text whose variables name none
 * @returns nothing when no party has a logo; else one entry per party, with the name alone where there is none
 */
export async function logosOf(
  db: Db,
  champs: Fields,
  parties: readonly string[],
): Promise<readonly PrintLogo[]> {
  const rows = await db
    .selectFrom('organisation_logos')
    .innerJoin('organisations', 'organisations.id', 'organisation_logos.organisation_id')
    .select(['organisations.id', 'denomination', 'sigle', 'type'])
    .execute();
  if (rows.length === 0) return [];
  const known = new Map(
    rows.flatMap((row) => [row.denomination, row.sigle ?? ''].map((name) => [folded(name), row])),
  );
  const found = namesOf(champs, parties)
    .slice(0, MOST)
    .map((names) => ({
      name: names[0] ?? '',
      row: names.map((name) => known.get(folded(name))).find((row) => row),
    }));
  if (found.every(({ row }) => row === undefined)) return [];
  return Promise.all(
    found.map(async ({ name, row }): Promise<PrintLogo> => {
      if (row === undefined) return { name, picture: null };
      const { bytes } = await db
        .selectFrom('organisation_logos')
        .select('bytes')
        .where('organisation_id', '=', row.id)
        .executeTakeFirstOrThrow();
      return {
        name,
        picture: { type: row.type === 'image/png' ? 'png' : 'jpg', bytes: new Uint8Array(bytes) },
      };
    }),
  );
}
