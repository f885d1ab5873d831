/** Attributes that a heading's own words tell: « Article 3 – Durée » is numbered, and its number is computed. */
export interface HeadingGuess {
  readonly genre: string;
  readonly prefixe: string;
  readonly compteur: string;
  readonly separateur: string;
  readonly complet: boolean;
  /** Characters at the start of the heading that the number stands for. */
  readonly taken: number;
}

const WORDS: Readonly<Record<string, string>> = {
  article: 'article',
  axe: 'axe',
  titre: 'titre',
  chapitre: 'chapitre',
  section: 'section',
  annexe: 'annexe',
};

function counterOf(number: string): string {
  if (/^1(er|ᵉʳ)$/i.test(number)) return '1er';
  if (/^\d+$/.test(number)) return '1';
  return /^[IVXLC]+$/.test(number) ? 'I' : 'A';
}

const separatorOf = (raw: string): string => {
  const sign = raw.trim();
  if (sign === '') return ' ';
  if (sign === '.' || sign === ')') return `${sign} `;
  return sign === ':' ? '\u00a0: ' : ` ${sign} `;
};

/**
 * Reads the number at the start of a heading.
 * @returns null when there is none that the numbering can print again
 */
export function guessHeading(text: string): HeadingGuess | null {
  const worded =
    /^\s*(article|axe|titre|chapitre|section|annexe)[\s\u00a0]+(1er|1ᵉʳ|\d+|[IVXLC]+|[A-Z])(?![\p{L}\p{N}])([\s\u00a0]*[-–—:.)][\s\u00a0]*|[\s\u00a0]+|$)/iu.exec(
      text,
    );
  if (worded) {
    const word = worded[1] ?? '';
    return {
      genre: WORDS[word.toLowerCase()] ?? 'rubrique',
      prefixe: `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()} `,
      compteur: counterOf(worded[2] ?? ''),
      separateur: separatorOf(worded[3] ?? ''),
      complet: false,
      taken: worded[0].length,
    };
  }
  const dotted = /^\s*\d+(?:\.\d+)+([.)]?)[\s\u00a0]+/u.exec(text);
  const bare = /^\s*(\d+|[IVXLC]+|[A-Z])([.)]|[\s\u00a0]*[-–—])[\s\u00a0]*/u.exec(text);
  const found = dotted ?? bare;
  if (!found) return null;
  const complet = dotted !== null;
  return {
    genre: complet ? 'section' : 'rubrique',
    prefixe: '',
    compteur: dotted ? '1' : counterOf(bare?.[1] ?? '1'),
    separateur: separatorOf((dotted ? dotted[1] : bare?.[2]) ?? ''),
    complet,
    taken: found[0].length,
  };
}
