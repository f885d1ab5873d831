import type { Gender } from '#shared/document/french.ts';
import type { QuotedLine } from '../model.ts';
import { counted } from './french.ts';

const NUMBERED = /^(?:(\d+(?:-\d+)?°)|([a-z])\))\s/u;

/** @returns the rank of a line by its number: 3 for « 3° » and « c) »; null without one */
export function rankOfNumber(line: string): number | null {
  const [, degree, letter] = NUMBERED.exec(line) ?? [];
  if (degree !== undefined) return Number.parseInt(degree, 10);
  return letter === undefined ? null : letter.charCodeAt(0) - 96;
}

const BULLETS: readonly (readonly [mark: RegExp, noun: string, gender: Gender])[] = [
  [/^[–—-]\s/u, 'tiret', 'm'],
  [/^[•○▪●◦➢]\s/u, 'puce', 'f'],
];

/** What new lines are called. */
interface NewLines {
  readonly text: string;
  readonly gender: Gender;
}

/**
 * What new lines are called, and how it agrees:
 * « un alinéa ainsi rédigé », « deux tirets ainsi rédigés »; a numbered line alone is called by its number, « un 4° ».
 * @param numbered false where a number would be read as that of another list
 */
export function newLines(lines: readonly QuotedLine[], numbered = true): NewLines {
  const [first] = lines;
  const number = numbered && lines.length === 1 && first?.kind === 'text' ? NUMBERED.exec(first.text) : null;
  const label = number?.[1] ?? number?.[2];
  if (label !== undefined) return { text: `un ${label} ainsi rédigé`, gender: 'm' };
  const bullet = BULLETS.find(([mark]) =>
    lines.every((line) => line.kind === 'text' && mark.test(line.text)),
  );
  const [, noun, gender] = bullet ?? [null, 'alinéa', 'm' as const];
  return { text: counted(lines.length, noun, gender), gender };
}
