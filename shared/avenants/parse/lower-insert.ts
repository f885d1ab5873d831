import type { OutlineNode } from '#shared/document/tree.ts';
import { numberStart } from '#shared/exchange/import/number-start.ts';
import type { DivisionPlace, Instruction, LinePlace, QuotedLine } from '../model.ts';
import { keyText } from './characters.ts';
import type { Place } from './found.ts';
import type { Lowering } from './lower.ts';
import type { NewText, Operation, SaidPosition } from './operation.ts';
import type { Path, Target } from './paths.ts';
import { Refused } from './problems.ts';
import { stepInWords } from './step-words.ts';
import type { Step } from './surface.ts';

type Insert = Extract<Operation, { op: 'insert' }>;

/** What is inserted: its first noun, or what its first line looks like. */
function kindOf(
  lowering: Lowering,
  { text, position, within }: Insert,
): 'phrase' | 'rows' | 'divisions' | 'lines' {
  const head = text.phrase?.heads[0]?.first;
  switch (head?.kind) {
    case 'phrase':
      return 'phrase';
    case 'row':
      return 'rows';
    case 'division':
      return 'divisions';
    case 'label': {
      const [first] = lowering.quoted(text);
      if (/^\d+(?:\.\d+)+/.test(head.label)) return 'divisions';
      if (position !== null && besideDivision(lowering, position)) return 'divisions';
      return first?.kind === 'text' &&
        lowering.locator.isSubdivisionLabel(head.label, position?.target ?? null, within)
        ? 'divisions'
        : 'lines';
    }
    case 'line':
    case 'table':
      return 'lines';
    default: {
      const [first] = lowering.quoted(text);
      const start = first?.kind === 'text' ? numberStart(first.text.trim()) : null;
      return start?.named === true && lowering.locator.hasDivisions(start.genre) ? 'divisions' : 'lines';
    }
  }
}

/** « Après le A, est inséré un B »: beside a division, a division. */
function besideDivision(lowering: Lowering, { at, target }: SaidPosition): boolean {
  return (at === 'after' || at === 'before') && lowering.placesOf(target)[0]?.kind === 'division';
}

/** Carries an insertion over to the base text (rules O5 to O8 of RULES.md). */
export function lowerInsert(lowering: Lowering, operation: Insert): readonly Instruction[] {
  switch (kindOf(lowering, operation)) {
    case 'phrase':
      return [insertPhrase(lowering, operation)];
    case 'rows':
      return [insertRows(lowering, operation)];
    case 'divisions':
      return [insertDivisions(lowering, operation)];
    case 'lines':
      return [insertLines(lowering, operation)];
  }
}

/** Where an insertion goes when it is not said: the end of what is spoken of. */
const endOf = (within: Path): SaidPosition | null => {
  const [head, ...rest] = within;
  return head === undefined
    ? null
    : { at: 'end', target: { head: { first: head, last: null }, within: rest } };
};

const noPosition = () =>
  new Refused(
    'no-position',
    'Cette phrase ne dit pas où insérer le nouveau texte\u00a0: indiquez après quel passage.',
  );

function insertPhrase(lowering: Lowering, { text, position, within }: Insert): Instruction {
  const said = position ?? endOf(within);
  if (said === null) throw noPosition();
  const lines = lowering.quoted(text);
  const places = lowering.placesOf(said.target);
  const place = said.at === 'after' ? places.at(-1) : places[0];
  const inserted = { kind: 'insert-phrase', text: lowering.joined(lines) } as const;
  lowering.checkPhrases(text, inserted.text);
  if (place?.kind === 'phrase') {
    const alinea = lowering.line(place.index, said.target);
    if (said.at === 'after') return { ...inserted, alinea, after: place.rank };
    if (said.at === 'before') return { ...inserted, alinea, after: place.rank - 1 };
  }
  if (said.at === 'after' || said.at === 'before' || place === undefined)
    throw new Refused(
      'not-expressible',
      'Une phrase s’insère avant ou après une autre phrase, ou complète un alinéa\u00a0: précisez.',
    );
  const index = lineFor(lowering, place, said.at);
  if (index === null) throw lowering.unaddressed(said.target);
  return { ...inserted, alinea: lowering.line(index, said.target), after: said.at === 'start' ? 0 : null };
}

/** Rule O7: a sentence added to an article goes to its last alinéa, and stays in it. */
function lineFor(lowering: Lowering, place: Place, at: 'start' | 'end'): number | null {
  if (place.kind === 'lines') return place.start;
  if (place.kind !== 'division') return null;
  const lines = lowering.locator.ownLineIndexes(place.node);
  return (at === 'start' ? lines[0] : lines.at(-1)) ?? null;
}

function insertRows(lowering: Lowering, { text, position, within }: Insert): Instruction {
  const said = position ?? endOf(within);
  if (said === null) throw noPosition();
  const rows = lowering.rows(text);
  const [place] = lowering.placesOf(said.target);
  if (place?.kind === 'row') {
    const table = lowering.locator.tableAddress(place.index);
    if (table === null) throw lowering.unaddressed(said.target);
    return { kind: 'insert-rows', table, after: said.at === 'before' ? place.rank - 1 : place.rank, rows };
  }
  const index = place === undefined ? null : lowering.locator.tableIn(place);
  const table = index === null ? null : lowering.locator.tableAddress(index);
  if (table === null)
    throw new Refused(
      'not-found',
      'Il n’y a pas un tableau et un seul à cet endroit\u00a0: précisez lequel.',
    );
  return { kind: 'insert-rows', table, after: said.at === 'start' ? 0 : null, rows };
}

function insertDivisions(lowering: Lowering, operation: Insert): Instruction {
  const { text } = operation;
  const { locator } = lowering;
  const heads = text.phrase?.heads ?? [];
  const steps = heads
    .flatMap(({ first, last }) => (last === null ? [first] : [first, last]))
    .filter((step) => step.kind === 'division' || step.kind === 'label');
  const raw = text.attached ? steps.flatMap((step) => lowering.attachedText(step)) : lowering.quoted(text);
  const [first] = steps;
  const place = divisionPlace(lowering, operation, first ?? null, raw);
  const beside = place.at === 'end' ? null : locator.nodeAt(place.division);
  const lines = first === undefined ? raw : locator.headed(stepInWords(first), first, raw, beside);
  const own = namesIn(lines);
  const bare = steps.every(
    (step) => step.kind === 'division' && step.number === null && step.heading === null,
  );
  const names =
    bare && (steps.length === 0 || own.length > 0) ? own : steps.map((step) => nameOf(step, lines));
  return { kind: 'insert-divisions', place, names, lines, ...(text.attached ? { attached: true } : {}) };
}

function nameOf(step: Step, lines: readonly QuotedLine[]): string {
  if (step.kind === 'label') return step.label;
  if (step.kind === 'division' && step.number === null && step.heading === null) {
    const [first] = lines;
    return `${step.noun} «\u00a0${first?.kind === 'text' ? first.text : ''}\u00a0»`;
  }
  if (step.kind === 'division' && step.number !== null) return `${step.noun} ${step.number}`;
  return stepInWords(step);
}

const namesIn = (lines: readonly QuotedLine[]): readonly string[] =>
  lines.flatMap((line) => {
    const start = line.kind === 'text' ? numberStart(line.text.trim()) : null;
    return start?.named === true && start.number !== ''
      ? [`${keyText(start.prefixe).trim()} ${start.number}`]
      : [];
  });

function divisionPlace(
  lowering: Lowering,
  { position, within }: Insert,
  head: Step | null,
  lines: readonly QuotedLine[],
): DivisionPlace {
  const { locator } = lowering;
  const beside = position?.target.head.first;
  if (position?.at === 'after' && beside?.kind === 'front' && beside.name === 'signature')
    return { at: 'end' };
  if (position !== null) {
    const places = lowering.placesOf(position.target);
    const place = position.at === 'after' ? places.at(-1) : places[0];
    const node = place === undefined ? null : nodeOf(lowering, place);
    if (position.at === 'before' || position.at === 'after') {
      if (node === null) throw noPosition();
      return { at: position.at, division: lowering.division(node, position.target) };
    }
    if (place?.kind === 'act') return atEdgeOfAct(lowering, position.at, head, lines);
    if (node === null) throw noPosition();
    // « L’article 4 est complété par un article 4-1 »: beside it, not inside it.
    if (head?.kind === 'division' && locator.sameNoun(node, head.noun))
      return { at: 'after', division: lowering.division(node, position.target) };
    return insideOf(lowering, node, position);
  }
  const number = head?.kind === 'division' ? head.number : head?.kind === 'label' ? head.label : null;
  const before =
    number === null
      ? null
      : locator.nodeBefore(head?.kind === 'division' ? head.noun : '', number, within, (target) =>
          lowering.placesOf(target),
        );
  if (before !== null) return { at: 'after', division: lowering.division(before) };
  const end = endOf(within);
  if (end === null) return atEdgeOfAct(lowering, 'end', head, lines);
  const [place] = lowering.placesOf(end.target);
  const node = place === undefined ? null : nodeOf(lowering, place);
  if (place?.kind === 'act' || node === null) return atEdgeOfAct(lowering, 'end', head, lines);
  if (head?.kind === 'division' && locator.sameNoun(node, head.noun))
    return { at: 'after', division: lowering.division(node) };
  return insideOf(lowering, node, end);
}

function insideOf(
  lowering: Lowering,
  node: OutlineNode,
  { at, target }: { readonly at: string; readonly target: Target },
): DivisionPlace {
  const [child] = node.children;
  if (at === 'start' && child !== undefined)
    return { at: 'before', division: lowering.division(child, target) };
  return { at: 'inside', division: lowering.division(node, target) };
}

/** « La convention est complétée par un article 9 »: after the last of its kind; the first annexe, after the signatures. */
function atEdgeOfAct(
  lowering: Lowering,
  at: 'start' | 'end',
  head: Step | null,
  lines: readonly QuotedLine[],
): DivisionPlace {
  const [first] = lines;
  const start = first?.kind === 'text' ? numberStart(first.text.trim()) : null;
  const noun = head?.kind === 'division' ? head.noun : (start?.genre ?? 'article');
  if (at === 'end' && noun === 'annexe' && !lowering.locator.hasDivisions('annexe')) return { at: 'end' };
  const node = lowering.locator.edgeNode(at, noun);
  if (node === null) throw noPosition();
  return { at: at === 'start' ? 'before' : 'after', division: lowering.division(node) };
}

function nodeOf(lowering: Lowering, place: Place): OutlineNode | null {
  if (place.kind === 'division' || place.kind === 'heading') return place.node;
  return place.kind === 'lines' ? lowering.locator.nodeOver(place.start) : null;
}

function insertLines(lowering: Lowering, operation: Insert): Instruction {
  const { text } = operation;
  const lines = lowering.quoted(text);
  const head = text.phrase?.heads[0]?.first;
  if (head?.kind !== 'label' && !lines.some((line) => line.kind === 'table'))
    lowering.checkCount(text, lines.length);
  return { kind: 'insert-alineas', place: placeOfLines(lowering, operation, head ?? null, text), lines };
}

/** Rule O6: « un 4° » goes after the 3°, « un deuxième alinéa » after the first, when nothing else is said. */
function placeOfLines(
  lowering: Lowering,
  { position, within }: Insert,
  head: Step | null,
  text: NewText,
): LinePlace {
  const said = position ?? endOf(within);
  if (said === null) throw noPosition();
  const inside = said.at === 'start' || said.at === 'end';
  if (inside && head?.kind === 'label') {
    const [place] = lowering.placesOf(said.target);
    const after = place === undefined ? null : lowering.locator.itemBefore(head.label, place);
    if (after !== null) {
      const level = lowering.locator.places.levelOf(after);
      return {
        at: 'after',
        alinea: lowering.levelAddress({ kind: 'lines', ...level, ranked: false }, said.target),
      };
    }
  }
  if (
    position === null &&
    head?.kind === 'line' &&
    head.rank?.from === 'start' &&
    text.phrase?.determiner === 'indefinite'
  ) {
    const before: Step = { ...head, rank: { from: 'start', n: head.rank.n - 1 } };
    if (head.rank.n > 1)
      return lowering.linePlace({ at: 'after', target: { head: { first: before, last: null }, within } });
    return lowering.linePlace({ ...said, at: 'start' });
  }
  return lowering.linePlace(said);
}
