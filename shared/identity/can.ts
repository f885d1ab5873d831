import type { OrganisationId } from '#shared/kernel/ids.ts';
import type { ActRole, ActState, Membership } from './roles.ts';
import { type MoveName, moveOf, movesFrom, WRITABLE_STATES } from './states.ts';

/** Everything a person can ask of an act. Routes and socket messages are declared with one of these. */
const ACT_ACTIONS = [
  'lire',
  'ecrire',
  'presence',
  'inviter',
  'proposer',
  'renommer',
  'version.lire',
  'version.nommer',
  'version.restaurer',
  'version.dupliquer',
  'lecture.marquer',
  'journal.lire',
  'etat.lire',
  'etat.negocier',
  'etat.arreter',
  'etat.rouvrir',
  'etat.signer',
  'etat.resilier',
  'etat.abandonner',
  'succession.declarer',
  'signature.lire',
  'signature.conduire',
  'participants.lire',
  'participants.gerer',
  'avenant.lire',
  'avenant.commencer',
] as const;
export type ActAction = (typeof ACT_ACTIONS)[number];

/** The actions that move an act in its life: the table of states says who may, and from where. */
const MOVES_BY_ACTION: Readonly<Partial<Record<ActAction, MoveName>>> = {
  'etat.negocier': 'negocier',
  'etat.arreter': 'arreter',
  'etat.rouvrir': 'rouvrir',
  'etat.signer': 'signer',
  'etat.resilier': 'resilier',
  'etat.abandonner': 'abandonner',
};

/** Everything a person can ask of the server outside one act. */
const SERVER_ACTIONS = [
  'acte.creer',
  'acte.lister',
  'exemple.ajouter',
  'modele.lister',
  'annuaire.lire',
  'organisation.ajouter',
  'clausier.lire',
  'clausier.proposer',
  'clausier.decider',
  'profil.lire',
  'acces.lire',
  'acces.fermer',
  'donnees.lire',
  'donnees.effacer',
  'serveur.lire',
  'serveur.administrer',
  'courriels.lire',
  'entree.lire',
  'entree.demander',
  'session.ouvrir',
  'session.fermer',
  'session.lire',
  'installation.lire',
  'installation.faire',
  'sante.lire',
  'mesures.lire',
  'signature.ouvrir',
  'sceau.verifier',
] as const;
export type ServerAction = (typeof SERVER_ACTIONS)[number];

/** Who asks, in one act: their role there, or `null` for somebody who has none. */
export interface ActActor {
  readonly role: ActRole | null;
}

/** What the decision depends on in an act. */
export interface ActFacts {
  readonly state: ActState;
  /** True for the text that is edited for an avenant. */
  readonly working?: boolean;
}

/** What only a text that is not frozen allows. */
const WRITES: ReadonlySet<ActAction> = new Set<ActAction>(['ecrire', 'proposer', 'version.restaurer']);

const rolesFor = (move: MoveName): ReadonlySet<ActRole> => new Set(moveOf(move).roles);

const ALLOWED: Readonly<Record<ActAction, ReadonlySet<ActRole>>> = {
  lire: new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  presence: new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  ecrire: new Set<ActRole>(['pilote', 'redacteur']),
  proposer: new Set<ActRole>(['pilote', 'redacteur', 'relecteur']),
  inviter: new Set<ActRole>(['pilote']),
  // The name is how everybody finds the act: it is no part of its text, and may change in any state.
  renommer: new Set<ActRole>(['pilote']),
  // Which states of the act, the rule H1 of versions says.
  'version.lire': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  // A name is no part of the text either: a signed act's versions may still be named and annotated.
  'version.nommer': new Set<ActRole>(['pilote', 'redacteur']),
  'version.restaurer': new Set<ActRole>(['pilote', 'redacteur']),
  'version.dupliquer': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  'lecture.marquer': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  // Whoever takes part must be able to prove what was done: it holds no text and no name (rule J5).
  'journal.lire': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  'etat.lire': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  'etat.negocier': rolesFor('negocier'),
  'etat.arreter': rolesFor('arreter'),
  'etat.rouvrir': rolesFor('rouvrir'),
  'etat.signer': rolesFor('signer'),
  'etat.resilier': rolesFor('resilier'),
  'etat.abandonner': rolesFor('abandonner'),
  // Which signed act it will take the place of: said before it is signed.
  'succession.declarer': new Set<ActRole>(['pilote']),
  'signature.lire': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  // Reminds, prolongs, records an original on paper, names another signatory.
  'signature.conduire': new Set<ActRole>(['pilote']),
  'participants.lire': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  'participants.gerer': new Set<ActRole>(['pilote']),
  'avenant.lire': new Set<ActRole>(['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire']),
  'avenant.commencer': new Set<ActRole>(['pilote', 'redacteur']),
};

/** What may be asked of the text that is edited for an avenant: the rest is asked of the avenant. */
const OF_WORKING_TEXT: ReadonlySet<ActAction> = new Set<ActAction>([
  'lire',
  'ecrire',
  'presence',
  'proposer',
  'version.lire',
  'version.nommer',
  'version.restaurer',
  'lecture.marquer',
  'etat.lire',
  'avenant.lire',
]);

export type Decision<Code = 'acces.refuse' | 'acte.introuvable' | 'acte.fige' | 'etat.impossible'> =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: Code };

/**
 * The one policy function of an act, asked on every request and every socket message.
 * @returns `acte.introuvable` for an actor without a role, so that a stranger can't tell a hidden act from none;
 *   `acte.fige` when only the state forbids writing; `etat.impossible` for a move that the act's life does not have
 *   from its state; `acces.refuse` otherwise
 */
export function can(actor: ActActor, action: ActAction, act: ActFacts): Decision {
  if (actor.role === null) return { allowed: false, code: 'acte.introuvable' };
  if (!ALLOWED[action].has(actor.role)) return { allowed: false, code: 'acces.refuse' };
  if (act.working === true && !OF_WORKING_TEXT.has(action)) return { allowed: false, code: 'acces.refuse' };
  if (WRITES.has(action) && !WRITABLE_STATES.has(act.state)) return { allowed: false, code: 'acte.fige' };
  const move = MOVES_BY_ACTION[action];
  if (move !== undefined && !movesFrom(act.state, move)) return { allowed: false, code: 'etat.impossible' };
  if (action === 'succession.declarer' && !movesFrom(act.state, 'abandonner'))
    return { allowed: false, code: 'etat.impossible' };
  return { allowed: true };
}

/** What nobody needs a session for: these guard themselves (a link's secret, the set-up secret) or reveal nothing. */
const OPEN_TO_ALL: ReadonlySet<ServerAction> = new Set<ServerAction>([
  'entree.lire',
  'entree.demander',
  'session.ouvrir',
  'session.fermer',
  'session.lire',
  'installation.lire',
  'installation.faire',
  'sante.lire',
  'mesures.lire',
  'signature.ouvrir',
  'sceau.verifier',
]);

/** Who asks of the server: nobody yet, or a person on behalf of an organisation (rule O8). */
export type ServerActor =
  | { readonly signedIn: false }
  | {
      readonly signedIn: true;
      readonly membership: Membership;
      /** True when they speak for the organisation that set this server up. */
      readonly house: boolean;
    };

/** What an invité, whom no organisation here has vouched for, may not ask. */
const MEMBERS_ONLY: ReadonlySet<ServerAction> = new Set<ServerAction>([
  'exemple.ajouter',
  'organisation.ajouter',
  'clausier.lire',
  'clausier.proposer',
  'clausier.decider',
]);

/** What only the administrateurs of the house may ask (rules O11, E14 and M1). */
const HOUSE_ONLY: ReadonlySet<ServerAction> = new Set<ServerAction>([
  'clausier.decider',
  'courriels.lire',
  'serveur.lire',
  'serveur.administrer',
]);

/** The policy for what lies outside one act and one organisation (rules O8 and O11). */
export function canOnServer(actor: ServerActor, action: ServerAction): boolean {
  if (!actor.signedIn) return OPEN_TO_ALL.has(action);
  if (MEMBERS_ONLY.has(action) && actor.membership === 'invite') return false;
  return !HOUSE_ONLY.has(action) || (actor.house && actor.membership === 'administrateur');
}

/** Everything a person can ask of one organisation's sheet. */
const ORGANISATION_ACTIONS = ['consulter', 'modifier', 'invites', 'membres.lire', 'membres.gerer'] as const;
export type OrganisationAction = (typeof ORGANISATION_ACTIONS)[number];

/** Who asks about an organisation. */
export interface OrganisationActor {
  readonly membership: Membership;
  readonly organisationId: OrganisationId;
  /** True when they speak for the organisation that set this server up. */
  readonly house?: boolean;
}

/** What the decision depends on in an organisation. */
export interface OrganisationFacts {
  readonly id: OrganisationId;
  /** True when somebody belongs to it, invités aside. */
  readonly hasMembers: boolean;
  /** True when it has an administrateur; taken for true when absent. */
  readonly administered?: boolean;
  /** True when its people take part in an act where the one who asks holds a role. */
  readonly sharesAct: boolean;
}

/**
 * The policy of one organisation (rules O9, O10, O12 and P6).
 * @returns `organisation.introuvable` for an invité who has nothing to do with it, so that they can't tell it from none
 */
export function canOnOrganisation(
  actor: OrganisationActor,
  action: OrganisationAction,
  organisation: OrganisationFacts,
): Decision<'organisation.introuvable' | 'acces.reserve'> {
  const own = actor.organisationId === organisation.id;
  const isMember = actor.membership !== 'invite';
  if (!isMember && !own && !organisation.sharesAct)
    return { allowed: false, code: 'organisation.introuvable' };
  if (action === 'invites')
    return own && actor.membership === 'administrateur'
      ? { allowed: true }
      : { allowed: false, code: 'acces.reserve' };
  if (action === 'membres.lire' || action === 'membres.gerer') {
    const administrateur = actor.membership === 'administrateur';
    const house = administrateur && actor.house === true;
    // The house begins an organisation, and then has no hand in who speaks for it.
    const manages = (administrateur && own) || (house && organisation.administered === false);
    return manages || (action === 'membres.lire' && (house || (own && isMember)))
      ? { allowed: true }
      : { allowed: false, code: 'acces.reserve' };
  }
  const mayEdit = isMember && (own || !organisation.hasMembers);
  return action === 'consulter' || mayEdit ? { allowed: true } : { allowed: false, code: 'acces.reserve' };
}
