import { type DivisionKind, FAMILIES, type Family } from '#shared/document/schema/vocabulary.ts';
import type { Line } from './act.ts';
import { type BlockFacts, once } from './block.ts';

/*
 * Which clause a passage is. A division of the clausier says its family; one of an imported text is recognised by
 * its heading, then by content words: a single sentence often holds durée, avenant and résiliation together.
 */

/** Headings, in plain text. The first that matches wins, so that « Durée et modification » is a durée. */
const HEADINGS: readonly (readonly [Family, RegExp])[] = [
  ['annexes', /^annexes?\b/],
  ['preambule', /^(?:preambule|expose prealable|expose des motifs|contexte)\b/],
  ['reconduction', /^(?:(?:tacite )?reconduction|renouvellement)\b/],
  ['duree', /\bduree\b|entree en vigueur|prise d'effet|date d'effet|\bvalidite\b/],
  ['resiliation', /\bresiliation\b|\bdenonciation\b|\bretrait d|rupture (?:de|du)|fin anticipee/],
  ['modification', /\bmodifications?\b|\bavenants?\b|\brevision\b/],
  ['rgpd', /\brgpd\b|donnees (?:a caractere )?personnel|protection des donnees|informatique et libertes/],
  ['litige', /\blitiges?\b|\bdifferends?\b|\bcontestations?\b|\bcontentieux\b|juridiction|reglement amiable/],
  ['confidentialite', /\bconfidentialite\b|secret professionnel/],
  ['propriete-intellectuelle', /propriete intellectuelle|\blogos?\b|\blogotypes?\b|\bmarques?\b/],
  ['communication', /\bcommunication\b|\bpublicite\b|\bvalorisation\b/],
  ['domicile', /election de domicile|\bnotifications?\b|\bdomicile\b/],
  [
    'finances',
    /\bfinanc|\bfinances\b|\bsubventions?\b|\bmoyens financiers\b|contrepartie|\bbudget|\bprix\b|remuneration|modalites de versement/,
  ],
  ['indicateurs', /\bindicateurs?\b/],
  ['gouvernance', /\bgouvernance\b|\bpilotage\b|\bsuivi\b|\bevaluation\b|\bcomite\b/],
  ['engagements', /\bengagements?\b|\bobligations\b/],
  ['axes', /\baxes?\b/],
  ['objet', /\bobjet\b|\bobjectifs?\b|\bfinalites?\b/],
  ['presentation', /\bpresentation\b|parties prenantes/],
  ['signature', /^signatures?\b/],
];

/** Content words that show a stipulation wherever it stands, in plain text. */
const CONTENTS: readonly (readonly [Family, RegExp])[] = [
  [
    'duree',
    /\b(?:convention|accord|protocole|cadre|contrat|partenariat|charte|acte|elle|il)\b[^.]{0,160}\b(?:duree|periode)\b[^.]{0,60}\b(?:ans?|annees?|mois)\b|\b(?:conclue?|signee?|etablie?|consentie?|valable)\b[^.]{0,40}\b(?:pour|jusqu'au)\b[^.]{0,40}\b(?:ans?|annees?|mois|\d{4})\b|\b(?:convention|accord|protocole|contrat|charte|elle|il)\b[^.]{0,80}prend(?:ra)? fin|duree indeterminee|sans limitation de duree/,
  ],
  ['modification', /\bavenants?\b/],
  [
    'resiliation',
    /\bresili|\bdenonc(?:er|iation|ee?s?)\b|mettre fin|\b(?:se|s'en) retirer\b|\bpreavis\b|\bretrait de l'une\b/,
  ],
  ['reconduction', /\breconduction\b|\breconduit|tacitement|renouvelable|\bprorog/],
  [
    'rgpd',
    /\brgpd\b|2016\/679|donnees (?:a caractere )?personnel|informatique et libertes|78-17|protection des donnees/,
  ],
  ['litige', /\blitiges?\b|\bdifferends?\b|\bcontestations?\b|\btribunal\b|\bjuridictions?\b/],
  [
    'finances',
    /contrepartie financiere|€|\beuros\b|\bsubvention|\bredevance\b|\bloyer\b|aucun versement|sans (?:flux|echange|transfert) financier|a titre (?:gratuit|gracieux)|\bgratuitement\b/,
  ],
  [
    'domicile',
    /elisent domicile|election de domicile|(?:adressee?s?|notifiee?s?|envoyee?s?) (?:au|a l'adresse|a leur|aux) (?:du )?si?ege|toute notification/,
  ],
];

const scanned = (facts: BlockFacts): readonly Family[] =>
  CONTENTS.filter(([, pattern]) => pattern.test(facts.plain)).map(([family]) => family);

/** @returns the family of a division: that of its attribute, else what its heading says */
export function familyOfHeading(famille: string | null, genre: DivisionKind, plain: string): Family | null {
  const own = FAMILIES.find((one) => one === famille);
  if (own !== undefined) return own;
  if (genre === 'annexe') return 'annexes';
  if (genre === 'preambule') return 'preambule';
  if (genre === 'axe') return 'axes';
  return HEADINGS.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

/** Divisions whose words tell a story and stipulate nothing. */
const NARRATIVE: ReadonlySet<Family> = new Set(['preambule', 'presentation', 'annexes']);

const familiesAbove = (line: Line): readonly Family[] => {
  const found: Family[] = [];
  for (let at = line.division; at !== null; at = at.parent) if (at.family !== null) found.push(at.family);
  return found;
};

/**
 * @param body the lines that stipulate
 * @returns for each family, the lines of its divisions and those whose words speak of it elsewhere, préambule and
 *   presentations left out
 */
export function sectionsOf(body: readonly Line[]): ReadonlyMap<Family, readonly Line[]> {
  const sections = new Map<Family, Line[]>();
  const add = (family: Family, line: Line) => {
    const lines = sections.get(family);
    if (lines === undefined) sections.set(family, [line]);
    else if (lines.at(-1) !== line) lines.push(line);
  };
  for (const line of body) {
    const above = familiesAbove(line);
    for (const family of above) add(family, line);
    if (above.some((family) => NARRATIVE.has(family))) continue;
    for (const family of once(line.facts, scanned)) add(family, line);
  }
  return sections;
}
