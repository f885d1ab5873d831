import type { DecorationAttrs } from '@tiptap/pm/view';

type CaretUser = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** @returns black or white, whichever reads best on `#rrggbb` (WCAG relative luminance) */
function inkOn(color: string): '#000000' | '#ffffff' {
  const channel = (at: number) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return luminance > 0.179 ? '#000000' : '#ffffff';
}

/** A colleague's caret with their name and organisation. Written as text: a name can't be markup. */
export function drawCaret(user: CaretUser): HTMLElement {
  const color = /^#[0-9a-f]{6}$/i.test(text(user.color)) ? text(user.color) : '#5f6b7a';
  const caret = document.createElement('span');
  caret.className = 'curseur';
  caret.style.setProperty('--couleur', color);
  caret.style.setProperty('--encre', inkOn(color));
  const label = document.createElement('span');
  label.className = 'curseur-nom';
  const organisation = text(user.organisation);
  label.textContent = organisation === '' ? text(user.name) : `${text(user.name)} · ${organisation}`;
  // A caret in the middle of a word must not be read out, nor break the word.
  caret.setAttribute('aria-hidden', 'true');
  caret.append('\u2060', label, '\u2060');
  return caret;
}

/** A colleague's selection, tinted with their colour. */
export function drawSelection(user: CaretUser): DecorationAttrs {
  const color = text(user.color);
  return /^#[0-9a-f]{6}$/i.test(color) ? { class: 'selection-distante', style: `--couleur:${color}` } : {};
}
