import { printField } from '#shared/document/variables.ts';

/** @returns a day `YYYY-MM-DD` as a sentence says it: « 1er janvier 2026 » */
export const dayInWords = (day: string): string =>
  printField({ type: 'date', libelle: '', valeur: day }, 'date');
