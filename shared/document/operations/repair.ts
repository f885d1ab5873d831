import * as Y from 'yjs';
import { isBlockId } from '#shared/kernel/ids.ts';
import { repairing } from './copying.ts';
import {
  attribute,
  type Block,
  carriesId,
  childrenOf,
  contentOf,
  isTextBlock,
  writeAttribute,
} from './elements.ts';
import { onRoundEnd } from './round.ts';
import { hasNoCell, type ShortRow, shortRows } from './tables.ts';

/** What a repair changed; all empty when the document was sound. Ids, in document order. */
export interface Repairs {
  /** Blocks that were removed: the same text, under the same id, stands earlier. */
  readonly removed: readonly string[];
  /** Blocks that were given an id of their own. */
  readonly renamed: readonly { readonly from: string | null; readonly to: string }[];
  /** Ids of the empty alinéas added where the schema asks for a block. */
  readonly added: readonly string[];
}

/** The alinéa of an act that lost all its blocks: one id, so that two replicas that add it end with one. */
const EMPTY_ACT_ID = 'alineavide00';

/**
 * Puts right what a merge of valid concurrent edits can leave behind (rules R1 to R6 of ./RULES.md). It depends
 * on the state of the document only, so replicas that repair separately converge; a second call changes nothing.
 * @param origin of the transaction; not one that an undo manager tracks
 */
export function repair(doc: Y.Doc, origin: unknown): Repairs {
  const survey = surveyOf(doc);
  if (isSound(survey)) return { removed: [], renamed: [], added: [] };
  return repairing(
    doc,
    () => {
      const { removed, renamed } = settleIds(survey);
      // Afterwards, since a cell that two people added may just have become one.
      const filled = fillIn(doc, surveyOf(doc));
      return { removed: [...removed, ...filled.removed], renamed, added: filled.added };
    },
    origin,
  );
}

/** What is wrong in a document. */
interface Survey {
  /** Blocks by id, for the ids that several bear, in document order. */
  readonly shared: ReadonlyMap<string, readonly Block[]>;
  readonly withoutId: readonly Block[];
  readonly emptyCells: readonly Block[];
  readonly emptyTables: readonly Block[];
  readonly shortRows: readonly ShortRow[];
  readonly emptyAct: boolean;
  readonly ids: ReadonlySet<string>;
}

const fitsSchema = (survey: Survey): boolean =>
  survey.emptyCells.length === 0 &&
  survey.emptyTables.length === 0 &&
  survey.shortRows.length === 0 &&
  !survey.emptyAct;

const isSound = (survey: Survey): boolean =>
  survey.shared.size === 0 && survey.withoutId.length === 0 && fitsSchema(survey);

/** One pass over the blocks; reads ids and no text. */
function surveyOf(doc: Y.Doc): Survey {
  const first = new Map<string, Block>();
  const shared = new Map<string, Block[]>();
  const withoutId: Block[] = [];
  const emptyCells: Block[] = [];
  const emptyTables: Block[] = [];
  const short: ShortRow[] = [];
  const visit = (parent: Y.XmlFragment): number => {
    let count = 0;
    for (let item = parent._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentType)) continue;
      const block = item.content.type;
      if (!(block instanceof Y.XmlElement)) continue;
      count += 1;
      if (carriesId(block)) {
        const id = attribute(block, 'id');
        if (!isBlockId(id)) {
          withoutId.push(block);
        } else {
          const earlier = first.get(id);
          if (earlier === undefined) first.set(id, block);
          else shared.set(id, [...(shared.get(id) ?? [earlier]), block]);
        }
      }
      if (isTextBlock(block)) continue;
      const inside = visit(block);
      if (block.nodeName === 'table') {
        if (hasNoCell(block)) emptyTables.push(block);
        else short.push(...shortRows(block));
      }
      if (isCell(block) && inside === 0) emptyCells.push(block);
    }
    return count;
  };
  const emptyAct = visit(contentOf(doc)) === emptyTables.length;
  return {
    shared,
    withoutId,
    emptyCells,
    emptyTables,
    shortRows: short,
    emptyAct,
    ids: new Set(first.keys()),
  };
}

function settleIds(survey: Survey): Pick<Repairs, 'removed' | 'renamed'> {
  const taken = new Set(survey.ids);
  const removed: string[] = [];
  const renamed: { from: string | null; to: string }[] = [];
  const rename = (block: Block, from: string | null): void => {
    const to = derivedId(block, taken);
    taken.add(to);
    writeAttribute(block, 'id', to);
    renamed.push({ from, to });
  };
  for (const [id, blocks] of survey.shared) {
    const kept: { readonly wording: string; readonly container: unknown }[] = [];
    for (const block of blocks) {
      // A copy of its table may just have been removed with it.
      if (block._item?.deleted === true) continue;
      const whole = aloneInCell(block) ?? block;
      const copy = { wording: wordingOf(block), container: whole.parent };
      if (kept.some((one) => one.wording === copy.wording && one.container === copy.container)) {
        remove(whole);
        removed.push(id);
        continue;
      }
      if (kept.length > 0) rename(block, id);
      kept.push(copy);
    }
  }
  for (const block of survey.withoutId) if (block._item?.deleted !== true) rename(block, null);
  return { removed, renamed };
}

const isCell = (block: Block): boolean => block.nodeName === 'tableCell' || block.nodeName === 'tableHeader';

/** The cell that holds nothing but this block, or null. */
function aloneInCell(block: Block): Block | null {
  const { parent } = block;
  return parent instanceof Y.XmlElement && isCell(parent) && parent.length === 1 ? parent : null;
}

/** What the schema asks for and a merge left out (rule R4). */
function fillIn(doc: Y.Doc, survey: Survey): Pick<Repairs, 'removed' | 'added'> {
  const removed: string[] = [];
  const added: string[] = [];
  for (const table of survey.emptyTables) {
    const id = attribute(table, 'id');
    remove(table);
    if (typeof id === 'string') removed.push(id);
  }
  const taken = new Set(survey.ids);
  for (const { row, missing } of survey.shortRows)
    for (let count = 0; count < missing; count += 1) {
      const id = addCell(row, taken);
      taken.add(id);
      added.push(id);
    }
  for (const cell of survey.emptyCells) added.push(addAlinea(cell, derivedId(cell, taken)));
  if (survey.emptyAct) added.push(addAlinea(contentOf(doc), EMPTY_ACT_ID));
  return { removed, added };
}

function remove(block: Block): void {
  const { parent } = block;
  if (!(parent instanceof Y.XmlFragment)) return;
  const index = childrenOf(parent).indexOf(block);
  if (index !== -1) parent.delete(index, 1);
}

function addAlinea(parent: Y.XmlFragment, id: string): string {
  const alinea = new Y.XmlElement('alinea');
  writeAttribute(alinea, 'id', id);
  writeAttribute(alinea, 'retrait', 0);
  writeAttribute(alinea, 'aVerifier', false);
  parent.insert(0, [alinea]);
  return id;
}

/**
 * Adds an empty cell at the end of a row. The nth that a row is given has the same id for everybody, however many
 * each replica thought it needed: two that pad it apart add the same cells, and one copy of each stays.
 */
function addCell(row: Block, taken: ReadonlySet<string>): string {
  const cell = new Y.XmlElement('tableCell');
  writeAttribute(cell, 'colspan', 1);
  writeAttribute(cell, 'rowspan', 1);
  row.insert(row.length, [cell]);
  return addAlinea(cell, derivedId(row, taken, PAD_CLOCK));
}

/** What a block says, whatever its own attributes: two copies that say the same are one. */
function wordingOf(block: Block): string {
  const say = (node: Block): unknown =>
    childrenOf(node).map((child) =>
      child instanceof Y.XmlText
        ? child.toDelta()
        : [child.nodeName, Object.entries(child.getAttributes()).sort(byName), say(child)],
    );
  return JSON.stringify([block.nodeName, say(block)]);
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/**
 * An id that every replica gives to the same element: its own identity in Yjs (client, clock), in base 36. The
 * same as the one under which ../yjs.ts reads a block that has none.
 */
function derivedId(block: Block, taken: ReadonlySet<string>, offset = 0): string {
  const { client, clock } = block._item?.id ?? { client: 0, clock: 0 };
  const digits = (n: number): string => (n % 36 ** 6).toString(36).padStart(6, '0');
  for (let shift = offset; ; shift += 1) {
    const id = `${digits(client)}${digits(clock + shift)}`;
    if (!taken.has(id)) return id;
  }
}

/** Keeps the ids of added cells away from those derived for blocks of the same client. */
const PAD_CLOCK = 36 ** 6 / 2;

/**
 * Keeps a document repaired: after transactions that came from elsewhere, or undid something, and changed more
 * than words. A table that lacks cells is put right before the editor's binding can see it, since it would delete
 * what does not fit the schema; ids at the end of the round. Local edits are left alone: the binding is then
 * writing, and would not see the repair.
 * @returns a function that stops it
 */
export function keepRepaired(doc: Y.Doc, origin: unknown): () => void {
  let due = false;
  const onTransaction = (transaction: Y.Transaction): void => {
    if (transaction.local && !(transaction.origin instanceof Y.UndoManager)) return;
    if (!changesStructure(transaction)) return;
    due = true;
    if (!fitsSchema(surveyOf(doc))) repair(doc, origin);
  };
  doc.on('beforeObserverCalls', onTransaction);
  const stop = onRoundEnd(doc, () => {
    if (!due) return;
    due = false;
    repair(doc, origin);
  });
  return () => {
    stop();
    doc.off('beforeObserverCalls', onTransaction);
  };
}

function changesStructure(transaction: Y.Transaction): boolean {
  for (const type of transaction.changed.keys()) if (type instanceof Y.XmlFragment) return true;
  return false;
}
