import type { BlockId } from '#shared/kernel/ids.ts';
import { type CountingCounter, leadingInteger, markerPattern, writeCounter } from './counters.ts';
import type { BlockJson, DocumentJson, Fields, InlineJson, IntituleAttrs } from './model.ts';
import { mendAttrs } from './parse.ts';
import type { DivisionKind } from './schema/vocabulary.ts';
import { printVariable } from './variables.ts';

/** How the heading of a division is numbered and cited. */
export interface HeadingNumber {
  /** `prefixe + counter + separateur`, as it stands before the heading; "" when nothing does. */
  readonly printed: string;
  /** The counter only: « 4 », « 1er », « 2.1 », « 5 bis »; "" when the heading has none. */
  readonly number: string;
  /** How one cites it: « article 4 », « axe 3 », « 2.1 », or « Durée » in guillemets when unnumbered. */
  readonly name: string;
  /** The noun of `name` (« article », « axe », « annexe »); "" for a bare number or an unnumbered heading. */
  readonly noun: string;
  /** The words of the heading, as plain text. */
  readonly heading: string;
}

/** Every printed number of a document. */
export interface Numbering {
  readonly headings: ReadonlyMap<BlockId, HeadingNumber>;
  /** Item markers as printed: « – », « 2° », « (b) ». */
  readonly items: ReadonlyMap<BlockId, string>;
  /** Footnote numbers by `noteId`, from 1, in the order of their first calls. */
  readonly notes: ReadonlyMap<string, number>;
}

/** Rule N9: the noun that goes with a number whose printed prefix holds no word. */
const NOUNS: Readonly<Partial<Record<DivisionKind, string>>> = {
  article: 'article',
  axe: 'axe',
  titre: 'titre',
  chapitre: 'chapitre',
  annexe: 'annexe',
};

/** A heading that is open at some point of the document, with the counts of what it holds. */
interface Scope {
  readonly niveau: number;
  readonly genre: DivisionKind | null;
  /** The number that `complet` children print before theirs: without ordinal mark. */
  readonly chain: string;
  readonly counts: Map<string, number>;
}

/** Words of a heading or a short text: no number is needed to print them, so numbering can use it. */
function plainHeading(content: readonly InlineJson[] | undefined, champs: Fields): string {
  let text = '';
  for (const inline of content ?? []) {
    if (inline.type === 'text') text += inline.text;
    else if (inline.type === 'hardBreak') text += ' ';
    else if (inline.type === 'renvoi') text += inline.attrs.libelle;
    else if (inline.type === 'variable')
      text += printVariable(champs, inline.attrs.chemin, inline.attrs.format);
  }
  return text.replace(/[ \n\t]+/g, ' ').trim();
}

function nounOf(attrs: IntituleAttrs): string {
  const word = /^\P{L}*(\p{L}[\p{L}\s’'-]*)/u
    .exec(attrs.prefixe.replace(/(?<!\p{L})n[°ºo]\s*$/iu, ''))?.[1]
    ?.trim();
  if (word !== undefined) return word.toLowerCase();
  return attrs.complet ? '' : (NOUNS[attrs.genre] ?? '');
}

/** Rule N2: where a heading counts. Articles count on through titres and chapitres. */
function scopeOf(attrs: IntituleAttrs, open: readonly Scope[]): Scope | undefined {
  if (attrs.genre !== 'article') return open.at(-1);
  return open.findLast((one) => one.genre === 'annexe' || one.genre === 'article') ?? open[0];
}

/** Rule N3: one series = same scope, level, genre and counter; articles of any level make one. */
function seriesKey(attrs: IntituleAttrs): string {
  const counter = attrs.compteur === '1er' ? '1' : attrs.compteur;
  const level = attrs.genre === 'article' ? '' : attrs.niveau;
  return `${level}|${attrs.genre}|${counter}`;
}

interface Count {
  readonly number: string;
  readonly chain: string;
}

function countHeading(attrs: IntituleAttrs, open: readonly Scope[]): Count {
  const parentChain = open.findLast((one) => one.chain !== '')?.chain ?? '';
  const stem = attrs.complet && parentChain !== '' ? `${parentChain}.` : '';
  const counts = scopeOf(attrs, open)?.counts;
  const key = seriesKey(attrs);
  if (attrs.numFixe !== null && attrs.numFixe !== '') {
    const own = attrs.numFixe.startsWith(stem) ? attrs.numFixe.slice(stem.length) : attrs.numFixe;
    const reached = leadingInteger(own);
    if (reached !== null) counts?.set(key, reached);
    return { number: attrs.numFixe, chain: attrs.numFixe };
  }
  if (attrs.compteur === 'aucun' || attrs.compteur === 'puce') return { number: '', chain: '' };
  const rank = (counts?.get(key) ?? 0) + 1;
  counts?.set(key, rank);
  const plain = writeCounter(attrs.compteur === '1er' ? '1' : attrs.compteur, rank);
  return { number: stem + writeCounter(attrs.compteur, rank), chain: stem + plain };
}

function printedNumber(attrs: IntituleAttrs, number: string): string {
  if (number === '' && attrs.prefixe === '') return '';
  return attrs.prefixe + number + attrs.separateur;
}

function headingNumber(attrs: IntituleAttrs, number: string, heading: string): HeadingNumber {
  const printed = printedNumber(attrs, number);
  if (number === '') {
    const name = heading === '' ? 'division sans intitulé' : `«\u00a0${heading}\u00a0»`;
    return { printed, number, name, noun: '', heading };
  }
  const noun = nounOf(attrs);
  return { printed, number, name: noun === '' ? number : `${noun} ${number}`, noun, heading };
}

/** Counts of one run of items: by level, then by marker pattern (rule N6). */
class ItemRun {
  private readonly levels: Map<string, number>[] = [];

  /** @returns the marker as printed */
  next(attrs: Extract<BlockJson, { type: 'item' }>['attrs']): string {
    this.levels.length = Math.min(this.levels.length, attrs.niveau);
    while (this.levels.length < attrs.niveau) this.levels.push(new Map());
    const counts = this.levels[attrs.niveau - 1];
    const pattern = markerPattern(attrs.marqueur);
    const series = pattern === null ? attrs.marqueur : `${pattern.before}${pattern.counter}${pattern.after}`;
    if (attrs.numFixe !== null && attrs.numFixe !== '') {
      const reached = leadingInteger(attrs.numFixe);
      if (reached !== null) counts?.set(series, reached);
      return pattern === null ? attrs.numFixe : pattern.before + attrs.numFixe + pattern.after;
    }
    if (pattern === null) return attrs.marqueur;
    const rank = (counts?.get(series) ?? 0) + 1;
    counts?.set(series, rank);
    return pattern.before + writeCounter(pattern.counter as CountingCounter, rank) + pattern.after;
  }
}

function collectCalls(content: readonly InlineJson[] | undefined, notes: Map<string, number>): void {
  for (const inline of content ?? [])
    if (inline.type === 'appelNote' && !notes.has(inline.attrs.noteId))
      notes.set(inline.attrs.noteId, notes.size + 1);
}

/**
 * The one function that computes printed numbers (rules N1 to N10 of RULES.md).
 * @param champs values of the variables that headings print; without them a variable prints as its placeholder
 * @returns numbers by block id and note id; a block without id has none
 */
export function computeNumbers(document: DocumentJson, champs: Fields = {}): Numbering {
  const headings = new Map<BlockId, HeadingNumber>();
  const items = new Map<BlockId, string>();
  const notes = new Map<string, number>();
  let open: Scope[] = [{ niveau: 0, genre: null, chain: '', counts: new Map() }];
  let run: ItemRun | null = null;

  for (const block of document.content) {
    switch (block.type) {
      case 'intitule': {
        const attrs = mendAttrs('intitule', block.attrs);
        run = null;
        open = open.filter((scope) => scope.niveau < attrs.niveau);
        const { number, chain } = countHeading(attrs, open);
        headings.set(attrs.id, headingNumber(attrs, number, plainHeading(block.content, champs)));
        open.push({ niveau: attrs.niveau, genre: attrs.genre, chain, counts: new Map() });
        break;
      }
      case 'item':
        run ??= new ItemRun();
        items.set(block.attrs.id, run.next(mendAttrs('item', block.attrs)));
        break;
      case 'table':
        run = null;
        for (const row of block.content)
          for (const cell of row.content) {
            const cellRun = new ItemRun();
            for (const inner of cell.content) {
              if (inner.type === 'item')
                items.set(inner.attrs.id, cellRun.next(mendAttrs('item', inner.attrs)));
              collectCalls(inner.content, notes);
            }
          }
        break;
      case 'alinea':
        if (block.attrs.retrait === 0) run = null;
        break;
      case 'note':
      case 'sautPage':
        // Neither is a line of the text: a list goes on across a page break or a footnote (rule N6).
        break;
      default:
        run = null;
    }
    if ('content' in block && block.type !== 'table') collectCalls(block.content, notes);
  }
  return { headings, items, notes };
}
