import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { SignedIn } from '#server/identity/index.ts';
import { withoutClients } from '#server/sync/authors.ts';
import { CONTENT_FRAGMENT, FIELDS_MAP } from '#shared/document/schema/index.ts';
import { blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import { MESSAGE, OWN_MESSAGE, SYNC } from '#shared/sync/protocol.ts';
import type { Random } from '../random.ts';
import type { Connection } from './connection.ts';
import type { SimulatedProcess } from './process.ts';

/** What a page needs of the run. */
export interface PageWorld {
  readonly random: Random;
  readonly owners: Map<number, string>;
  /** A living process, as a proxy would choose one. */
  readonly pick: () => SimulatedProcess | undefined;
  readonly connect: (page: Page, process: SimulatedProcess) => Connection;
  readonly newClientId: () => number;
  /** The server has just said that this is on its disk. */
  readonly promised: (update: Uint8Array) => void;
  readonly alarm: (problem: string) => void;
}

const REMOTE = 'remote';
const BEGINNING = 1_700_000_000_000;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function message(...parts: readonly (number | Uint8Array)[]): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const part of parts)
    if (typeof part === 'number') encoding.writeVarUint(encoder, part);
    else encoding.writeVarUint8Array(encoder, part);
  return encoding.toUint8Array(encoder);
}

/** One person's page: the wire of y-websocket, and our own message that says what is on disk. */
export class Page {
  readonly who: SignedIn;
  /** False for a bare provider, on a line that loses, repeats and swaps its messages. */
  readonly own: boolean;
  /** True once its line, if it was a bad one, is mended. */
  mended = false;
  readonly #world: PageWorld;
  readonly #makeId: MakeBlockId;
  doc = new Y.Doc();
  #connection: Connection | null = null;
  /** Updates of the present connection, by rank from 1, and how many the server said to be on disk. */
  #sent: Uint8Array[] = [];
  #stored = 0;
  #queued = false;
  typing = true;

  constructor(who: SignedIn, own: boolean, world: PageWorld) {
    this.who = who;
    this.own = own;
    this.#world = world;
    this.#makeId = blockIdsFrom(world.random.next);
    this.#begin(new Y.Doc());
    this.#typeOn();
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  /** True when the server has said that all this page sent is on disk. */
  get saved(): boolean {
    return this.#connection !== null && this.#sent.length > 0 && this.#stored === this.#sent.length;
  }

  #begin(doc: Y.Doc): void {
    this.doc = doc;
    doc.clientID = this.#world.newClientId();
    this.#world.owners.set(doc.clientID, this.who.person.id);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE && this.#connection !== null) this.#say(SYNC.update, update);
    });
  }

  /** The page is loaded again: another client id, on the copy that the browser kept. */
  reload(): void {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc), REMOTE);
    this.#connection?.cut();
    this.doc.destroy();
    this.#begin(copy);
  }

  connect(): void {
    this.#queued = false;
    if (this.#connection !== null) return;
    const process = this.#world.pick();
    if (process === undefined) {
      this.#retry();
      return;
    }
    this.#sent = [];
    this.#stored = 0;
    this.#connection = this.#world.connect(this, process);
    this.#connection.send(message(MESSAGE.sync, SYNC.step1, Y.encodeStateVector(this.doc)));
    this.#connection.send(message(MESSAGE.awareness, this.#cursor()));
  }

  #retry(): void {
    if (this.#queued) return;
    this.#queued = true;
    setTimeout(() => this.connect(), 50 + this.#world.random.int(600));
  }

  /** The connection ended. @param code the server's, or `null` when it was cut */
  closed(connection: Connection, code: number | null): void {
    if (this.#connection !== connection) return;
    this.#connection = null;
    // A bare provider's lost message makes the next ones impossible: it may well be sent away.
    const honest = this.own && !connection.expelled;
    if (honest && code !== null && code >= 4400 && code < 4500)
      this.#world.alarm(`an honest page was closed with ${code}`);
    this.#retry();
  }

  receive(bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type !== MESSAGE.sync) return;
    const kind = decoding.readVarUint(decoder);
    const payload = decoding.readVarUint8Array(decoder);
    if (kind === SYNC.step1) this.#say(SYNC.step2, Y.encodeStateAsUpdate(this.doc, payload));
    else Y.applyUpdate(this.doc, payload, REMOTE);
  }

  /** What the server says is looked at as it leaves: a promise is one from then on. */
  heard(connection: Connection, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    if (decoding.readVarUint(decoder) !== OWN_MESSAGE.stored) return;
    const count = decoding.readVarUint(decoder);
    const { sent } = connection;
    if (count > sent.length) this.#world.alarm(`told that ${count} messages of ${sent.length} are on disk`);
    for (const update of sent.slice(connection.promised, count)) this.#world.promised(this.#ownPart(update));
    connection.promised = Math.max(connection.promised, count);
    if (connection === this.#connection) this.#stored = connection.promised;
  }

  /** Of other persons' words a page's first answer promises nothing: theirs to bring back [S27]. */
  #ownPart(update: Uint8Array): Uint8Array {
    const others = [...this.#world.owners].filter(([, owner]) => owner !== this.who.person.id);
    return withoutClients(
      update,
      others.map(([client]) => client),
    );
  }

  /** y-protocols' announcement of this page's cursor, newer at each connection. */
  #cursor(): Uint8Array {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, this.doc.clientID);
    encoding.writeVarUint(encoder, Date.now() - BEGINNING);
    encoding.writeVarString(encoder, '{}');
    return encoding.toUint8Array(encoder);
  }

  /** Sends what no page of ours sends, and is to be sent away for it. */
  forge(update: Uint8Array): void {
    if (this.#connection === null) return;
    this.#connection.expelled = true;
    this.#say(SYNC.update, update);
  }

  #say(kind: number, update: Uint8Array): void {
    const connection = this.#connection;
    if (connection === null) return;
    this.#sent.push(update);
    connection.sent = this.#sent;
    connection.send(message(MESSAGE.sync, kind, update));
  }

  #typeOn(): void {
    const { random } = this.#world;
    setTimeout(() => {
      if (!this.typing) return;
      this.#edit();
      this.#typeOn();
    }, 20 + random.int(250));
  }

  #edit(): void {
    const { random } = this.#world;
    const fragment = this.doc.getXmlFragment(CONTENT_FRAGMENT);
    const blocks = fragment.toArray().filter((one) => one instanceof Y.XmlElement);
    const block = random.pick(blocks.slice(1));
    if (block === undefined) return;
    const roll = random.next();
    const text = block.toArray().find((one) => one instanceof Y.XmlText);
    if (roll < 0.06) {
      const added = new Y.XmlElement('alinea');
      added.setAttribute('id', this.#makeId());
      fragment.insert(1 + random.int(blocks.length), [added]);
    } else if (roll < 0.08 && blocks.length > 3) fragment.delete(1 + random.int(blocks.length - 1), 1);
    else if (roll < 0.14)
      this.doc
        .getMap(FIELDS_MAP)
        .set(`essai.n${random.int(4)}`, { type: 'texte', libelle: 'Essai', valeur: String(random.int(999)) });
    else if (text === undefined) block.insert(0, [new Y.XmlText(this.#letters())]);
    else if (roll < 0.3 && text.length > 2) text.delete(random.int(text.length - 1), 1);
    else text.insert(random.int(text.length + 1), this.#letters());
  }

  #letters(): string {
    const { random } = this.#world;
    return Array.from({ length: 1 + random.int(3) }, () => LETTERS[random.int(26)] ?? 'a').join('');
  }
}
