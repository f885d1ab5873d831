import type { ActRole, ActState } from './roles.ts';

/** Everything a person can ask of an act. Routes and socket messages are declared with one of these. */
const ACT_ACTIONS = ['lire', 'ecrire', 'presence', 'inviter', 'proposer', 'renommer'] as const;
export type ActAction = (typeof ACT_ACTIONS)[number];

/** Everything a person can ask of the server outside one act. */
const SERVER_ACTIONS = [
  'acte.creer',
  'acte.lister',
  'modele.lister',
  'annuaire.lire',
  'profil.lire',
  'session.ouvrir',
  'session.fermer',
  'installation.lire',
  'installation.faire',
  'sante.lire',
] as const;
export type ServerAction = (typeof SERVER_ACTIONS)[number];

/** Who asks, in one act: their role there, or `null` for somebody who has none. */
export interface ActActor {
  readonly role: ActRole | null;
}

/** What the decision depends on in an act. */
export interface ActFacts {
  readonly state: ActState;
}

const WRITABLE: ReadonlySet<ActState> = new Set<ActState>(['brouillon', 'negociation']);

const ALLOWED: Readonly<Record<ActAction, ReadonlySet<ActRole>>> = {
  lire: new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  presence: new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  ecrire: new Set<ActRole>(['pilote', 'redacteur']),
  proposer: new Set<ActRole>(['pilote', 'redacteur', 'relecteur']),
  inviter: new Set<ActRole>(['pilote']),
  // The name is how everybody finds the act: it is no part of its text, and may change in any state.
  renommer: new Set<ActRole>(['pilote']),
};

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: 'acces.refuse' | 'acte.introuvable' | 'acte.fige' };

/**
 * The one policy function of an act, asked on every request and every socket message.
 * @returns `acte.introuvable` for an actor without a role, so that a stranger can't tell a hidden act from none;
 *   `acte.fige` when only the state forbids writing; `acces.refuse` otherwise
 */
export function can(actor: ActActor, action: ActAction, act: ActFacts): Decision {
  if (actor.role === null) return { allowed: false, code: 'acte.introuvable' };
  if (!ALLOWED[action].has(actor.role)) return { allowed: false, code: 'acces.refuse' };
  if ((action === 'ecrire' || action === 'proposer') && !WRITABLE.has(act.state))
    return { allowed: false, code: 'acte.fige' };
  return { allowed: true };
}

/** What nobody needs a session for: these guard themselves (a link's secret, the set-up secret) or reveal nothing. */
const OPEN_TO_ALL: ReadonlySet<ServerAction> = new Set<ServerAction>([
  'session.ouvrir',
  'session.fermer',
  'installation.lire',
  'installation.faire',
  'sante.lire',
]);

/** The policy for what lies outside one act: beyond what is open to all, any signed-in person may, for now. */
export function canOnServer(actor: { readonly signedIn: boolean }, action: ServerAction): boolean {
  return actor.signedIn || OPEN_TO_ALL.has(action);
}
