import type { ActContent } from '#shared/document/model.ts';
import { outline } from '#shared/document/tree.ts';
import { type BlockId, blockIdsFrom } from '#shared/kernel/ids.ts';
import { applyInstructions } from './apply.ts';
import { DiffBuilder, type Found } from './diff/builder.ts';
import { gather } from './diff/gather.ts';
import { ownLinesOf, type Pairs, pairBlocks } from './diff/pairs.ts';
import { refusalOf } from './diff/refusals.ts';
import { withSameBlocks } from './diff/same-blocks.ts';
import type { Grain, Instruction, Refusal } from './model.ts';
import { withoutOrphanNotes } from './notes.ts';
import { carryNumbers } from './numbers.ts';
import { type Places, placesOf } from './places.ts';
import { unprovedInProse } from './prove.ts';
import { withReferencesKept } from './references.ts';
import { readKeys, readsTheSame } from './text/reading.ts';

/** How fine the instructions are to be. */
export interface DiffOptions {
  /** By the id of a division's heading in the base; `words` where nothing is said. */
  readonly grains?: ReadonlyMap<BlockId, Grain>;
  /** How divisions that former avenants abrogated were cited (« article 5 »): one that comes back « est rétabli ». */
  readonly abrogated?: readonly string[];
}

/** What an edited text asks an avenant to say. */
export interface InstructionDiff {
  /** In the order of the base text. */
  readonly instructions: readonly Instruction[];
  /** Empty when the instructions, carried out, give exactly the edited text. */
  readonly refusals: readonly Refusal[];
  /** The edited text with the numbers that an avenant gives it: what the consolidated text reads. */
  readonly edited: ActContent;
}

/** Ids of a dry run: never kept. */
function dryIds(): () => BlockId {
  let state = 7;
  return blockIdsFrom(() => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  });
}

/** How the own text of each division reads, by the id of its heading. */
function ownTexts(places: Places): ReadonlyMap<BlockId, string> {
  const keys = readKeys(places.reader.content);
  const texts = new Map<BlockId, string>();
  for (const block of places.blocks) {
    const node = block.type === 'intitule' ? places.node(block.attrs.id) : null;
    if (node === null) continue;
    const lines = [node.heading, ...ownLinesOf(places, node)].map((one) => keys.get(one.attrs.id) ?? '');
    texts.set(node.id, lines.join('\n'));
  }
  return texts;
}

/** Divisions of the base whose text did not come out as edited. */
function wrongDivisions(base: Places, applied: Places, edited: Places, pairs: Pairs): readonly BlockId[] {
  const [found, wanted] = [ownTexts(applied), ownTexts(edited)];
  return [...ownTexts(base).keys()].filter((id) => {
    const fresh = pairs.newOf.get(id);
    const [one, other] = [found.get(id), fresh === undefined ? undefined : wanted.get(fresh)];
    return one !== undefined && other !== undefined && one !== other;
  });
}

const GRAINS_OF_DIVISION: readonly Grain[] = ['words', 'alinea', 'division'];
/** An annexe is joined before it is quoted whole. */
const GRAINS_OF_ANNEXE: readonly Grain[] = ['words', 'alinea', 'annexe', 'division'];

/** What the French of some articles does not give back. */
interface Misread {
  readonly owners: readonly BlockId[];
  readonly refusals: readonly Refusal[];
}

/** Looks for instructions that prove to give the edited text, coarser where finer ones do not. */
class Search {
  private readonly base: ActContent;
  private readonly edited: ActContent;
  private readonly places: { readonly base: Places; readonly edited: Places };
  private readonly pairs: Pairs;
  private readonly grains: Map<BlockId, Grain>;
  private readonly chosen: ReadonlyMap<BlockId, Grain>;
  private readonly abrogated: ReadonlySet<string>;
  /** False once a new annexe joined to the avenant did not read back. */
  private joinsNew = true;

  constructor(base: ActContent, edited: ActContent, options: DiffOptions) {
    this.base = base;
    this.edited = edited;
    this.places = { base: placesOf(base), edited: placesOf(edited) };
    this.pairs = pairBlocks(this.places.base, this.places.edited);
    this.chosen = options.grains ?? new Map();
    this.grains = new Map(this.chosen);
    this.abrogated = new Set(options.abrogated ?? []);
  }

  private find(): DiffBuilder {
    const builder = new DiffBuilder({
      ...this.places,
      pairs: this.pairs,
      grainOf: (id) => this.grains.get(id) ?? 'words',
      isChosen: (id) => this.chosen.has(id),
      joinsNew: this.joinsNew,
      abrogated: this.abrogated,
    });
    builder.build(outline(this.base.document), outline(this.edited.document));
    return builder;
  }

  /** @returns divisions to look at more coarsely, or null when the instructions prove right */
  private wrong(found: readonly Found[], instructions: readonly Instruction[]): readonly BlockId[] | null {
    const result = applyInstructions(this.base, instructions, dryIds());
    if (result.ok) {
      if (readsTheSame(result.value, this.edited)) return null;
      return wrongDivisions(this.places.base, placesOf(result.value), this.places.edited, this.pairs);
    }
    const guilty = result.error.flatMap(({ instruction, other }) => [instruction, other ?? instruction]);
    return guilty.flatMap((rank) => {
      const culprit = instructions[rank];
      return found.filter((one) => one.instruction === culprit).flatMap((one) => one.owner ?? []);
    });
  }

  /** @returns true when some of these divisions can be looked at more coarsely */
  private coarsen(ids: readonly BlockId[]): boolean {
    let changed = false;
    for (const id of new Set(ids)) {
      const isAnnexe = this.places.base.node(id)?.heading.attrs.genre === 'annexe';
      const grains = isAnnexe ? GRAINS_OF_ANNEXE : GRAINS_OF_DIVISION;
      const next = grains[grains.indexOf(this.grains.get(id) ?? 'words') + 1];
      if (next === undefined) continue;
      this.grains.set(id, next);
      changed = true;
    }
    return changed;
  }

  /** @returns true when a new annexe that was joined to the avenant can be quoted in it */
  private quoteNew(instructions: readonly Instruction[]): boolean {
    const joined = instructions.some((one) => one.kind === 'insert-divisions' && one.attached === true);
    if (joined) this.joinsNew = false;
    return joined;
  }

  /** Divisions whose amendments do not read back; null when all do. */
  private misread(found: readonly Found[], instructions: readonly Instruction[]): Misread | null {
    const articles = unprovedInProse(this.base, instructions);
    if (articles.length === 0) return null;
    const wrong = new Set(articles.flatMap((article) => article.instructions));
    const owners = found.filter((one) => wrong.has(one.instruction)).flatMap((one) => one.owner ?? []);
    return { owners, refusals: articles.map((article) => refusalOf('prose', article.about)) };
  }

  private unproved(wrong: readonly BlockId[]): readonly Refusal[] {
    const named = wrong.map((id) => this.places.base.divisionPhrase(id)?.text ?? null);
    return (named.length === 0 ? [null] : named).map((address) => refusalOf('unproved', address));
  }

  run(): InstructionDiff {
    for (;;) {
      const builder = this.find();
      const instructions = gather(this.places.base, builder.found);
      const given = (refusals: readonly Refusal[]) => ({ instructions, edited: this.edited, refusals });
      const wrong = this.wrong(builder.found, instructions);
      if (wrong !== null) {
        if (this.coarsen(wrong) || this.quoteNew(instructions)) continue;
        return given(builder.refusals.length > 0 ? builder.refusals : this.unproved(wrong));
      }
      const misread = this.misread(builder.found, instructions);
      if (misread === null) return given(builder.refusals);
      if (!this.coarsen(misread.owners) && !this.quoteNew(instructions))
        return given([...builder.refusals, ...misread.refusals]);
    }
  }
}

/**
 * The instructions that turn a signed text into an edited one, at the finest grain that stays readable (rules R1 to
 * R8 of RULES.md). They are proved before they are given: written in French, read back and carried out on the base, they
 * give the edited text, or a refusal says what they do not give.
 * @param base the signed text; `edited` the same after edits, the ids of what stays kept
 */
export function diffToInstructions(
  base: ActContent,
  edited: ActContent,
  options: DiffOptions = {},
): InstructionDiff {
  const same = withSameBlocks(base, edited);
  return new Search(
    base,
    carryNumbers(base, withReferencesKept(base, withoutOrphanNotes(base, same))),
    options,
  ).run();
}
