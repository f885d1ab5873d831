import type { BlockJson, InlineJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { Clause, NumberingStyle } from './model.ts';

/**
 * What an ordinary paragraph becomes in a family: a title's mention, a party, the words between parties, a visa, a
 * signature block… or a plain alinéa.
 * @param partieId the party whose turn it is; `null` outside `@pour chaque partie`
 */
export function expandedBlock(
  famille: string,
  id: BlockId,
  partieId: string | null,
  content: readonly InlineJson[],
): BlockJson {
  switch (famille) {
    case 'titre':
      return { type: 'titre', attrs: { id, role: partieId === null ? 'mention' : 'partie' }, content };
    case 'parties':
      return partieId === null
        ? { type: 'liaison', attrs: { id }, content }
        : { type: 'partie', attrs: { id, partieId }, content };
    case 'visas':
      return { type: 'visa', attrs: { id }, content };
    case 'considerants':
      return { type: 'considerant', attrs: { id }, content };
    case 'signature':
      return partieId === null
        ? { type: 'cloture', attrs: { id }, content }
        : { type: 'signataire', attrs: { id, partieId }, content };
    default:
      return { type: 'alinea', attrs: { id, retrait: 0, aVerifier: false }, content };
  }
}

/** Where a division came from, as its heading keeps it: `duree-signature@2`. */
const clauseMark = (clause: Pick<Clause, 'id' | 'version'>): string => `${clause.id}@${clause.version}`;

/**
 * A heading: of the clause (level 1, which keeps its family and where it comes from), or of a subdivision. In the family
 * `titre`, `#` is the act's own title and `##` its subtitle.
 */
export function expandedHeading(
  clause: Clause,
  niveau: number,
  id: BlockId,
  content: readonly InlineJson[],
  styleOf: (famille: string, niveau: number) => NumberingStyle,
): BlockJson {
  if (clause.famille === 'titre')
    return { type: 'titre', attrs: { id, role: niveau === 1 ? 'principal' : 'sous-titre' }, content };
  const { genre, prefixe, compteur, complet, separateur } = styleOf(clause.famille, niveau);
  return {
    type: 'intitule',
    attrs: {
      id,
      niveau,
      genre,
      famille: niveau === 1 ? clause.famille : null,
      clause: niveau === 1 && clause.maison ? clauseMark(clause) : null,
      prefixe,
      compteur,
      complet,
      separateur,
      numFixe: null,
    },
    content,
  };
}
