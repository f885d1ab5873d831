import { type Folded, fold, rawSpan } from './characters.ts';
import { type Group, groupParts, namesPlace } from './groups.ts';
import { isIdle } from './idle.ts';
import { DIVISION_NOUNS, type Lemma, NEEDS_NUMBER } from './lexicon.ts';
import { unwrap } from './lines.ts';
import type { Misread, Operation } from './operation.ts';
import { readGroup } from './operations.ts';
import { type Part, takeParts } from './parts.ts';
import { type Path, pathsOf } from './paths.ts';
import { takePhrase } from './phrases.ts';
import { findQuotes, type Quote, type Quotes } from './quotes.ts';
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
  /** « Sont abrogés : »: what is done to each entry that follows. */
  readonly announcedVerb: Lemma | null;
  readonly lemma: Lemma | null;
}

const TEXT: Omit<Said, 'path'> = {
  kind: 'text',
  operations: [],
  problem: null,
  unknown: [],
  announced: null,
  announcedVerb: null,
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

/** « Sont abrogés : », « À l’article 3, sont supprimés : »: a verb whose subjects come entry by entry. */
function verbAnnouncement(parts: readonly Part[], tokens: readonly Token[], inherited: Path): Said | null {
  const verb = parts.find((part) => part.kind === 'verb');
  if (verb?.kind !== 'verb' || verb.voice !== 'passive' || tokens.at(-1)?.key !== ':') return null;
  if (!SHARED.has(verb.lemma) || parts.filter((part) => part.kind === 'verb').length > 1) return null;
  const places = parts.filter((part) => part !== verb && part.kind !== 'it');
  if (!places.every((part) => part.kind === 'in' || part.kind === 'comma' || part.kind === 'and'))
    return null;
  const path = places.some((part) => part.kind === 'in')
    ? bareAnnouncement(places, tokens, inherited)
    : inherited;
  if (path === null) return null;
  return {
    ...TEXT,
    kind: 'announcement',
    path,
    announced: path,
    announcedVerb: verb.lemma,
    lemma: verb.lemma,
  };
}

const SHARED: ReadonlySet<Lemma> = new Set<Lemma>(['delete', 'insert', 'replace']);

/** An entry without a verb takes the one announced above it: « Sont abrogés : 1° L’article 6 ; ». */
function withVerb(parts: readonly Part[], lemma: Lemma | null): readonly Part[] {
  if (lemma === null || parts.some((part) => part.kind === 'verb')) return parts;
  const verb: Part = { kind: 'verb', lemma, voice: 'passive', impersonal: false };
  const by = parts.findIndex((part) => part.kind === 'by');
  const end = parts.findIndex((part) => part.kind === 'end');
  const at = by !== -1 ? by : end !== -1 ? end : parts.length;
  return [...parts.slice(0, at), verb, ...parts.slice(at)];
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
  spokenVerb: Lemma | null,
): Said {
  if (tokens.length > MAX_TOKENS) return { ...TEXT, path: inherited };
  const parts = withVerb(takeParts(new Cursor(tokens)), spokenVerb);
  const verbs = verbAnnouncement(parts, tokens, inherited);
  if (verbs !== null) return verbs;
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
  if (isIdle(tokens))
    return like && tokens.some((token) => token.quote !== null)
      ? problem('unclear')
      : { ...TEXT, path: inherited };
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
    if (leavesOut(group, read.operations)) return problem('unclear');
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
    announcedVerb: null,
    lemma: said,
  };
}

/** True when a quotation of a group is in none of its operations: part of what it says was not understood (rule R2). */
function leavesOut(group: Group, operations: readonly Operation[]): boolean {
  const used = new Set(operations.flatMap(textsIn));
  return group.parts.some((part) => {
    const own = part.kind === 'text' ? part.quotes : quotesOfPart(part);
    return own.some(({ from, alineas }) => !used.has(alineas[0]?.from ?? from));
  });
}

function quotesOfPart(part: Part): readonly Quote[] {
  const phrase = phraseOf(part);
  if (phrase === null) return [];
  return [...phrase.quotes, ...(phrase.words?.items ?? []).filter((item) => 'alineas' in item)];
}

/** Where the new and the old words of an operation begin. */
function textsIn(operation: Operation): readonly number[] {
  switch (operation.op) {
    case 'replace-words':
      return operation.pairs.flatMap(([old, fresh]) => [old.from, fresh.from]);
    case 'insert-words':
      return [operation.words.from, ...(operation.anchor === null ? [] : [operation.anchor.from])];
    case 'delete-words':
      return operation.words.map((words) => words.from);
    case 'replace':
    case 'insert':
    case 'reinstate':
      return operation.text.quotes.map(({ from, alineas }) => alineas[0]?.from ?? from);
    default:
      return [];
  }
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
  readonly verb: Lemma | null;
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
  let plainVerb: Lemma | null = null;
  let last: Path = [];
  for (const unit of readUnits(source, quotes.quotes)) {
    if (unit.heading) {
      levels = [];
      plainVerb = null;
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
    // Only a numbered entry takes a verb that it does not say.
    const spoken = unit.markers.length === 0 ? null : (levels.at(-1)?.verb ?? plainVerb);
    let verb: Lemma | null = null;
    let announced: Path | null = null;
    readSentences(source, unit, quotes.quotes).forEach((line, index) => {
      const tokens = tokenise(source, line.from, line.to, quotes.quotes);
      const path = spokenOf(tokens, announced ?? inherited, last);
      const said = readSentence(tokens, quotes, line, path, source, spoken);
      if (said.announced !== null) [announced, verb] = [said.announced, said.announcedVerb];
      if (said.kind === 'instruction') last = spokenLast(said);
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
      if (announced !== null) [plain, plainVerb] = [announced, verb];
    } else for (const one of unit.markers) levels = [...levels, { kind: one.kind, path: inherited, verb }];
  }
  return { source, sentences: withSpans(source, sentences) };
}

/** « du même article », where nothing was announced: the one that the sentence before spoke of. */
function spokenOf(tokens: readonly Token[], inherited: Path, last: Path): Path {
  const same = tokens.findIndex((token) => token.kind === 'word' && SAME.test(token.key));
  // « Le second tiret de l’axe 4 est déplacé au début du même axe »: the one that the sentence itself names.
  const points =
    same !== -1 && !tokens.slice(0, same).some(({ key }) => key in DIVISION_NOUNS && !NEEDS_NUMBER.has(key));
  // Inside an announced article, « du même alinéa » is the one that the entry before spoke of.
  const inside = JSON.stringify(last.slice(last.length - inherited.length)) === JSON.stringify(inherited);
  return points && inside && last.length > inherited.length ? last : inherited;
}

/** What the last operation of a sentence speaks of: the alinéa that it amends, not only the article around it. */
function spokenLast({ operations, path }: Said): Path {
  const operation = operations.at(-1);
  if (operation === undefined) return path;
  const targets =
    'targets' in operation
      ? operation.targets
      : 'scopes' in operation
        ? operation.scopes
        : operation.op === 'insert' && operation.position !== null
          ? [operation.position.target]
          : [];
  const [target, ...more] = targets;
  if (target === undefined || more.length > 0 || target.head.last !== null) return path;
  const own: Path = [target.head.first, ...target.within];
  return own.length > path.length ? own : path;
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
