import type { Folded } from './characters.ts';

/** One line of the source, without its end: indexes in the folded text. */
export interface Line {
  readonly from: number;
  readonly to: number;
}

const BULLET = /^\s*(?:[-•○▪·*➢✓◦]|o)\s+\S/;
const NUMBERED =
  /^\s*(?:\(?(?:\d{1,2}|[ivxl]{1,5}|[a-z])\s?(?:°|\)|°\)|\.\s?-|\.(?=\s)|\s-(?=\s)|\s:(?=\s)))\s*\S/;
const HEADED =
  /^\s*(?:articles?|art\.|annexes?|titre|chapitre|section|axe|preambule|fait a|pour (?:le|la|l'|les)\s)/;
const OPENS = /^\s*[«“"]/;
const TABLE_ROW = /\S\s*(?:\||\t)\s*\S/;

/** Words that nothing ends on: after one, the sentence goes on whatever the next line begins with. */
const HANGING =
  /(?:[,']|(?:^|[\s'])(?:a|au|aux|de|du|des|d|la|le|les|l|un|une|et|ou|en|par|pour|sur|dans|que|qui|est|sont|ainsi|apres|avant|dont|n°|art\.|article|articles|alinea|alineas|mots|mot|avec|sous|entre|son|sa|ses|leur|leurs|ce|cette|ces|il|elle|se|premier|premiere|deuxieme|second|seconde|troisieme|dernier|derniere))$/;

const isBlank = (line: string): boolean => line.trim() === '';

/** @returns true when a line begins with what only a new alinéa begins with */
const opensAlinea = (key: string): boolean =>
  BULLET.test(key) || NUMBERED.test(key) || HEADED.test(key) || OPENS.test(key);

/** The width that a text is broken at, when several full lines stop near it; null when it is not broken. */
function wrapWidth(lines: readonly string[]): number | null {
  const long = lines.map((line) => line.trimEnd().length).filter((length) => length >= 50);
  if (long.length < 3) return null;
  const widest = Math.max(...long);
  if (widest > 140) return null;
  return long.filter((length) => length >= widest * 0.8).length >= 3 ? widest : null;
}

/** @returns true when a line end is but the edge of the page (rule C2) */
function goesOn(line: string, next: string, width: number | null): boolean {
  const before = line.trimEnd();
  if (isBlank(before) || isBlank(next) || TABLE_ROW.test(before) || TABLE_ROW.test(next)) return false;
  if (OPENS.test(next) || BULLET.test(next)) return false;
  if (HANGING.test(before)) return true;
  if (/\p{L}-$/u.test(before) && /^\s*\p{Ll}/u.test(next)) return true;
  if (opensAlinea(next)) return false;
  if (/[.;:!?]$/.test(before)) return false;
  return width !== null && before.length + (/^\s*\S+/.exec(next)?.[0].length ?? 0) >= width * 0.85;
}

/** Words whose hyphen is their own, wherever a line end falls on it. */
const OWN_HYPHEN =
  /(?:^|[\s'])(?:avant|vingt|trente|quarante|cinquante|soixante|quatre|dix|sous|ci|celui|celle|ceux|lui|elle|la|non|peut|au|vis|apres|vice|mi|demi|co|ex|porte|compte|chef|rendez|c'est|socio|inter|hors|par|saint|sainte|quatre-vingt)-$/;

/** What a text is once the edges of its pages are taken out: line ends that only they made are spaces. */
export function unwrap(source: Folded, wrapped: boolean): Folded {
  if (!wrapped || !source.text.includes('\n')) return source;
  const keys = source.key.split('\n');
  const texts = source.text.split('\n');
  const width = wrapWidth(keys);
  const soft: boolean[] = keys.map((line, i) => {
    const next = keys[i + 1];
    if (next === undefined) return false;
    if (goesOn(line, next, width)) return true;
    // A small letter goes on with a sentence that nothing has ended.
    return (
      !isBlank(line) &&
      /^\s*\p{Ll}/u.test(texts[i + 1] ?? '') &&
      !/[.;:!?|]\s*$/.test(line) &&
      !opensAlinea(next) &&
      !TABLE_ROW.test(line) &&
      !TABLE_ROW.test(next)
    );
  });
  if (!soft.includes(true)) return source;
  const text: string[] = [];
  const key: string[] = [];
  const at: number[] = [];
  let index = 0;
  keys.forEach((line, i) => {
    const cut = soft[i] === true && /\p{L}-\s*$/u.test(line) && /^\s*\p{Ll}/u.test(texts[i + 1] ?? '');
    const trimmed = line.trimEnd();
    const kept = cut ? (OWN_HYPHEN.test(trimmed) ? trimmed.length : trimmed.length - 1) : line.length;
    for (let j = 0; j < kept; j += 1) {
      text.push(texts[i]?.[j] ?? '');
      key.push(line[j] ?? '');
      at.push(source.at[index + j] ?? 0);
    }
    index += line.length;
    if (i === keys.length - 1) return;
    if (!cut) {
      const end = soft[i] === true ? ' ' : '\n';
      text.push(end);
      key.push(end);
      at.push(source.at[index] ?? 0);
    }
    index += 1;
  });
  at.push(source.raw.length);
  return { raw: source.raw, text: text.join(''), key: key.join(''), at: Uint32Array.from(at) };
}

/** @returns the lines of a folded text, blank ones included, in order */
export function linesOf(source: Folded): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  for (;;) {
    const end = source.text.indexOf('\n', from);
    if (end === -1) {
      lines.push({ from, to: source.text.length });
      return lines;
    }
    lines.push({ from, to: end });
    from = end + 1;
  }
}
