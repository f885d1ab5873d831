import { isCapacity } from '../reading/persons.ts';
import { lenient } from '../reading/plain.ts';
import { sliceInlines, trimInlines } from './inline-text.ts';
import { numberStart } from './number-start.ts';
import type { Piece } from './pieces.ts';

const MAX_LENGTH = 4000;
const ORGANISATION =
  '(?:\\p{Lu}|associations?\\s|ministère|ministre|préfète?|région|département|ville\\s|commune\\s|conseil|chambre|agence|délégation|mission|union|fédération|état\\b|métropole|société|fondation|université|académie|rectorat|réseau|groupement|syndicat)';
const DETERMINER = "(?:[Ll]['’]\\s?|[Ll]a\\s|[Ll]es?\\s)";
const ENTRE =
  /^(?:(?:[Cc]onclue?|[Pp]assée?|[Ss]ignée?)\s)?(?:[Ee]ntre|ENTRE)(?:\s(?:les\s)?soussignée?s)?\s?[:,]?\s(?=\S)/u;
const SIDE = /(?<=[\s,;])(?:et\s)?d['’](?:une|autre)\spart(?![\p{L}])\s?[,;:.]?/giu;
const LEADING_ET = /^(?:et|ET|Et)\s?[:,]?\s(?=\S)/u;
const INNER_ET = new RegExp(`(?<=[\\s,])et\\s(?=${DETERMINER}${ORGANISATION})`, 'gu');
const LISTED = new RegExp(`(?<=,\\s)(?=${DETERMINER}${ORGANISATION})`, 'gu');
const PRESENTED = lenient(/représentée?s?\s|ci-après|d['’]une\spart|d['’]autre\spart/iu);
const REPRESENTED = /repr[ée]sent[ée]e?s?\s/giu;
/** « …, la Préfecture de l’Onde, représentée par »: the next party of a list. */
const NEXT_PARTY = new RegExp(
  `(?<=,\\s)(?=(${DETERMINER}${ORGANISATION}[^,;()]{0,120})(?:\\s\\([^)]{1,40}\\))?,(?:[^,;]{1,120},){0,3}?\\s?repr[ée]sent[ée]e?s?\\s)`,
  'gu',
);

/** Cuts of one presentation, as positions in its letters. */
function cutsOf(text: string): readonly number[] {
  const cuts = new Set<number>();
  const entre = ENTRE.exec(text)?.[0].length ?? 0;
  if (entre > 0) cuts.add(entre);
  for (const side of text.matchAll(SIDE)) {
    cuts.add(side.index);
    cuts.add(side.index + side[0].length);
  }
  const represented = /représentée?s?\s/iu.test(text);
  for (const et of text.matchAll(INNER_ET)) {
    const before = text.slice(0, et.index);
    const open = /représentée?s?\spar(?!.{0,300}(?:,\s?$|\sd['’]une\spart|\())/isu.test(before.slice(-300));
    if (
      represented &&
      (open ||
        !/représentée?s?\s|ci-après|\)/iu.test(
          before.slice(Math.max(0, ...[...cuts].filter((one) => one <= et.index))),
        ))
    )
      continue;
    cuts.add(et.index);
    cuts.add(et.index + et[0].length);
  }
  if (represented)
    for (const next of text.matchAll(NEXT_PARTY))
      if (/repr[ée]sent[ée]e?s?\s/iu.test(text.slice(0, next.index)) && !isCapacity(next[1] ?? ''))
        cuts.add(next.index);
  if (!represented) for (const comma of text.matchAll(LISTED)) cuts.add(comma.index);
  return [...cuts].filter((cut) => cut > 0 && cut < text.length).sort((a, b) => a - b);
}

function cut(piece: Piece): readonly Piece[] {
  const cuts = [0, ...cutsOf(piece.plain), piece.plain.length];
  const parts: Piece[] = [];
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1];
    if (end === undefined) break;
    const part = piece.plain.slice(start, end);
    const et = start > 0 || parts.length > 0 ? LEADING_ET.exec(part) : null;
    const ends = et === null ? [start, end] : [start, start + et[0].length, end];
    for (const [rank, from] of ends.entries()) {
      const to = ends[rank + 1];
      if (to === undefined) break;
      const inlines = trimInlines(sliceInlines(piece.inlines, from, to));
      const plain = piece.plain.slice(from, to).trim();
      if (plain !== '')
        parts.push({ ...piece, inlines, plain, blanks: parts.length === 0 ? piece.blanks : 0 });
    }
  }
  return parts;
}

/**
 * Cuts presentations written as one sentence (« Entre A, représentée par…, d’une part, et B, d’autre part ») into
 * their parties and the words between them (rule M6 of RULES.md).
 */
export function splitPartySentences(pieces: readonly Piece[]): readonly Piece[] {
  const body = pieces.findIndex((piece) => numberStart(piece.plain)?.named === true);
  const limit = body === -1 ? Math.min(pieces.length, 60) : body;
  // Lines of a sentence already begun.
  let begun = -1;
  return pieces.flatMap((piece, index) => {
    const { plain } = piece;
    const candidate =
      index < limit &&
      piece.kind === 'text' &&
      plain.length > 30 &&
      plain.length < MAX_LENGTH &&
      piece.columns.length < 2 &&
      PRESENTED.test(plain) &&
      (ENTRE.test(plain) ||
        piece.chunk === begun ||
        (plain.match(REPRESENTED) ?? []).length > 1 ||
        LEADING_ET.test(plain) ||
        /d['’]une\spart.{1,400}d['’]autre\spart/isu.test(plain));
    if (!candidate) return [piece];
    begun = piece.chunk;
    const lead = LEADING_ET.exec(plain)?.[0].length ?? 0;
    if (lead === 0) return cut(piece);
    const head = {
      ...piece,
      inlines: trimInlines(sliceInlines(piece.inlines, 0, lead)),
      plain: plain.slice(0, lead).trim(),
    };
    const rest = {
      ...piece,
      inlines: trimInlines(sliceInlines(piece.inlines, lead)),
      plain: plain.slice(lead).trim(),
      blanks: 0,
    };
    return [head, ...cut(rest)];
  });
}
