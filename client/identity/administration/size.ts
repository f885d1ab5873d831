const UNITS = ['o', 'Ko', 'Mo', 'Go', 'To'] as const;

/** @returns a size as it reads in French: « 12,4 Mo ». @param bytes 0 or more */
export function sizeWords(bytes: number): string {
  const rank = Math.min(UNITS.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** rank;
  const digits = rank === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString('fr', { maximumFractionDigits: digits })}\u00a0${UNITS[rank] ?? 'o'}`;
}
