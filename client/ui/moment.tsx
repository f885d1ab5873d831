import { useEffect, useState } from 'react';
import { isElsewhere, PARIS, parisDay } from '#shared/kernel/paris.ts';

const relative = new Intl.RelativeTimeFormat('fr', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', timeZone: PARIS });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const STEPS: readonly (readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number])[] = [
  [60 * MINUTE, 'minute', MINUTE],
  [24 * 60 * MINUTE, 'hour', 60 * MINUTE],
  [30 * 24 * 60 * MINUTE, 'day', 24 * 60 * MINUTE],
  [365 * 24 * 60 * MINUTE, 'month', 30 * 24 * 60 * MINUTE],
  [Number.POSITIVE_INFINITY, 'year', 365 * 24 * 60 * MINUTE],
];

/** Midnights between two instants, in Paris; a day of 23 or 25 hours counts as one. */
function nightsBetween(instant: number, now: number): number {
  const midnight = (at: number) => Date.parse(parisDay(at));
  return Math.round((midnight(now) - midnight(instant)) / DAY);
}

/** @returns « à l’instant », « il y a 5 minutes », « hier »…; both instants in milliseconds since 1970 */
export function sinceWhen(instant: number, now: number): string {
  const elapsed = Math.max(0, now - instant);
  if (elapsed < MINUTE) return 'à l’instant';
  // Two days ago in the evening is « avant-hier » this morning, though less than 48 hours have passed.
  if (elapsed >= DAY && elapsed < 7 * DAY) return relative.format(-nightsBetween(instant, now), 'day');
  const step = STEPS.find(([limit]) => elapsed < limit);
  return step ? relative.format(-Math.floor(elapsed / step[2]), step[1]) : exactDate(instant);
}

/** An instant told relatively, kept fresh, with the exact date beside it for whoever wants it. */
export function Moment({ at }: { readonly at: number }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={new Date(at).toISOString()} title={exactDate(at)}>
      {sinceWhen(at, now)}
    </time>
  );
}

/**
 * @returns the exact date and time in Paris, as « 21 novembre 2026 à 03:01 »; whoever is where clocks show something else
 *   is told « (heure de Paris) »
 */
export function exactDate(instant: number): string {
  return absolute.format(instant) + (isElsewhere(instant) ? ' (heure de Paris)' : '');
}
