import type { ActState } from '#shared/identity/roles.ts';
import { printedDay } from '#shared/kernel/paris.ts';
import type { SignatoryView } from '#shared/signature/wire.ts';

/** @param day `YYYY-MM-DD` @returns « 21 novembre 2026 » */
export const dayWords = (day: string): string => printedDay(Date.parse(`${day}T12:00:00Z`));

/** @returns « 21 novembre 2026 », the day in Paris of an instant in milliseconds since 1970 */
export const dayOf = (at: number): string => printedDay(at);

/** @returns the fingerprint in groups of eight, which two people can read to each other */
export const hashGroups = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash;

/** The life of an act as it normally goes, in its order. */
export const LIFE: readonly ActState[] = [
  'brouillon',
  'negociation',
  'arrete',
  'en-signature',
  'signe',
  'en-vigueur',
];

/** @returns « P/ le Président, Ève Essai, membre du bureau » or « Ève Essai, Présidente » */
export function whoSigns(one: Pick<SignatoryView, 'civilite' | 'nom' | 'capacite' | 'delegation'>): string {
  const name = [one.civilite, one.nom].filter((part) => part !== '').join(' ');
  const own = `${name}, ${one.capacite}`;
  return one.delegation === null ? own : `P/ ${one.delegation.delegant}, ${own}`;
}

/** @returns where a signatory stands, in a few words */
export function standing(one: SignatoryView): string {
  switch (one.status) {
    case 'signe':
      return one.method === 'papier' ? 'A signé sur papier' : 'A signé';
    case 'refuse':
      return 'A refusé de signer';
    case 'remplace':
      return 'Remplacé·e';
    case 'annule':
      return 'Annulé';
    case 'a-signer':
      if (!one.next) return 'Attend son tour';
      if (one.method === 'papier') return 'Original papier attendu';
      return one.shownAt === null ? 'Signature attendue' : 'A ouvert le texte, pas encore signé';
  }
}
