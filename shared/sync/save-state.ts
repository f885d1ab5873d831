import { ERRORS, type ErrorCode } from '#shared/kernel/errors.ts';
import { never } from '#shared/kernel/never.ts';

/*
 * What the interface may promise about what was typed: rules [E1] to [E12] of RULES.md. « Enregistré » is the
 * server's word that everything is on its disk; nothing here infers it.
 *
 * A local change is one Yjs update made on this page. It leaves in a frame of its own when the socket is open;
 * what was made before leaves in the sync step 2 with which the page answers the server's step 1. The server
 * acknowledges frames by rank, counting those that carry an update.
 */

/** Why the server will take nothing more from this page. */
export interface Refusal {
  readonly code: ErrorCode;
  /** The French sentence to show. */
  readonly message: string;
}

/** Everything that the save state depends on. Built by {@link initialSaveState}, moved by {@link nextSaveState}. */
export interface SaveState {
  readonly link: 'first' | 'online' | 'offline' | 'stopped';
  /** Local changes that no frame of this connection carries yet. */
  readonly unsent: number;
  /** Frames of this connection not yet on disk, by ascending rank from 1, and how many changes each carries. */
  readonly inFlight: readonly { readonly frame: number; readonly changes: number }[];
  /** Highest rank acknowledged on this connection. */
  readonly stored: number;
  /** Rank of this connection's first step 2, which carries all that the server lacked. */
  readonly stateFrame: number | null;
  /** Why the server's disk refuses for the moment. */
  readonly diskRefusal: string | null;
  readonly refusal: Refusal | null;
}

export type SaveEvent =
  /** A change was made on this page; `frame` is the rank of the frame that carried it, or `null` if none did. */
  | { readonly type: 'changed'; readonly frame: number | null }
  | { readonly type: 'opened' }
  /** The page answered the server's step 1 with all that the server lacks. */
  | { readonly type: 'stateSent'; readonly frame: number }
  /** The first `count` frames are on the server's disk. */
  | { readonly type: 'stored'; readonly count: number }
  /** The connection closed or could not open; it will be tried again. */
  | { readonly type: 'lost' }
  | { readonly type: 'diskRefused'; readonly message: string }
  /** The connection closed for good. */
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** A person asked to try again after a refusal. */
  | { readonly type: 'retried' };

/**
 * @param unsent local changes that an earlier page left unacknowledged (it is in the local copy)
 * @returns the state of a page that has not connected yet
 */
export function initialSaveState(unsent: number): SaveState {
  return {
    link: 'first',
    unsent,
    inFlight: [],
    stored: 0,
    stateFrame: null,
    diskRefusal: null,
    refusal: null,
  };
}

/** @returns how many local changes are not known to be on the server's disk */
export function pendingChanges(state: SaveState): number {
  return state.inFlight.reduce((sum, { changes }) => sum + changes, state.unsent);
}

/** Nothing sent on a connection that ended counts as sent: the next step 2 carries it again [E5]. */
function disconnected(state: SaveState, link: 'offline' | 'stopped' | 'first'): SaveState {
  return { ...initialSaveState(pendingChanges(state)), link };
}

/**
 * The state after one event. Total: an event that makes no sense in a state leaves it as it is.
 * @param state the state before
 * @param event what happened
 */
export function nextSaveState(state: SaveState, event: SaveEvent): SaveState {
  switch (event.type) {
    case 'changed':
      if (event.frame === null || state.link !== 'online') return { ...state, unsent: state.unsent + 1 };
      return { ...state, inFlight: [...state.inFlight, { frame: event.frame, changes: 1 }] };
    case 'opened':
      return state.link === 'stopped' ? state : { ...disconnected(state, 'first'), link: 'online' };
    case 'stateSent':
      if (state.link !== 'online') return state;
      return {
        ...state,
        unsent: 0,
        inFlight: [...state.inFlight, { frame: event.frame, changes: state.unsent }],
        stateFrame: state.stateFrame ?? event.frame,
      };
    case 'stored':
      if (state.link !== 'online' || event.count < state.stored) return state;
      // Repeated by the server when its disk works again, for the pages that had nothing waiting.
      if (event.count === state.stored)
        return state.diskRefusal === null ? state : { ...state, diskRefusal: null };
      return {
        ...state,
        stored: event.count,
        inFlight: state.inFlight.filter(({ frame }) => frame > event.count),
        diskRefusal: null,
      };
    case 'lost':
      return state.link === 'stopped' ? state : disconnected(state, 'offline');
    case 'diskRefused':
      return state.link === 'online' ? { ...state, diskRefusal: event.message } : state;
    case 'refused':
      return { ...disconnected(state, 'stopped'), refusal: event.refusal };
    case 'retried':
      return state.link === 'stopped' ? disconnected(state, 'first') : state;
    default:
      return never(event);
  }
}

/** What the interface shows. `pending` counts local changes not known to be on the server's disk. */
export type SaveView =
  | { readonly kind: 'connexion' }
  | { readonly kind: 'enregistrement' }
  | { readonly kind: 'enregistre' }
  | { readonly kind: 'hors-ligne'; readonly pending: number }
  | { readonly kind: 'disque-refuse'; readonly pending: number; readonly reason: string }
  | { readonly kind: 'refuse'; readonly pending: number; readonly refusal: Refusal };

/** @returns the one honest thing to say of `state` */
export function saveView(state: SaveState): SaveView {
  const pending = pendingChanges(state);
  if (state.refusal) return { kind: 'refuse', pending, refusal: state.refusal };
  if (state.link === 'offline') return { kind: 'hors-ligne', pending };
  if (state.diskRefusal !== null) return { kind: 'disque-refuse', pending, reason: state.diskRefusal };
  if (pending > 0) return { kind: 'enregistrement' };
  const covered = state.stateFrame !== null && state.stored >= state.stateFrame;
  return covered ? { kind: 'enregistre' } : { kind: 'connexion' };
}

/** @returns the words of the save state, French typography included */
export function saveLabel(view: SaveView): string {
  switch (view.kind) {
    case 'connexion':
      return 'Connexion…';
    case 'enregistrement':
      return 'Enregistrement…';
    case 'enregistre':
      return 'Enregistré';
    case 'hors-ligne':
      if (view.pending === 0) return 'Hors ligne, rien à envoyer';
      return `Hors ligne, ${view.pending} modification${view.pending > 1 ? 's' : ''} à envoyer`;
    case 'disque-refuse':
      return 'En attente du disque du serveur';
    case 'refuse':
      return 'Refusé';
    default:
      return never(view);
  }
}

/** Frame larger than the server takes: the websocket's own code, sent before any of ours can be. */
const TOO_BIG = 1009;

/**
 * Whether a close is final, and why.
 * @param code the websocket's close code; 4400 to 4499 and 1009 are final [E9] [E10]
 * @param said the last notice of the server on this connection, more precise than the code
 * @param reason the close frame's reason, an error code when it comes from the server
 * @returns the refusal, or `null` when the connection is to be tried again
 */
export function refusalOf(code: number, said: Refusal | null, reason: string): Refusal | null {
  const told = (known: ErrorCode): Refusal => ({ code: known, message: ERRORS[known].message });
  if (code === TOO_BIG) return told('sync.trop_grand');
  if (code < 4400 || code > 4499) return null;
  if (said && ERRORS[said.code].ws === code) return said;
  const codes = Object.keys(ERRORS) as ErrorCode[];
  const named = codes.find((known) => known === reason) ?? codes.find((known) => ERRORS[known].ws === code);
  return told(named ?? 'serveur.erreur');
}
