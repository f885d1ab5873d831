/** @returns the level of a heading from 1, by its outline level or its style’s name; null for a text */
export function headingLevelOf(styleName: string, outline: string | undefined): number | null {
  const level = outline === undefined ? Number.NaN : Number(outline);
  // Nine is the level of the text itself.
  if (level >= 0 && level < 9) return level + 1;
  const named = /^(?:heading|titre) (\d)$/i.exec(styleName)?.[1];
  return named === undefined ? null : Number(named);
}
