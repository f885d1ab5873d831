/** Sigles of conventions on work, training and territories: singular, plural, and the words before that they suit. */
const EXPANSIONS: Readonly<Record<string, readonly [singular: string, plural: string | null]>> = {
  ARML: ['association régionale des Missions Locales', 'associations régionales des Missions Locales'],
  CASF: ['code de l’action sociale et des familles', null],
  CEJ: ['contrat d’engagement jeune', 'contrats d’engagement jeune'],
  CFA: ['centre de formation d’apprentis', 'centres de formation d’apprentis'],
  CGCT: ['code général des collectivités territoriales', null],
  CREFOP: [
    'comité régional de l’emploi, de la formation et de l’orientation professionnelles',
    'comités régionaux de l’emploi, de la formation et de l’orientation professionnelles',
  ],
  PACEA: [
    'parcours contractualisé d’accompagnement vers l’emploi et l’autonomie',
    'parcours contractualisés d’accompagnement vers l’emploi et l’autonomie',
  ],
  PMSMP: [
    'période de mise en situation en milieu professionnel',
    'périodes de mise en situation en milieu professionnel',
  ],
  RGPD: ['règlement général sur la protection des données', null],
  RSA: ['revenu de solidarité active', null],
  SPE: ['service public de l’emploi', null],
  UNML: ['Union nationale des Missions Locales', null],
};

/**
 * What a known sigle stands for.
 * @param before the plain text before it, whose last word tells singular from plural
 * @returns null when the sigle is unknown, or does not suit what stands before
 */
export function expansionOf(sigle: string, before: string): string | null {
  const known = Object.hasOwn(EXPANSIONS, sigle) ? EXPANSIONS[sigle] : undefined;
  if (known === undefined) return null;
  const [singular, plural] = known;
  if (/(?:^| )(?:les|des|aux|ces|leurs|ses|nos|deux|plusieurs) $/.test(before)) return plural;
  const vowel = /^[aeiouAEIOU]/.test(singular);
  if (/(?:^| )(?:l'|de l'|d'|a l')$/.test(before)) return vowel ? singular : null;
  return /(?:^| )(?:le|la|du|un|une|ce|cette|son|sa|au) $/.test(before) && !vowel ? singular : null;
}
