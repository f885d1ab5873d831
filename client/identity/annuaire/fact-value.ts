import { parseFieldInput, printField } from '#shared/document/variables.ts';
import type { OrganisationFact } from '#shared/identity/facts.ts';

/** @returns the value of a fact as an act prints it: « 12 500 », « 500,00 € »; as it was typed when its type can't read it */
export function printFact({
  type,
  libelle,
  valeur,
}: Pick<OrganisationFact, 'type' | 'libelle' | 'valeur'>): string {
  const read = parseFieldInput(type, valeur);
  return read.ok && read.value !== null ? printField({ type, libelle, valeur: read.value }, 'texte') : valeur;
}
