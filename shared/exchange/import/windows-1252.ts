/** What bytes 0x80 to 0x9F are in Windows-1252; a dot where it defines nothing. */
const HIGH = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

/** @returns the character of a byte of Windows-1252 (some JavaScript engines decode it as Latin-1) */
export function windows1252Char(byte: number): string {
  if (byte < 0x80 || byte > 0x9f) return String.fromCharCode(byte);
  const char = HIGH[byte - 0x80] ?? '.';
  return char === '.' ? '\uFFFD' : char;
}
