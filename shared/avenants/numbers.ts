import { type CountingCounter, markerPattern, writeCounter } from '#shared/document/counters.ts';
import type { ActContent, BlockJson, IntituleAttrs } from '#shared/document/model.ts';
import { readerOf } from './text/reading.ts';

/*
 * Numbers across an avenant (rule G14): what the signed text has keeps its number, what comes between takes « 4-1 », and
 * what comes after the last one goes on. A number that was ever given in the base is not given again.
 */

/** A numbered heading or item of the edited text. */
interface Entry {
  readonly index: number;
  /** Its number in the base: the counter alone; null for what is new. */
  readonly base: string | null;
  /** The number that somebody held it at. */
  readonly held: string | null;
}

interface Series {
  readonly entries: Entry[];
  /** Numbers that the base gives in the same place. */
  readonly taken: Set<string>;
  readonly counter: CountingCounter;
}

type Heading = Extract<BlockJson, { type: 'intitule' }>;
type Item = Extract<BlockJson, { type: 'item' }>;

const heldAt = (numFixe: string | null): string | null => (numFixe === '' ? null : numFixe);

const counts = (attrs: IntituleAttrs): boolean =>
  heldAt(attrs.numFixe) !== null || (attrs.compteur !== 'aucun' && attrs.compteur !== 'puce');

/** One series as rule N3 of the document makes it, under the heading that is its scope. */
function headingSeries(blocks: readonly BlockJson[]): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  let open: Heading[] = [];
  blocks.forEach((block, index) => {
    if (block.type !== 'intitule') return;
    const { attrs } = block;
    open = open.filter((one) => one.attrs.niveau < attrs.niveau);
    const scope =
      attrs.genre === 'article'
        ? open.findLast((one) => one.attrs.genre === 'annexe' || one.attrs.genre === 'article')
        : open.at(-1);
    const level = attrs.genre === 'article' ? '' : attrs.niveau;
    const counter = attrs.compteur === '1er' ? '1' : attrs.compteur;
    if (counts(attrs)) keys.set(index, `${scope?.attrs.id ?? ''}|${level}|${attrs.genre}|${counter}`);
    open.push(block);
  });
  return keys;
}

/** The division that each block stands in directly: the id of its heading, "" before the first. */
function placesOf(blocks: readonly BlockJson[]): readonly string[] {
  let place = '';
  return blocks.map((block) => {
    if (block.type === 'intitule') place = block.attrs.id;
    return place;
  });
}

const seriesOfItem = (item: Item): string => {
  const pattern = markerPattern(item.attrs.marqueur);
  return pattern === null ? '' : `${item.attrs.niveau}|${pattern.before}${pattern.counter}${pattern.after}`;
};

/** One series of items as rule N6 of the document makes it: a run, a level, the item above, a pattern. */
function itemSeries(blocks: readonly BlockJson[]): ReadonlyMap<number, string> {
  const keys = new Map<number, string>();
  const places = placesOf(blocks);
  let open: Item[] = [];
  blocks.forEach((block, index) => {
    if (block.type === 'item') {
      open = open.filter((one) => one.attrs.niveau < block.attrs.niveau);
      const series = seriesOfItem(block);
      if (series !== '') keys.set(index, `${places[index]}|${open.at(-1)?.attrs.id ?? ''}|${series}`);
      open.push(block);
    } else if (block.type === 'intitule') open = [];
  });
  return keys;
}

/** The counter of an item without what its pattern puts around it. */
function itemLabel(item: Item, marker: string): string {
  const pattern = markerPattern(item.attrs.marqueur);
  if (pattern === null) return '';
  return marker.slice(pattern.before.length, marker.length - pattern.after.length);
}

function next(previous: string, isFree: (number: string) => boolean): string {
  const inserted = /^(.*)-(\d+)$/.exec(previous);
  const stem = inserted?.[1] ?? previous.replace(/^1er/, '1');
  for (let k = Number(inserted?.[2] ?? 0) + 1; ; k += 1) if (isFree(`${stem}-${k}`)) return `${stem}-${k}`;
}

/** How far a counter is followed to find where it stands. */
const LONGEST = 400;

/** The number after one: « 7 » after « 6 », « 3.3 » after « 3.2 », « c » after « b », « 5 » after « 4-1 ». */
function following(
  previous: string,
  counter: CountingCounter,
  isFree: (number: string) => boolean,
): string | null {
  const plain = previous.replace(/(?:-\d+|\s(?:bis|ter|quater|[A-Z]))+$/, '');
  const cut = plain.lastIndexOf('.') + 1;
  const [stem, own] = [plain.slice(0, cut), plain.slice(cut).replace(/^(\d+)er$/, '$1')];
  const plainCounter = counter === '1er' ? '1' : counter;
  for (let n = 1, reached = own === ''; n < LONGEST; n += 1) {
    const number = writeCounter(plainCounter, n);
    if (reached && isFree(stem + number)) return stem + number;
    reached ||= number === own;
  }
  return null;
}

function before(first: string, isFree: (number: string) => boolean): string {
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    if (isFree(`${first} ${letter}`)) return `${first} ${letter}`;
  return next(first, isFree);
}

/** Numbers for all of one series; null where the document's own count is right. */
function numbersOf({ entries, taken, counter }: Series): readonly (string | null)[] {
  const given = new Set([...taken, ...entries.flatMap((entry) => entry.held ?? [])]);
  const isFree = (number: string) => !given.has(number);
  // A number changed by hand is a renumbering that somebody wants.
  const settled = (entry: Entry): string | null => entry.held ?? entry.base;
  let previous: string | null = null;
  return entries.map((entry, rank) => {
    const own = settled(entry);
    if (own !== null) {
      previous = own;
      return own;
    }
    const later = entries.slice(rank + 1).find((one) => one.base !== null);
    if (previous === null && later === undefined && taken.size === 0) return null;
    const number: string | null =
      later === undefined
        ? following(previous ?? [...taken].at(-1) ?? '', counter, isFree)
        : previous === null
          ? before(later.base ?? '', isFree)
          : next(previous, isFree);
    if (number !== null) given.add(number);
    previous = number ?? previous;
    return number;
  });
}

function counterOf(block: BlockJson): CountingCounter {
  if (block.type === 'item') return markerPattern(block.attrs.marqueur)?.counter ?? '1';
  const counter = block.type === 'intitule' ? block.attrs.compteur : '1';
  return counter === 'aucun' || counter === 'puce' ? '1' : counter;
}

function collect(
  keys: ReadonlyMap<number, string>,
  baseKeys: ReadonlyMap<number, string>,
  numberInBase: (id: string) => string | null,
  edited: readonly BlockJson[],
  base: readonly BlockJson[],
): ReadonlyMap<number, string | null> {
  const series = new Map<string, Series>();
  const of = (key: string, block: BlockJson): Series => {
    const known = series.get(key) ?? { entries: [], taken: new Set<string>(), counter: counterOf(block) };
    series.set(key, known);
    return known;
  };
  for (const [index, key] of baseKeys) {
    const block = base[index];
    if (block === undefined) continue;
    const number = numberInBase(block.attrs.id);
    if (number !== null) of(key, block).taken.add(number);
  }
  for (const [index, key] of keys) {
    const block = edited[index];
    if (block?.type !== 'intitule' && block?.type !== 'item') continue;
    of(key, block).entries.push({
      index,
      base: numberInBase(block.attrs.id),
      held: heldAt(block.attrs.numFixe),
    });
  }
  const numbers = new Map<number, string | null>();
  for (const one of series.values())
    numbersOf(one).forEach((number, rank) => {
      const entry = one.entries[rank];
      if (entry !== undefined) numbers.set(entry.index, number);
    });
  return numbers;
}

const heldBlocks = new WeakMap<BlockJson, BlockJson>();

/** The block under a number of its own; asked again for the same, the same object, whose words are known. */
function hold(block: BlockJson, number: string | null | undefined): BlockJson {
  if (number === null || number === undefined) return block;
  if (block.type !== 'intitule' && block.type !== 'item') return block;
  if (block.attrs.numFixe === number) return block;
  const before = heldBlocks.get(block);
  if (before?.type === block.type && before.attrs.numFixe === number) return before;
  const held = { ...block, attrs: { ...block.attrs, numFixe: number } } as BlockJson;
  heldBlocks.set(block, held);
  return held;
}

/**
 * Numbers an edited text as the signed one commands: what stays keeps its number, what is new takes « 4-1 » between
 * two, goes on after the last, and takes « 1 A » before the first. A number held by hand on a new division stays.
 * @param base the signed text; `edited` the same after edits, ids kept
 * @returns the edited text, with `numFixe` where its own count would give another number
 */
export function carryNumbers(base: ActContent, edited: ActContent): ActContent {
  const before = readerOf(base);
  const [old, fresh] = [base.document.content, edited.document.content];
  const [oldPlaces, newPlaces] = [placesOf(old), placesOf(fresh)];
  const newPlaceOf = new Map(fresh.map((block, index) => [block.attrs.id as string, newPlaces[index]]));
  const itemInBase = (id: string): string | null => {
    const index = before.indexOf.get(id as BlockJson['attrs']['id']);
    const block = index === undefined ? undefined : old[index];
    if (block?.type !== 'item' || index === undefined) return null;
    // A line that went to another division is numbered there.
    if (newPlaceOf.has(id) && newPlaceOf.get(id) !== oldPlaces[index]) return null;
    const label = itemLabel(block, before.markOf(block));
    return label === '' ? null : label;
  };
  const headingInBase = (id: string): string | null => {
    const number = before.ctx.numbering.headings.get(id as BlockJson['attrs']['id'])?.number ?? '';
    return number === '' ? null : number;
  };
  const headings = collect(headingSeries(fresh), headingSeries(old), headingInBase, fresh, old);
  const items = collect(itemSeries(fresh), itemSeries(old), itemInBase, fresh, old);
  const content = fresh.map((block, index) => hold(block, headings.get(index) ?? items.get(index)));
  const numbered: ActContent = { ...edited, document: { type: 'doc', content } };
  return released(edited, numbered);
}

/** Takes back the numbers that the document's own count gives anyway, when all of them are. */
function released(edited: ActContent, numbered: ActContent): ActContent {
  if (numbered.document.content.every((block, index) => block === edited.document.content[index]))
    return edited;
  const [own, wanted] = [readerOf(edited), readerOf(numbered)];
  const same = edited.document.content.every((block, index) => {
    const held = numbered.document.content[index];
    return held !== undefined && own.markOf(block) === wanted.markOf(held);
  });
  return same ? edited : numbered;
}
