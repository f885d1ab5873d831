import type { ActRole, ActState } from './roles.ts';

/**
 * What may keep a move from being made, beside the state and the role. `controles`: a blocking check is open in the
 * text; `signataires`: the signatories are not all named with their capacity; `signatures`: one is missing; `date-effet`:
 * the day on which the act takes effect has not come.
 */
type MoveBlock = 'controles' | 'signataires' | 'signatures' | 'date-effet';

/** One move in the life of an act. */
interface Move {
  readonly from: readonly ActState[];
  readonly to: ActState;
  /** Who may ask for it; empty when only the server moves it, once nothing blocks. */
  readonly roles: readonly ActRole[];
  readonly blocks: readonly MoveBlock[];
  /** True when whoever asks must say why; the parties are told. */
  readonly motif: boolean;
}

/**
 * The life of an act, whole: every move there is, read by the server and by the screens. What is not here can't happen.
 */
export const MOVES = {
  negocier: { from: ['brouillon'], to: 'negociation', roles: ['pilote'], blocks: [], motif: false },
  arreter: {
    from: ['brouillon', 'negociation'],
    to: 'arrete',
    roles: ['pilote'],
    blocks: ['controles'],
    motif: false,
  },
  rouvrir: {
    from: ['arrete', 'en-signature'],
    to: 'negociation',
    roles: ['pilote'],
    blocks: [],
    motif: true,
  },
  signer: {
    from: ['arrete'],
    to: 'en-signature',
    roles: ['pilote'],
    blocks: ['signataires'],
    motif: false,
  },
  conclure: { from: ['en-signature'], to: 'signe', roles: [], blocks: ['signatures'], motif: false },
  'prendre-effet': { from: ['signe'], to: 'en-vigueur', roles: [], blocks: ['date-effet'], motif: false },
  echoir: { from: ['en-vigueur'], to: 'echu', roles: [], blocks: [], motif: false },
  resilier: { from: ['signe', 'en-vigueur'], to: 'resilie', roles: ['pilote'], blocks: [], motif: true },
  remplacer: { from: ['signe', 'en-vigueur'], to: 'remplace', roles: [], blocks: [], motif: false },
  abandonner: {
    from: ['brouillon', 'negociation', 'arrete', 'en-signature'],
    to: 'abandonne',
    roles: ['pilote'],
    blocks: [],
    motif: true,
  },
} as const satisfies Readonly<Record<string, Move>>;

export type MoveName = keyof typeof MOVES;

/** Every move, in the order of an act's life. */
export const MOVE_NAMES = Object.keys(MOVES) as readonly MoveName[];

/** The states in which the text may be written. */
export const WRITABLE_STATES: ReadonlySet<ActState> = new Set<ActState>(['brouillon', 'negociation']);

/** @returns a move as the table has it, with its general type */
export function moveOf(name: MoveName): Move {
  return MOVES[name];
}

/** @returns whether the table has that move from `state`; who asks and what blocks are other questions */
export function movesFrom(state: ActState, name: MoveName): boolean {
  return moveOf(name).from.includes(state);
}
