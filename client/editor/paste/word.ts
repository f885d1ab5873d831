/*
 * What Word's own HTML says beside the tags: list levels and markers, footnotes. Word writes no <ul> but
 * paragraphs whose style holds `mso-list: l0 level2 lfo1`, with the printed marker in a span to be ignored.
 */

/** A paragraph that Word numbers or bullets. */
export interface WordListItem {
  /** Depth from 1. */
  readonly niveau: number;
  /** The marker as printed: « 2. », « a) », « · ». */
  readonly marker: string;
}

const style = (element: Element) => element.getAttribute('style') ?? '';

/** @returns the list level and marker of a paragraph, or null when Word numbers it not */
export function wordListItem(paragraph: Element): WordListItem | null {
  const level = /mso-list:\s*[^;]*\blevel(\d+)/i.exec(style(paragraph));
  const ignored = [...paragraph.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(style(span)),
  );
  if (!level && !ignored) return null;
  const marker = (ignored?.textContent ?? '').replace(/[\s\u00a0]+/g, '');
  return { niveau: Math.min(6, Number(level?.[1] ?? 1)), marker };
}

/** @returns true for the span that holds a printed marker */
export function isWordMarker(element: Element): boolean {
  return /mso-list:\s*ignore/i.test(style(element));
}

/** @returns true for what Word keeps in its HTML but never shows: comments, hidden text */
export function isWordHidden(element: Element): boolean {
  return /mso-element:\s*comment|mso-special-character:\s*comment|mso-hide:\s*all|mso-comment-reference/i.test(
    style(element),
  );
}

/** The bullets of Word's symbol fonts, in characters that any font has. */
const BULLETS: Readonly<Record<string, string>> = {
  '·': '•',
  '\uf0b7': '•',
  o: '○',
  '§': '–',
  '\uf0a7': '–',
  '■': '–',
  '▪': '–',
  '-': '-',
  '–': '–',
  '—': '–',
  '•': '•',
  '●': '•',
  '○': '○',
  '◦': '○',
};

/**
 * Turns a printed marker into the pattern of an item: « 7. » → « 1. », « c) » → « a) », « · » → « • ».
 * @param previous pattern of the item before at that level: « i) » goes on with « ii) », but follows « h) »
 */
export function markerPattern(marker: string, previous: string | null): string {
  const bullet = BULLETS[marker];
  if (bullet !== undefined) return bullet;
  const match = /^(\(?)(\d+|[a-zA-Z]+)([.)°º\-–]*)$/.exec(marker);
  if (!match) return marker === '' ? '–' : marker;
  const [, open = '', counter = '', close = ''] = match;
  const after = close.replace('º', '°');
  const pattern = (one: string) => `${open}${one}${after}`;
  if (/^\d/.test(counter)) return pattern('1');
  const lower = counter === counter.toLowerCase();
  const roman = /^[ivxlc]+$/i.test(counter);
  const goesOn = previous === pattern(lower ? 'a' : 'A') && counter.length === 1 && !/^ii/i.test(counter);
  if (roman && !goesOn && /^(i|ii|iii|iv|v|vi{0,3}|ix|x.*)$/i.test(counter))
    return pattern(lower ? 'i' : 'I');
  if (counter.length === 1) return pattern(lower ? 'a' : 'A');
  return marker;
}

/** A footnote call of Word or LibreOffice; `key` is that of the note it calls. */
export function footnoteCallKey(anchor: Element): string | null {
  const href = anchor.getAttribute('href') ?? '';
  const word = /#_(?:ftn|edn)(\d+)$/.exec(href);
  if (word) return `ftn${word[1]}`;
  const libre = /#sdfootnote(\d+)sym$/.exec(href);
  return libre ? `ftn${libre[1]}` : null;
}

/** @returns the key of the note whose text this element holds, or null */
export function footnoteTextKey(element: Element): string | null {
  const id = element.getAttribute('id') ?? '';
  const match = /^(?:ftn|edn|sdfootnote)(\d+)$/.exec(id);
  return match ? `ftn${match[1]}` : null;
}

/** @returns true for the anchor that goes from a note's text back to its call */
export function isFootnoteBackLink(anchor: Element): boolean {
  return /#(?:_(?:ftn|edn)ref\d+|sdfootnote\d+anc)$/.test(anchor.getAttribute('href') ?? '');
}
