import type { ActContent, BlockJson, DocumentJson, Fields, TextBlockJson } from '#shared/document/model.ts';
import { computeNumbers, type HeadingNumber, type Numbering } from '#shared/document/numbering.ts';
import type { DivisionKind, Family } from '#shared/document/schema/vocabulary.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { CheckContext, Hit, Place } from '../model.ts';
import { type BlockFacts, blockFacts, once, placeIn } from './block.ts';
import { familyOfHeading, sectionsOf } from './families.ts';
import { type PartyFacts, partiesOf, type SignatoryFacts, signatoriesOf } from './parties.ts';

/** A division as rules see it. */
export interface DivisionFacts {
  readonly node: OutlineNode;
  readonly heading: BlockFacts;
  readonly number: HeadingNumber;
  readonly genre: DivisionKind;
  /** From its attribute, else from the words of its heading; null when neither tells. */
  readonly family: Family | null;
  readonly parent: DivisionFacts | null;
  /** Blocks of text of the division itself, subdivisions and heading left out. */
  readonly own: readonly Line[];
  /** With subdivisions, their headings included. */
  readonly all: readonly Line[];
}

/** A block of text where it stands. */
export interface Line {
  readonly facts: BlockFacts;
  /** Index of its first-level block in the document. */
  readonly index: number;
  readonly inTable: boolean;
  readonly division: DivisionFacts | null;
}

/** All that rules share, computed once per change of the act. */
export interface ActFacts {
  readonly document: DocumentJson;
  readonly champs: Fields;
  readonly numbering: Numbering;
  /** Every block of text, those of tables included, in order. */
  readonly lines: readonly Line[];
  /** What the act stipulates: everything but titles, parties, visas, considérants, closing, signatures and notes. */
  readonly body: readonly Line[];
  /** In document order, subdivisions after their parent. */
  readonly divisions: readonly DivisionFacts[];
  readonly parties: readonly PartyFacts[];
  readonly signatories: readonly SignatoryFacts[];
  /** Lines that speak of a family: those of its divisions, and others whose words say so. */
  readonly sections: ReadonlyMap<Family, readonly Line[]>;
  /** Where a clause that is missing would go: after the last block of the body. */
  readonly bodyEnd: BlockId | null;
  readonly kind: CheckContext['kind'];
}

const FRAME: ReadonlySet<string> = new Set([
  'titre',
  'partie',
  'liaison',
  'visa',
  'considerant',
  'formule',
  'cloture',
  'signataire',
  'note',
]);

interface OpenDivision {
  readonly facts: DivisionFacts & { readonly own: Line[]; readonly all: Line[] };
  readonly end: number;
}

/** Blocks of text in one first-level block: itself, or those of its cells. */
function textBlocks(block: BlockJson): readonly TextBlockJson[] {
  if (block.type === 'table')
    return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content));
  return block.type === 'sautPage' || block.type === 'image' ? [] : [block];
}

const flatten = (nodes: readonly OutlineNode[]): readonly OutlineNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.children)]);

/** Ids of every block, to tell a broken renvoi. */
function idsOf(document: DocumentJson): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const block of document.content) {
    ids.add(block.attrs.id);
    if (block.type === 'table') for (const inner of textBlocks(block)) ids.add(inner.attrs.id);
  }
  return ids;
}

/** Reads the lines of the act and the divisions that they stand in. */
function readLines(document: DocumentJson, champs: Fields, numbering: Numbering) {
  const ids = idsOf(document);
  const printing = { champs, numbering, exists: (id: string) => ids.has(id) };
  const starts = new Map(flatten(outline(document)).map((node) => [node.start, node]));
  const lines: Line[] = [];
  const divisions: DivisionFacts[] = [];
  let open: OpenDivision[] = [];
  document.content.forEach((block, index) => {
    open = open.filter((one) => one.end > index);
    const node = starts.get(index);
    if (node !== undefined && block.type === 'intitule') {
      const heading = blockFacts(block, printing);
      const number = numbering.headings.get(block.attrs.id);
      if (number !== undefined) {
        const { famille, genre } = block.attrs;
        const family = familyOfHeading(famille, genre, heading.plain);
        const parent = open.at(-1)?.facts ?? null;
        const facts = { node, heading, number, genre, family, parent, own: [], all: [] };
        divisions.push(facts);
        open.push({ facts, end: node.end });
      }
    }
    const inner = open.at(-1)?.facts ?? null;
    for (const text of textBlocks(block)) {
      const line = {
        facts: blockFacts(text, printing),
        index,
        inTable: block.type === 'table',
        division: inner,
      };
      lines.push(line);
      if (text.type !== 'intitule') inner?.own.push(line);
      for (const { facts } of open) if (facts.heading !== line.facts) facts.all.push(line);
    }
  });
  return { lines, divisions };
}

/** « Avenant n° 1 à la convention … » */
const saysAvenant = (lines: readonly Line[]): boolean =>
  /^(?:projet d')?avenant\b/.test(
    lines
      .find(({ facts }) => facts.block.type === 'titre' && facts.plain.trim() !== '')
      ?.facts.plain.trim() ?? '',
  );

function endOfBody(document: DocumentJson, body: readonly Line[]): BlockId | null {
  const annexe = (line: Line): boolean => {
    for (let at = line.division; at !== null; at = at.parent) if (at.genre === 'annexe') return true;
    return false;
  };
  const last = body.findLast((line) => !annexe(line));
  return last === undefined ? null : (document.content[last.index]?.attrs.id ?? null);
}

/** Computes what the rules share. Blocks already seen, as the same objects, are not read again. */
export function actFacts(content: ActContent, context: CheckContext): ActFacts {
  const { document, champs } = content;
  const numbering = computeNumbers(document, champs);
  const { lines, divisions } = readLines(document, champs, numbering);
  const body = lines.filter(({ facts }) => !FRAME.has(facts.block.type));
  const parties = partiesOf(lines, champs, context.parties ?? []);
  return {
    document,
    champs,
    numbering,
    lines,
    body,
    divisions,
    parties,
    signatories: signatoriesOf(document, lines, parties),
    sections: sectionsOf(body),
    bodyEnd: endOfBody(document, body),
    // An imported text says in its title what it is.
    kind: saysAvenant(lines) ? 'avenant' : context.kind,
  };
}

/** @returns the lines that speak of a family, none when the act is silent */
export function sectionOf(act: ActFacts, family: Family): readonly Line[] {
  return act.sections.get(family) ?? [];
}

/** @returns true when a block's plain text matches; remembered by pattern, which must be a constant and not global */
function tests(facts: BlockFacts, pattern: RegExp): boolean {
  const known = facts.scans.get(pattern);
  if (known !== undefined) return known as boolean;
  const result = pattern.test(facts.plain);
  facts.scans.set(pattern, result);
  return result;
}

/** @returns true when some line's plain text matches `pattern`, a constant */
export function says(lines: readonly Line[], pattern: RegExp): boolean {
  return lines.some(({ facts }) => tests(facts, pattern));
}

/** @returns the place « something is missing here », after the body */
export function missing(act: ActFacts): Place {
  return { kind: 'acte', after: act.bodyEnd };
}

/** @returns true when the line stands in a division of one of these families, or under one */
export function within(line: Line, families: readonly Family[]): boolean {
  for (let at = line.division; at !== null; at = at.parent)
    if (at.family !== null && families.includes(at.family)) return true;
  return false;
}

/** @returns true when the line stands in an annexe */
export function inAnnexe(line: Line): boolean {
  for (let at = line.division; at !== null; at = at.parent) if (at.genre === 'annexe') return true;
  return false;
}

/** @returns what a scan of each line, alone, finds; remembered per block */
export function scanLines(
  lines: readonly Line[],
  scan: (facts: BlockFacts) => readonly Hit[],
): readonly Hit[] {
  const hits: Hit[] = [];
  for (const { facts } of lines) for (const hit of once(facts, scan)) hits.push(hit);
  return hits;
}

/** Some words of a block that a pattern found. */
export interface Match {
  readonly match: RegExpMatchArray;
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

const NONE: readonly never[] = [];

/** @returns every match of a global pattern, a constant, in a block's plain text; remembered by pattern */
function matches(facts: BlockFacts, pattern: RegExp): readonly Match[] {
  const known = facts.scans.get(pattern);
  if (known !== undefined) return known as readonly Match[];
  const found: Match[] = [];
  for (const match of facts.plain.matchAll(pattern)) {
    const from = match.index;
    const to = from + match[0].length;
    found.push({ match, from, to, place: placeIn(facts, from, to) });
  }
  const result = found.length === 0 ? NONE : found;
  facts.scans.set(pattern, result);
  return result;
}

/** @returns every match of a global pattern in some lines, with the block that holds it */
export function matchesIn(
  lines: readonly Line[],
  pattern: RegExp,
): readonly (Match & { readonly facts: BlockFacts })[] {
  const found: (Match & { readonly facts: BlockFacts })[] = [];
  for (const { facts } of lines) for (const one of matches(facts, pattern)) found.push({ ...one, facts });
  return found;
}
