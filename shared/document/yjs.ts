import type { Node } from '@tiptap/pm/model';
import { updateYFragment } from '@tiptap/y-tiptap';
import * as Y from 'yjs';
import type { BlockId } from '#shared/kernel/ids.ts';
import { isBlockId } from '#shared/kernel/ids.ts';
import { fail, ok, type Result } from '#shared/kernel/result.ts';
import { canonicalContent } from './canonical.ts';
import type { ActContent, BlockJson, FieldValue } from './model.ts';
import { type DocumentProblem, isField, parseDocument, parseFields } from './parse.ts';
import { CONTENT_FRAGMENT, documentSchema, FIELDS_MAP } from './schema/index.ts';

/** JSON of a node as read from the Y.Doc, before it is checked. */
interface RawNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly content?: readonly RawNode[];
  readonly text?: unknown;
  readonly marks?: readonly { readonly type: string; readonly attrs: unknown }[];
}

/** Blocks that bear an id: all but the inside of tables and inline atoms. */
const BEARS_ID: ReadonlySet<string> = new Set(
  Object.values(documentSchema.nodes)
    .filter((type) => 'id' in (type.spec.attrs ?? {}))
    .map((type) => type.name),
);

/**
 * Rule Y3: an id for a block that has none or bears another's, the same on every replica since it comes from the
 * element's own identity in the CRDT: six characters of client, six of clock, in base 36.
 */
function derivedId(element: Y.XmlElement, taken: ReadonlySet<string>): BlockId {
  const identity = element._item?.id ?? { client: 0, clock: 0 };
  const base = (n: number) => (n % 36 ** 6).toString(36).padStart(6, '0');
  for (let shift = 0; ; shift += 1) {
    const id = `${base(identity.client)}${base(identity.clock + shift)}`;
    if (isBlockId(id) && !taken.has(id)) return id;
  }
}

/** `terme--aBc123==` names a mark that may overlap itself; the schema has none, but the binding may write it. */
const markName = (key: string): string => key.replace(/--[a-zA-Z0-9+/=]{8}$/, '');

function readText(text: Y.XmlText): RawNode[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = text.toDelta();
  return delta.map(({ insert, attributes }) => ({
    type: typeof insert === 'string' ? 'text' : 'embed',
    text: insert,
    marks: Object.entries(attributes ?? {})
      .filter(([, value]) => value !== null)
      .map(([key, attrs]) => ({ type: markName(key), attrs })),
  }));
}

class Reader {
  private readonly taken = new Set<string>();

  constructor(fragment: Y.XmlFragment) {
    // Ids in use first: a derived one must not take that of a block further down.
    const visit = (node: Y.XmlFragment | Y.XmlElement) => {
      for (const child of node.toArray()) {
        if (!(child instanceof Y.XmlElement)) continue;
        const id: unknown = child.getAttribute('id');
        if (isBlockId(id)) this.inUse.add(id);
        if (!TEXT_LEVEL.has(child.nodeName)) visit(child);
      }
    };
    visit(fragment);
  }

  private readonly inUse = new Set<string>();

  node(element: Y.XmlElement): RawNode {
    const type = element.nodeName;
    const attrs: Record<string, unknown> = { ...element.getAttributes() };
    if (BEARS_ID.has(type)) attrs.id = this.takeId(element, attrs.id);
    const content = this.children(element);
    if (type === 'tableCell' || type === 'tableHeader') {
      if (content.length === 0) content.push({ type: 'alinea', attrs: { id: this.takeId(element, null) } });
    }
    return { type, attrs, ...(content.length > 0 ? { content } : {}) };
  }

  children(parent: Y.XmlFragment | Y.XmlElement): RawNode[] {
    return parent.toArray().flatMap((child): RawNode[] => {
      if (child instanceof Y.XmlText) return readText(child);
      if (!(child instanceof Y.XmlElement)) return [{ type: child.constructor.name }];
      const node = this.node(child);
      // Rows removed by several people at once may leave a table with none: it holds no text.
      return child.nodeName === 'table' && node.content === undefined ? [] : [node];
    });
  }

  private takeId(element: Y.XmlElement, id: unknown): BlockId {
    const own = isBlockId(id) && !this.taken.has(id) ? id : derivedId(element, this.inUse);
    this.taken.add(own);
    this.inUse.add(own);
    return own;
  }
}

/** Blocks whose children are inline: no id to look for inside. */
const TEXT_LEVEL: ReadonlySet<string> = new Set(
  Object.values(documentSchema.nodes)
    .filter((type) => type.isTextblock)
    .map((type) => type.name),
);

/**
 * Reads what an act holds from its Y.Doc, in canonical form (rules Y1 to Y4 of RULES.md). The Y.Doc is not changed.
 * @returns the content, without the fields that `unreadableFields` names; or the first node or mark that this release
 *   does not know
 */
export function readContent(doc: Y.Doc): Result<ActContent, DocumentProblem> {
  const fragment = doc.getXmlFragment(CONTENT_FRAGMENT);
  const document = parseDocument({ type: 'doc', content: new Reader(fragment).children(fragment) });
  if (!document.ok) return document;
  // Rule Y5: one bad value must not keep the whole act from being read.
  const sound = [...doc.getMap(FIELDS_MAP).entries()].filter(([key, value]) => isField(key, value));
  const champs = parseFields(Object.fromEntries(sound));
  if (!champs.ok) return fail(champs.error);
  return ok(canonicalContent({ document: document.value, champs: champs.value }));
}

/** @returns the keys of `champs` that hold no FieldValue, which `readContent` leaves out: those variables print empty */
export function unreadableFields(doc: Y.Doc): readonly string[] {
  const entries = [...doc.getMap(FIELDS_MAP).entries()];
  return entries.filter(([key, value]) => !isField(key, value)).map(([key]) => key);
}

const sameField = (a: unknown, b: FieldValue): boolean => {
  const field = (typeof a === 'object' && a !== null ? a : {}) as Partial<FieldValue>;
  return field.type === b.type && field.libelle === b.libelle && field.valeur === b.valeur;
};

/** @returns indexes into `values` of its longest strictly increasing subsequence, in order */
function longestIncreasing(values: readonly number[]): readonly number[] {
  const tails: number[] = [];
  const previous: number[] = [];
  values.forEach((value, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    previous[i] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = i;
  });
  const chosen: number[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i] ?? -1) chosen.push(i);
  return chosen.reverse();
}

/**
 * Elements that stay: those of a block that is still there, in the same order as the others that stay.
 * @returns by the index of their block
 */
function elementsToKeep(fragment: Y.XmlFragment, blocks: readonly Node[]): ReadonlyMap<number, Y.XmlElement> {
  const wanted = new Map(blocks.map((block, i) => [`${block.type.name} ${block.attrs.id}`, i]));
  const found: (readonly [number, Y.XmlElement])[] = [];
  for (const element of fragment.toArray()) {
    if (!(element instanceof Y.XmlElement)) continue;
    const key = `${element.nodeName} ${element.getAttribute('id')}`;
    const index = wanted.get(key);
    if (index === undefined) continue;
    found.push([index, element]);
    wanted.delete(key);
  }
  const ordered = longestIncreasing(found.map(([index]) => index));
  return new Map(ordered.flatMap((i) => found.slice(i, i + 1)));
}

/** Rule Y2: blocks are matched by id, where the binding's own diff would turn one block into its neighbour. */
function writeBlocks(doc: Y.Doc, fragment: Y.XmlFragment, blocks: readonly Node[]): void {
  const kept = elementsToKeep(fragment, blocks);
  const staying = new Set<unknown>(kept.values());
  for (let i = fragment.length - 1; i >= 0; i -= 1) if (!staying.has(fragment.get(i))) fragment.delete(i, 1);

  let position = 0;
  let pending: Y.XmlElement[] = [];
  const flush = () => {
    if (pending.length > 0) fragment.insert(position, pending);
    position += pending.length;
    pending = [];
  };
  blocks.forEach((block, i) => {
    if (kept.has(i)) {
      flush();
      position += 1;
    } else pending.push(new Y.XmlElement(block.type.name));
  });
  flush();

  const elements = fragment.toArray();
  blocks.forEach((block, i) => {
    const element = elements[i];
    if (element instanceof Y.XmlElement) writeNode(doc, element, block);
  });
}

function writeNode(doc: Y.Doc, element: Y.XmlElement, node: Node): void {
  updateYFragment(doc, element, node, { mapping: new Map(), isOMark: new Map() });
}

/**
 * Makes an element of the text hold `block`, of its own type, leaving alone what is equal in it. To be called inside a
 * transaction.
 */
export function writeBlock(doc: Y.Doc, element: Y.XmlElement, block: BlockJson): void {
  writeNode(doc, element, documentSchema.nodeFromJSON(block));
}

/**
 * Makes an act's Y.Doc hold `content`, in one transaction, as the editor's binding would write it. Blocks are matched
 * by id and what is equal is left alone, so that restoring a version moves as little as possible under people who are
 * typing: their words in a block that stays are merged, not lost.
 * @param origin of the transaction, for whoever listens to the doc
 */
export function writeContent(doc: Y.Doc, content: ActContent, origin: unknown = null): void {
  const { document, champs } = canonicalContent(content);
  doc.transact(() => {
    const blocks = document.content.map((block) => documentSchema.nodeFromJSON(block));
    writeBlocks(doc, doc.getXmlFragment(CONTENT_FRAGMENT), blocks);
    const map = doc.getMap<FieldValue>(FIELDS_MAP);
    for (const key of [...map.keys()]) if (!Object.hasOwn(champs, key)) map.delete(key);
    for (const [key, field] of Object.entries(champs))
      if (!sameField(map.get(key), field)) map.set(key, field);
  }, origin);
}

/**
 * A new act's first Yjs update.
 * @returns bytes for `Y.applyUpdate`; two calls give two histories, so encode an act once and keep the bytes
 */
export function encodeNewDocument(content: ActContent): Uint8Array {
  const doc = new Y.Doc();
  writeContent(doc, content);
  const update = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return update;
}
