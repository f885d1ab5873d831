import { type Folded, fold, rawSpan } from './characters.ts';
import { type Group, groupParts, namesPlace } from './groups.ts';
import type { Lemma } from './lexicon.ts';
import { unwrap } from './lines.ts';
import type { Misread, Operation } from './operation.ts';
import { readGroup } from './operations.ts';
import { type Part, takeParts } from './parts.ts';
import { type Path, pathsOf } from './paths.ts';
import { takePhrase } from './phrases.ts';
import { findQuotes, type Quotes } from './quotes.ts';
import { Cursor, type Token, tokenise } from './tokens.ts';
import { type MarkerKind, readSentences, readUnits, type Unit } from './units.ts';

/** A stretch of the source, `to` exclusive, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Why a sentence that speaks like an instruction is not read as one. */
export type ReadProblem = Misread | 'guillemets' | 'unknown-words' | 'too-long';

/** One sentence of an avenant. Put end to end, the spans of all of them are the whole source. */
export interface Sentence {
  readonly span: Span;
  readonly kind: 'heading' | 'announcement' | 'instruction' | 'text' | 'problem';
  readonly operations: readonly Operation[];
  readonly problem: ReadProblem | null;
  /** Words that nothing recognised, where that is the problem. */
  readonly unknown: readonly string[];
  /** What the sentence speaks of: for a sentence that says no operation, the place said before it. */
  readonly path: Path;
  /** The operation that it seems to say. */
  readonly lemma: Lemma | null;
}

/** A whole avenant, read without its base text. */
export interface Reading {
  readonly source: Folded;
  readonly sentences: readonly Sentence[];
}

/** Longest sentence read, in tokens: a longer one is no instruction that anybody could have written. */
const MAX_TOKENS = 4000;

interface Said {
  readonly kind: Sentence['kind'];
  readonly operations: readonly Operation[];
  readonly problem: ReadProblem | null;
  readonly unknown: readonly string[];
  readonly path: Path;
  readonly announced: Path | null;
  readonly lemma: Lemma | null;
}

const TEXT: Omit<Said, 'path'> = {
  kind: 'text',
  operations: [],
  problem: null,
  unknown: [],
  announced: null,
  lemma: null,
};

/** A sentence that has no verb but ends on a colon: « Au premier alinéa : ». */
function bareAnnouncement(parts: readonly Part[], tokens: readonly Token[], inherited: Path): Path | null {
  const places = parts.filter((part) => part.kind === 'in' || part.kind === 'phrase');
  const others = parts.filter((part) => !['in', 'phrase', 'comma', 'and', 'end'].includes(part.kind));
  const last = tokens.at(-1);
  if (places.length === 0 || others.length > 0) return null;
  if (last?.key !== ':' && last?.key !== ',') return null;
  let path = inherited;
  for (const part of places) {
    if (part.kind !== 'in' && part.kind !== 'phrase') continue;
    if (part.phrase.words !== null || part.phrase.quotes.length > 0) return null;
    const [target, ...more] = pathsOf(part.phrase, path);
    if (target === undefined || more.length > 0 || target.head.last !== null) return null;
    path = [target.head.first, ...target.within];
  }
  return path;
}

const CHANGES: ReadonlySet<Lemma> = new Set<Lemma>([
  'replace',
  'substitute',
  'delete',
  'insert',
  'append',
  'write',
  'reinstate',
  'renumber',
  'move',
  'precede',
  'follow',
  'read',
]);

const phraseOf = (part: Part) => ('phrase' in part ? part.phrase : null);

/** True when a sentence speaks like an instruction: a verb that changes a text, and a place or words of it. */
function speaksLikeOne(parts: readonly Part[], tokens: readonly Token[]): boolean {
  const changes = parts.some((part) => part.kind === 'verb' && CHANGES.has(part.lemma));
  if (!changes) return false;
  if (tokens.some((token) => token.quote !== null)) return true;
  const passive = parts.some((part) => part.kind === 'verb' && part.voice !== 'active');
  return (
    passive &&
    parts.some((part) => {
      const phrase = phraseOf(part);
      return phrase !== null && phrase.words === null && namesPlace(phrase);
    })
  );
}

const SPEAKS = /(?:remplac|supprim|inser|ajout|complet|abrog|redig|substitu)\w*/;

function readSentence(
  tokens: readonly Token[],
  quotes: Quotes,
  span: Span,
  inherited: Path,
  source: Folded,
): Said {
  if (tokens.length > MAX_TOKENS) return { ...TEXT, path: inherited };
  const parts = takeParts(new Cursor(tokens));
  const announced = bareAnnouncement(parts, tokens, inherited);
  if (announced !== null) return { ...TEXT, kind: 'announcement', path: announced, announced };
  const lemma = parts.find((part) => part.kind === 'verb');
  const said = lemma?.kind === 'verb' ? lemma.lemma : null;
  const like = speaksLikeOne(parts, tokens);
  const problem = (reason: ReadProblem, unknown: readonly string[] = []): Said => ({
    ...TEXT,
    kind:
      like || (reason === 'guillemets' && SPEAKS.test(source.key.slice(span.from, span.to)))
        ? 'problem'
        : 'text',
    problem: reason,
    unknown,
    path: inherited,
    lemma: said,
  });
  const broken =
    tokens.some((token) => token.quote?.sound === false) ||
    quotes.orphans.some((at) => at >= span.from && at < span.to);
  if (broken) return problem('guillemets');
  const groups = groupParts(parts);
  if (groups.length === 0) return { ...TEXT, path: inherited, lemma: said };
  const unknown = parts.flatMap((part) => (part.kind === 'unknown' ? [part.token] : []));
  let path = inherited;
  const operations: Operation[] = [];
  let announcedPath: Path | null = null;
  for (const group of groups) {
    const read = readGroup(group, path);
    if (!read.ok && read.reason === 'no-object' && announcesList(group, tokens)) {
      announcedPath = subjectPath(group, path);
      continue;
    }
    if (!read.ok)
      return problem(
        read.reason,
        unknown.map((token) => token.text),
      );
    path = read.path;
    for (const operation of read.operations) {
      if (operation.op === 'announce') announcedPath = operation.path;
      else operations.push(operation);
    }
  }
  if (operations.length === 0)
    return announcedPath === null
      ? { ...TEXT, path: inherited }
      : {
          ...TEXT,
          kind: 'announcement',
          path: announcedPath,
          announced: announcedPath,
          lemma: said,
        };
  if (unknown.length > 0)
    return problem(
      'unknown-words',
      unknown.map((token) => token.text),
    );
  return {
    kind: 'instruction',
    operations,
    problem: null,
    unknown: [],
    path,
    announced: announcedPath,
    lemma: said,
  };
}

/** « L’article 4 est complété comme suit : » without a quotation: what is added comes entry by entry. */
const announcesList = (group: Group, tokens: readonly Token[]): boolean =>
  group.lemma === 'append' && tokens.at(-1)?.key === ':' && tokens.every((token) => token.quote === null);

function subjectPath(group: Group, inherited: Path): Path {
  for (const part of group.parts) {
    if (part.kind !== 'phrase' && part.kind !== 'in') continue;
    const [target] = pathsOf(part.phrase, inherited);
    if (target !== undefined && target.head.last === null) return [target.head.first, ...target.within];
  }
  return inherited;
}

/** The article that a heading of the avenant says it amends: « Modification de l’article 4 ». */
function headingPath(tokens: readonly Token[]): Path {
  // « Insertion de l’article 4-1 »: it is not there yet.
  if (
    tokens.some((token) =>
      /^(?:insertion|ajout|creation|introduction|retablissement|nouve(?:l|au|lle|aux))$/.test(token.key),
    )
  )
    return [];
  const found: Path[] = [];
  const cursor = new Cursor(tokens);
  while (!cursor.done) {
    const phrase = takePhrase(cursor);
    if (phrase === null) {
      cursor.index += 1;
      continue;
    }
    if (phrase.words !== null) continue;
    for (const target of pathsOf(phrase, [])) {
      if (target.head.first.kind === 'division')
        found.push(target.head.last === null ? [target.head.first, ...target.within] : []);
    }
  }
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : [];
}

interface Level {
  readonly kind: MarkerKind;
  readonly path: Path;
}

/**
 * Reads an avenant, or any piece of one, sentence by sentence.
 * @param raw its text
 * @param wrapped true when its lines may be cut by the edge of a page; false when each line is one alinéa
 * @returns sentences whose spans leave nothing out
 */
export function readAvenant(raw: string, wrapped: boolean): Reading {
  const source = unwrap(fold(raw), wrapped);
  const quotes = findQuotes(source);
  const sentences: (Omit<Sentence, 'span'> & { readonly from: number })[] = [];
  let levels: Level[] = [];
  let plain: Path = [];
  let last: Path = [];
  for (const unit of readUnits(source, quotes.quotes)) {
    if (unit.heading) {
      levels = [];
      plain = headingPath(tokenise(source, unit.body, unit.to, quotes.quotes));
      sentences.push({
        from: unit.from,
        kind: 'heading',
        operations: [],
        problem: null,
        unknown: [],
        path: plain,
        lemma: null,
      });
      continue;
    }
    levels = levelsAbove(levels, unit);
    let inherited = levels.at(-1)?.path ?? plain;
    let announced: Path | null = null;
    readSentences(source, unit, quotes.quotes).forEach((line, index) => {
      const tokens = tokenise(source, line.from, line.to, quotes.quotes);
      const said = readSentence(tokens, quotes, line, spokenOf(tokens, announced ?? inherited, last), source);
      if (said.announced !== null) announced = said.announced;
      if (said.kind === 'instruction') last = said.path;
      sentences.push({
        from: index === 0 ? unit.from : line.from,
        kind: said.kind,
        operations: said.operations,
        problem: said.problem,
        unknown: said.unknown,
        path: said.path,
        lemma: said.lemma,
      });
    });
    if (announced !== null) inherited = announced;
    const marker = unit.markers.at(-1);
    if (marker === undefined) {
      levels = [];
      if (announced !== null) plain = announced;
    } else for (const one of unit.markers) levels = [...levels, { kind: one.kind, path: inherited }];
  }
  return { source, sentences: withSpans(source, sentences) };
}

/** « du même article », where nothing was announced: the one that the sentence before spoke of. */
function spokenOf(tokens: readonly Token[], inherited: Path, last: Path): Path {
  const points = tokens.some((token) => token.kind === 'word' && SAME.test(token.key));
  // Inside an announced article, « du même alinéa » is the one that the entry before spoke of.
  const inside = JSON.stringify(last.slice(last.length - inherited.length)) === JSON.stringify(inherited);
  return points && inside && last.length > inherited.length ? last : inherited;
}

const SAME = /^(?:memes?|cet|cette|ledit|ladite|dudit|audit|celui-ci|celle-ci)$/;

/** The levels that an entry stands in: those above the first of its markers. */
function levelsAbove(levels: readonly Level[], unit: Unit): Level[] {
  const [first] = unit.markers;
  if (first === undefined) return [];
  const same = levels.findIndex((level) => level.kind === first.kind);
  return same === -1 ? [...levels] : levels.slice(0, same);
}

function withSpans(
  source: Folded,
  sentences: readonly (Omit<Sentence, 'span'> & { readonly from: number })[],
): readonly Sentence[] {
  const end = source.raw.length;
  if (sentences.length === 0)
    return end === 0
      ? []
      : [
          {
            span: { from: 0, to: end },
            kind: 'text',
            operations: [],
            problem: null,
            unknown: [],
            path: [],
            lemma: null,
          },
        ];
  return sentences.map(({ from, ...sentence }, i) => {
    const next = sentences[i + 1];
    const start = i === 0 ? 0 : rawSpan(source, from, from).from;
    const to = next === undefined ? end : rawSpan(source, next.from, next.from).from;
    return { ...sentence, span: { from: start, to } };
  });
}
