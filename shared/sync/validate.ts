import * as Y from 'yjs';
import { CONTENT_FRAGMENT, FIELDS_MAP } from '#shared/document/schema/index.ts';
import { type Holder, itemProblem } from './structure.ts';

/**
 * What may be done with an update: apply it; keep it until what it builds on has come; or refuse it. `why` is in
 * English, for the log.
 */
export type Verdict =
  | { readonly name: 'taken' }
  | { readonly name: 'waiting'; readonly why: string }
  /** It adds words under ids that are not its sender's. */
  | { readonly name: 'foreign'; readonly clients: readonly number[] }
  | { readonly name: 'refused'; readonly why: string };

const TAKEN: Verdict = { name: 'taken' };
const refused = (why: string): Verdict => ({ name: 'refused', why });
const waiting = (why: string): Verdict => ({ name: 'waiting', why });

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];
/** An item's holder, and the name under which it holds the item. */
interface Place {
  readonly holder: Holder;
  readonly parentSub: string | null;
}

const GONE: Place = { holder: { kind: 'gone' }, parentSub: null };

/** Carries a verdict up from the resolution of one item. */
class Stopped extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super(verdict.name);
    this.verdict = verdict;
  }
}

/**
 * Checks an update before it touches the act [P1] [P2]: it can be decoded whole, and each item that it adds may stand
 * where it puts it, with the value that it gives it. The server checks what it is sent; a page, what it is about to
 * show. Nothing is changed, in the document or elsewhere.
 * @param doc what the update is to be applied to
 * @param depth `whole` for what comes from a client; `structure` for what comes from a server, which may hold values
 *   that an earlier release let in: pages mend them as they read, but could not show an impossible structure
 * @param mayWrite asked of each client id that the update speaks for, in no set order; `adds`: it adds something there,
 *   and a refusal makes the update foreign
 */
export function checkUpdate(
  update: Uint8Array,
  doc: Y.Doc,
  depth: 'structure' | 'whole',
  mayWrite: (client: number, adds: boolean) => boolean = () => true,
): Verdict {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    return new UpdateCheck(structs, doc, depth).run(ds, mayWrite);
  } catch (error) {
    if (error instanceof Stopped) return error.verdict;
    return refused(`undecodable: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** One update, resolved against a document. Yjs leaves an item's parent out when a neighbour tells it. */
class UpdateCheck {
  /** Structs of the update by client, in order of clock, without a hole between them. */
  readonly #added = new Map<number, Struct[]>();
  readonly #places = new Map<Struct, Place>();
  readonly #doc: Y.Doc;
  readonly #depth: 'structure' | 'whole';
  readonly #count: number;
  readonly #content: unknown;
  readonly #fields: unknown;

  constructor(structs: readonly Struct[], doc: Y.Doc, depth: 'structure' | 'whole') {
    this.#doc = doc;
    this.#depth = depth;
    this.#count = structs.length;
    this.#content = doc.getXmlFragment(CONTENT_FRAGMENT);
    this.#fields = doc.getMap(FIELDS_MAP);
    let client: number | null = null;
    for (const struct of structs) {
      const { id } = struct;
      if (struct instanceof Y.Skip) {
        // A page that had changes come out of order says them with a hole; what has filled it since is in the document.
        if (id.clock + struct.length > this.#state(id.client))
          throw new Stopped(waiting('a part is missing'));
        continue;
      }
      const known = this.#added.get(id.client);
      if (known === undefined) this.#added.set(id.client, [struct]);
      // Yjs would read only the last of two lists for one client: what was checked would not be what is applied.
      else if (id.client !== client) throw new Stopped(refused('two lists of one client'));
      else known.push(struct);
      client = id.client;
    }
  }

  run(
    ds: ReturnType<typeof Y.decodeUpdate>['ds'],
    mayWrite: (client: number, adds: boolean) => boolean,
  ): Verdict {
    const foreign = [...this.#added.keys()].filter((client) => {
      const adds = this.#adds(client);
      return !mayWrite(client, adds) && adds;
    });
    if (foreign.length > 0) return { name: 'foreign', clients: foreign };
    let wait: Verdict | null = null;
    for (const [client, structs] of this.#added) {
      const state = this.#state(client);
      const first = structs[0];
      if (first !== undefined && first.id.clock > state) wait = waiting('earlier changes of the same page');
      for (const struct of structs) {
        // What the act holds already is not applied again, whatever the update says of it.
        if (!(struct instanceof Y.Item) || struct.id.clock + struct.length <= state) continue;
        try {
          const { holder, parentSub } = this.#placeOf(struct);
          const problem = itemProblem(struct.content, holder, parentSub, this.#depth);
          if (problem !== null) return refused(problem);
        } catch (error) {
          if (!(error instanceof Stopped) || error.verdict.name === 'refused') throw error;
          wait = error.verdict;
        }
      }
    }
    return wait ?? this.#deletions(ds);
  }

  /** Deleting what is not there yet would erase somebody's next words as they come. */
  #deletions(ds: ReturnType<typeof Y.decodeUpdate>['ds']): Verdict {
    for (const [client, deletions] of ds.clients)
      for (const { clock, len } of deletions)
        if (clock + len > this.#end(client)) return waiting('deletions of what has not come');
    return TAKEN;
  }

  #adds(client: number): boolean {
    return this.#end(client) > this.#state(client);
  }

  #state(client: number): number {
    return Y.getState(this.#doc.store, client);
  }

  #end(client: number): number {
    const last = this.#added.get(client)?.at(-1);
    return Math.max(this.#state(client), last === undefined ? 0 : last.id.clock + last.length);
  }

  /** @throws Stopped when it can't be told: something is missing, or the item names what can't be */
  #placeOf(item: Y.Item): Place {
    // Items typed one after the other lean on each other: followed by a loop, since there may be a day of them.
    const path: Struct[] = [];
    let current: Struct = item;
    let place = this.#places.get(current);
    while (place === undefined) {
      path.push(current);
      const next: Place | Struct = current instanceof Y.Item ? this.#step(current) : GONE;
      if ('holder' in next) place = next;
      else {
        // Only a forged update leans on itself.
        if (path.length > this.#count) throw new Stopped(refused('an endless chain of neighbours'));
        current = next;
        place = this.#places.get(current);
      }
    }
    for (const struct of path) this.#places.set(struct, place);
    return place;
  }

  /** Where an item stands, or the struct of the update that stands in the same place. */
  #step(item: Y.Item): Place | Struct {
    const origin = this.#lookUp(item, item.origin);
    const rightOrigin = this.#lookUp(item, item.rightOrigin);
    // Yjs forgets at once an item beside what it has forgotten.
    if (origin?.struct instanceof Y.GC || rightOrigin?.struct instanceof Y.GC) return GONE;
    const neighbour = origin ?? rightOrigin;
    if (neighbour !== null) return neighbour.stored ? this.#placeInDoc(neighbour.struct) : neighbour.struct;
    // Decoded but not integrated, an item of a root type carries the root's name where the type will be.
    const parent: unknown = item.parent;
    if (typeof parent === 'string') return { holder: rootNamed(parent), parentSub: item.parentSub };
    const held = parent instanceof Y.ID ? this.#lookUp(item, parent) : null;
    if (held === null) throw new Stopped(refused('an item without a parent'));
    return { holder: this.#holderOf(held.struct), parentSub: item.parentSub };
  }

  #placeInDoc(struct: Struct): Place {
    if (!(struct instanceof Y.Item)) return GONE;
    return { holder: this.#holderOfType(struct.parent), parentSub: struct.parentSub };
  }

  /** What an item of the document or of the update holds others as. */
  #holderOf(struct: Struct): Holder {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return { kind: 'gone' };
    if (struct.content instanceof Y.ContentType) return this.#holderOfType(struct.content.type);
    throw new Stopped(refused('an item inside what holds nothing'));
  }

  #holderOfType(type: unknown): Holder {
    if (type === this.#content) return { kind: 'content' };
    if (type === this.#fields) return { kind: 'fields' };
    if (type instanceof Y.XmlText) return { kind: 'text' };
    if (type instanceof Y.XmlElement) return { kind: 'element', node: type.nodeName };
    throw new Stopped(refused('an item inside an unexpected shared type'));
  }

  /** The struct of an id: the document's when it has it, as Yjs does, else the update's. */
  #lookUp(from: Y.Item, id: Y.ID | null): { readonly struct: Struct; readonly stored: boolean } | null {
    if (id === null) return null;
    const { client, clock } = id;
    // Yjs takes for granted that a page's changes lean on its earlier ones, and fails half-way otherwise.
    if (client === from.id.client && clock >= from.id.clock)
      throw new Stopped(refused('an item that leans on a later one of its own page'));
    if (clock < this.#state(client)) return { struct: Y.getItem(this.#doc.store, id), stored: true };
    const structs = this.#added.get(client);
    const struct = structs === undefined ? null : structAt(structs, clock);
    if (struct === null) throw new Stopped(waiting('changes of another page'));
    return { struct, stored: false };
  }
}

function rootNamed(name: string): Holder {
  if (name === CONTENT_FRAGMENT) return { kind: 'content' };
  if (name === FIELDS_MAP) return { kind: 'fields' };
  throw new Stopped(refused(`unknown root "${name}"`));
}

/** @returns the struct that holds `clock`; null when there is none */
function structAt(structs: readonly Struct[], clock: number): Struct | null {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle];
    if (struct === undefined) return null;
    if (clock < struct.id.clock) high = middle - 1;
    else if (clock >= struct.id.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return null;
}

/** @returns true when `doc` already holds all that `update` (decodable) says: applying it would change nothing */
export function addsNothing(doc: Y.Doc, update: Uint8Array): boolean {
  return Y.snapshotContainsUpdate(Y.snapshot(doc), update);
}
