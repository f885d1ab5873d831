import type { TextBlockJson } from '#shared/document/model.ts';
import { type OutlineNode, outline } from '#shared/document/tree.ts';
import { never } from '#shared/kernel/never.ts';
import type {
  Address,
  DivisionPlace,
  Instruction,
  LinePlace,
  Occurrence,
  QuotedLine,
  Scope,
} from '../model.ts';
import { headingsOfNew, headingsOfReplacement } from '../names.ts';
import type { Places, Range } from '../places.ts';
import { remembered } from '../remembered.ts';
import { locate, type Span } from '../text/fold.ts';
import { isBlank, NOTE_CALL } from '../text/line.ts';
import { phrasesOf } from '../text/phrases.ts';
import type { Edit, Gap, NewBlocks } from './edits.ts';
import { Unresolved } from './problem.ts';

/** A stretch of one line. */
interface Hit extends Span {
  readonly block: TextBlockJson;
}

const noPlace = (address: Address) =>
  new Unresolved(
    'no-place',
    `Rien ne s’appelle «\u00a0${address}\u00a0» dans le texte de départ\u00a0: vérifiez l’adresse, qui compte les alinéas avant cet avenant.`,
  );

const notThis = (address: Address, wanted: string) =>
  new Unresolved(
    'not-this-place',
    `«\u00a0${address}\u00a0» n’est pas ${wanted}\u00a0: désignez ce que l’instruction modifie.`,
  );

function divisionAt(places: Places, address: Address): OutlineNode {
  const node = places.division(address);
  if (node !== null) return node;
  throw places.resolve(address) === null
    ? noPlace(address)
    : notThis(address, 'une division (article, axe, annexe…)');
}

function linesAt(places: Places, address: Address): Range {
  const range = places.lines(address);
  if (range !== null) return range;
  throw places.resolve(address) === null ? noPlace(address) : notThis(address, 'un alinéa');
}

/** A line of the text or of a cell. */
function alineaAt(places: Places, address: Address): TextBlockJson {
  const id = places.resolve(address);
  if (id === null) throw noPlace(address);
  const block = places.textBlock(id);
  if (block === null || block.type === 'intitule') throw notThis(address, 'un alinéa');
  return block;
}

const whole = (places: Places, block: TextBlockJson): Hit => ({
  block,
  start: 0,
  end: places.reader.textOf(block).text.length,
});

/** The stretches of text that a scope covers, in document order. */
function stretches(places: Places, scope: Scope): readonly Hit[] {
  switch (scope.kind) {
    case 'heading':
      return [whole(places, divisionAt(places, scope.address).heading)];
    case 'act': {
      const ranges =
        scope.divisions.length > 0
          ? scope.divisions.map((address) => divisionAt(places, address))
          : [{ start: 0, end: places.blocks.length }];
      return ranges.flatMap((range) => places.textsIn(range).map((block) => whole(places, block)));
    }
    case 'place': {
      const id = places.resolve(scope.address);
      if (id === null) throw noPlace(scope.address);
      const node = places.node(id);
      if (scope.phrase !== null) {
        const block = alineaAt(places, scope.address);
        return [{ block, ...phraseAt(places, block, scope.phrase) }];
      }
      if (node !== null) return places.textsIn(node).map((block) => whole(places, block));
      if (places.cell(id) !== null) return [whole(places, alineaAt(places, scope.address))];
      return places.textsIn(linesAt(places, scope.address)).map((block) => whole(places, block));
    }
  }
}

function phraseAt(places: Places, block: TextBlockJson, rank: number): Span {
  const spans = phrasesOf(places.reader.textOf(block).text);
  const span = spans[rank - 1];
  if (span !== undefined) return span;
  const count = spans.length === 1 ? 'une seule phrase' : `${spans.length} phrases`;
  throw new Unresolved('no-rank', `Cet alinéa a ${count}\u00a0: il n’y a pas de phrase de rang ${rank}.`);
}

/**
 * Every hit of some words in a scope.
 * @returns the stretches of the lines, in document order
 */
export function hitsOf(places: Places, scope: Scope, words: string): readonly Hit[] {
  return stretches(places, scope).flatMap(({ block, start, end }) =>
    locate(places.reader.textOf(block).text, words)
      .filter((hit) => hit.start >= start && hit.end <= end)
      .map((hit) => ({ block, ...hit })),
  );
}

function chosen(places: Places, scope: Scope, words: string, occurrence: Occurrence): readonly Hit[] {
  const hits = hitsOf(places, scope, words);
  if (hits.length === 0)
    throw new Unresolved(
      'no-words',
      `Les mots «\u00a0${words}\u00a0» ne se trouvent pas à cet endroit du texte de départ\u00a0: recopiez-les tels qu’ils y sont.`,
    );
  if (scope.kind === 'act' && scope.divisions.length > 0) checkListed(places, scope, words, hits.length);
  if (occurrence === 'all') return hits;
  if (occurrence === 'last') return hits.slice(-1);
  if (occurrence === 'only') {
    if (hits.length === 1) return hits;
    throw new Unresolved(
      'several-hits',
      `Les mots «\u00a0${words}\u00a0» se trouvent ${hits.length} fois à cet endroit\u00a0: précisez l’occurrence, ou citez plus de mots.`,
    );
  }
  const hit = hits[occurrence - 1];
  if (hit !== undefined) return [hit];
  throw new Unresolved(
    'no-rank',
    `Les mots «\u00a0${words}\u00a0» ne se trouvent que ${hits.length} fois à cet endroit\u00a0: corrigez le rang de l’occurrence.`,
  );
}

/** « L’ensemble de la convention (articles 2 et 4) » is false when article 7 holds the words too. */
function checkListed(
  places: Places,
  scope: Extract<Scope, { kind: 'act' }>,
  words: string,
  listed: number,
): void {
  const empty = scope.divisions.find(
    (address) => hitsOf(places, { kind: 'place', address, phrase: null }, words).length === 0,
  );
  if (empty !== undefined)
    throw new Unresolved(
      'unlisted',
      `«\u00a0${words}\u00a0» ne se trouve pas à ${empty}\u00a0: retirez-le de la liste.`,
    );
  const inDivisions = places.blocks.filter((_, index) => places.headingOf[index] !== -1).length;
  const first = places.blocks.findIndex((_, index) => places.headingOf[index] !== -1);
  if (first === -1) return;
  const all = hitsOf(places, { kind: 'act', divisions: [] }, words).filter(({ block }) =>
    inBody(places, block),
  ).length;
  if (all !== listed && inDivisions > 0)
    throw new Unresolved(
      'unlisted',
      `«\u00a0${words}\u00a0» se trouve ailleurs que dans les articles cités\u00a0: complétez la liste.`,
    );
}

/** Whether a line stands in a division: the front matter and the signatures are not « la convention » that one rewrites. */
export function inBody(places: Places, block: TextBlockJson): boolean {
  const index = places.cell(block.attrs.id)?.table ?? places.indexOf(block.attrs.id);
  return (places.headingOf[index] ?? -1) !== -1;
}

const splice = (hit: Hit, text: string): Edit => ({
  kind: 'splice',
  block: hit.block,
  splice: { start: hit.start, end: hit.end, text },
});

const noHeadings = (lines: readonly QuotedLine[], places: Places, index: number): NewBlocks => ({
  lines,
  like: places.blocks[index] ?? null,
  headings: null,
});

/** One range over lines next to one another: nothing counted stands between them. */
function joinedRange(places: Places, addresses: readonly Address[]): Range {
  const ranges = addresses.map((address) => linesAt(places, address)).sort((a, b) => a.start - b.start);
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (first === undefined || last === undefined)
    throw new Unresolved('no-place', 'L’instruction ne désigne aucun alinéa.');
  ranges.slice(1).forEach((range, rank) => {
    const between = places.blocks.slice(ranges[rank]?.end ?? 0, range.start);
    if (!between.every((block) => isBlank(block)))
      throw new Unresolved(
        'apart',
        'Ces alinéas ne se suivent pas\u00a0: faites une instruction pour chaque suite.',
      );
  });
  return { start: first.start, end: last.end };
}

/** The last block of a range that a reader counts; its heading at least. */
function lastCounted(places: Places, { start, end }: Range): number {
  let last = end - 1;
  while (last >= start) {
    const block = places.blocks[last];
    if (block !== undefined && !isBlank(block) && block.type !== 'note') break;
    last -= 1;
  }
  return Math.max(last, start - 1);
}

/** What goes before a line or a division stands after all that goes after the one before it. */
const BEFORE = 0.5;

function lineGap(places: Places, place: LinePlace): { readonly gap: Gap; readonly like: number } {
  switch (place.at) {
    case 'after': {
      const { start, end } = linesAt(places, place.alinea);
      return {
        gap: { after: end - 1, order: 0, anchor: start, owner: places.headingOf[start] ?? -1 },
        like: start,
      };
    }
    case 'before': {
      const { start } = linesAt(places, place.alinea);
      let after = start - 1;
      // A page break before the line is not what the new one goes before.
      while (after >= 0 && blankAt(places, after)) after -= 1;
      return {
        gap: { after, order: BEFORE, anchor: start, owner: places.headingOf[start] ?? -1 },
        like: start,
      };
    }
    case 'start': {
      const node = divisionAt(places, place.division);
      return {
        gap: { after: node.start, order: 0, anchor: node.start, owner: node.start },
        like: node.start + 1,
      };
    }
    case 'end': {
      const node = divisionAt(places, place.division);
      const after = lastCounted(places, places.ownLines(node));
      return { gap: { after, order: 0, anchor: node.start, owner: node.start }, like: after };
    }
  }
}

const blankAt = (places: Places, index: number): boolean => {
  const block = places.blocks[index];
  return block !== undefined && isBlank(block);
};

/** After the signatures, before the texts of the notes. */
function endOfAct(places: Places): { readonly gap: Gap; readonly node: OutlineNode } {
  const node = outline(places.reader.content.document).at(-1);
  if (node === undefined)
    throw new Unresolved('no-place', 'Le texte n’a aucune division\u00a0: dites après quel passage insérer.');
  const last = places.blocks.findLastIndex((block) => block.type !== 'note' && !isBlank(block));
  // An annexe that ends the act: what goes after it comes first.
  return { gap: { after: last, order: 10, anchor: last, owner: -1 }, node };
}

function divisionGap(
  places: Places,
  place: DivisionPlace,
): { readonly gap: Gap; readonly node: OutlineNode } {
  if (place.at === 'end') return endOfAct(places);
  const node = divisionAt(places, place.division);
  const owner = places.blocks.findLastIndex(
    (block, index) => index < node.start && block.type === 'intitule' && block.attrs.niveau < node.niveau,
  );
  const order = 10 - node.niveau;
  const anchor = node.start;
  switch (place.at) {
    case 'after':
      return { gap: { after: node.end - 1, order, anchor, owner }, node };
    case 'before':
      return { gap: { after: node.start - 1, order: order + BEFORE, anchor, owner }, node };
    case 'inside':
      return { gap: { after: node.end - 1, order: order - 1, anchor, owner: node.start }, node };
  }
}

/** @returns the division after which one that was abrogated takes its place again: that whose number comes before */
export function beforeReinstated(places: Places, name: string): OutlineNode | null {
  const wanted = /^(\D*?)\s*(\d+)/.exec(name);
  const headings = places.reader.ctx.numbering.headings;
  let found: OutlineNode | null = null;
  let reached = -1;
  for (const [id, heading] of headings) {
    const node = places.node(id);
    const number = /^\d+/.exec(heading.number)?.[0];
    if (node === null || number === undefined || heading.noun !== wanted?.[1]?.trim()) continue;
    const rank = Number(number);
    if (rank < Number(wanted[2]) && rank >= reached) [found, reached] = [node, rank];
  }
  return found;
}

function reinstated(places: Places, name: string): { readonly gap: Gap; readonly node: OutlineNode } {
  const node = beforeReinstated(places, name);
  if (node === null)
    throw new Unresolved(
      'no-number-place',
      `Aucune division ne précède ${name}\u00a0: dites après laquelle l’insérer.`,
    );
  const gap: Gap = { after: node.end - 1, order: 10 - node.niveau, anchor: node.start, owner: -1 };
  return { gap, node };
}

function rowEdit(
  places: Places,
  address: Address,
  rank: number,
  removes: boolean,
  rows: readonly (readonly string[])[],
): Edit {
  const found = places.table(address);
  if (found === null)
    throw places.resolve(address) === null ? noPlace(address) : notThis(address, 'un tableau');
  const count = found.table.content.length;
  const last = removes ? count - 1 : count;
  if (rank < 0 || rank > last)
    throw new Unresolved('no-rank', `Ce tableau a ${count} lignes\u00a0: corrigez le rang de la ligne.`);
  return { kind: 'row', table: found.table.attrs.id, rank, removes, rows };
}

/** The number of « article 3-1 », of « titre IV », of « 2.1 ». */
const numberIn = (name: string | null): string | null =>
  name === null ? null : (/^\p{L}[\p{L}-]+ (.+)$/u.exec(name)?.[1] ?? name);

const knownEdits = remembered<readonly Edit[]>();

/**
 * What an instruction does to the base text; remembered for that text, as each change of an avenant asks it again of
 * all its instructions.
 * @throws Unresolved when a place, words or a rank are not there, or not once
 */
export const editsOf = (instruction: Instruction, places: Places): readonly Edit[] =>
  knownEdits(places, instruction, '', () => editsAnew(instruction, places));

function editsAnew(instruction: Instruction, places: Places): readonly Edit[] {
  switch (instruction.kind) {
    case 'replace-words':
      return chosen(places, instruction.scope, instruction.old, instruction.occurrence).map((hit) =>
        splice(hit, instruction.new),
      );
    case 'delete-words':
      return chosen(places, instruction.scope, instruction.old, instruction.occurrence).map((hit) =>
        splice(hit, ''),
      );
    case 'insert-words':
      return chosen(places, instruction.scope, instruction.anchor, instruction.occurrence).map((hit) => {
        const at = instruction.position === 'before' ? hit.start : hit.end;
        return splice({ ...hit, start: at, end: at }, instruction.words);
      });
    case 'replace-phrase':
    case 'delete-phrase': {
      const block = alineaAt(places, instruction.alinea);
      const hit = { block, ...phraseAt(places, block, instruction.rank) };
      return [splice(hit, instruction.kind === 'replace-phrase' ? instruction.text : '')];
    }
    case 'insert-phrase': {
      const block = alineaAt(places, instruction.alinea);
      const { text } = places.reader.textOf(block);
      const at =
        instruction.after === null
          ? text.trimEnd().length
          : instruction.after === 0
            ? 0
            : phraseAt(places, block, instruction.after).end;
      return [splice({ block, start: at, end: at }, instruction.text)];
    }
    case 'replace-alineas': {
      const range = joinedRange(places, instruction.alineas);
      return [{ kind: 'remove', range, by: noHeadings(instruction.lines, places, range.start) }];
    }
    case 'delete-alineas':
      return [{ kind: 'remove', range: joinedRange(places, instruction.alineas), by: null }];
    case 'insert-alineas': {
      const { gap, like } = lineGap(places, instruction.place);
      return [{ kind: 'insert', gap, blocks: noHeadings(instruction.lines, places, like) }];
    }
    case 'move-alineas':
      return [
        {
          kind: 'move',
          range: joinedRange(places, instruction.alineas),
          gap: lineGap(places, instruction.to).gap,
          number: null,
        },
      ];
    case 'replace-division': {
      const node = divisionAt(places, instruction.division);
      if (instruction.lines.length === 0)
        throw new Unresolved(
          'no-attached-text',
          'Le nouveau texte de cette division n’est pas joint à l’avenant.',
        );
      const first = instruction.lines[0];
      const headings = headingsOfReplacement(node, places, first?.kind === 'text' ? first.text : '');
      return [
        { kind: 'remove', range: node, by: { lines: instruction.lines, like: node.heading, headings } },
      ];
    }
    case 'delete-division':
      return [{ kind: 'remove', range: divisionAt(places, instruction.division), by: null }];
    case 'insert-divisions': {
      const { gap, node } = divisionGap(places, instruction.place);
      const headings = headingsOfNew(instruction.names, node, instruction.place.at === 'inside');
      return [{ kind: 'insert', gap, blocks: { lines: instruction.lines, like: null, headings } }];
    }
    case 'reinstate-division': {
      const { gap, node } = reinstated(places, instruction.name);
      const headings = headingsOfNew([instruction.name], node, false);
      return [{ kind: 'insert', gap, blocks: { lines: instruction.lines, like: null, headings } }];
    }
    case 'rename-division': {
      const { heading } = divisionAt(places, instruction.division);
      return [splice(whole(places, heading), instruction.heading)];
    }
    case 'move-division': {
      const range = divisionAt(places, instruction.division);
      const number = numberIn(instruction.becomes);
      if (instruction.to !== null)
        return [{ kind: 'move', range, gap: divisionGap(places, instruction.to).gap, number }];
      if (number === null)
        throw new Unresolved(
          'no-number-place',
          'L’instruction ne dit ni où va cette division, ni quel numéro elle prend\u00a0: complétez-la.',
        );
      return [{ kind: 'number', range, number }];
    }
    case 'replace-row':
      return [rowEdit(places, instruction.table, instruction.rank - 1, true, instruction.rows)];
    case 'delete-row':
      return [rowEdit(places, instruction.table, instruction.rank - 1, true, [])];
    case 'insert-rows': {
      const count = places.table(instruction.table)?.table.content.length ?? 0;
      return [rowEdit(places, instruction.table, instruction.after ?? count, false, instruction.rows)];
    }
    default:
      return never(instruction);
  }
}

/** @throws Unresolved when an edit would take away the call of a note */
export function checkCalls(edit: Edit, places: Places): void {
  if (edit.kind !== 'splice') return;
  const taken = places.reader.textOf(edit.block).text.slice(edit.splice.start, edit.splice.end);
  if (taken.includes(NOTE_CALL))
    throw new Unresolved(
      'note-call',
      'Ce passage porte un appel de note, qu’une instruction ne peut pas rédiger\u00a0: remplacez les mots de part et d’autre.',
    );
}
