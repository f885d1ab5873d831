import type { CSSProperties } from 'react';
import classes from './monogram.module.css';

/** @returns one or two initials, in capitals: of the first name, and of the last word as it begins (« Ménard-Lévêque »: M) */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => /^\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return (
    picked
      .map((word) => (word ? ([...word][0] ?? '') : ''))
      .join('')
      .toLocaleUpperCase('fr') || '?'
  );
}

/**
 * A person as initials on a disc. Decorative: the name is written beside it, or carried by what contains it.
 * @param color `#rrggbb` of the person's caret, shown as the ring; the accent when absent
 */
export function Monogram({ name, color }: { readonly name: string; readonly color?: string | undefined }) {
  const style: CSSProperties | undefined = color ? { borderColor: color } : undefined;
  return (
    <span className={classes.disc} style={style} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
