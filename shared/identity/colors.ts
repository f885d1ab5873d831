/**
 * Colours of the participants of an act: cursors and names. Each gives white text a contrast of at least 4.5 to 1
 * (WCAG 2.1, 1.4.3) and is written `#rrggbb`, the only form that the caret extension takes.
 */
const PARTICIPANT_COLORS = [
  '#1d4ed8',
  '#b3261e',
  '#0f766e',
  '#7c3aed',
  '#a8470a',
  '#be185d',
  '#3f6212',
  '#0e6ba8',
  '#6b4f1d',
  '#86198f',
  '#374151',
  '#15803d',
] as const;

/** @param rank order of arrival in the act, from 0; colours start again when all are taken */
export function participantColor(rank: number): string {
  return PARTICIPANT_COLORS[rank % PARTICIPANT_COLORS.length] ?? PARTICIPANT_COLORS[0];
}
