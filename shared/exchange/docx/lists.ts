import { type CountingCounter, markerPattern, writeCounter } from '#shared/document/counters.ts';
import type { BlockJson, DocumentJson, IntituleAttrs } from '#shared/document/model.ts';
import { mendAttrs } from '#shared/document/parse.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { PrintItem, PrintModel } from '../print/model.ts';

/** A level of an automatic list: `text` holds `%1`, `%2`… where the counters of the levels go. */
export interface ListLevel {
  /** `puce`: the text as it is, on every line. */
  readonly format: CountingCounter | 'puce';
  readonly text: string;
  readonly start: number;
}

/** A list that the word processor numbers. */
export interface AutomaticList {
  readonly kind: 'divisions' | 'items';
  /** By level; a level that no line is on is undefined. */
  readonly levels: readonly (ListLevel | undefined)[];
}

/** Which lines the word processor numbers; the number of any other is written as words. */
export interface ListPlan {
  readonly lists: readonly AutomaticList[];
  readonly at: ReadonlyMap<BlockId, ListPlace>;
}

/** A line in an automatic list. */
interface ListPlace {
  readonly list: number;
  readonly level: number;
  /**
   * What stands between the number and the words without being part of the number: « – ». A cross-reference by number
   * would print it too.
   */
  readonly tail: string;
}

interface GrowingList {
  readonly kind: AutomaticList['kind'];
  readonly levels: (ListLevel | undefined)[];
  readonly counts: number[];
}

interface Opened {
  readonly niveau: number;
  readonly number: string;
  readonly place: ListPlace | null;
}

/** Largest rank looked for in a counter of letters or Roman numerals. */
const LARGEST = 400;
/** After z, word processors write aa, bb, cc. */
const LETTERS = 26;

/** @returns the rank that a counter prints as `text`; null when a word processor would not write it so */
function rankOf(counter: CountingCounter, text: string): number | null {
  const last = counter === 'a' || counter === 'A' ? LETTERS : LARGEST;
  if (counter === '1') return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
  for (let n = 1; n <= last; n += 1) if (writeCounter(counter, n) === text) return n;
  return null;
}

class Planner {
  readonly lists: GrowingList[] = [];
  readonly at = new Map<BlockId, ListPlace>();
  private readonly open = new Map<string, number>();
  private headings: Opened[] = [];

  private addList(kind: AutomaticList['kind']): number {
    this.lists.push({ kind, levels: [], counts: [] });
    return this.lists.length - 1;
  }

  private take(id: BlockId, { list, level, tail }: ListPlace, n: number): void {
    const growing = this.lists[list];
    if (growing === undefined) throw new RangeError(`No list ${list}`);
    growing.counts.length = level;
    growing.counts[level] = n;
    this.at.set(id, { list, level, tail });
  }

  /** « 2.1 » under « 2 »: a level of its parent's list, so that it follows it. */
  private asChild(attrs: IntituleAttrs, stem: string, n: number): boolean {
    const parent = this.headings.findLast((one) => one.number !== '');
    const place = parent?.place ?? null;
    if (parent === undefined || place === null || stem !== `${parent.number}.`) return false;
    const list = this.lists[place.list];
    const level = place.level + 1;
    const chain = Array.from({ length: level }, (_, rank) => `%${rank + 1}.`).join('');
    const printed = list?.counts
      .slice(0, level)
      .map((count, rank) => writeCounter(formatOf(list.levels[rank]), count))
      .join('.');
    if (list === undefined || level > 8 || `${printed}.` !== stem || (list.counts[level] ?? 0) !== n - 1)
      return false;
    const { own, tail } = separated(attrs.separateur);
    const text = `${attrs.prefixe}${chain}%${level + 1}${own}`;
    const format = attrs.compteur === '1er' ? '1' : attrs.compteur;
    if (format === 'aucun' || format === 'puce') return false;
    const known = list.levels[level];
    if (known !== undefined && (known.text !== text || known.format !== format)) return false;
    list.levels[level] = { format, text, start: 1 };
    this.take(attrs.id, { list: place.list, level, tail }, n);
    return true;
  }

  private asRoot(attrs: IntituleAttrs, stem: string, n: number): void {
    const { genre, niveau, compteur, prefixe, separateur } = attrs;
    const format = compteur === '1er' ? '1' : compteur;
    if (format === 'aucun' || format === 'puce') return;
    const series = genre === 'article' ? '' : niveau;
    const key = JSON.stringify([genre, series, format, prefixe, separateur, stem]);
    const current = this.open.get(key);
    const goesOn = current !== undefined && this.lists[current]?.counts[0] === n - 1;
    const list = goesOn ? current : this.addList('divisions');
    const growing = this.lists[list];
    const { own, tail } = separated(separateur);
    if (!goesOn && growing !== undefined)
      growing.levels[0] = { format, text: `${prefixe}${stem}%1${own}`, start: n };
    this.open.set(key, list);
    this.take(attrs.id, { list, level: 0, tail }, n);
  }

  heading(attrs: IntituleAttrs, number: string): void {
    this.headings = this.headings.filter((one) => one.niveau < attrs.niveau);
    const { compteur, numFixe, complet } = attrs;
    const stem = complet ? number.slice(0, number.lastIndexOf('.') + 1) : '';
    const counts = compteur !== 'aucun' && compteur !== 'puce' && (numFixe === null || numFixe === '');
    const n = counts ? rankOf(compteur, number.slice(stem.length)) : null;
    const isOrdinal = compteur === '1er' && n === 1;
    const isPlain = !`${attrs.prefixe}${stem}${attrs.separateur}`.includes('%');
    if (n !== null && !isOrdinal && isPlain && !this.asChild(attrs, stem, n)) this.asRoot(attrs, stem, n);
    this.headings.push({ niveau: attrs.niveau, number, place: this.at.get(attrs.id) ?? null });
  }

  /** A run of items is automatic when each of its levels has one pattern, and counts as word processors count. */
  run(items: readonly PrintItem[]): void {
    const levels: (ListLevel | undefined)[] = [];
    const counts: number[] = [];
    for (const item of items) {
      const level = item.niveau - 1;
      const pattern = markerPattern(item.marqueur);
      const wanted: ListLevel =
        pattern === null
          ? { format: 'puce', text: item.marker, start: 1 }
          : {
              format: pattern.counter,
              text: `${pattern.before}%${level + 1}${pattern.after}`,
              start: 1,
            };
      counts.length = item.niveau;
      const n = (counts[level] ?? 0) + 1;
      counts[level] = n;
      const known = levels[level];
      const same = known === undefined || (known.format === wanted.format && known.text === wanted.text);
      const printed =
        pattern === null ? item.marker : pattern.before + writeCounter(pattern.counter, n) + pattern.after;
      const writes = pattern === null || rankOf(pattern.counter, writeCounter(pattern.counter, n)) === n;
      const plain = !(pattern === null ? item.marker : pattern.before + pattern.after).includes('%');
      if (!same || !writes || !plain || printed !== item.marker || item.marker.trim() === '') return;
      levels[level] = wanted;
    }
    if (items.length === 0) return;
    const list = this.addList('items');
    this.lists[list]?.levels.push(...Array.from(levels));
    for (const item of items) this.at.set(item.id, { list, level: item.niveau - 1, tail: '' });
  }
}

/** Word processors leave out of a cross-reference the full stop or the bracket after a number, but no dash. */
const separated = (separateur: string) =>
  /^[.)]*\s*$/.test(separateur) ? { own: separateur, tail: '' } : { own: '', tail: separateur };

const formatOf = (level: ListLevel | undefined): CountingCounter =>
  level === undefined || level.format === 'puce' ? '1' : level.format;

/** Rule N6 of the document: what a run of items goes across. */
const goesAcross = (block: BlockJson): boolean =>
  block.type === 'note' || block.type === 'sautPage' || (block.type === 'alinea' && block.attrs.retrait > 0);

const tableItems = (table: Extract<PrintModel['blocks'][number], { type: 'table' }>) =>
  table.rows.flatMap((row) =>
    row.map((cell) => cell.blocks.filter((block): block is PrintItem => block.type === 'item')),
  );

/**
 * Chooses the lines that a word processor can number by itself (rule X2): their numbers are then those printed, and
 * follow what is added before them.
 * @param document the act printed by `model`
 */
export function planLists(document: DocumentJson, model: PrintModel): ListPlan {
  const planner = new Planner();
  let run: PrintItem[] = [];
  const flush = () => {
    planner.run(run);
    run = [];
  };
  document.content.forEach((block, rank) => {
    const printed = model.blocks[rank];
    if (block.type === 'item' && printed?.type === 'item') {
      run.push(printed);
      return;
    }
    if (goesAcross(block)) return;
    flush();
    if (block.type === 'intitule' && printed?.type === 'intitule')
      planner.heading(mendAttrs('intitule', block.attrs), printed.number);
    if (printed?.type === 'table') for (const items of tableItems(printed)) planner.run(items);
  });
  flush();
  return { lists: planner.lists.map(({ kind, levels }) => ({ kind, levels })), at: planner.at };
}
