import type { ChangeKind } from './model.ts';

const LABELS: Readonly<Record<ChangeKind, string>> = {
  insere: 'inséré',
  supprime: 'supprimé',
  deplace: 'déplacé',
  scinde: 'scindé',
  fusionne: 'fusionné',
  reformule: 'reformulé',
  valeur: 'valeur changée',
  structure: 'structure',
  renumerote: 'renuméroté',
  typographie: 'typographie',
  'mise-en-forme': 'mise en forme',
  propriete: 'rattachement',
  identite: 'identifiant',
};

/** What is said when a change is that and nothing else. */
const ALONE: Readonly<Partial<Record<ChangeKind, string>>> = {
  deplace: 'déplacé, inchangé',
  renumerote: 'renuméroté seulement',
  typographie: 'typographie seule',
  'mise-en-forme': 'mise en forme seule',
  structure: 'structure seule',
  propriete: 'rattachement seul',
  identite: 'identifiant seul',
};

/** @returns « déplacé, reformulé », « renuméroté seulement », « typographie seule » */
export function kindsLabel(kinds: readonly ChangeKind[]): string {
  const [only, ...others] = kinds;
  if (only === undefined) return 'inchangé';
  if (others.length === 0) return ALONE[only] ?? LABELS[only];
  return kinds.map((kind) => LABELS[kind]).join(', ');
}

/** What a reader may choose to see: what binds, where things stand, how they look. */
export const FILTERS = {
  fond: ['insere', 'supprime', 'reformule', 'valeur', 'scinde', 'fusionne'],
  place: ['deplace', 'renumerote', 'structure'],
  forme: ['typographie', 'mise-en-forme', 'propriete'],
} as const satisfies Record<string, readonly ChangeKind[]>;
export type Filter = keyof typeof FILTERS;
