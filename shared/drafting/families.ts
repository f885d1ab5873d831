import { FAMILIES, type Family } from '#shared/document/schema/vocabulary.ts';

/** Families of clauses as people read them. */
export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  titre: 'Titre',
  parties: 'Parties',
  visas: 'Visas',
  considerants: 'Considérants',
  preambule: 'Préambule',
  presentation: 'Présentation des parties',
  objet: 'Objet',
  engagements: 'Engagements',
  axes: 'Axes de coopération',
  gouvernance: 'Gouvernance et suivi',
  indicateurs: 'Indicateurs',
  communication: 'Communication',
  'propriete-intellectuelle': 'Propriété intellectuelle',
  finances: 'Finances',
  duree: 'Durée',
  reconduction: 'Reconduction',
  modification: 'Modification',
  resiliation: 'Résiliation',
  confidentialite: 'Confidentialité',
  rgpd: 'Données personnelles',
  litige: 'Litiges',
  domicile: 'Élection de domicile',
  signature: 'Signature',
  annexes: 'Annexes',
};

/** @returns the name of a family, or what was written when it is none (the id of a clause) */
export function familyName(famille: string): string {
  const known = FAMILIES.find((each) => each === famille);
  return known === undefined ? famille : FAMILY_NAMES[known];
}
