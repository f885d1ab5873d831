import type { Version, VersionKind } from './wire.ts';

const KINDS: Readonly<Record<VersionKind, string>> = {
  initiale: 'Premier texte',
  automatique: 'Version automatique',
  nommee: 'Version nommée',
  etat: 'Changement d’état',
  restauration: 'Avant une restauration',
};

/** @returns why a version was taken, in a few words */
export const versionKind = ({ kind }: Pick<Version, 'kind'>): string => KINDS[kind];

/** @returns the name of a version, else why it was taken */
export const versionName = (version: Pick<Version, 'kind' | 'label'>): string =>
  version.label ?? versionKind(version);
