/** Roles in an act, strongest first; each is held by a person on behalf of one organisation. */
export const ACT_ROLES = ['pilote', 'redacteur', 'relecteur', 'lecteur', 'signataire'] as const;
export type ActRole = (typeof ACT_ROLES)[number];

/** French names of the roles, as people read them. */
export const ACT_ROLE_NAMES: Readonly<Record<ActRole, string>> = {
  pilote: 'Pilote',
  redacteur: 'Rédacteur',
  relecteur: 'Relecteur',
  lecteur: 'Lecteur',
  signataire: 'Signataire',
};

/** What a person is in an organisation (rule O8): an invité speaks for it without being one of its own. */
export const MEMBERSHIPS = ['administrateur', 'membre', 'invite'] as const;
export type Membership = (typeof MEMBERSHIPS)[number];

/** French names of what a person is in an organisation. */
export const MEMBERSHIP_NAMES: Readonly<Record<Membership, string>> = {
  administrateur: 'Administrateur',
  membre: 'Membre',
  invite: 'Invité',
};

/** Life of an act (product design). Only the first two are writable. */
export const ACT_STATES = [
  'brouillon',
  'negociation',
  'arrete',
  'en-signature',
  'signe',
  'en-vigueur',
  'echu',
  'resilie',
  'remplace',
  'abandonne',
] as const;
export type ActState = (typeof ACT_STATES)[number];

/** French names of the states. */
export const ACT_STATE_NAMES: Readonly<Record<ActState, string>> = {
  brouillon: 'Brouillon',
  negociation: 'En négociation',
  arrete: 'Texte arrêté',
  'en-signature': 'En signature',
  signe: 'Signé',
  'en-vigueur': 'En vigueur',
  echu: 'Échu',
  resilie: 'Résilié',
  remplace: 'Remplacé',
  abandonne: 'Abandonné',
};

export const ACT_KINDS = ['modele', 'convention', 'avenant'] as const;
export type ActKind = (typeof ACT_KINDS)[number];
