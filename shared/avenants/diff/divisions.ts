import type { BlockJson } from '#shared/document/model.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { beforeReinstated } from '../apply/resolve.ts';
import type { DivisionPlace, Instruction } from '../model.ts';
import { DIVISION_NOUNS, headingsOfNew, headingsOfReplacement } from '../names.ts';
import type { Phrase, Places } from '../places.ts';
import { sameWords } from '../text/fold.ts';
import { isBlank } from '../text/line.ts';
import { readKeys } from '../text/reading.ts';
import type { DiffInput } from './input.ts';
import { type Step, stepsOf } from './pairs.ts';
import { quotable, quoteBlocks } from './quote.ts';
import { Inexpressible } from './refusals.ts';

/** A division that stays a child of the same one, at another place among its sisters. */
interface Moved {
  readonly old: OutlineNode;
  readonly fresh: OutlineNode;
}

/** What arrives at one place: a division that moves, or new ones side by side. */
type Arrival = { readonly moved: Moved } | { readonly inserted: readonly OutlineNode[] };

function arrivalsOf(fresh: readonly OutlineNode[], moved: readonly Moved[]): readonly Arrival[] {
  const arrivals: Arrival[] = [];
  for (const node of fresh) {
    const own = moved.find((one) => one.fresh === node);
    const last = arrivals.at(-1);
    if (own !== undefined) arrivals.push({ moved: own });
    else if (last !== undefined && 'inserted' in last)
      arrivals[arrivals.length - 1] = { inserted: [...last.inserted, node] };
    else arrivals.push({ inserted: [node] });
  }
  return arrivals;
}

/**
 * Moves that can be told as such: one arrival after the sister before, another before the sister after. Where more of
 * them come to one place, nothing would tell their order, so they leave one place and are inserted at the other.
 */
function tellable(steps: readonly Step<OutlineNode>[], moved: readonly Moved[]): readonly Moved[] {
  return moved.filter(({ fresh }) => {
    const rank = steps.findIndex((step) => step.kind === 'changed' && step.fresh.includes(fresh));
    const step = steps[rank];
    if (step?.kind !== 'changed') return false;
    const count = arrivalsOf(step.fresh, moved).length;
    return count === 1 || (count === 2 && steps[rank - 1] !== undefined && steps[rank + 1] !== undefined);
  });
}

/** More lines than a division has: as few divisions as can be move, whatever their length. */
const MANY_LINES = 10_000;

/** What changes between whole divisions: those that come, go, move, are renamed or replaced. */
export class DivisionDiff {
  private readonly input: DiffInput;
  private readonly keys: {
    readonly base: ReadonlyMap<BlockId, string>;
    readonly edited: ReadonlyMap<BlockId, string>;
  };

  constructor(input: DiffInput) {
    this.input = input;
    this.keys = { base: readKeys(input.base.reader.content), edited: readKeys(input.edited.reader.content) };
  }

  sameBlock(old: BlockJson, fresh: BlockJson): boolean {
    return this.keys.base.get(old.attrs.id) === this.keys.edited.get(fresh.attrs.id);
  }

  /** @returns true when nothing reads otherwise in a division, its subdivisions included */
  same(old: OutlineNode, fresh: OutlineNode): boolean {
    const [a, b] = [this.written(this.input.base, old), this.written(this.input.edited, fresh)];
    return (
      a.length === b.length &&
      a.every((block, rank) => b[rank] !== undefined && this.sameBlock(block, b[rank]))
    );
  }

  /** @returns true when a line of a division, its heading left out, still reads as it did */
  keepsSome(old: OutlineNode, fresh: OutlineNode): boolean {
    const { base, edited } = this.input;
    const before = new Set(
      this.written(base, old)
        .slice(1)
        .map((one) => this.keys.base.get(one.attrs.id)),
    );
    return this.written(edited, fresh)
      .slice(1)
      .some((one) => before.has(this.keys.edited.get(one.attrs.id)));
  }

  private written(places: Places, node: OutlineNode): readonly BlockJson[] {
    return places.blocks.slice(node.start, node.end).filter((block) => !isBlank(block));
  }

  /** Sisters side by side; those that only changed places are told apart. */
  steps(
    old: readonly OutlineNode[],
    fresh: readonly OutlineNode[],
  ): { readonly steps: readonly Step<OutlineNode>[]; readonly moved: readonly Moved[] } {
    const byId = new Map(fresh.map((node) => [node.id, node]));
    const partner = (node: OutlineNode): OutlineNode | undefined => {
      const id = this.input.pairs.newOf.get(node.id);
      const other = id === undefined ? undefined : byId.get(id);
      if (other === undefined) return undefined;
      const [one, two] = [node.heading.attrs, other.heading.attrs];
      return one.niveau === two.niveau && one.genre === two.genre ? other : undefined;
    };
    const steps = stepsOf(old, fresh, partner, (node) => MANY_LINES + node.end - node.start);
    const gone = steps.flatMap((step) => (step.kind === 'changed' ? step.old : []));
    const come = new Set(steps.flatMap((step) => (step.kind === 'changed' ? step.fresh : [])));
    const moved = gone.flatMap((node): readonly Moved[] => {
      const other = partner(node);
      return other !== undefined && come.has(other) ? [{ old: node, fresh: other }] : [];
    });
    return { steps, moved: tellable(steps, moved) };
  }

  private phrase(node: OutlineNode): Phrase {
    const phrase = this.input.base.divisionPhrase(node.id);
    if (phrase === null) throw new Inexpressible('no-address');
    return phrase;
  }

  heading(old: OutlineNode, fresh: OutlineNode): readonly Instruction[] {
    const { base, edited } = this.input;
    if (this.sameBlock(old.heading, fresh.heading)) return [];
    const [before, after] = [base.reader.textOf(old.heading).text, edited.reader.textOf(fresh.heading).text];
    const numbered = base.reader.markOf(old.heading) !== '';
    const sameMark = sameWords(base.reader.markOf(old.heading), edited.reader.markOf(fresh.heading));
    if (sameMark && sameWords(before, after)) throw new Inexpressible('level');
    if (after.trim() === '' && !numbered) throw new Inexpressible('unnumbered');
    const division = this.phrase(old).text;
    const renamed: readonly Instruction[] = sameWords(before, after)
      ? []
      : [{ kind: 'rename-division', division, heading: quotable(after) }];
    return sameMark ? renamed : [this.renumbering(old, fresh), ...renamed];
  }

  /** A number that somebody held by hand, written as the one it takes the place of. */
  private renumbering(old: OutlineNode, fresh: OutlineNode): Instruction {
    const becomes = this.becomes({ old, fresh });
    const [one, other] = [old.heading.attrs, fresh.heading.attrs];
    const alike =
      one.niveau === other.niveau &&
      one.genre === other.genre &&
      one.prefixe === other.prefixe &&
      one.separateur === other.separateur;
    if (becomes === null || !alike) throw new Inexpressible('level');
    return { kind: 'move-division', division: this.phrase(old).text, to: null, becomes };
  }

  /** How an inserted division is cited: « article 4-1 », « rubrique « Suivi » ». */
  private nameOf(node: OutlineNode): string {
    const number = this.input.edited.reader.ctx.numbering.headings.get(node.id);
    if (number !== undefined && number.number !== '') return number.name;
    const words = number?.heading ?? '';
    if (words === '') throw new Inexpressible('unnumbered');
    return `${DIVISION_NOUNS[node.heading.attrs.genre]} «\u00a0${quotable(words)}\u00a0»`;
  }

  /**
   * The whole of a division in its new wording.
   * @param attached whether it is joined to the avenant, not quoted in it
   */
  replacement(node: OutlineNode, attached: boolean): readonly Instruction[] {
    const { base, edited, pairs } = this.input;
    const id = pairs.newOf.get(node.id);
    const fresh = id === undefined ? null : edited.node(id);
    if (fresh === null) throw new Inexpressible('order');
    const headings = headingsOfReplacement(node, base, quotable(edited.reader.textOf(fresh.heading).text));
    const context = { base: base.reader, like: node.heading, headings };
    const lines = quoteBlocks(this.written(edited, fresh), edited.reader, context);
    return [{ kind: 'replace-division', division: this.phrase(node).text, lines, attached }];
  }

  /** True when a division that was abrogated is written again where its number puts it. */
  private comesBack(name: string, place: DivisionPlace, names: readonly string[]): boolean {
    const { base, abrogated } = this.input;
    if (names.length > 1 || !abrogated.has(name) || place.at !== 'after') return false;
    return beforeReinstated(base, name) === base.division(place.division);
  }

  private insertion(place: DivisionPlace, beside: OutlineNode, nodes: readonly OutlineNode[]): Instruction {
    const { base, edited } = this.input;
    const names = nodes.map((node) => this.nameOf(node));
    const blocks = nodes.flatMap((node) => this.written(edited, node));
    const headings = headingsOfNew(names, beside, place.at === 'inside');
    const lines = quoteBlocks(blocks, edited.reader, { base: base.reader, like: null, headings });
    const [name] = names;
    if (name !== undefined && this.comesBack(name, place, names))
      return { kind: 'reinstate-division', name, lines };
    const joined =
      this.input.joinsNew &&
      nodes.every(({ heading, niveau }) => heading.attrs.genre === 'annexe' && niveau === 1);
    return { kind: 'insert-divisions', place, names, lines, ...(joined ? { attached: true } : {}) };
  }

  /**
   * Divisions that come, go or change places among their sisters.
   * @param parent the division that holds them, null for none
   * @throws Inexpressible when a place or a name is missing
   */
  comeAndGo(
    parent: OutlineNode | null,
    steps: readonly Step<OutlineNode>[],
    moved: readonly Moved[],
  ): readonly Instruction[] {
    const leaving = new Set(moved.map((one) => one.old));
    const instructions: Instruction[] = [];
    steps.forEach((step, rank) => {
      if (step.kind === 'kept') return;
      for (const node of step.old)
        if (!leaving.has(node))
          instructions.push({ kind: 'delete-division', division: this.phrase(node).text });
      const arrivals = arrivalsOf(step.fresh, moved);
      if (arrivals.length === 0) return;
      const away = moved.map((one) => one.old);
      const first = this.placeOf(parent, steps, rank, away);
      arrivals.forEach((arrival, order) => {
        const { place, beside } = order === 0 ? first : this.placeBefore(steps[rank + 1]);
        if ('moved' in arrival)
          instructions.push({
            kind: 'move-division',
            division: this.phrase(arrival.moved.old).text,
            to: place,
            becomes: this.becomes(arrival.moved),
          });
        else instructions.push(this.insertion(place, beside, arrival.inserted));
      });
    });
    return instructions;
  }

  private becomes({ old, fresh }: Moved): string | null {
    const { base, edited } = this.input;
    const [before, after] = [base, edited].map((places, side) =>
      places.reader.ctx.numbering.headings.get(side === 0 ? old.id : fresh.id),
    );
    if (before === undefined || after === undefined || before.number === after.number) return null;
    return after.name;
  }

  /** True when the signatures stand between a division and what comes after it. */
  private parted(before: OutlineNode, step: Step<OutlineNode> | undefined): boolean {
    const start = step?.kind === 'changed' ? step.fresh[0]?.start : undefined;
    const between = this.input.edited.blocks.slice(before.end, start ?? before.end);
    return between.some((block) => !isBlank(block));
  }

  /** True when nothing but the texts of notes stands after new divisions. */
  private isLast(step: Step<OutlineNode> | undefined): boolean {
    const end = step?.kind === 'changed' ? step.fresh.at(-1)?.end : undefined;
    if (end === undefined) return false;
    return this.input.edited.blocks.slice(end).every((block) => isBlank(block) || block.type === 'note');
  }

  private placeBefore(after: Step<OutlineNode> | undefined): {
    readonly place: DivisionPlace;
    readonly beside: OutlineNode;
  } {
    if (after?.kind !== 'kept') throw new Inexpressible('order');
    return { place: { at: 'before', division: this.phrase(after.old).text }, beside: after.old };
  }

  /** After the sister that stays before, else before the one that stays after, else inside the division. */
  private placeOf(
    parent: OutlineNode | null,
    steps: readonly Step<OutlineNode>[],
    rank: number,
    moved: readonly OutlineNode[],
  ): { readonly place: DivisionPlace; readonly beside: OutlineNode } {
    const before = steps[rank - 1];
    const after = steps[rank + 1];
    const step = steps[rank];
    // A sister that goes at this very place still says where it was.
    const gone =
      step?.kind === 'changed' ? step.old.filter((node) => !moved.includes(node)).at(-1) : undefined;
    if (before?.kind === 'kept' && this.parted(before.fresh, step)) {
      if (after?.kind === 'kept') return this.placeBefore(after);
      if (parent === null && this.isLast(step)) return { place: { at: 'end' }, beside: before.old };
    }
    if (before?.kind === 'kept')
      return {
        place: { at: 'after', division: this.phrase(gone ?? before.old).text },
        beside: gone ?? before.old,
      };
    if (gone !== undefined) return { place: { at: 'after', division: this.phrase(gone).text }, beside: gone };
    if (after?.kind === 'kept') return this.placeBefore(after);
    if (parent === null) throw new Inexpressible('order');
    return { place: { at: 'inside', division: this.phrase(parent).text }, beside: parent };
  }
}
