import { parisDay } from '#shared/kernel/paris.ts';

const long = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });

/** @param day `YYYY-MM-DD`; @returns « 1 janvier 2026 », with no-break spaces inside */
export function frenchDay(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return long.format(date).replace(/^1 /, '1er ').replaceAll(' ', '\u00a0');
}

/** @returns the day that it is in Paris, `YYYY-MM-DD` */
export function today(): string {
  return parisDay(Date.now());
}
