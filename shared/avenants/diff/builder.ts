import type { BlockJson } from '#shared/document/model.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import type { Address, Grain, Instruction, LinePlace, Refusal, RefusalCode, Scope } from '../model.ts';
import type { Phrase, Places } from '../places.ts';
import { sameWords } from '../text/fold.ts';
import { isBlank, isTextBlock } from '../text/line.ts';
import { withoutListEnd } from '../text/reading.ts';
import { DivisionDiff } from './divisions.ts';
import type { DiffInput } from './input.ts';
import { isLongToQuote } from './joined.ts';
import { type LineMove, type LineSteps, lineMoves } from './moves.ts';
import { ownLinesOf, type Step, stepsOf } from './pairs.ts';
import { quoteBlocks } from './quote.ts';
import { Inexpressible, refusalOf } from './refusals.ts';
import { rowsOf } from './rows.ts';
import { wordsOf } from './words.ts';

/** An instruction and the division whose grain may be changed to find others; null outside the divisions. */
export interface Found {
  readonly owner: BlockId | null;
  readonly instruction: Instruction;
}

const weights = new WeakMap<BlockJson, number>();

function weightOf(block: BlockJson): number {
  const weight = weights.get(block) ?? 20 + JSON.stringify(block).length;
  weights.set(block, weight);
  return weight;
}

/** Collects the instructions of two texts, division by division. */
export class DiffBuilder {
  readonly found: Found[] = [];
  readonly refusals: Refusal[] = [];
  readonly input: DiffInput;
  private readonly divisions: DivisionDiff;
  /** Of the divisions whose lines changed, by the heading of each. */
  private readonly steps = new Map<BlockId, readonly Step<BlockJson>[]>();
  private readonly leaving = new Set<BlockJson>();
  private readonly arriving = new Map<BlockJson, LineMove>();

  constructor(input: DiffInput) {
    this.input = input;
    this.divisions = new DivisionDiff(input);
  }

  /** @param roots of each text */
  build(old: readonly OutlineNode[], fresh: readonly OutlineNode[]): void {
    const divisions = this.comparedLines();
    for (const one of divisions) this.steps.set(one.old.id, one.steps);
    for (const move of lineMoves(this.input, divisions)) {
      for (const block of move.old) this.leaving.add(block);
      for (const block of move.fresh) this.arriving.set(block, move);
    }
    this.outside();
    this.children(null, old, fresh);
  }

  /** The lines of each division that stays and is looked at word by word, side by side. */
  private comparedLines(): readonly LineSteps[] {
    const { base, edited, pairs, grainOf } = this.input;
    return base.blocks.flatMap((block): readonly LineSteps[] => {
      const old = block.type === 'intitule' ? base.node(block.attrs.id) : null;
      const id = old === null ? undefined : pairs.newOf.get(old.id);
      const fresh = id === undefined ? null : edited.node(id);
      if (old === null || fresh === null || grainOf(old.id) !== 'words') return [];
      const [before, after] = [ownLinesOf(base, old), ownLinesOf(edited, fresh)];
      if (this.unchanged(before, after)) return [];
      return [{ old, fresh, steps: stepsOf(before, after, (one) => this.partner(one), weightOf) }];
    });
  }

  private refuse(code: RefusalCode, address: Address | null): void {
    const refusal = refusalOf(code, address);
    const known = this.refusals.some((one) => one.code === code && one.address === address);
    if (!known) this.refusals.push(refusal);
  }

  private add(owner: BlockId | null, instructions: readonly Instruction[]): void {
    for (const instruction of instructions) this.found.push({ owner, instruction });
  }

  /** Runs a search; what it can't express is told by its code. */
  private attempt(find: () => readonly Instruction[]): readonly Instruction[] | RefusalCode {
    try {
      return find();
    } catch (error) {
      if (error instanceof Inexpressible) return error.code;
      throw error;
    }
  }

  /** What stands in no division: title, parties, visas, closing, signatures, notes. */
  private outside(): void {
    const { base, edited } = this.input;
    const lines = (places: Places) =>
      places.blocks.filter(
        (block, index) => (block.type === 'note' || places.headingOf[index] === -1) && !isBlank(block),
      );
    const steps = stepsOf(lines(base), lines(edited), (block) => this.partner(block), weightOf);
    for (const step of steps) {
      if (step.kind === 'kept') this.outsideLine(step.old, step.fresh);
      else this.outsideChange(step.old, step.fresh);
    }
  }

  private partner(block: BlockJson): BlockJson | undefined {
    const id = this.input.pairs.newOf.get(block.attrs.id);
    return id === undefined ? undefined : this.input.edited.blocks[this.input.edited.indexOf(id)];
  }

  private zoneOf(block: BlockJson): RefusalCode | null {
    switch (block.type) {
      case 'visa':
        return 'visa';
      case 'cloture':
      case 'signataire':
        return 'closing';
      case 'image':
        return 'image';
      default:
        return null;
    }
  }

  private outsideLine(old: BlockJson, fresh: BlockJson): void {
    const { base, edited } = this.input;
    if (this.divisions.sameBlock(old, fresh)) return;
    if (old.type === 'image' || old.type === 'table') {
      const found =
        old.type === 'table' && fresh.type === 'table'
          ? this.attempt(() => rowsOf(base, edited.reader, this.named(old).text, old, fresh))
          : old.type;
      if (typeof found === 'string') this.refuse(found, null);
      else this.add(null, found);
      return;
    }
    const [before, after] = [base.reader.textOf(old).text, edited.reader.textOf(fresh).text];
    const phrase = base.linePhrase(old.attrs.id);
    if (!this.sameKind(old, fresh)) {
      this.refuse('front', phrase?.text ?? null);
      return;
    }
    if (sameWords(before, after)) return;
    const zone = this.zoneOf(old);
    if (zone !== null || phrase === null || !isTextBlock(old)) {
      this.refuse(zone ?? 'no-address', phrase?.text ?? null);
      return;
    }
    const scope: Scope = { kind: 'place', address: phrase.text, phrase: null };
    const words = wordsOf(base, {
      block: old,
      old: before,
      fresh: after,
      address: phrase.text,
      scope,
      wide: null,
    });
    if (words !== null) {
      this.add(null, words);
      return;
    }
    const whole = this.attempt(() => [
      {
        kind: 'replace-alineas',
        alineas: [phrase.text],
        lines: quoteBlocks([fresh], edited.reader, { base: base.reader, like: old, headings: null }),
      },
    ]);
    if (typeof whole === 'string') this.refuse(whole, phrase.text);
    else this.add(null, whole);
  }

  private sameKind(old: BlockJson, fresh: BlockJson): boolean {
    const plain = (block: BlockJson) => (block.type === 'considerant' ? 'alinea' : block.type);
    if (plain(old) !== plain(fresh)) return false;
    if (old.type !== 'item' || fresh.type !== 'item') return true;
    const { base, edited } = this.input;
    return (
      old.attrs.niveau === fresh.attrs.niveau &&
      sameWords(base.reader.markOf(old), edited.reader.markOf(fresh))
    );
  }

  /** Lines added to or taken from what stands outside the divisions: those of the parties alone. */
  private outsideChange(old: readonly BlockJson[], fresh: readonly BlockJson[]): void {
    const { base, edited } = this.input;
    const gone = old.filter((block) => !(block.type === 'note' && this.lostItsCall(block)));
    if (gone.length === 0 && fresh.length === 0) return;
    const all = [...gone, ...fresh];
    const refused = all
      .map((block) => (block.type === 'note' ? 'note' : this.zoneOf(block)))
      .find((code) => code !== null);
    if (refused !== undefined) {
      this.refuse(refused, null);
      return;
    }
    const anchor = gone.length > 0 ? null : this.outsideAnchor(fresh[0]);
    const found = this.attempt(() => {
      const alineas = gone.map((block) => this.named(block).text);
      if (fresh.length === 0) return [{ kind: 'delete-alineas', alineas }];
      const like = gone[0] ?? anchor;
      if (like === null || like === undefined) throw new Inexpressible('front');
      const zone = this.zoneOf(like);
      if (zone !== null) throw new Inexpressible(zone);
      const lines = quoteBlocks(fresh, edited.reader, { base: base.reader, like, headings: null });
      if (gone.length > 0) return [{ kind: 'replace-alineas', alineas, lines }];
      return [{ kind: 'insert-alineas', place: { at: 'after', alinea: this.named(like).text }, lines }];
    });
    if (typeof found === 'string') this.refuse(found, null);
    else this.add(null, found);
  }

  /** A note whose calls all left the text leaves with them. */
  private lostItsCall(note: Extract<BlockJson, { type: 'note' }>): boolean {
    const { noteId } = note.attrs;
    return noteId !== null && !this.input.edited.reader.ctx.numbering.notes.has(noteId);
  }

  private outsideAnchor(fresh: BlockJson | undefined): BlockJson | null {
    const { edited, base, pairs } = this.input;
    if (fresh === undefined) return null;
    for (let i = edited.indexOf(fresh.attrs.id) - 1; i >= 0; i -= 1) {
      const id = edited.blocks[i]?.attrs.id;
      const old = id === undefined ? undefined : pairs.oldOf.get(id);
      if (old !== undefined) return base.blocks[base.indexOf(old)] ?? null;
    }
    return null;
  }

  private named(block: BlockJson): Phrase {
    const phrase = this.input.base.linePhrase(block.attrs.id);
    if (phrase === null) throw new Inexpressible('no-address');
    return phrase;
  }

  /** The subdivisions of one division, or those that stand in none. */
  private children(
    parent: OutlineNode | null,
    old: readonly OutlineNode[],
    fresh: readonly OutlineNode[],
  ): void {
    const { steps, moved } = this.divisions.steps(old, fresh);
    const stays: [OutlineNode, OutlineNode][] = steps.flatMap((step) =>
      step.kind === 'kept' ? [[step.old, step.fresh]] : [],
    );
    const found = this.attempt(() => this.divisions.comeAndGo(parent, steps, moved));
    if (typeof found === 'string') {
      if (parent === null || !this.replaceWhole(parent, this.joins(parent)))
        this.refuse(found, this.addressOf(parent));
      else return;
    } else this.add(parent?.id ?? null, found);
    for (const [one, other] of [
      ...stays,
      ...moved.map(({ old: one, fresh: other }) => [one, other] as const),
    ])
      this.division(one, other);
  }

  private addressOf(node: OutlineNode | null): Address | null {
    return node === null ? null : (this.input.base.divisionPhrase(node.id)?.text ?? null);
  }

  /** Replaces a division as a whole, in place of anything found inside it. */
  private replaceWhole(node: OutlineNode, joined: boolean): boolean {
    const found = this.attempt(() => this.divisions.replacement(node, joined));
    if (typeof found === 'string') return false;
    this.add(node.id, found);
    return true;
  }

  private division(old: OutlineNode, fresh: OutlineNode): void {
    const grain = this.input.grainOf(old.id);
    const isWhole = grain === 'division' || grain === 'annexe';
    if (isWhole) {
      if (this.divisions.same(old, fresh)) return;
      if (this.replaceWhole(old, this.joins(old))) return;
    }
    const [mark, refusals] = [this.found.length, this.refusals.length];
    const refused = this.attempt(() => {
      this.add(old.id, this.divisions.heading(old, fresh));
      this.add(old.id, this.lines(old, fresh, grain));
      return [];
    });
    if (typeof refused === 'string') {
      this.found.length = mark;
      if (!isWhole && this.replaceWhole(old, this.joins(old))) return;
      this.refuse(refused, this.addressOf(old));
    }
    this.children(old, old.children, fresh.children);
    if (grain === 'words' && !this.input.isChosen(old.id) && this.joins(old)) {
      const inside = this.found.slice(mark).map((one) => one.instruction);
      if (!isLongToQuote(inside, this.divisions.keepsSome(old, fresh))) return;
      const finer = [this.found.splice(mark), this.refusals.splice(refusals)] as const;
      if (this.replaceWhole(old, true)) return;
      this.found.push(...finer[0]);
      this.refusals.push(...finer[1]);
    }
  }

  /** Whether a division replaced whole is joined to the avenant: an annexe, unless somebody asked for its quotation. */
  private joins(node: OutlineNode): boolean {
    return node.heading.attrs.genre === 'annexe' && this.input.grainOf(node.id) !== 'division';
  }

  /** Lines that read alike, one by one, and are the same blocks: nothing to look for. */
  private unchanged(old: readonly BlockJson[], fresh: readonly BlockJson[]): boolean {
    if (old.length !== fresh.length) return false;
    return old.every((block, rank) => {
      const other = fresh[rank];
      return other !== undefined && this.partner(block) === other && this.divisions.sameBlock(block, other);
    });
  }

  /** The lines that stand directly in a division. */
  private lines(oldNode: OutlineNode, freshNode: OutlineNode, grain: Grain): readonly Instruction[] {
    const { base, edited } = this.input;
    const [old, fresh] = [ownLinesOf(base, oldNode), ownLinesOf(edited, freshNode)];
    if (this.unchanged(old, fresh)) return [];
    const steps = this.steps.get(oldNode.id) ?? stepsOf(old, fresh, (block) => this.partner(block), weightOf);
    const instructions: Instruction[] = [];
    let leaving: BlockJson[] = [];
    let coming: BlockJson[] = [];
    let last: BlockJson | null = null;
    const flush = (next: BlockJson | null) => {
      if (leaving.length > 0 || coming.length > 0)
        instructions.push(...this.change(oldNode, leaving, coming, last, next));
      [leaving, coming] = [[], []];
    };
    for (const [rank, step] of steps.entries()) {
      if (step.kind === 'changed') {
        const move = step.fresh[0] === undefined ? undefined : this.arriving.get(step.fresh[0]);
        leaving.push(...step.old.filter((block) => !this.leaving.has(block)));
        if (move === undefined) coming.push(...step.fresh);
        else {
          const after = steps.slice(rank + 1).find((one) => one.kind === 'kept');
          const next = after?.kind === 'kept' ? after.old : null;
          instructions.push(...this.moved(oldNode, move, last, next));
        }
        continue;
      }
      const kept = this.keptLine(oldNode, step.old, step.fresh, grain);
      if (kept === null) {
        leaving.push(step.old);
        coming.push(step.fresh);
        continue;
      }
      flush(step.old);
      instructions.push(...kept);
      last = step.old;
    }
    flush(null);
    return instructions;
  }

  /** Lines that moved here, and what changed inside them: told where they stand in the base. */
  private moved(
    node: OutlineNode,
    move: LineMove,
    last: BlockJson | null,
    next: BlockJson | null,
  ): readonly Instruction[] {
    const { base } = this.input;
    const { place } = this.insertion(node, last, next);
    const inside = move.old.flatMap((block, rank) => {
      const fresh = move.fresh[rank];
      const heading = base.headingAt(base.headingOf[base.indexOf(block.attrs.id)] ?? -1);
      const from = heading === null ? null : base.node(heading.attrs.id);
      const found = fresh === undefined || from === null ? null : this.keptLine(from, block, fresh, 'words');
      if (found === null) throw new Inexpressible('order');
      return found;
    });
    return [{ kind: 'move-alineas', alineas: this.levels(move.old), to: place }, ...inside];
  }

  /** @returns what changed inside a line that stays; null when it is to be replaced as a whole */
  private keptLine(
    node: OutlineNode,
    old: BlockJson,
    fresh: BlockJson,
    grain: Grain,
  ): readonly Instruction[] | null {
    const { base, edited } = this.input;
    if (!this.sameKind(old, fresh)) return null;
    if (old.type === 'image') {
      if (
        fresh.type === 'image' &&
        fresh.attrs.src === old.attrs.src &&
        sameWords(fresh.attrs.alt, old.attrs.alt)
      )
        return [];
      throw new Inexpressible('image');
    }
    if (old.type === 'table' && fresh.type === 'table') {
      if (this.divisions.sameBlock(old, fresh)) return [];
      const rows =
        grain === 'words'
          ? this.attempt(() => rowsOf(base, edited.reader, this.named(old).text, old, fresh))
          : 'table';
      return typeof rows === 'string' ? null : rows;
    }
    if (!isTextBlock(old)) return [];
    const [before, after] = [base.reader.textOf(old).text, edited.reader.textOf(fresh).text];
    const read = (text: string) => (old.type === 'item' ? withoutListEnd(text) : text);
    if (sameWords(read(before), read(after))) return [];
    const phrase = base.linePhrase(old.attrs.id);
    if (grain !== 'words' || phrase === null) return null;
    const division = base.divisionPhrase(node.id);
    const place = (address: Address): Scope => ({ kind: 'place', address, phrase: null });
    const wide = division === null ? null : place(division.text);
    const alone = ownLinesOf(base, node).length === 1 && node.children.length === 0;
    const scope = alone && wide !== null ? wide : place(phrase.text);
    return wordsOf(base, { block: old, old: before, fresh: after, address: phrase.text, scope, wide });
  }

  /** How a line is named so that nothing but it is meant: an item with others under it, by its rank. */
  private target(block: BlockJson): Address {
    const { base } = this.input;
    const index = base.indexOf(block.attrs.id);
    const { text } = this.named(block);
    const range = base.lines(text);
    if (range !== null && range.end === index + 1) return text;
    const ranked = base.rankedPhrase(index);
    if (ranked === null) throw new Inexpressible('no-address');
    return ranked.text;
  }

  /** Lines that leave together with those that come in their place. */
  private change(
    node: OutlineNode,
    leaving: readonly BlockJson[],
    coming: readonly BlockJson[],
    last: BlockJson | null,
    next: BlockJson | null,
  ): readonly Instruction[] {
    const { base, edited } = this.input;
    const alineas = this.levels(leaving);
    if (coming.length === 0) return [{ kind: 'delete-alineas', alineas }];
    if (leaving.length > 0) {
      const lines = quoteBlocks(coming, edited.reader, {
        base: base.reader,
        like: leaving[0] ?? null,
        headings: null,
      });
      return [{ kind: 'replace-alineas', alineas, lines }];
    }
    const { place, like } = this.insertion(node, last, next);
    const lines = quoteBlocks(coming, edited.reader, { base: base.reader, like, headings: null });
    return [{ kind: 'insert-alineas', place, lines }];
  }

  /** Names lines that leave: a level that leaves whole is named once, by its marker. */
  private levels(blocks: readonly BlockJson[]): readonly Address[] {
    const { base } = this.input;
    const ids = new Set(blocks.map((block) => block.attrs.id));
    const names: Address[] = [];
    let covered = -1;
    for (const block of blocks) {
      if (block.type === 'image') throw new Inexpressible('image');
      const index = base.indexOf(block.attrs.id);
      if (index < covered) continue;
      const level = base.levelOf(index);
      const all = base.blocks
        .slice(level.start, level.end)
        .every((one) => ids.has(one.attrs.id) || isBlank(one));
      names.push(all ? this.named(block).text : this.target(block));
      covered = all ? level.end : index + 1;
    }
    return names;
  }

  private insertion(
    node: OutlineNode,
    last: BlockJson | null,
    next: BlockJson | null,
  ): { readonly place: LinePlace; readonly like: BlockJson | null } {
    const { base } = this.input;
    const division = base.divisionPhrase(node.id);
    const first = base.blocks[node.start + 1] ?? null;
    if (next === null && division !== null) {
      const { start, end } = base.ownLines(node);
      const like = base.blocks
        .slice(start, end)
        .findLast((block) => !isBlank(block) && block.type !== 'note');
      return { place: { at: 'end', division: division.text }, like: like ?? base.blocks[node.start] ?? null };
    }
    if (last === null && division !== null)
      return { place: { at: 'start', division: division.text }, like: first };
    if (last !== null) return { place: { at: 'after', alinea: this.target(last) }, like: last };
    throw new Inexpressible('no-address');
  }
}
