import type { InlineJson } from '#shared/document/model.ts';
import { compareInline } from './inline/compare.ts';
import type { InlineComparison } from './inline/model.ts';

/** A line end of a plain text is a line end of the act: adding one is a change that shows. */
const linesOf = (text: string): readonly InlineJson[] =>
  text
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .flatMap((line, rank): InlineJson[] => [
      ...(rank === 0 ? [] : [{ type: 'hardBreak' } as const]),
      ...(line === '' ? [] : [{ type: 'text', text: line } as const]),
    ]);

/**
 * Compares two plain texts, such as two versions of a clause (rules K7 to K13).
 * @param a the old text, `b` the new one; any line ends
 * @returns what changed; the `text` of its pieces reads as each side does, a line end being `\n`
 */
export function compareText(a: string, b: string): InlineComparison {
  return compareInline(linesOf(a), linesOf(b));
}
