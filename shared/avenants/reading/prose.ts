import type { ActContent, TextBlockJson } from '#shared/document/model.ts';
import type { Instruction } from '../model.ts';
import { fold, keyText } from '../parse/characters.ts';
import { type Literal, takeLiteral } from '../parse/quantities.ts';
import { Cursor, tokenise } from '../parse/tokens.ts';
import { type Places, placesOf } from '../places.ts';
import { folded } from '../text/fold.ts';
import { type ChangedLine, changedLines } from './changes.ts';
import { TOPICS, type Topic } from './topics.ts';

/*
 * Prose that changes what an act says without saying which words: « prolonger la durée jusqu’au… » (rules H3 and H4 of
 * RULES.md). It is never applied: it asks which article it touches, and proposes the edit.
 */

/** One place that a prose stipulation may touch, best first. */
export interface Proposal {
  /** « premier alinéa de l’article 11 ». */
  readonly address: string;
  /** « article 11 », null outside the divisions. */
  readonly division: string | null;
  /** The line as it stands. */
  readonly excerpt: string;
  /** A French sentence: why this place. */
  readonly reason: string;
  /** The edit that would carry it out there; null when only the place can be told. */
  readonly instruction: Instruction | null;
  readonly changes: readonly ChangedLine[];
}

interface Found {
  readonly kind: Literal['kind'];
  readonly text: string;
  readonly from: number;
}

/** Every date, amount, duration or percentage written in a text. */
function literalsIn(text: string): readonly Found[] {
  const source = fold(text);
  const cursor = new Cursor(tokenise(source, 0, source.text.length, []));
  const found: Found[] = [];
  while (!cursor.done) {
    const literal = takeLiteral(cursor);
    if (literal === null) {
      cursor.index += 1;
      continue;
    }
    const from = source.at[literal.from] ?? 0;
    if (literal.kind !== 'number')
      found.push({
        kind: literal.kind,
        text: text.slice(from, source.at[literal.to] ?? text.length).trim(),
        from,
      });
  }
  return found;
}

/** The value that a prose stipulation gives, after « jusqu’au », « à », « est de »: the last one of its topic. */
function newValue(text: string, topic: Topic): Found | null {
  const values = literalsIn(text).filter(({ kind }) => topic.values.includes(kind));
  const led = values.filter(({ from }) =>
    topic.leads.test(keyText(folded(text.slice(Math.max(0, from - 24), from)))),
  );
  return led.at(-1) ?? null;
}

interface Candidate extends Proposal {
  readonly score: number;
}

interface Line {
  readonly block: TextBlockJson;
  readonly text: string;
  readonly heading: string;
  readonly division: string | null;
}

function linesOf(places: Places): readonly Line[] {
  return places.textsIn({ start: 0, end: places.blocks.length }).map((block) => {
    const index = places.cell(block.attrs.id)?.table ?? places.indexOf(block.attrs.id);
    const heading = places.headingAt(places.headingOf[index] ?? -1);
    return {
      block,
      text: places.reader.textOf(block).text,
      heading: heading === null ? '' : places.reader.textOf(heading).text,
      division: heading === null ? null : (places.divisionPhrase(heading.attrs.id)?.text ?? null),
    };
  });
}

/** « 2008 » in « 31 décembre 2008 ». */
const yearOf = (date: string): string | null => /(?:19|20)\d\d/.exec(date)?.[0] ?? null;

function replacements(
  base: ActContent,
  places: Places,
  line: Line,
  value: Found,
  topic: Topic,
): readonly Candidate[] {
  const address = places.linePhrase(line.block.attrs.id)?.text;
  if (address === undefined) return [];
  const literals = literalsIn(line.text).filter(({ kind }) => kind === value.kind);
  return literals.flatMap((old): readonly Candidate[] => {
    if (keyText(folded(old.text)) === keyText(folded(value.text))) return [];
    const before = keyText(folded(line.text.slice(Math.max(0, old.from - 60), old.from)));
    const score =
      (topic.heading.test(keyText(line.heading)) ? 4 : 0) +
      (topic.line.test(before.slice(-30)) ? 3 : 0) +
      (topic.line.test(keyText(line.text)) ? 1 : 0) -
      (topic.not.test(before) ? 5 : 0);
    if (score <= 0) return [];
    const same = literals.filter((one) => one.text === old.text);
    const instruction: Instruction = {
      kind: 'replace-words',
      scope: { kind: 'place', address, phrase: null },
      noun: value.kind === 'date' ? 'date' : value.kind === 'amount' ? 'montant' : 'mots',
      old: old.text,
      new: value.text,
      occurrence: same.length === 1 ? 'only' : same.indexOf(old) + 1,
    };
    return [
      {
        address,
        division: line.division,
        excerpt: line.text,
        reason: `${topic.says} «\u00a0${old.text}\u00a0» se trouve ici.`,
        instruction,
        changes: changedLines(base, [instruction]),
        score,
      },
    ];
  });
}

/** Places that speak of the topic without a value to replace: only the person can write the edit. */
function mentions(places: Places, line: Line, topic: Topic): readonly Candidate[] {
  const address = places.linePhrase(line.block.attrs.id)?.text;
  if (address === undefined || !topic.heading.test(keyText(line.heading))) return [];
  return [
    {
      address,
      division: line.division,
      excerpt: line.text,
      reason: `Cet article traite de ${topic.about}.`,
      instruction: null,
      changes: [],
      score: 1,
    },
  ];
}

/** Other lines that cite the year of the date that goes: they may have to follow. */
function yearMentions(
  places: Places,
  lines: readonly Line[],
  old: string | null,
  taken: ReadonlySet<string>,
): readonly Candidate[] {
  if (old === null) return [];
  return lines.flatMap((line): readonly Candidate[] => {
    const address = places.linePhrase(line.block.attrs.id)?.text;
    if (address === undefined || line.division === null || taken.has(address)) return [];
    if (!new RegExp(`(?<!\\d)${old}(?!\\d)`).test(line.text)) return [];
    return [
      {
        address,
        division: line.division,
        excerpt: line.text,
        reason: `L’année ${old} y est citée\u00a0: voyez si elle doit suivre.`,
        instruction: null,
        changes: [],
        score: 0.5,
      },
    ];
  });
}

/** Most places offered for one stipulation. */
const MAX_PROPOSALS = 6;

function proposalsFor(base: ActContent, text: string, topic: Topic): readonly Proposal[] {
  const places = placesOf(base);
  const lines = linesOf(places);
  const value = newValue(text, topic);
  const edits = value === null ? [] : lines.flatMap((line) => replacements(base, places, line, value, topic));
  const ranked = [...edits].sort((a, b) => b.score - a.score);
  const [best] = ranked;
  const others = ranked.length > 0 ? [] : lines.flatMap((line) => mentions(places, line, topic));
  const year =
    best?.instruction?.kind === 'replace-words' && value?.kind === 'date'
      ? yearOf(best.instruction.old)
      : null;
  const taken = new Set(ranked.map(({ address }) => address));
  const all = [...ranked, ...others, ...yearMentions(places, lines, year, taken)];
  return all.slice(0, MAX_PROPOSALS).map(({ score: _, ...proposal }) => proposal);
}

/** What speaks of the avenant itself, or of what stays as it is, changes nothing of the act. */
const ABOUT_ITSELF =
  /(?:present avenant|present acte)[^.]{0,40}(?:prend(?:ra)? effet|entre(?:ra)? en vigueur|est etabli|est signe|est conclu|est annexe)|demeurent|restent? (?:inchange|applicable|en vigueur)|sans changement|non modifiees?/;

/**
 * Tells whether a sentence changes what the act says without giving its words.
 * @returns the question to ask and the places that it may touch, best first; null when it changes nothing that can be told
 */
export function questionOf(
  text: string,
  base: ActContent,
): { readonly question: string; readonly proposals: readonly Proposal[] } | null {
  const key = keyText(folded(text));
  if (ABOUT_ITSELF.test(key)) return null;
  const topic = TOPICS.find((one) => one.asks.test(key));
  if (topic === undefined) return null;
  return { question: topic.question, proposals: proposalsFor(base, text, topic) };
}
