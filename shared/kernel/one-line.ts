/** What begins another line, is half a sign, or turns round the direction of what follows. */
const UNRULY = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu;

/**
 * What somebody typed, as it may stand among words of ours: it can't pass for another line, nor turn round what follows.
 * @param longest in UTF-16 units; no sign is cut in two
 */
export function oneLine(text: string, longest: number): string {
  return text
    .replace(UNRULY, ' ')
    .trim()
    .slice(0, longest)
    .replace(/[\ud800-\udbff]$/, '');
}
