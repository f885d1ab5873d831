import type { Span } from './fold.ts';

/** What ends with a full stop without ending a sentence. */
const ABBREVIATION =
  /(?:^|[\s(’'«“\u00a0\u202f])(?:MM?|Mmes?|Mlle|Dr|Me|Mgr|St|Ste|art|al|cf|ex|p|pp|n|no|nos|vol|chap|env|etc|tél|dép|réf|[A-Z]|(?:[A-Z]\.)+[A-Z]|[LRD])$/u;
const CLOSERS = /[»”"’)\]\s\u00a0\u202f]/;

/** Whether a sign at `at` ends a sentence: followed by a blank and a capital, a figure or an opening sign. */
function endsSentence(text: string, at: number): boolean {
  if (!/[.!?…]/.test(text[at] ?? '')) return false;
  if (text[at] === '.' && ABBREVIATION.test(text.slice(Math.max(0, at - 12), at))) return false;
  const rest = text.slice(at + 1);
  if (/^[.!?…]/.test(rest)) return false;
  return /^[\s\u00a0\u202f]*[»”)\]]?[\s\u00a0\u202f]+[«“(\u00a0\s]*[\p{Lu}\d]/u.test(rest);
}

/**
 * The sentences of an alinéa, for « la deuxième phrase »: what stands in « », “ ” or brackets is cut nowhere.
 * @returns spans without the blanks between them, which put end to end cover all signs of the text
 */
export function phrasesOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = 0;
  let depth = 0;
  const take = (end: number) => {
    const raw = text.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    if (raw.trim() !== '') spans.push({ start: start + lead, end: start + raw.trimEnd().length });
    start = end;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (/[«“([]/.test(sign)) depth += 1;
    else if (/[»”)\]]/.test(sign)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !endsSentence(text, at)) continue;
    let end = at + 1;
    while (end < text.length && CLOSERS.test(text[end] ?? '') && !/[\s\u00a0\u202f]/.test(text[end] ?? ''))
      end += 1;
    take(end);
  }
  take(text.length);
  return spans;
}
