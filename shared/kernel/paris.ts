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
