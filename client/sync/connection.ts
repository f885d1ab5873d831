import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { readSyncStep1 } from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { errorBodySchema } from '#client/app/api.ts';
import { keepRepaired } from '#shared/document/operations/index.ts';
import { CONTENT_FRAGMENT, SCHEMA_VERSION } from '#shared/document/schema/vocabulary.ts';
import { ERRORS } from '#shared/kernel/errors.ts';
import type { ActId, PersonId } from '#shared/kernel/ids.ts';
import { MESSAGE, OWN_MESSAGE, QUERY, SYNC } from '#shared/sync/protocol.ts';
import { createRescue, type Passage, type Rescue } from '#shared/sync/rescue.ts';
import {
  initialSaveState,
  nextSaveState,
  pendingChanges,
  type Refusal,
  refusalOf,
  type SaveEvent,
  type SaveView,
  saveView,
} from '#shared/sync/save-state.ts';
import { checkUpdate } from '#shared/sync/validate.ts';
import { countingSocket } from './counting-socket.ts';
import { adoptEarlierClients, passagesKept, pendingKept } from './kept.ts';
import { eraseLocalCopy, type LocalCopy, localCopyName, openLocalCopy } from './local-copy.ts';
import { PacedUpdates } from './paced-updates.ts';

/** Origin of what is put back without the person typing it; undo does not track it. */
export const RESCUE_ORIGIN = 'clausier:reprise';

/** Quiet time before the count of pending changes is written beside the local copy, in ms. */
const KEEP_AFTER_MS = 300;

export interface ConnectionOptions {
  readonly actId: ActId;
  readonly personId: PersonId;
  /** Shown to others until the server says better. `color` is `#rrggbb`. */
  readonly user: { readonly name: string; readonly organisation: string; readonly color: string };
  /** A reader keeps no local copy and sends nothing. */
  readonly writable: boolean;
  /** Something of the act beside its text has changed: what was asked of the server is to be asked again. */
  readonly onEvent?: () => void;
}

/** What a screen needs to know; a new object at each change. */
export interface ConnectionSnapshot {
  readonly save: SaveView;
  /** True once the document holds the act's text: an editor opened before would add an empty block of its own. */
  readonly ready: boolean;
  /** Whether this browser keeps a copy of what is typed; `none` for a reader. */
  readonly localCopy: 'opening' | 'kept' | 'unavailable' | 'none';
  /** What could not be put back where it was typed, oldest first. */
  readonly passages: readonly Passage[];
}

/** One act open on this page: its document, its local copy, its socket, and what may be promised of them. */
export class ActConnection {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  readonly #options: ConnectionOptions;
  readonly #rescue: Rescue | null;
  readonly #stops: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #ownClients = new Set<number>([this.doc.clientID]);
  /** What others write while this page is in sync. */
  readonly #others = new PacedUpdates({
    apply: (update) => this.#apply(update),
    now: () => performance.now(),
  });
  #copy: LocalCopy | null = null;
  #save = initialSaveState(0);
  #said: Refusal | null = null;
  /** Rank of the frame that the provider has just sent for the update being handled. */
  #justSent: number | null = null;
  #keepTimer: ReturnType<typeof setTimeout> | null = null;
  #lastOnline = 0;
  #destroyed = false;
  #snapshot: ConnectionSnapshot;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { actId, personId, writable } = options;
    if (writable) this.#save = initialSaveState(pendingKept.takeOver(personId, actId, this.doc.clientID));
    this.#snapshot = {
      save: saveView(this.#save),
      ready: false,
      localCopy: writable ? 'opening' : 'none',
      passages: passagesKept.read(personId, actId),
    };
    this.provider = this.#makeProvider();
    this.#rescue = writable ? this.#makeRescue() : null;
    // A reader's repair must stay on this page: under the provider's origin nothing is sent.
    this.#stops.push(keepRepaired(this.doc, writable ? 'clausier:reparation' : this.provider));
    this.doc.on('update', this.#onUpdate);
    this.#listenToWindow();
    void this.#start();
  }

  get awareness() {
    return this.provider.awareness;
  }

  readonly getSnapshot = (): ConnectionSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tries again after a refusal. */
  readonly retry = (): void => {
    this.#dispatch({ type: 'retried' });
    this.provider.connect();
  };

  /** Dismisses a passage, once copied or put back. */
  readonly dismissPassage = (passage: Passage): void => {
    this.#setPassages(this.#snapshot.passages.filter((kept) => kept !== passage));
  };

  /** Forgets what this browser kept of the act, unsent changes included: only on the person's explicit word. */
  async discardLocal(): Promise<void> {
    const { personId, actId } = this.#options;
    this.destroy();
    pendingKept.clear(personId, actId);
    await this.#copy?.close();
    await eraseLocalCopy(localCopyName(personId, actId));
  }

  /** Closes everything; the local copy stays. */
  destroy(): void {
    if (this.#destroyed) return;
    this.#others.flush();
    this.#keepPending();
    this.#destroyed = true;
    for (const stop of this.#stops) stop();
    this.#rescue?.destroy();
    this.provider.destroy();
    this.provider.awareness.destroy();
    void this.#copy?.close();
    this.doc.destroy();
  }

  async #start(): Promise<void> {
    const { actId, personId, user, writable } = this.#options;
    if (writable) {
      const copy = await openLocalCopy(
        localCopyName(personId, actId),
        this.doc,
        () => this.#update({ localCopy: 'unavailable' }),
        (origin) => origin === this.provider,
      );
      if (this.#destroyed) {
        await copy?.close();
        return;
      }
      this.#copy = copy;
      this.#update({ localCopy: copy ? 'kept' : 'unavailable' });
    }
    if (!this.#knows(Y.encodeStateAsUpdate(this.doc), new Y.Doc())) return;
    this.#noticeText();
    this.provider.awareness.setLocalStateField('user', user);
    this.provider.connect();
  }

  #makeProvider(): WebsocketProvider {
    const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
    const provider = new WebsocketProvider(
      `${scheme}://${window.location.host}/sync`,
      this.#options.actId,
      this.doc,
      {
        connect: false,
        disableBc: true,
        params: { [QUERY.schema]: String(SCHEMA_VERSION), [QUERY.own]: '1' },
        WebSocketPolyfill: countingSocket((kind, rank) => {
          if (kind === 'update') this.#justSent = rank;
          else this.#dispatch({ type: 'stateSent', frame: rank });
        }),
        shouldReconnect: (event) => refusalOf(event.code, this.#said, event.reason) === null,
      },
    );
    provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, _provider, emitSynced) =>
      this.#onSync(encoder, decoder, emitSynced);
    provider.messageHandlers[OWN_MESSAGE.stored] = (_encoder, decoder) =>
      this.#dispatch({ type: 'stored', count: decoding.readVarUint(decoder) });
    provider.messageHandlers[OWN_MESSAGE.notice] = (_encoder, decoder) =>
      this.#onNotice(decoding.readVarString(decoder));
    provider.messageHandlers[OWN_MESSAGE.event] = () => this.#options.onEvent?.();
    provider.on('status', ({ status }) => {
      if (status !== 'connected') return;
      this.#said = null;
      this.#dispatch({ type: 'opened' });
    });
    provider.on('sync', (synced) => {
      if (synced) this.#update({ ready: true });
    });
    provider.on('connection-close', () => this.#dispatch({ type: 'lost' }));
    provider.on('closed', ({ code, reason }) => {
      const refusal = refusalOf(code, this.#said, reason);
      if (refusal) this.#dispatch({ type: 'refused', refusal });
    });
    return provider;
  }

  #makeRescue(): Rescue {
    const { actId, personId } = this.#options;
    this.#stops.push(
      adoptEarlierClients(personId, actId, this.doc.clientID, (client) => this.#ownClients.add(client)),
    );
    return createRescue({
      doc: this.doc,
      ownClientIds: () => this.#ownClients,
      origin: RESCUE_ORIGIN,
      onPassage: (passage) => this.#setPassages([...this.#snapshot.passages, passage]),
      now: () => Date.now(),
      lastOnline: () => (this.#save.link === 'online' ? Date.now() : this.#lastOnline),
    });
  }

  /** y-websocket's own handler, but for updates going through the rescue. */
  #onSync(encoder: encoding.Encoder, decoder: decoding.Decoder, emitSynced: boolean): void {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    const type = decoding.readVarUint(decoder);
    if (type === SYNC.step1) {
      readSyncStep1(decoder, encoder, this.doc);
      return;
    }
    const update = decoding.readVarUint8Array(decoder);
    if (type === SYNC.update && this.provider.synced) {
      this.#others.add(update);
      return;
    }
    this.#others.flush();
    if (!this.#apply(update)) return;
    if (emitSynced && type === SYNC.step2 && !this.provider.synced) this.provider.synced = true;
  }

  /** @returns false when it holds what this release does not know */
  #apply(update: Uint8Array): boolean {
    if (!this.#knows(update)) return false;
    if (this.#rescue) this.#rescue.applyUpdate(update, this.provider);
    else Y.applyUpdate(this.doc, update, this.provider);
    return true;
  }

  /**
   * False, and the page stops, when an update holds what this release does not know: the editor would delete it from
   * the act, for everybody [P1].
   */
  #knows(update: Uint8Array, before: Y.Doc = this.doc): boolean {
    if (checkUpdate(update, before, 'structure').name !== 'refused') return true;
    const code = 'schema.incompatible';
    this.#dispatch({ type: 'refused', refusal: { code, message: ERRORS[code].message } });
    this.provider.disconnect();
    return false;
  }

  #onNotice(json: string): void {
    const told = errorBodySchema.safeParse(parseJson(json));
    if (!told.success) return;
    const { code, message } = told.data;
    if (code === 'disque.indisponible') this.#dispatch({ type: 'diskRefused', message });
    else this.#said = { code, message };
  }

  /** Runs after the provider's own handler, which has sent the update if the socket is open. */
  readonly #onUpdate = (_update: Uint8Array, origin: unknown): void => {
    const frame = this.#justSent;
    this.#justSent = null;
    if (origin === this.provider) return;
    if (this.#copy === null ? this.#snapshot.localCopy === 'opening' : origin === this.#copy.origin) return;
    this.#dispatch({ type: 'changed', frame });
  };

  #listenToWindow(): void {
    const listen = (target: Window | Document, type: string, listener: (event: Event) => void) => {
      target.addEventListener(type, listener);
      this.#stops.push(() => target.removeEventListener(type, listener));
    };
    listen(window, 'online', () => {
      this.provider.wsUnsuccessfulReconnects = 0;
      if (this.provider.shouldConnect) this.provider.connect();
    });
    // A dead link is noticed after half a minute otherwise. Connecting goes on: a server on this very machine
    // stays in reach without a network.
    listen(window, 'offline', () => {
      if (!this.provider.shouldConnect) return;
      this.provider.disconnect();
      this.provider.connect();
    });
    listen(window, 'pagehide', () => this.#keepPending());
    listen(window, 'beforeunload', (event) => {
      const kept = this.#snapshot.localCopy === 'kept';
      if (this.#options.writable && !kept && pendingChanges(this.#save) > 0) event.preventDefault();
    });
  }

  #dispatch(event: SaveEvent): void {
    if (this.#save.link === 'online') this.#lastOnline = Date.now();
    const next = nextSaveState(this.#save, event);
    if (next === this.#save) return;
    const countMoved = pendingChanges(next) !== pendingChanges(this.#save);
    this.#save = next;
    if (countMoved) this.#keepPendingSoon();
    const view = saveView(next);
    const shown = this.#snapshot.save;
    if (JSON.stringify(view) !== JSON.stringify(shown)) this.#update({ save: view });
  }

  #keepPendingSoon(): void {
    if (this.#save.link !== 'online') this.#keepPending();
    else this.#keepTimer ??= setTimeout(() => this.#keepPending(), KEEP_AFTER_MS);
  }

  #keepPending(): void {
    if (this.#keepTimer !== null) clearTimeout(this.#keepTimer);
    this.#keepTimer = null;
    const { actId, personId, writable } = this.#options;
    if (writable && !this.#destroyed)
      pendingKept.write(personId, actId, this.doc.clientID, pendingChanges(this.#save));
  }

  #noticeText(): void {
    if (this.doc.getXmlFragment(CONTENT_FRAGMENT).length > 0) this.#update({ ready: true });
  }

  #setPassages(passages: readonly Passage[]): void {
    passagesKept.write(this.#options.personId, this.#options.actId, passages);
    this.#update({ passages });
  }

  #update(change: Partial<ConnectionSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
