import { PARIS } from '#shared/kernel/paris.ts';
import type { Author, Version } from '#shared/versions/wire.ts';

const when = new Intl.DateTimeFormat('fr', { dateStyle: 'medium', timeStyle: 'short', timeZone: PARIS });
const day = new Intl.DateTimeFormat('fr', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: PARIS,
});
const hour = new Intl.DateTimeFormat('fr', { timeStyle: 'short', timeZone: PARIS });

/** @returns « 12 mars 2026, 10:12 » */
export const momentName = (at: number): string => when.format(at);
/** @returns « jeudi 12 mars 2026 » */
export const dayName = (at: number): string => day.format(at);
/** @returns « 10:12 » */
export const hourName = (at: number): string => hour.format(at);

/** @returns « Camille Durand (UNML), Inès Moreau (Ateliers) » */
export function authorsName(authors: readonly Author[]): string {
  return authors
    .map(({ name, organisation }) => (organisation === '' ? name : `${name} (${organisation})`))
    .join(', ');
}

const plural = (count: number, one: string, many: string) => `${count} ${count > 1 ? many : one}`;

/** @returns « 3 alinéas changés, 1 ajouté » */
export function sizeName({ size }: Pick<Version, 'size'>): string {
  const parts = [
    size.blocksChanged > 0 ? plural(size.blocksChanged, 'alinéa changé', 'alinéas changés') : '',
    size.blocksAdded > 0 ? plural(size.blocksAdded, 'ajouté', 'ajoutés') : '',
    size.blocksRemoved > 0 ? plural(size.blocksRemoved, 'supprimé', 'supprimés') : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return 'aucun mot changé';
  return parts.join(', ');
}

/** First characters of a SHA-256: enough to tell two versions of an act apart at a glance. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
