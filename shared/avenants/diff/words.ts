import type { TextBlockJson } from '#shared/document/model.ts';
import { MONTH_WORDS } from '#shared/document/months.ts';
import { hitsOf } from '../apply/resolve.ts';
import { spliceLine } from '../apply/splice.ts';
import type { Address, Instruction, Occurrence, Scope, WordNoun } from '../model.ts';
import type { Places } from '../places.ts';
import { type Span, sameWords } from '../text/fold.ts';
import { phrasesOf } from '../text/phrases.ts';
import { withoutListEnd } from '../text/reading.ts';
import { phraseChanges } from './phrases.ts';
import { quotable } from './quote.ts';
import { Inexpressible } from './refusals.ts';
import { type Region, regionsOf } from './regions.ts';

/** A line that stays and was reworded. */
export interface ChangedLine {
  readonly block: TextBlockJson;
  readonly old: string;
  readonly fresh: string;
  readonly address: Address;
  /** Where its words are looked for: its article when it is its only line. */
  readonly scope: Scope;
  /** The article it stands in, for a date or an amount that stands there once; null for none. */
  readonly wide: Scope | null;
}

/** Rule R3: beyond these, the whole alinéa reads better. */
const MOST_REGIONS = 4;
const MOST_CHANGED = 0.55;
const SHORT = 40;
const MOST_WIDENED = 4;

const DATE = new RegExp(`^(?:1er|\\d{1,2})[\\s\\u00a0](?:${MONTH_WORDS})[\\s\\u00a0]\\d{4}$`);
const AMOUNT = /^\d{1,3}(?:[\s\u00a0\u202f]?\d{3})*(?:,\d+)?[\s\u00a0\u202f](?:€|euros)$/;

/** @returns what words are called when they give way to others */
function nounOf(old: string, fresh: string): WordNoun {
  if (DATE.test(old) && DATE.test(fresh)) return 'date';
  return AMOUNT.test(old) && AMOUNT.test(fresh) ? 'montant' : 'mots';
}

const sizeOf = (regions: readonly Region[]): number =>
  regions.reduce((total, one) => total + (one.end - one.start) + (one.fresh.end - one.fresh.start), 0);

const NUMBER =
  /^(?:[\p{L}-]+[\s\u00a0]\(\d+\)|\d[\d\s\u00a0\u202f.,]*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille)$/iu;

/** Words and signs of a line, with their places. */
const unitsOf = (text: string): readonly Span[] =>
  [...text.matchAll(/[^\s\u00a0\u202f]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));

/** The hit of some words that is at a place; null when the words are not found there. */
function occurrenceAt(places: Places, scope: Scope, line: ChangedLine, span: Span): Occurrence | null {
  const hits = hitsOf(places, scope, line.old.slice(span.start, span.end));
  const rank = hits.findIndex(
    (hit) => hit.block.attrs.id === line.block.attrs.id && hit.start === span.start && hit.end === span.end,
  );
  if (rank === -1) return null;
  return hits.length === 1 ? 'only' : rank + 1;
}

/** A word that says enough alone to be quoted: neither a tool word nor a bare figure. */
const telling = (text: string): boolean => /\p{L}{4,}/u.test(text) || text.length > 8;

class LineDiff {
  private readonly places: Places;
  private readonly line: ChangedLine;
  private readonly units: readonly Span[];
  private readonly regions: readonly Region[];

  constructor(places: Places, line: ChangedLine, regions: readonly Region[]) {
    this.places = places;
    this.line = line;
    this.regions = regions;
    this.units = unitsOf(line.old);
  }

  instructions(): readonly Instruction[] {
    return this.regions.map((region, rank) => this.phrase(region) ?? this.words(region, rank));
  }

  private old(span: Span): string {
    return quotable(this.line.old.slice(span.start, span.end));
  }

  private fresh(span: Span): string {
    return quotable(this.line.fresh.slice(span.start, span.end));
  }

  /** A change that takes or adds whole phrases says so. */
  private phrase(region: Region): Instruction | null {
    const { old, fresh, address } = this.line;
    const before = phrasesOf(old);
    const after = phrasesOf(fresh);
    const startsNew = after.findIndex((one) => one.start === region.fresh.start);
    const endsNew = after.findIndex((one) => one.end === region.fresh.end);
    const wholeNew = startsNew !== -1 && endsNew >= startsNew;
    const text = this.line.fresh.slice(region.fresh.start, region.fresh.end);
    if (region.start === region.end) {
      if (!wholeNew || !/[.!?…»”)]$/.test(text)) return null;
      const previous = before.findIndex(
        (one) => one.end <= region.start && old.slice(one.end, region.start).trim() === '',
      );
      if (previous === -1 || !/[.!?…»”)]$/.test(old.slice(0, before[previous]?.end))) return null;
      const after = previous === before.length - 1 ? null : previous + 1;
      return { kind: 'insert-phrase', alinea: address, after, text: this.fresh(region.fresh) };
    }
    const rank = before.findIndex((one) => one.start === region.start && one.end === region.end);
    if (rank === -1 || before.length === 1) return null;
    if (region.fresh.start === region.fresh.end)
      return { kind: 'delete-phrase', alinea: address, rank: rank + 1 };
    if (!wholeNew) return null;
    return { kind: 'replace-phrase', alinea: address, rank: rank + 1, text: this.fresh(region.fresh) };
  }

  private words(region: Region, rank: number): Instruction {
    if (region.start === region.end) return this.insertion(region, rank);
    const [oldText, newText] = [this.old(region), this.fresh(region.fresh)];
    const noun = newText === '' ? 'mots' : nounOf(oldText, newText);
    if (
      noun !== 'mots' &&
      this.line.wide !== null &&
      occurrenceAt(this.places, this.line.wide, this.line, region) === 'only'
    )
      return {
        kind: 'replace-words',
        scope: this.line.wide,
        noun,
        old: oldText,
        new: newText,
        occurrence: 'only',
      };
    const { span, occurrence } = this.unique(this.withUnit(region, rank), rank);
    const [left, right] = [
      this.line.old.slice(span.start, region.start),
      this.line.old.slice(region.end, span.end),
    ];
    const old = this.old(span);
    const { scope } = this.line;
    if (newText === '' && left === '' && right === '')
      return { kind: 'delete-words', scope, old, occurrence };
    const joined = newText === '' ? left.trimEnd() + right : left + newText + right;
    const fresh = quotable(joined);
    const widened = span.start !== region.start || span.end !== region.end;
    return { kind: 'replace-words', scope, noun: widened ? 'mots' : noun, old, new: fresh, occurrence };
  }

  /** A bare number is quoted with what it counts: « trois mois ». */
  private withUnit(region: Region, rank: number): Span {
    const [old, fresh] = [this.old(region), this.fresh(region.fresh)];
    if (!NUMBER.test(old) || !NUMBER.test(fresh)) return region;
    const ceiling = this.regions[rank + 1]?.start ?? this.line.old.length;
    const unit = this.units.find((one) => one.start >= region.end && one.end <= ceiling);
    const word = unit === undefined ? null : /^\p{L}+/u.exec(this.line.old.slice(unit.start, unit.end));
    if (unit === undefined || word === null) return region;
    if (/\S/.test(this.line.old.slice(region.end, unit.start))) return region;
    return { start: region.start, end: unit.start + word[0].length };
  }

  /** The words to quote: as they are when they stand once or say enough, else with their neighbours. */
  private unique(region: Span, rank: number): { readonly span: Span; readonly occurrence: Occurrence } {
    const { scope } = this.line;
    const own = occurrenceAt(this.places, scope, this.line, region);
    if (own === 'only') return { span: region, occurrence: own };
    const floor = this.regions[rank - 1]?.end ?? 0;
    const ceiling = this.regions[rank + 1]?.start ?? this.line.old.length;
    const text = this.line.old.slice(region.start, region.end);
    if (own !== null && telling(text)) return { span: region, occurrence: own };
    let span: Span = region;
    for (let k = 0; k < MOST_WIDENED; k += 1) {
      const before = this.units.findLast((unit) => unit.end <= span.start && unit.start >= floor);
      const after = this.units.find((unit) => unit.start >= span.end && unit.end <= ceiling);
      const takesAfter = after !== undefined && (k % 2 === 0 || before === undefined);
      if (takesAfter) span = { start: span.start, end: after.end };
      else if (before !== undefined) span = { start: before.start, end: span.end };
      else break;
      if (occurrenceAt(this.places, scope, this.line, span) === 'only') return { span, occurrence: 'only' };
    }
    if (own === null) throw new Inexpressible('no-address');
    return { span: region, occurrence: own };
  }

  /** New words stand after the words before them, or before those after them. */
  private insertion(region: Region, rank: number): Instruction {
    const words = this.fresh(region.fresh);
    const { scope } = this.line;
    const floor = this.regions[rank - 1]?.end ?? 0;
    const ceiling = this.regions[rank + 1]?.start ?? this.line.old.length;
    for (const position of ['after', 'before'] as const) {
      const { start } = region;
      const units =
        position === 'after'
          ? this.units
              .filter((unit) => unit.start >= floor && unit.start < start)
              .map((unit) => ({ start: unit.start, end: Math.min(unit.end, start) }))
              .toReversed()
          : this.units
              .filter((unit) => unit.end > start && unit.end <= ceiling)
              .map((unit) => ({ start: Math.max(unit.start, start), end: unit.end }));
      const found = this.anchor(units.slice(0, MOST_WIDENED + 1), position);
      if (found !== null) {
        const { span, occurrence } = found;
        return { kind: 'insert-words', scope, position, anchor: this.old(span), words, occurrence };
      }
    }
    throw new Inexpressible('no-address');
  }

  private anchor(
    units: readonly Span[],
    position: 'after' | 'before',
  ): { readonly span: Span; readonly occurrence: Occurrence } | null {
    let ranked: { readonly span: Span; readonly occurrence: Occurrence } | null = null;
    const [nearest] = units;
    if (nearest === undefined) return null;
    for (const far of units) {
      const span =
        position === 'after'
          ? { start: far.start, end: nearest.end }
          : { start: nearest.start, end: far.end };
      const clean = this.withoutSigns(span, position);
      const text = this.line.old.slice(clean.start, clean.end);
      if (!telling(text)) continue;
      const occurrence = occurrenceAt(this.places, this.line.scope, this.line, clean);
      if (occurrence === 'only') return { span: clean, occurrence };
      if (occurrence !== null) ranked ??= { span: clean, occurrence };
    }
    return ranked;
  }

  /** Punctuation far from the place is no part of the words that one quotes. */
  private withoutSigns({ start, end }: Span, position: 'after' | 'before'): Span {
    const text = this.line.old.slice(start, end);
    if (position === 'before') {
      const tail = /[\s\u00a0\u202f]*[,;:.]$/.exec(text)?.[0].length ?? 0;
      return { start, end: end - tail };
    }
    const lead = /^[(«“][\s\u00a0\u202f]*/.exec(text)?.[0].length ?? 0;
    return { start: start + lead, end };
  }
}

/** Whether the words found, carried out on the line, give the new one: rule R2. */
function proves(places: Places, line: ChangedLine, instructions: readonly Instruction[]): boolean {
  const splices = instructions.flatMap((instruction) => {
    const hit = hitOf(places, line, instruction);
    return hit === null ? [] : [hit];
  });
  if (splices.length !== instructions.length) return false;
  const result = spliceLine(
    { text: line.old, parts: [{ inline: { type: 'text', text: line.old }, from: 0, to: line.old.length }] },
    splices,
  )
    .map((inline) => (inline.type === 'text' ? inline.text : ''))
    .join('');
  const read = (text: string) => (line.block.type === 'item' ? withoutListEnd(text) : text);
  return sameWords(read(result), read(line.fresh));
}

function hitOf(places: Places, line: ChangedLine, instruction: Instruction) {
  const phrases = phrasesOf(line.old);
  switch (instruction.kind) {
    case 'replace-words':
    case 'delete-words': {
      const hits = hitsOf(places, instruction.scope, instruction.old);
      const hit = hits[typeof instruction.occurrence === 'number' ? instruction.occurrence - 1 : 0];
      if (hit === undefined || hit.block.attrs.id !== line.block.attrs.id) return null;
      return {
        start: hit.start,
        end: hit.end,
        text: instruction.kind === 'replace-words' ? instruction.new : '',
      };
    }
    case 'insert-words': {
      const hits = hitsOf(places, instruction.scope, instruction.anchor);
      const hit = hits[typeof instruction.occurrence === 'number' ? instruction.occurrence - 1 : 0];
      if (hit === undefined || hit.block.attrs.id !== line.block.attrs.id) return null;
      const at = instruction.position === 'before' ? hit.start : hit.end;
      return { start: at, end: at, text: instruction.words };
    }
    case 'replace-phrase':
    case 'delete-phrase': {
      const span = phrases[instruction.rank - 1];
      return span === undefined
        ? null
        : { ...span, text: instruction.kind === 'replace-phrase' ? instruction.text : '' };
    }
    case 'insert-phrase': {
      const at =
        instruction.after === null ? line.old.trimEnd().length : (phrases[instruction.after - 1]?.end ?? 0);
      return { start: at, end: at, text: instruction.text };
    }
    default:
      return null;
  }
}

/** Rule R3: whether words say it better than the whole alinéa would. */
function fewChange(old: string, fresh: string, regions: readonly Region[]): boolean {
  const share = sizeOf(regions) / (old.length + fresh.length);
  const onlyAdds = regions.every((one) => one.start === one.end || one.fresh.start === one.fresh.end);
  const shortSwap = regions.length === 1 && old.length < SHORT && share < 0.8;
  return regions.length <= MOST_REGIONS && (share <= MOST_CHANGED || onlyAdds || shortSwap);
}

/** Runs a search; null when it finds what can't be written. */
function attempt(find: () => readonly Instruction[] | null): readonly Instruction[] | null {
  try {
    return find();
  } catch (error) {
    if (error instanceof Inexpressible) return null;
    throw error;
  }
}

/** Most changed lines whose words are remembered for one base: a person types in one of them at a time. */
const MAX_REMEMBERED = 2_000;
const remembered = new WeakMap<Places, Map<string, readonly Instruction[] | null>>();

/**
 * The words and phrases that were rewritten in a line. What a line of one base became is looked for once, so that the
 * ninety-nine others cost nothing while somebody types in one.
 * @returns null when the whole alinéa reads better (rule R3), or when words do not express the change
 */
export function wordsOf(places: Places, line: ChangedLine): readonly Instruction[] | null {
  const known = remembered.get(places) ?? new Map<string, readonly Instruction[] | null>();
  remembered.set(places, known);
  // Where a line stands, and how it is named, are the base's: its id and its new words say all the rest.
  const key = `${line.block.attrs.id} ${line.fresh}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = wordsAnew(places, line);
  if (known.size >= MAX_REMEMBERED) known.clear();
  known.set(key, found);
  return found;
}

function wordsAnew(places: Places, line: ChangedLine): readonly Instruction[] | null {
  const read = (text: string) => (line.block.type === 'item' ? withoutListEnd(text) : text);
  const [old, fresh] = [read(line.old), read(line.fresh)];
  const regions = regionsOf(old, fresh);
  if (regions.length === 0) return [];
  const cut: ChangedLine = { ...line, fresh };
  const proved = (found: readonly Instruction[] | null) =>
    found !== null && proves(places, cut, found) ? found : null;
  const words = fewChange(old, fresh, regions)
    ? proved(attempt(() => new LineDiff(places, cut, regions).instructions()))
    : null;
  return words ?? proved(attempt(() => phraseChanges(line.address, old, fresh)));
}
