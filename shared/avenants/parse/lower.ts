import type { OutlineNode } from '#shared/document/tree.ts';
import { never } from '#shared/kernel/never.ts';
import { hitsOf } from '../apply/resolve.ts';
import type { Instruction, LinePlace, QuotedLine, Scope } from '../model.ts';
import { phrasesOf } from '../text/phrases.ts';
import type { BaseText } from './base-text.ts';
import type { Folded } from './characters.ts';
import type { Place } from './found.ts';
import { splitByHeading, underItsNumber, withHeading } from './headings.ts';
import { lowerInsert } from './lower-insert.ts';
import { lowerMove, lowerRenumber } from './lower-move.ts';
import { lowerWords } from './lower-words.ts';
import { textsOf } from './nearest.ts';
import { quotedLines, quotedRows, wordsOf } from './new-text.ts';
import type { NewText, Operation, SaidPosition } from './operation.ts';
import type { Target } from './paths.ts';
import { locateMessage, Refused } from './problems.ts';
import type { Stretch } from './quotes.ts';
import { stepInWords, targetInWords } from './step-words.ts';
import type { Step } from './surface.ts';

type Of<Op extends Operation['op']> = Extract<Operation, { op: Op }>;

/** Carries what an avenant says over to one base text (rules L1 to L9 of RULES.md). */
export class Lowering {
  readonly source: Folded;
  readonly locator: BaseText;
  /** The text of annexes that stand after the signatures of the avenant, by their heading line. */
  readonly attached: (name: Step) => readonly QuotedLine[];

  constructor(source: Folded, locator: BaseText, attached: (name: Step) => readonly QuotedLine[]) {
    this.source = source;
    this.locator = locator;
    this.attached = attached;
  }

  /** @throws Refused when an annexe that is said to be joined is not there */
  attachedText(name: Step): readonly QuotedLine[] {
    const lines = this.attached(name);
    if (lines.length > 0) return lines;
    throw new Refused(
      'no-attached-text',
      `L’annexe que cette phrase dit jointe ne suit pas l’avenant\u00a0: ajoutez-la après les signatures, sous son titre «\u00a0${stepInWords(name)}\u00a0».`,
    );
  }

  /** In the place spoken of, or as it is written when it is not there. */
  destination({ position, elsewhere }: Of<'move'>): SaidPosition {
    const { head, within, around } = position.target;
    if (elsewhere === null || this.locator.locate(head.first, within, around).ok) return position;
    return this.locator.locate(elsewhere.target.head.first, elsewhere.target.within).ok
      ? elsewhere
      : position;
  }

  words(stretch: Stretch): string {
    return wordsOf(this.source, stretch);
  }

  textsOf(scope: Scope): readonly string[] {
    const texts = textsOf(this.locator.places, [scope]);
    if (scope.kind !== 'place' || scope.phrase === null) return texts;
    return texts;
  }

  unaddressed(target: Target | null): Refused {
    const place = target === null ? 'ce passage' : targetInWords(target);
    return new Refused('no-address', locateMessage('no-address', place, ''));
  }

  /** Everything that a target names, in the order of the text. */
  placesOf(target: Target): readonly Place[] {
    const first = this.placeOf(target.head.first, target.within, target.around);
    if (target.head.last === null) return [first];
    const last = this.placeOf(target.head.last, target.within, target.around);
    return this.through(first, last, target);
  }

  placeOf(step: Step, within: readonly Step[], around: readonly Step[] = []): Place {
    const found = this.locator.locate(step, within, around);
    if (found.ok) return found.place;
    const wider: readonly Step[] = within.filter((one) => one.kind !== 'act');
    const [parent, ...above] = wider.slice(wider.indexOf(found.step) + 1);
    const where =
      parent === undefined
        ? ''
        : ` (${targetInWords({ head: { first: parent, last: null }, within: above })})`;
    const hint = found.nearest === null ? '' : ` Le plus proche est «\u00a0${found.nearest}\u00a0».`;
    throw new Refused(
      found.code,
      locateMessage(found.code, stepInWords(found.step), where) + hint,
      found.nearest,
    );
  }

  private through(first: Place, last: Place, target: Target): readonly Place[] {
    if (first.kind === 'division' && last.kind === 'division') {
      const nodes = this.locator.siblings(first.node, last.node);
      if (nodes === null)
        throw new Refused(
          'apart',
          `«\u00a0${targetInWords(target)}\u00a0» ne désigne pas une suite\u00a0: nommez chaque division.`,
        );
      return nodes.map((node) => ({ kind: 'division', node }));
    }
    if (first.kind === 'lines' && last.kind === 'lines' && first.start <= last.start)
      return [{ kind: 'lines', start: first.start, end: last.end, ranked: first.ranked }];
    if (first.kind === 'phrase' && last.kind === 'phrase' && first.index === last.index)
      return Array.from({ length: last.rank - first.rank + 1 }, (_, i) => ({
        ...first,
        rank: first.rank + i,
      }));
    if (first.kind === 'row' && last.kind === 'row' && first.index === last.index)
      return Array.from({ length: last.rank - first.rank + 1 }, (_, i) => ({
        ...first,
        rank: first.rank + i,
      }));
    throw new Refused(
      'unclear',
      `«\u00a0${targetInWords(target)}\u00a0» ne désigne pas une suite\u00a0: nommez chaque passage.`,
    );
  }

  division(node: OutlineNode, target: Target | null = null): string {
    const address = this.locator.divisionAddress(node);
    if (address === null) throw this.unaddressed(target);
    return address;
  }

  /** Divisions of a kind that hold some words: « tous les articles ». */
  divisionsHolding(noun: string, words: string): readonly string[] {
    return this.locator.bodyDivisions(noun).flatMap((node) => {
      const address = this.division(node);
      const scope: Scope = { kind: 'place', address, phrase: null };
      return hitsOf(this.locator.places, scope, words).length > 0 ? [address] : [];
    });
  }

  line(index: number, target: Target | null = null): string {
    const address = this.locator.lineAddress(index);
    if (address === null) throw this.unaddressed(target);
    return address;
  }

  lines(start: number, end: number, target: Target | null = null): readonly string[] {
    const addresses = this.locator.lineAddresses(start, end);
    if (addresses === null || addresses.length === 0) throw this.unaddressed(target);
    return addresses;
  }

  quoted(text: NewText): readonly QuotedLine[] {
    const lines = quotedLines(this.source, text.quotes);
    if (lines.length > 0) return lines;
    if (text.literal !== null) return [{ kind: 'text', text: this.words(text.literal) }];
    throw new Refused('no-object', 'Le nouveau texte est vide\u00a0: recopiez-le depuis l’original.');
  }

  rows(text: NewText): readonly (readonly string[])[] {
    return quotedRows(this.source, text.quotes);
  }

  /** Rule O4: what a count announces is what follows. */
  checkCount(text: NewText, lines: number): void {
    const count = text.phrase?.count ?? null;
    if (count === null || count === lines || text.phrase === null) return;
    throw new Refused(
      'count',
      `L’instruction annonce ${count === 1 ? 'un seul élément' : `${count} éléments`} et en donne ${lines}\u00a0: vérifiez les guillemets d’après l’original.`,
    );
  }

  /** Rule O4 for sentences; « une phrase » says no count, as one writes it of two. */
  checkPhrases(text: NewText, sentences: string): void {
    const count = text.phrase?.count ?? 1;
    if (count > 1) this.checkCount(text, phrasesOf(sentences).length);
  }

  /** One text of several quoted alinéas, for sentences. */
  joined(lines: readonly QuotedLine[]): string {
    return lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])).join(' ');
  }

  /** The stretches of blocks next to one another that some places make. */
  runs(places: readonly Place[]): readonly { readonly start: number; readonly end: number }[] {
    const runs: { start: number; end: number }[] = [];
    const sorted = places
      .flatMap((place) => (place.kind === 'lines' ? [place] : []))
      .sort((a, b) => a.start - b.start);
    for (const { start, end } of sorted) {
      const last = runs.at(-1);
      if (last !== undefined && this.locator.nothingBetween(last.end, start))
        last.end = Math.max(last.end, end);
      else runs.push({ start, end });
    }
    return runs;
  }

  linePlace({ at, target }: SaidPosition): LinePlace {
    const places = this.placesOf(target);
    const place = at === 'after' ? places.at(-1) : places[0];
    if (place === undefined) throw this.unaddressed(target);
    if (at === 'start' || at === 'end') {
      if (place.kind === 'division') return { at, division: this.division(place.node, target) };
      if (place.kind !== 'lines') throw this.unaddressed(target);
      if (at === 'end') return { at: 'after', alinea: this.levelAddress(place, target) };
      const address = this.locator.rankedAddress(place.start);
      if (address === null) throw this.unaddressed(target);
      return place.end > place.start + 1
        ? { at: 'after', alinea: address }
        : { at: 'before', alinea: address };
    }
    if (place.kind === 'heading' && at === 'after')
      return { at: 'start', division: this.division(place.node, target) };
    if (place.kind !== 'lines')
      throw new Refused(
        'not-expressible',
        'Un alinéa s’insère avant ou après un autre alinéa\u00a0: dites lequel.',
      );
    return { at, alinea: at === 'after' ? this.levelAddress(place, target) : this.line(place.start, target) };
  }

  /** The address whose end is that of a place: a whole level, or its last line. */
  levelAddress(place: Extract<Place, { kind: 'lines' }>, target: Target | null): string {
    const addresses = this.lines(place.start, place.end, target);
    return addresses.at(-1) ?? '';
  }
}

/**
 * Carries one operation over to the base text.
 * @throws Refused when it has no single place there
 */
export function lower(lowering: Lowering, operation: Operation): readonly Instruction[] {
  switch (operation.op) {
    case 'replace-words':
    case 'insert-words':
    case 'delete-words':
      return lowerWords(lowering, operation);
    case 'replace':
      return lowerReplace(lowering, operation);
    case 'delete':
      return lowerDelete(lowering, operation);
    case 'insert':
      return lowerInsert(lowering, operation);
    case 'reinstate':
      return lowerReinstate(lowering, operation);
    case 'renumber':
      return lowerRenumber(lowering, operation);
    case 'move':
      return lowerMove(lowering, operation);
    case 'announce':
      return [];
    default:
      return never(operation);
  }
}

function lowerReplace(lowering: Lowering, { targets, text }: Of<'replace'>): readonly Instruction[] {
  const places = targets.flatMap((target) => lowering.placesOf(target));
  const [place] = places;
  const [target] = targets;
  if (place === undefined || target === undefined)
    throw new Refused('no-place', 'Cette phrase ne dit pas quoi remplacer.');
  switch (place.kind) {
    case 'act':
      throw new Refused(
        'not-expressible',
        'Le texte entier ne se remplace pas par une instruction\u00a0: signez une nouvelle convention.',
      );
    case 'heading': {
      const heading = lowering.joined(lowering.quoted(text));
      return [
        {
          kind: 'rename-division',
          division: lowering.division(place.node, target),
          heading: lowering.locator.headingWords(place.node, heading),
        },
      ];
    }
    case 'division':
      return replaceDivisions(lowering, places, target, text);
    case 'lines': {
      const runs = lowering.runs(places);
      const [run] = runs;
      if (run === undefined || runs.length > 1)
        throw new Refused(
          'apart',
          'Ces alinéas ne se suivent pas\u00a0: faites une instruction pour chaque suite.',
        );
      const lines = lowering.quoted(text);
      if (!lines.some((line) => line.kind === 'table')) lowering.checkCount(text, lines.length);
      return [{ kind: 'replace-alineas', alineas: lowering.lines(run.start, run.end, target), lines }];
    }
    case 'phrase': {
      const lines = lowering.quoted(text);
      const alinea = lowering.line(place.index, target);
      lowering.checkPhrases(text, lowering.joined(lines));
      const others = places
        .slice(1)
        .flatMap((one): readonly Instruction[] =>
          one.kind === 'phrase' ? [{ kind: 'delete-phrase', alinea, rank: one.rank }] : [],
        );
      return [{ kind: 'replace-phrase', alinea, rank: place.rank, text: lowering.joined(lines) }, ...others];
    }
    case 'row': {
      const table = lowering.locator.tableAddress(place.index);
      if (table === null) throw lowering.unaddressed(target);
      const others = places
        .slice(1)
        .flatMap((one): readonly Instruction[] =>
          one.kind === 'row' ? [{ kind: 'delete-row', table, rank: one.rank }] : [],
        );
      return [{ kind: 'replace-row', table, rank: place.rank, rows: lowering.rows(text) }, ...others];
    }
    case 'cell':
      throw lowering.unaddressed(target);
  }
}

function replaceDivisions(
  lowering: Lowering,
  places: readonly Place[],
  target: Target,
  text: NewText,
): readonly Instruction[] {
  const nodes = places.flatMap((place) => (place.kind === 'division' ? [place.node] : []));
  const [node] = nodes;
  if (node === undefined || nodes.length !== places.length)
    throw new Refused(
      'unclear',
      'Cette phrase remplace des passages de natures différentes\u00a0: séparez-les.',
    );
  const { locator } = lowering;
  if (text.attached) {
    const lines = underItsNumber(locator, node, lowering.attachedText(target.head.first));
    return [{ kind: 'replace-division', division: lowering.division(node, target), lines, attached: true }];
  }
  const lines = lowering.quoted(text);
  if (nodes.length === 1)
    return [
      {
        kind: 'replace-division',
        division: lowering.division(node, target),
        lines: withHeading(locator, node, lines),
        attached: false,
      },
    ];
  const parts = splitByHeading(locator, nodes, lines);
  return nodes.map((one, i): Instruction => {
    const own = parts[i];
    const division = lowering.division(one, target);
    return own === undefined || own.length === 0
      ? { kind: 'delete-division', division }
      : { kind: 'replace-division', division, lines: own, attached: false };
  });
}

function lowerDelete(lowering: Lowering, { targets }: Of<'delete'>): readonly Instruction[] {
  const instructions: Instruction[] = [];
  const lines: Place[] = [];
  for (const target of targets)
    for (const place of lowering.placesOf(target)) {
      switch (place.kind) {
        case 'act':
          throw new Refused(
            'not-expressible',
            'La convention entière ne s’abroge pas par une instruction\u00a0: résiliez-la.',
          );
        case 'heading':
          instructions.push({
            kind: 'rename-division',
            division: lowering.division(place.node, target),
            heading: '',
          });
          break;
        case 'division':
          instructions.push({ kind: 'delete-division', division: lowering.division(place.node, target) });
          break;
        case 'lines':
          lines.push(place);
          break;
        case 'phrase':
          instructions.push({
            kind: 'delete-phrase',
            alinea: lowering.line(place.index, target),
            rank: place.rank,
          });
          break;
        case 'row': {
          const table = lowering.locator.tableAddress(place.index);
          if (table === null) throw lowering.unaddressed(target);
          instructions.push({ kind: 'delete-row', table, rank: place.rank });
          break;
        }
        case 'cell':
          throw lowering.unaddressed(target);
      }
    }
  for (const run of lowering.runs(lines))
    instructions.push({ kind: 'delete-alineas', alineas: lowering.lines(run.start, run.end) });
  return instructions;
}

function lowerReinstate(lowering: Lowering, { targets, text }: Of<'reinstate'>): readonly Instruction[] {
  const [target] = targets;
  if (target === undefined) throw new Refused('no-place', 'Cette phrase ne dit pas quoi rétablir.');
  const { first } = target.head;
  if (first.kind === 'division' && first.number !== null) {
    const found = lowering.locator.locate(first, target.within);
    if (found.ok) return lowerReplace(lowering, { op: 'replace', targets: [target], text });
    const name = stepInWords(first);
    return [
      {
        kind: 'reinstate-division',
        name,
        lines: lowering.locator.headed(name, first, lowering.quoted(text), null),
      },
    ];
  }
  return lowerInsert(lowering, {
    op: 'insert',
    position: null,
    within: target.within,
    text: {
      ...text,
      phrase: {
        ...(text.phrase ?? EMPTY),
        determiner: 'indefinite',
        heads: [{ first, last: null }],
        count: null,
      },
    },
  });
}

const EMPTY = {
  from: 0,
  to: 0,
  determiner: 'definite',
  heads: [],
  within: [],
  words: null,
  whole: false,
  count: null,
  follows: false,
  attached: false,
  quotes: [],
} as const;
