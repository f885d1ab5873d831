import { lenient } from '../reading/plain.ts';
import type { Line } from './lines.ts';
import { isFormula } from './roles.ts';

/*
 * Text copied from a PDF or an e-mail has its paragraphs broken at the width of the page. Such lines are joined;
 * the short lines of a cover, an address or a signature are not (rules L6 and L7 of RULES.md).
 */

const STRUCTURAL: readonly RegExp[] = [
  /^(?:[«"“]\s?)?(?:article|art\.|titre|chapitre|section|sous-section|annexe|axe|objectif|action|volet)\s{1,4}(?:n\s?°\s?)?(?:\d|[IVX]{1,5}\b|premier|unique)/iu,
  /^Vus?\s(?:la|le|les|l['’]|son|sa|ses|:)/,
  /^VU\b/,
  /^(?:Considérant|CONSIDÉRANT|CONSIDERANT)\b/,
  /^(?:entre|et)\s?[:,]?$/i,
  /^(?:et\s)?d['’](?:une|autre)\s+part\b/i,
  /^(?:fait|signé)\s(?:à|au|aux|en|le)\b/i,
  lenient(
    /^(?:représentée?s?\s(?:par|aux)|ci-après|dont\sle\ssiège|dénommée?s?\s|désignée?s?\s|ayant\sson\ssiège)/i,
  ),
  /^(?:Pour|POUR|P\s?\/)\s/,
  /^(?!n\s?°)\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zA-Z]|[ivxIVX]{1,5})(?:[.)°]|\s?[-–—])\s/,
  /^\d{1,2}(?:\.\d{1,2}){1,3}\s/,
  /^[¹²³⁴-⁹]|^\(\d{1,2}\)\s|^\[\d{1,2}\]\s/,
];
const STARTS_LOW = /^[(«"“*_]{0,3}\s?\p{Ll}/u;
const ENDS_SENTENCE = /[.;:!?…]["»”)\]*_\s]{0,4}$/u;

/** No line of a French text ends there by intent. */
const ENDS_OPEN =
  /\s(?:son|sa|ses|[Ll]e|[Ll]a|[Ll]es|de|[Dd]u|[Dd]es|et|ou|à|au|aux|par|en|sur|dans|avec|pour|[Uu]n|[Uu]ne|que|qui|dont|ce|cette|ces|leurs?|M\.|Mme|Monsieur|Madame|n°)$/u;

/** « ENGAGEMENTS DES PARTIES ET CONDITIONS DE⏎VERSEMENT »: capitals that go on are one heading. */
const NUMBERED_CAPS =
  /^(?:ARTICLE|ART\.|TITRE|CHAPITRE|SECTION|AXE|ANNEXE)\s{1,4}(?:N\s?°\s?)?[\dIVX]{1,5}(?:ER)?\s?[.:–—-]/u;
const CAPS_END = /\s(?:D[EU]S?|LA|LES?|ET|OU|À|A|AUX?|PAR|EN|SUR|DANS|AVEC|POUR|UNE?)$/u;
const CAPS_LINE = /^[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*$/u;
/** A given name whose family name stands on the next line. */
const HALF_NAME = /(?:^|[\s*_])(?:Madame|Monsieur|Mme|M\.)\s\p{Lu}\p{Ll}{1,20}(?:-\p{Lu}\p{Ll}{1,20})?$/u;
const FAMILY_NAME = /^\p{Lu}[\p{L}'’-]{1,40}(?:\s\p{Lu}[\p{L}'’-]{1,40}){0,2}[*_]{0,3}\s?(?:,|$)/u;
/** « P/ le Président et par délégation, »: the lines of a signature are kept apart. */
const SIGNING = /^(?:Pour|POUR|P\s?\/)\s.{0,120},$/u;

/** Two lines that go on, or that do not, whatever the width; null when the width decides. */
function wordsDecide(line: Line, next: Line): boolean | null {
  const { text } = line;
  if (SIGNING.test(text)) return false;
  if (/[,;.:]$/.test(text) && isFormula(next.text)) return false;
  if (line.hardBreak) return null;
  if (HALF_NAME.test(text) && FAMILY_NAME.test(next.text)) return true;
  if (!CAPS_LINE.test(text) || !CAPS_LINE.test(next.text) || isStructural(next.text)) return null;
  return CAPS_END.test(text) || (NUMBERED_CAPS.test(text) && text.length > 40) ? true : null;
}

const isStructural = (text: string): boolean => STRUCTURAL.some((pattern) => pattern.test(text));

/** Columns that the line and the first word of the next would take together. */
function reach(line: Line, next: Line): number {
  const space = next.text.search(/\s/);
  return line.width + 1 + (space === -1 ? next.text.length : space);
}

/**
 * Finds the width at which a text was broken.
 * @returns the least reach of a line known to go on into the next, or null when lines were not broken
 */
export function measureWrap(lines: readonly Line[]): number | null {
  const reaches: number[] = [];
  let long = 0;
  let texts = 0;
  let widest = 0;
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'text' && line.kind !== 'bullet') continue;
    texts += 1;
    widest = Math.max(widest, line.width);
    if (line.width > 140) long += 1;
    const next = lines[index + 1];
    if (next?.kind !== 'text' || line.cells.length > 1) continue;
    const open = ENDS_OPEN.test(line.text) && line.text.length > 20;
    const low = STARTS_LOW.test(next.text) && !ENDS_SENTENCE.test(line.text);
    const goesOn = open || (low && !isStructural(next.text));
    if (goesOn) reaches.push(reach(line, next));
  }
  if (long / texts > 0.1) return null;
  reaches.sort((a, b) => a - b);
  // Two lines say so in a text that has no longer ones; a cover alone has one.
  const few = reaches.length === 2 && (reaches[0] ?? 0) >= 65 && widest <= 100;
  if (reaches.length < 3 && !few) return null;
  const low = reaches[Math.floor(reaches.length * 0.05)] ?? 0;
  const high = reaches[Math.floor(reaches.length * 0.9)] ?? 0;
  return high < 45 ? null : Math.max(low, Math.floor(high * 0.75));
}

/**
 * Tells whether a line goes on into the next one of its paragraph.
 * @param wrap what {@link measureWrap} found
 */
export function wrapsInto(line: Line, next: Line, wrap: number | null): boolean {
  if (line.cells.length > 1 || next.cells.length > 1) return false;
  const full = wrap !== null && reach(line, next) >= wrap;
  const low = STARTS_LOW.test(next.text);
  const ended = ENDS_SENTENCE.test(line.text);
  const decided = wordsDecide(line, next);
  if (decided !== null) return decided;
  if (line.hardBreak && !(full && low)) return false;
  if (ENDS_OPEN.test(line.text) && line.text.length > 20 && !line.hardBreak) return true;
  if (/\p{L}[-\u00AD]$/u.test(line.text) && low) return true;
  if (isStructural(next.text)) return full && !ended && low;
  if (full) return !(ended && line.kind === 'text' && next.indent > line.indent + 1);
  return low && !ended && line.text.length > 20;
}
