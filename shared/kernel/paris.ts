/*
 * The acts are French: a day and an hour are those of Paris, on screen as in the files, wherever the reader or the server
 * is. A page says so to whoever is elsewhere.
 */

/** The time zone of every day and hour that people read. */
export const PARIS = 'Europe/Paris';

const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: PARIS });
const clock = (timeZone?: string) =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', ...(timeZone && { timeZone }) });
const parisClock = clock(PARIS);
const ownClock = clock();

/** @param at milliseconds since 1970 @returns the day that it is in Paris, `YYYY-MM-DD` */
export const parisDay = (at: number): string => isoDay.format(at);

/** @returns whether the clocks where this runs show something else than those of Paris at that instant */
export const isElsewhere = (at: number): boolean => ownClock.format(at) !== parisClock.format(at);

const WHEN = { timeZone: PARIS, day: 'numeric', month: 'long', year: 'numeric' } as const;
const dayFormat = new Intl.DateTimeFormat('fr-FR', WHEN);
const hourFormat = new Intl.DateTimeFormat('fr-FR', {
  timeZone: PARIS,
  hour: 'numeric',
  minute: '2-digit',
});

/** @returns « 1er janvier 2027 », the day in Paris */
export function printedDay(at: number): string {
  const parts = dayFormat.formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const day = part('day') === '1' ? '1er' : part('day');
  return `${day}\u00a0${part('month')} ${part('year')}`;
}

/** @returns « 10 h 12 », the hour in Paris */
export const printedHour = (at: number): string => hourFormat.format(at).replace(':', '\u00a0h\u00a0');
