const DAY_MS = 24 * 60 * 60 * 1000;

/** @returns the day `count` days later; days are `YYYY-MM-DD` */
export const addDays = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);

/**
 * The same day of the month, `months` later; the last day of that month when it has no such day (rule L3).
 * Source: Code de procédure civile, article 641; no weekend moves it (Cass. 3ᵉ civ., 8 mars 2018).
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const target = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date, last));
  return target.toISOString().slice(0, 10);
}
