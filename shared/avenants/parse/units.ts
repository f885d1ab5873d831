import { numberStart } from '#shared/exchange/import/number-start.ts';
import type { Folded } from './characters.ts';
import { type Line, linesOf } from './lines.ts';
import type { Quote } from './quotes.ts';

/** How an avenant numbers its own instructions; the number says nothing of the target (rule U3 of RULES.md). */
export type MarkerKind = 'I' | 'A' | '1°' | '1.' | 'a)' | 'i)' | '-';

interface Marker {
  readonly kind: MarkerKind;
  readonly label: string;
}

/** One entry of an avenant: a heading, or a numbered or plain piece of text with the quotations that go with it. */
export interface Unit {
  readonly from: number;
  readonly to: number;
  /** Where its words begin, after its markers. */
  readonly body: number;
  readonly markers: readonly Marker[];
  readonly heading: boolean;
}

const MARKERS: readonly (readonly [RegExp, MarkerKind])[] = [
  [/\(?(\d{1,2}) ?°(?: (?:bis|ter|quater|quinquies))?\)? ?(?:[-.:](?= ))? */y, '1°'],
  [/(\d{1,2}(?:\.\d{1,2})*)(?: ?\. ?-|\)|\.(?= )|(?<=\.\d)(?= )| -(?= )) */y, '1.'],
  [/([IVX]{1,5})(?: ?\. ?-| ?\.(?= )| -(?= )|\)|°(?= )) */y, 'I'],
  [/([A-Z])(?: ?\. ?-| ?\.(?= )| -(?= )|\)) */y, 'A'],
  [/\(?((?:i{1,3}|iv|vi{0,3}|ix|x))\) */y, 'i)'],
  [/\(?([a-z]{1,2})(?: (?:bis|ter|quater|quinquies)(?=\)))?(?:\)|\.(?= )|(?: -(?= ))|°\)?) */y, 'a)'],
  [/([-•○▪·*➢✓◦]) +/y, '-'],
];

function markerAt(
  source: Folded,
  index: number,
  last: ReadonlyMap<MarkerKind, string>,
): (Marker & { readonly end: number }) | null {
  for (const [pattern, kind] of MARKERS) {
    pattern.lastIndex = index;
    const match = pattern.exec(source.text);
    if (match === null) continue;
    const label = match[1] ?? '';
    // After « h) », « i) » is a letter.
    if (kind === 'i)' && label.length === 1 && follows(last.get('a)'), label)) continue;
    return { kind, label, end: pattern.lastIndex };
  }
  return null;
}

const follows = (before: string | undefined, label: string): boolean =>
  before !== undefined && before.length === 1 && before.charCodeAt(0) + 1 === label.charCodeAt(0);

function readMarkers(
  source: Folded,
  from: number,
  to: number,
  last: Map<MarkerKind, string>,
): { readonly body: number; readonly markers: readonly Marker[] } {
  const markers: Marker[] = [];
  let index = from;
  for (let count = 0; count < 4; count += 1) {
    while (index < to && source.text[index] === ' ') index += 1;
    const marker = markerAt(source, index, last);
    if (marker === null || marker.end > to) break;
    // « 2° de l’article 4 est supprimé » without its article is a target.
    if (/^(?:de|du|des) /.test(source.key.slice(marker.end, marker.end + 4)) && marker.kind !== '-') break;
    if (markers.some((one) => one.kind === marker.kind)) break;
    markers.push({ kind: marker.kind, label: marker.label });
    last.set(marker.kind, marker.label);
    index = marker.end;
  }
  return { body: index, markers };
}

/** True where an avenant's own division begins: « Article 2 – Modification de l’article 4 ». */
function headingEnd(source: Folded, line: Line): number | null {
  const text = source.text.slice(line.from, line.to);
  const indent = text.length - text.trimStart().length;
  const start = numberStart(text.slice(indent));
  if (start === null || !start.named || start.number === '' || text[indent] !== text[indent]?.toUpperCase())
    return null;
  if (start.separateur.trim() === ',') return null;
  return line.from + indent + start.length;
}

const SENTENCE =
  /(?:^|[\s'])(?:est|sont|sera|seront|a ete|ont ete|devient|deviennent|remplacer|supprimer|inserer|ajouter|completer|rediger|abroger|lire|substituer|conviennent|convenu|decident|pour objet|vise a)(?:$|[\s,])/;

/**
 * Cuts an avenant into units. A line that a quotation holds, or that a quotation opens, belongs to the unit before it.
 * @param quotes quotations of the whole text
 */
export function readUnits(source: Folded, quotes: readonly Quote[]): readonly Unit[] {
  const units: Unit[] = [];
  let last = new Map<MarkerKind, string>();
  let quoteIndex = 0;
  let current: {
    from: number;
    to: number;
    body: number;
    markers: readonly Marker[];
    heading: boolean;
  } | null = null;
  const close = (): void => {
    if (current !== null) units.push(...inlineUnits(source, current, quotes, last));
    current = null;
  };
  for (const line of linesOf(source)) {
    while (quoteIndex < quotes.length && (quotes[quoteIndex]?.to ?? 0) <= line.from) quoteIndex += 1;
    const quote = quotes[quoteIndex];
    const start = line.from + (/^ */.exec(source.text.slice(line.from, line.to))?.[0].length ?? 0);
    const inside = quote !== undefined && quote.from < line.from && quote.to > line.from;
    const opens = quote !== undefined && quote.from === start;
    const blank = start >= line.to;
    if (
      current !== null &&
      (blank || inside || (opens && !current.heading) || continues(source, current, start, line))
    ) {
      if (!blank) current.to = line.to;
      continue;
    }
    if (blank) continue;
    close();
    const headed = headingEnd(source, line);
    if (headed !== null) {
      last = new Map();
      // « Article 2 : L’article 4 est abrogé. »: heading and sentence on one line.
      const rest = maskQuotes(source, quotes, headed, line.to);
      const sentence = SENTENCE.test(rest) || /[.;]\s*$/.test(rest);
      if (!sentence) {
        current = { from: line.from, to: line.to, body: headed, markers: [], heading: true };
        close();
        continue;
      }
      units.push({ from: line.from, to: headed, body: headed, markers: [], heading: true });
      const { body, markers } = readMarkers(source, headed, line.to, last);
      current = { from: headed, to: line.to, body, markers, heading: false };
      continue;
    }
    const { body, markers } = readMarkers(source, start, line.to, last);
    current = { from: line.from, to: line.to, body, markers, heading: false };
  }
  close();
  return units;
}

/** After a quotation that stood on lines of its own, « sont remplacés par… » goes on with the sentence. */
function continues(
  source: Folded,
  current: { readonly to: number; readonly body: number; readonly heading: boolean },
  start: number,
  line: Line,
): boolean {
  if (current.heading) return false;
  // « Au lieu de : « … » », then « Lire : « … » » on a line of its own.
  const opening = source.key.slice(current.body, current.body + 14).trimStart();
  if (
    /^au lieu d[eu' ]/.test(opening) &&
    /^(?:il (?:faut|convient de) )?lire\b/.test(source.key.slice(start, line.to))
  )
    return true;
  const before = source.text.slice(Math.max(0, current.to - 3), current.to).trimEnd();
  return (
    /[»”"]$/.test(before) &&
    /^(?:est|sont|par|et|,)\b/.test(source.key.slice(start, line.to)) &&
    /^[\p{Ll},]/u.test(source.text.slice(start, start + 1))
  );
}

/** The letters of a stretch, quotations turned to spaces. */
function maskQuotes(source: Folded, quotes: readonly Quote[], from: number, to: number): string {
  let text = '';
  let index = from;
  for (const quote of between(quotes, from, to)) {
    text += source.key.slice(index, quote.from) + '\ufffc'.repeat(Math.min(to, quote.to) - quote.from);
    index = Math.min(to, quote.to);
  }
  return text + source.key.slice(index, to);
}

function between(quotes: readonly Quote[], from: number, to: number): readonly Quote[] {
  let low = 0;
  let high = quotes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((quotes[middle]?.from ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < quotes.length && (quotes[end]?.from ?? to) < to) end += 1;
  return quotes.slice(low, end);
}

const INLINE_MARKER =
  /([:;.]\s+(?:et\s+)?)(\(?\d{1,2} ?°(?: (?:bis|ter|quater))?\)?|\(?[a-z](?: (?:bis|ter|quater))?\)|\(?(?:i{1,3}|iv|vi{0,3})\)|\d{1,2}\)|-)\s+(?=[\p{L}\ufffc«])/gu;

/** « L’article 4 est ainsi modifié : 1° … ; 2° … » on one line: one unit for each number. */
function inlineUnits(
  source: Folded,
  unit: Unit,
  quotes: readonly Quote[],
  last: Map<MarkerKind, string>,
): readonly Unit[] {
  if (unit.heading) return [unit];
  const masked = maskQuotes(source, quotes, unit.body, unit.to);
  const starts: number[] = [];
  let kind: string | null = null;
  for (const match of masked.matchAll(INLINE_MARKER)) {
    const label = match[2] ?? '';
    const style = label.replace(/\d+|[a-z]+/, '#');
    const first = /^\(?(?:1|a|i|-)(?!\d)/.test(label);
    if (kind === null && !first && !unit.markers.some((one) => one.kind === '1°' || one.kind === 'a)'))
      continue;
    kind ??= style;
    starts.push(unit.body + match.index + (match[1]?.length ?? 0));
  }
  if (starts.length === 0) return [unit];
  const bounds = [...starts, unit.to];
  const first: Unit = { ...unit, to: bounds[0] ?? unit.to };
  const rest = starts.map((from, i): Unit => {
    const to = bounds[i + 1] ?? unit.to;
    return { from, to, ...readMarkers(source, from, to, last), heading: false };
  });
  return [first, ...rest];
}

const ABBREVIATION =
  /(?:^|[\s(«'])(?:art|al|n|no|m|mm|mme|mlle|dr|me|p|pp|cf|etc|ex|chap|sect|ann|l|r|d|st|ste|\p{L})\.$/u;

/**
 * Cuts the words of a unit into sentences; a quotation that ends with a full stop may end one.
 * @returns stretches of the folded text that leave nothing out
 */
export function readSentences(source: Folded, unit: Unit, quotes: readonly Quote[]): readonly Line[] {
  const sentences: Line[] = [];
  const masked = maskQuotes(source, quotes, unit.body, unit.to);
  let from = unit.body;
  const cut = (to: number): void => {
    if (source.text.slice(from, to).trim() === '') return;
    sentences.push({ from, to });
    from = to;
  };
  for (const match of masked.matchAll(/(\.|\ufffc)(\s+)(?=\p{L})/gu)) {
    const at = unit.body + match.index;
    const next = at + 1 + (match[2] ?? '').length;
    if (!/\p{Lu}/u.test(source.text[next] ?? '')) continue;
    if (match[1] === '.') {
      if (ABBREVIATION.test(source.key.slice(Math.max(unit.body, at - 6), at + 1))) continue;
    } else if (!/[.!?…]\s*[»”"]$/.test(source.text.slice(Math.max(0, at - 4), at + 1))) continue;
    cut(next);
  }
  if (sentences.length > 0 && source.text.slice(from, unit.to).trim() === '') {
    const tail = sentences.pop();
    if (tail !== undefined) sentences.push({ from: tail.from, to: unit.to });
  } else sentences.push({ from, to: unit.to });
  return sentences;
}
