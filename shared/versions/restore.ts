import type * as Y from 'yjs';
import { heaviestIncreasing } from '#shared/compare/increasing.ts';
import { canonicalContent } from '#shared/document/canonical.ts';
import type { ActContent, BlockJson, FieldValue } from '#shared/document/model.ts';
import { copying } from '#shared/document/operations/copying.ts';
import { childElements, contentOf, idOf } from '#shared/document/operations/elements.ts';
import { takenIds } from '#shared/document/operations/insert.ts';
import { elementsFromJson } from '#shared/document/operations/json.ts';
import { FIELDS_MAP } from '#shared/document/schema/vocabulary.ts';
import { readContent, writeBlock } from '#shared/document/yjs.ts';
import type { BlockId, MakeBlockId } from '#shared/kernel/ids.ts';
import { blockJson } from './size.ts';

/** One thing that a restore does. `seen` is what the person was shown; `target`, what the old state holds. */
type RestoreStep =
  | { readonly kind: 'inserer'; readonly id: BlockId; readonly target: BlockJson }
  | { readonly kind: 'supprimer'; readonly id: BlockId; readonly seen: BlockJson }
  | { readonly kind: 'ecrire'; readonly id: BlockId; readonly seen: BlockJson; readonly target: BlockJson }
  | { readonly kind: 'deplacer'; readonly id: BlockId }
  | {
      readonly kind: 'champ';
      readonly key: string;
      readonly seen: FieldValue | null;
      readonly target: FieldValue | null;
    };

/** From a present that a person saw to an old state. */
export interface RestorePlan {
  /** Removals, then the rest in the order of the old state, so that each thing is put after what stands before it. */
  readonly steps: readonly RestoreStep[];
  /** First-level block ids of the old state, in order: where what comes or moves goes. */
  readonly order: readonly BlockId[];
}

/** What a restore left alone, because somebody changed it after the plan was made (rule R2). */
export interface Kept {
  /** A block's id or a variable's key. */
  readonly name: string;
  readonly reason: 'modifie' | 'supprime';
}

/**
 * Rule R1: what leads from `seen` back to `target`, block by block, by permanent ids. A block whose nature changed is
 * taken out and put back. Steps may be left out (`only`): each stands by itself.
 * @param seen the present, as the person was shown it
 * @param target the old state
 * @param only ids of the blocks to restore; all, and the variables, when absent
 */
export function planRestore(
  seen: ActContent,
  target: ActContent,
  only: ReadonlySet<string> | null = null,
): RestorePlan {
  const now = canonicalContent(seen);
  const then = canonicalContent(target);
  const present = new Map<string, Present>(
    now.document.content.map((block, rank) => [block.attrs.id, { block, rank }]),
  );
  const wanted = new Map(then.document.content.map((block) => [block.attrs.id, block]));
  const steps: RestoreStep[] = [];

  for (const block of now.document.content)
    if (wanted.get(block.attrs.id)?.type !== block.type)
      steps.push({ kind: 'supprimer', id: block.attrs.id, seen: block });
  const moved = movedBlocks(present, then.document.content);
  for (const block of then.document.content) {
    const { id } = block.attrs;
    const was = present.get(id)?.block;
    if (was?.type !== block.type) {
      steps.push({ kind: 'inserer', id, target: block });
      continue;
    }
    if (blockJson(was) !== blockJson(block)) steps.push({ kind: 'ecrire', id, seen: was, target: block });
    if (moved.has(id)) steps.push({ kind: 'deplacer', id });
  }
  for (const key of new Set([...Object.keys(now.champs), ...Object.keys(then.champs)])) {
    const step = { seen: now.champs[key] ?? null, target: then.champs[key] ?? null };
    if (!sameField(step.seen, step.target)) steps.push({ kind: 'champ', key, ...step });
  }
  return {
    steps: only === null ? steps : steps.filter((step) => step.kind !== 'champ' && only.has(step.id)),
    order: then.document.content.map((block) => block.attrs.id),
  };
}

interface Present {
  readonly block: BlockJson;
  readonly rank: number;
}

/** The lightest set of blocks to move, of those that stay. */
function movedBlocks(
  present: ReadonlyMap<string, Present>,
  target: readonly BlockJson[],
): ReadonlySet<BlockId> {
  const staying = target.flatMap((block) => {
    const was = present.get(block.attrs.id);
    return was?.block.type === block.type ? [{ id: block.attrs.id, ...was }] : [];
  });
  const still = new Set(
    heaviestIncreasing(
      staying.map(({ rank }) => rank),
      (i) => 1 + weight(staying[i]?.block),
    ),
  );
  return new Set(staying.filter((_, i) => !still.has(i)).map(({ id }) => id));
}

const weight = (block: BlockJson | undefined): number =>
  block === undefined || !('content' in block) ? 0 : (block.content?.length ?? 0);

function sameField(a: FieldValue | null, b: FieldValue | null): boolean {
  return a === b || JSON.stringify(a, FIELD_KEYS) === JSON.stringify(b, FIELD_KEYS);
}
const FIELD_KEYS = ['type', 'libelle', 'valeur'];

/**
 * Makes the steps of a plan in an act, in one transaction: one undo takes all of it back. A block or a variable that
 * somebody changed since the plan was made is left as they made it (rule R2); what they type meanwhile elsewhere, or
 * in a block that stays, is merged by Yjs (rule R3).
 * @param makeId for an id of the old state that another block has taken
 * @param origin of the transaction: the editor's own, so that its undo tracks it
 * @returns what was left alone; empty when all was done
 * @throws RangeError when the present can't be read, or the old state has blocks that the schema refuses
 */
export function applyRestore(
  doc: Y.Doc,
  plan: RestorePlan,
  makeId: MakeBlockId,
  origin: unknown,
): readonly Kept[] {
  const read = readContent(doc);
  if (!read.ok) throw new RangeError(`The act can't be read: ${read.error.path}`);
  const present = new Map(read.value.document.content.map((block) => [block.attrs.id, blockJson(block)]));
  const kept: Kept[] = [];
  copying(
    doc,
    () => {
      const restorer = new Restorer(doc, plan.order, makeId);
      for (const step of plan.steps) {
        const problem = step.kind === 'champ' ? restorer.field(step) : restorer.block(step, present);
        if (problem !== null)
          kept.push({ name: step.kind === 'champ' ? step.key : step.id, reason: problem });
      }
    },
    origin,
  );
  return kept;
}

type Problem = Kept['reason'] | null;

class Restorer {
  readonly #doc: Y.Doc;
  readonly #fragment: Y.XmlFragment;
  readonly #order: readonly BlockId[];
  readonly #rankOf: ReadonlyMap<string, number>;
  readonly #makeId: MakeBlockId;
  readonly #elements: Map<string, Y.XmlElement>;

  constructor(doc: Y.Doc, order: readonly BlockId[], makeId: MakeBlockId) {
    this.#doc = doc;
    this.#fragment = contentOf(doc);
    this.#order = order;
    this.#rankOf = new Map(order.map((id, rank) => [id, rank]));
    this.#makeId = makeId;
    this.#elements = new Map(
      childElements(this.#fragment)
        .map((element) => [idOf(element) ?? '', element] as const)
        .reverse(),
    );
  }

  field(step: Extract<RestoreStep, { kind: 'champ' }>): Problem {
    const map = this.#doc.getMap<FieldValue>(FIELDS_MAP);
    const value = map.get(step.key) ?? null;
    if (sameField(value, step.target)) return null;
    if (!sameField(value, step.seen)) return value === null ? 'supprime' : 'modifie';
    if (step.target === null) map.delete(step.key);
    else map.set(step.key, { ...step.target });
    return null;
  }

  block(step: Exclude<RestoreStep, { kind: 'champ' }>, present: ReadonlyMap<string, string>): Problem {
    const element = this.#elements.get(step.id);
    const json = present.get(step.id);
    switch (step.kind) {
      case 'inserer':
        // Somebody put it back already, or its removal was refused just before.
        if (element !== undefined) return json === blockJson(step.target) ? null : 'modifie';
        this.#insert(step.id, this.#build(step.target));
        return null;
      case 'supprimer':
        if (element === undefined) return null;
        if (json !== blockJson(step.seen)) return 'modifie';
        this.#remove(step.id, element);
        return null;
      case 'ecrire':
        if (element === undefined) return 'supprime';
        if (json === blockJson(step.target)) return null;
        if (json !== blockJson(step.seen)) return 'modifie';
        writeBlock(this.#doc, element, step.target);
        return null;
      case 'deplacer': {
        if (element === undefined) return 'supprime';
        const copy = element.clone();
        this.#remove(step.id, element);
        this.#insert(step.id, copy);
        return null;
      }
    }
  }

  #build(block: BlockJson): Y.XmlElement {
    const built = elementsFromJson([block], this.#makeId, takenIds(this.#doc));
    const element = built.ok ? built.value[0] : undefined;
    if (element === undefined) throw new RangeError(`Block ${block.attrs.id} is not of the schema`);
    return element;
  }

  #remove(id: string, element: Y.XmlElement): void {
    this.#fragment.delete(this.#fragment.toArray().indexOf(element), 1);
    this.#elements.delete(id);
  }

  /** After the nearest block that comes before it in the old state and is there. */
  #insert(id: BlockId, element: Y.XmlElement): void {
    let before: Y.XmlElement | undefined;
    for (let rank = (this.#rankOf.get(id) ?? 0) - 1; rank >= 0 && before === undefined; rank -= 1)
      before = this.#elements.get(this.#order[rank] ?? '');
    const index = before === undefined ? 0 : this.#fragment.toArray().indexOf(before) + 1;
    this.#fragment.insert(index, [element]);
    this.#elements.set(id, element);
  }
}
