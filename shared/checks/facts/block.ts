import type { Fields, InlineJson, TextBlockJson } from '#shared/document/model.ts';
import type { Numbering } from '#shared/document/numbering.ts';
import { printVariable } from '#shared/document/variables.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { Fix, Place, TextRange } from '../model.ts';
import { folded, plainOf } from '../text.ts';

/** An inline atom of a block, where it prints. */
type Atom = {
  readonly from: number;
  readonly to: number;
  /** Its offset among the block's inline content. */
  readonly at: number;
} & (
  | { readonly kind: 'variable'; readonly key: string; readonly empty: boolean }
  | { readonly kind: 'renvoi'; readonly target: string; readonly label: string; readonly broken: boolean }
  | { readonly kind: 'appel'; readonly noteId: string }
  | { readonly kind: 'ligne' }
);

/** Words marked as the definition of a term or a sigle. */
interface MarkedTerm {
  readonly from: number;
  readonly to: number;
  readonly genre: 'terme' | 'sigle';
}

/**
 * One block of text as rules see it. `text` and `plain` are as printed (variables and renvois in words) and have the
 * same length; offsets below are theirs.
 */
export interface BlockFacts {
  readonly block: TextBlockJson;
  readonly id: BlockId;
  /** As printed, before any folding. */
  readonly printed: string;
  /** One kind of space, apostrophe and hyphen. */
  readonly text: string;
  /** `text` without case or accents. */
  readonly plain: string;
  readonly atoms: readonly Atom[];
  readonly terms: readonly MarkedTerm[];
  /** What scans of this block alone gave, by scan; see {@link once}. */
  readonly scans: Map<unknown, unknown>;
}

/** What printing a block depends on besides its own content. */
export interface Printing {
  readonly champs: Fields;
  readonly numbering: Numbering;
  readonly exists: (id: string) => boolean;
}

const isEmpty = (champs: Fields, key: string): boolean => {
  const field = Object.hasOwn(champs, key) ? champs[key] : undefined;
  return field === undefined || field.valeur === null || field.valeur.trim() === '';
};

function read(block: TextBlockJson, printing: Printing): Omit<BlockFacts, 'text' | 'plain' | 'scans'> {
  let printed = '';
  let at = 0;
  const atoms: Atom[] = [];
  const terms: MarkedTerm[] = [];
  const atom = (words: string, rest: object) => {
    const from = printed.length;
    printed += words;
    // The union's members are completed by their own `case` below.
    atoms.push({ from, to: printed.length, at, ...rest } as Atom);
    at += 1;
  };
  for (const inline of block.content ?? []) {
    switch (inline.type) {
      case 'text': {
        markTerm(inline, printed.length, terms);
        printed += inline.text;
        at += inline.text.length;
        break;
      }
      case 'hardBreak':
        atom('\n', { kind: 'ligne' });
        break;
      case 'variable': {
        const { chemin, format } = inline.attrs;
        const empty = isEmpty(printing.champs, chemin);
        atom(printVariable(printing.champs, chemin, format), { kind: 'variable', key: chemin, empty });
        break;
      }
      case 'renvoi': {
        const { cible, libelle } = inline.attrs;
        const heading = printing.numbering.headings.get(cible as BlockId);
        const broken = heading === undefined && !printing.exists(cible);
        // The exact words don't matter to any rule; the address of a line would cost the whole book of addresses.
        atom(heading?.name ?? libelle, { kind: 'renvoi', target: cible, label: libelle, broken });
        break;
      }
      case 'appelNote':
        atom('', { kind: 'appel', noteId: inline.attrs.noteId });
        break;
    }
  }
  return { block, id: block.attrs.id, printed, atoms, terms };
}

function markTerm(inline: InlineJson & { type: 'text' }, from: number, terms: MarkedTerm[]): void {
  const mark = inline.marks?.find((one) => one.type === 'terme');
  if (mark?.type !== 'terme') return;
  const last = terms.at(-1);
  const to = from + inline.text.length;
  // A term partly in bold is one term.
  if (last !== undefined && last.to === from) terms[terms.length - 1] = { ...last, to };
  else terms.push({ from, to, genre: mark.attrs.genre });
}

const known = new WeakMap<TextBlockJson, BlockFacts>();

const dependsOnOthers = (facts: BlockFacts): boolean =>
  facts.atoms.some((one) => one.kind === 'variable' || one.kind === 'renvoi');

const sameAtoms = (a: readonly Atom[], b: readonly Atom[]): boolean =>
  a.every((one, i) => {
    const other = b[i];
    if (one.kind === 'variable') return other?.kind === 'variable' && one.empty === other.empty;
    return one.kind !== 'renvoi' || (other?.kind === 'renvoi' && one.broken === other.broken);
  });

/**
 * Reads one block; a block object already read, whose variables and renvois still print the same, gives the same
 * facts, with the scans already made of it.
 */
export function blockFacts(block: TextBlockJson, printing: Printing): BlockFacts {
  const before = known.get(block);
  if (before !== undefined && !dependsOnOthers(before)) return before;
  const fresh = read(block, printing);
  if (before !== undefined && before.printed === fresh.printed && sameAtoms(before.atoms, fresh.atoms))
    return before;
  const text = folded(fresh.printed);
  const facts: BlockFacts = { ...fresh, text, plain: plainOf(text), scans: new Map() };
  known.set(block, facts);
  return facts;
}

/** Runs a scan that depends on the block alone, and remembers what it gave for as long as the block stays the same. */
export function once<T>(facts: BlockFacts, scan: (facts: BlockFacts) => T): T {
  if (facts.scans.has(scan)) return facts.scans.get(scan) as T;
  const result = scan(facts);
  facts.scans.set(scan, result);
  return result;
}

/** Printed offset → offset in the inline content; inside an atom, its beginning or (`end`) its end. */
function rawOffset(facts: BlockFacts, offset: number, end: boolean): number {
  let shift = 0;
  for (const atom of facts.atoms) {
    if (end ? atom.to > offset || atom.from >= offset : atom.to > offset) {
      if (end ? atom.from < offset : atom.from <= offset) return end ? atom.at + 1 : atom.at;
      break;
    }
    shift = atom.at + 1 - atom.to;
  }
  return offset + shift;
}

/** @returns the range of inline content that prints as `[from, to)` */
export function rangeOf(facts: BlockFacts, from: number, to: number): TextRange {
  return { from: rawOffset(facts, from, false), to: rawOffset(facts, to, true) };
}

/** @returns the place of some words of a block, or of the whole block */
export function placeIn(facts: BlockFacts, from?: number, to?: number): Place {
  const range = from === undefined || to === undefined ? null : rangeOf(facts, from, to);
  return { kind: 'bloc', block: facts.id, range };
}

const crossesAtom = (facts: BlockFacts, from: number, to: number): boolean =>
  facts.atoms.some(
    (atom) => atom.from < to && (atom.to > from || (atom.from === atom.to && atom.from > from)),
  );

/** Part of a block's text, `to` exclusive. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * @param part what is rewritten
 * @param whole words around it that find it again when somebody has typed before it meanwhile; `part` by default
 * @returns a fix that writes `after` in place of `part`, or nothing when a variable or a renvoi stands in `whole`
 */
export function rewrite(
  facts: BlockFacts,
  part: Stretch,
  after: string,
  whole: Stretch = part,
): { readonly fix?: Fix } {
  const { from, to } = whole;
  if (crossesAtom(facts, from, to)) return {};
  const { printed } = facts;
  return {
    fix: {
      kind: 'texte',
      block: facts.id,
      range: rangeOf(facts, from, to),
      before: printed.slice(from, to),
      after: printed.slice(from, part.from) + after + printed.slice(part.to, to),
    },
  };
}
