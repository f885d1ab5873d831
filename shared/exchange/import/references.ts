import type { InlineJson, MarkJson } from '#shared/document/model.ts';
import { MONTH_WORDS, PLAIN_MONTHS } from '#shared/document/months.ts';
import { type InlineRange, lettersOf } from './inline-text.ts';

/** A text outside the act, as cited. */
export interface ExternalReference {
  readonly text: string;
  /** Normalised key: `loi:1978-01-06:78-17`, `code:travail:L6111-6`, `ue:2016/679`. */
  readonly ref: string;
  readonly start: number;
  readonly end: number;
}

const DATE = `\\d{1,2}\\s?(?:er)?\\s(?:${MONTH_WORDS})\\s\\d{4}`;
const NUMBER = '(?:n\\s?[°ºo]s?\\s?|numéro\\s)(\\d{2,4}-\\d{1,5}|\\d{4}/\\d{1,4}|\\d{1,5}/\\d{4})';
const NATURE =
  'loi(?:\\sorganique|\\sde\\sfinances)?|décret(?:-loi)?|ordonnance|arrêté|circulaire|instruction|délibération|décision|règlement|directive';
/** « loi n° 78-17 du 6 janvier 1978 », « loi du 1er juillet 1901 », « règlement (UE) 2016/679 ». */
const TEXTS = new RegExp(
  `(?<![\\p{L}])(${NATURE})\\s(?:\\((?:UE|CE)\\)\\s)?(?:(?:européen|général|ministérielle?|interministérielle?|préfectoral|modifiée?)\\s)?(?:${NUMBER}|(\\d{4}/\\d{1,4}))?(?:\\s?,?\\s?(?:(?:modifiée?\\s)?du|en\\sdate\\sdu)\\s(${DATE}))?`,
  'giu',
);
/** « article L. 6111-6 du code du travail », « articles L. 5314-1 et suivants du code du travail ». */
const CODES =
  /(?<![\p{L}])(?:(?:l['’])?articles?\s((?:[LRD]\s?\.?\s?\*?\s?)?\d[\d.-]{0,12}(?:(?:\s?,\s|\set\s|\sà\s)(?:[LRD]\s?\.?\s?)?\d[\d.-]{0,12}){0,6}(?:\set\ssuivants)?)\s)?(?:du\s|de\sla\s|le\s)?(code\s(?:général\sdes\simpôts|général\sdes\scollectivités\sterritoriales|général\sde\sla\sfonction\spublique|de\sl['’]action\ssociale\set\sdes\sfamilles|de\sl['’]éducation|de\sla\scommande\spublique|de\sla\ssécurité\ssociale|de\sla\ssanté\spublique|de\sla\spropriété\sintellectuelle|de\sl['’]environnement|de\sl['’]urbanisme|des\srelations\sentre\sle\spublic\set\sl['’]administration|de\sjustice\sadministrative|de\sprocédure\s(?:civile|pénale)|monétaire\set\sfinancier|de\scommerce|des\sassociations|de\sl['’]artisanat|du\stravail|du\sservice\snational|du\ssport|civil|pénal|rural))(?![\p{L}])/giu;
const LONE_ARTICLE =
  /(?<![\p{L}])articles?\s((?:[LRD]\s?\.\s?|[LRD]\s?(?=\d))\d[\d-]{1,12}(?:(?:,\s|\set\s|\sà\s)[LRD]\s?\.?\s?\d[\d-]{1,12}){0,6})/gu;
/** « le code du travail, notamment ses articles L. … » */
const OF_THAT_CODE = /code\s[^.;]{3,80},?\s(?:et\s)?(?:notamment\s)?(?:en\s)?(?:ses|son|les|l['’])\s?$/iu;

const unaccent = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function isoDate(text: string): string {
  const match = /(\d{1,2})\s?(?:er)?\s(\p{L}+)\s(\d{4})/u.exec(text);
  const month = PLAIN_MONTHS.indexOf(unaccent(match?.[2] ?? '')) + 1;
  return `${match?.[3] ?? ''}-${String(month).padStart(2, '0')}-${(match?.[1] ?? '').padStart(2, '0')}`;
}

const codeKey = (code: string): string =>
  unaccent(code)
    .replace(/^code\s/, '')
    .replace(/['’\s]+/g, '-')
    .replace(/^(?:du|de-la|de-l|de)-/, '');

/**
 * Finds the texts that an act cites (rule X1 of RULES.md).
 * @param text letters of one block
 * @returns citations in order, none over another
 */
export function externalReferences(text: string): readonly ExternalReference[] {
  const found: ExternalReference[] = [];
  const add = (start: number, raw: string, ref: string) => {
    const words = raw.replace(/[\s,]+$/, '');
    found.push({ text: words, ref, start, end: start + words.length });
  };
  for (const match of /\d{4}/.test(text) ? text.matchAll(TEXTS) : []) {
    const [all, nature = '', number, plainNumber, date] = match;
    const key = number ?? plainNumber;
    if (key === undefined && date === undefined) continue;
    const european =
      /\((?:UE|CE)\)/i.test(all) || (/^(?:règlement|directive)/i.test(nature) && /\//.test(key ?? ''));
    if (/^(?:règlement|directive)/i.test(nature) && key === undefined) continue;
    const kind = unaccent(nature.split(/\s/)[0] ?? '');
    add(
      match.index,
      all,
      european
        ? `ue:${kind}:${key ?? ''}`
        : [kind, date === undefined ? '' : isoDate(date), key ?? ''].join(':'),
    );
  }
  for (const match of /code\s/i.test(text) ? text.matchAll(CODES) : []) {
    const lead =
      match[1] === undefined
        ? (/^(?:du|de la|le)\s/i.exec(match[0])?.[0].length ?? 0)
        : (/^l['’]/i.exec(match[0])?.[0].length ?? 0);
    const articles = match[1]?.replace(/[\s.]/g, '') ?? '';
    add(
      match.index + lead,
      match[0].slice(lead),
      `code:${codeKey(match[2] ?? '')}${articles === '' ? '' : `:${articles}`}`,
    );
  }
  for (const match of text.matchAll(LONE_ARTICLE)) {
    const lead = OF_THAT_CODE.exec(text.slice(Math.max(0, match.index - 160), match.index));
    const code =
      lead === null
        ? undefined
        : found.findLast((one) => /^code:[^:]+$/.test(one.ref) && one.end <= match.index);
    add(match.index, match[0], `${code?.ref ?? 'code:'}:${(match[1] ?? '').replace(/[\s.]/g, '')}`);
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: ExternalReference[] = [];
  for (const one of found) if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  return kept;
}

/** A division that the text cites. */
export interface Citation {
  /** « l’article 4 », « annexe 1 »: as written, without its article. */
  readonly text: string;
  readonly noun: string;
  readonly number: string;
  /** Letters of the whole citation, and of its number alone. */
  readonly start: number;
  readonly end: number;
  readonly numberStart: number;
}

const CITED =
  /(?<![\p{L}])(articles?|annexes?|axes?|titre|chapitre|section|paragraphe|volet|objectif|fiche)\s(?:n\s?°\s?)?((?:\d{1,3}(?:\.\d{1,3}){0,4}(?:er)?(?:-\d{1,2})?(?:\s(?:bis|ter))?|premier|[IVX]{1,6}|[A-Z](?=[\s,.;:)]|$)))(?![\p{L}\d])/giu;
/** « les conditions fixées au 2.4 »: cited only if the act has such a division. */
const BARE_CITED =
  /(?<![\p{L}])(?:au|aux|du|le|les)\s(\d{1,2}\.\d{1,2})(?![\d.]|,\d|\s?(?:%|€|millions?|milliards?|euros))/giu;
const MORE =
  /^(?:\s?,\s|\set\s|\sou\s|\sà\s)(\d{1,3}(?:\.\d{1,3}){0,4}(?:er)?)(?![\p{L}\d°%€]|\s(?:ans?|mois|jours|exemplaires|euros|%|€|représentants?|millions?|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|[.,]\d)/u;
const FOREIGN =
  /^\s?(?:(?:,\s|et\s|alinéa\s\d\s)?(?:du|de\sla|de\sl['’]|des|d['’]une?)\s(?:code|loi|décret|ordonnance|règlement|arrêté|directive|traité|constitution|statuts|cet?\s|convention\s(?:du|de|n|collective|nationale\sdu|signée)|accord|avenant|protocole|RGPD|charte)|\(?UE)/iu;

/** @returns the divisions of the act that a text cites; those of another text are left out (rule X2) */
export function citations(text: string): readonly Citation[] {
  const found: Citation[] = [];
  for (const match of text.matchAll(CITED)) {
    const [all, noun = '', number = ''] = match;
    const start = match.index;
    const end = start + all.length;
    if (!/^\p{Ll}|^Art|^Ann|^Axe/u.test(noun)) continue;
    const group: Citation[] = [
      {
        text: all,
        noun: noun.toLowerCase().replace(/s$/, ''),
        number,
        start,
        end,
        numberStart: end - number.length,
      },
    ];
    let at = end;
    for (
      let more = MORE.exec(text.slice(at, at + 30));
      more !== null && /s$/i.test(noun);
      more = MORE.exec(text.slice(at, at + 30))
    ) {
      const next = more[1] ?? '';
      at += more[0].length;
      const from = at - next.length;
      group.push({
        text: next,
        noun: noun.toLowerCase().replace(/s$/, ''),
        number: next,
        start: from,
        end: at,
        numberStart: from,
      });
      if (group.length > 12) break;
    }
    if (!FOREIGN.test(text.slice(at, at + 60))) found.push(...group);
  }
  for (const match of text.matchAll(BARE_CITED)) {
    const number = match[1] ?? '';
    const end = match.index + match[0].length;
    found.push({
      text: number,
      noun: '',
      number,
      start: end - number.length,
      end,
      numberStart: end - number.length,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A term or sigle, where the act defines it. */
export interface DefinedTerm {
  readonly term: string;
  readonly kind: 'terme' | 'sigle';
  readonly definition: string | null;
  readonly start: number;
  readonly end: number;
}

const QUOTED_TERM =
  /ci[- ]après(?:\s(?:désignée?s?|dénommée?s?|nommée?s?|appelée?s?|ensemble|collectivement|individuellement|conjointement|par|sous\sle\sterme|comme|l['’]|les?|la|et|une?)){0,6}\s?:?\s?[«"“]\s?([^»"”\n]{1,80}?)\s?[»"”]/giu;
const SIGLE = /\(\s?[«"“]?\s?(\p{Lu}[\p{Lu}\d&'’/-]{1,12}s?)\s?[»"”]?\s?\)/gu;
/** « Les ARML (associations régionales des Missions Locales) ». */
const SPELLED = /(?<![\p{L}])(\p{Lu}{2,10})\s\(([^()\n]{6,140})\)/gu;
const LINK_WORD = /^(?:de|du|des|la|le|les|l|d|à|au|aux|et|en|pour|vers|dans|sur|par|un|une|a|contre)$/iu;

/**
 * The words before « (PACEA) » whose initials spell it, or null.
 * @param small counts little words: « Agence nationale pour l’emploi » needs them for ANPE, PACEA must not have them
 */
function spelling(before: string, sigle: string, small: boolean): string | null {
  const wanted = unaccent(sigle)
    .replace(/[^a-z]/g, '')
    .replace(/s$/, '');
  const tail = before.slice(-160);
  const words = [...tail.matchAll(/[\p{L}\d]+/gu)];
  let spelled = '';
  for (let i = words.length - 1; i >= 0 && i >= words.length - 16; i -= 1) {
    const word = words[i]?.[0] ?? '';
    const next = unaccent(word.charAt(0)) + spelled;
    if (LINK_WORD.test(word) && !(small && wanted.endsWith(next))) continue;
    spelled = next;
    if (spelled === wanted) return tail.slice(words[i]?.index ?? 0).trim();
    if (spelled.length >= wanted.length) return null;
  }
  return null;
}

const expansion = (before: string, sigle: string): string | null =>
  spelling(before, sigle, false) ?? spelling(before, sigle, true);

/**
 * Finds the terms that a text defines (rules X3 and X4).
 * @param known true for a sigle that needs no looking for, being defined already
 * @returns terms in the order of the text
 */
export function definedTerms(text: string, known: (term: string) => boolean): readonly DefinedTerm[] {
  const found: DefinedTerm[] = [];
  const opens = text.includes('(');
  for (const match of /ci[- ]apr/i.test(text) ? text.matchAll(QUOTED_TERM) : []) {
    const quoted = match[1] ?? '';
    const term = quoted.replace(/^(?:l['’]\s?|la\s|les?\s)/iu, '');
    const start = match.index + match[0].lastIndexOf(quoted) + quoted.length - term.length;
    const kind = /^[\p{Lu}\d-]{2,5}$/u.test(term) ? 'sigle' : 'terme';
    found.push({ term, kind, definition: null, start, end: start + term.length });
  }
  for (const match of opens ? text.matchAll(SIGLE) : []) {
    const term = match[1] ?? '';
    if (known(term)) continue;
    const start = match.index + match[0].indexOf(term);
    if (found.some((one) => start < one.end && start + term.length > one.start)) continue;
    if (/^(?:UE|CE|HT|TTC|SAS|SASU|SARL|EURL|SA|SCI|SCIC|SCOP|GIE|[IVX]{1,6})$/.test(term)) continue;
    const before = text.slice(Math.max(0, match.index - 200), match.index).trimEnd();
    const words = expansion(before, term);
    // A sigle after words that do not spell it is a mention, unless a proper name stands before it.
    const proper = /\p{Lu}[\p{L}'’-]+(?:\s[\p{L}'’-]+){0,6}$/u.test(before.slice(-80));
    if (words === null && (!proper || term.length < 3)) continue;
    found.push({ term, kind: 'sigle', definition: words, start, end: start + term.length });
  }
  for (const match of opens ? text.matchAll(SPELLED) : []) {
    const [, term = '', words = ''] = match;
    if (known(term)) continue;
    if (expansion(words, term) !== words.trim()) continue;
    found.push({
      term,
      kind: 'sigle',
      definition: words.trim(),
      start: match.index,
      end: match.index + term.length,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Marks for a block: citations of outside texts and definitions, none over another. */
export function markRanges(
  inlines: readonly InlineJson[],
  external: readonly ExternalReference[],
  terms: readonly (DefinedTerm & { readonly defId: string })[],
): readonly InlineRange[] {
  const length = lettersOf(inlines).length;
  const ranges: InlineRange[] = [
    ...external.map((one) => ({
      start: one.start,
      end: one.end,
      mark: { type: 'referenceExterne', attrs: { ref: one.ref } } satisfies MarkJson,
    })),
    ...terms.map((one) => ({
      start: one.start,
      end: one.end,
      mark: { type: 'terme', attrs: { defId: one.defId, genre: one.kind } } satisfies MarkJson,
    })),
  ].filter((range) => range.end <= length && range.start < range.end);
  ranges.sort((a, b) => a.start - b.start);
  let at = 0;
  return ranges.filter((range) => {
    if (range.start < at) return false;
    at = range.end;
    return true;
  });
}
