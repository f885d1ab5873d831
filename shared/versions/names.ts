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

/** An act as a list shows it. */
interface NamedAct {
  readonly title: string;
  readonly parties: readonly string[];
}

/**
 * @param all acts among which it is named, itself included
 * @returns its title; with its parties where another one has the same (« Convention cadre (UNML, AMF) »)
 */
export function actName(act: NamedAct, all: readonly NamedAct[]): string {
  const shared = all.filter(({ title }) => title === act.title).length > 1;
  return shared && act.parties.length > 0 ? `${act.title} (${act.parties.join(', ')})` : act.title;
}
