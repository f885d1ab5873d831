import { normaliseForComparison } from '#shared/document/typography.ts';
import type { AttributeChange, AttributeValue, ChangeKind } from './model.ts';

type Attributes = Readonly<Record<string, unknown>>;

function asValue(value: unknown): AttributeValue {
  if (value === null || value === undefined) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : undefined;
}

/**
 * Every attribute that differs, and the node's own name as `type`.
 * @returns sorted by name; empty when the two nodes have the same frame
 */
export function attributeChanges(
  old: { readonly type: string; readonly attrs: object },
  fresh: { readonly type: string; readonly attrs: object },
): readonly AttributeChange[] {
  const before: Attributes = { ...old.attrs, type: old.type };
  const after: Attributes = { ...fresh.attrs, type: fresh.type };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, old: asValue(before[name]), new: asValue(after[name]) }));
}

/** What a change of each attribute is, where its value does not matter. */
const KINDS: Readonly<Record<string, ChangeKind>> = {
  id: 'identite',
  type: 'structure',
  niveau: 'structure',
  genre: 'structure',
  colspan: 'structure',
  rowspan: 'structure',
  role: 'mise-en-forme',
  retrait: 'mise-en-forme',
  colwidth: 'mise-en-forme',
  src: 'reformule',
  alt: 'reformule',
};

/** Attributes that make the printed number. */
const NUMBERING: ReadonlySet<string> = new Set([
  'prefixe',
  'compteur',
  'complet',
  'separateur',
  'numFixe',
  'marqueur',
]);

/** What attributes depend on, to say what their change is. */
export interface AttributeContext {
  /** The number as printed on each side. */
  readonly number: { readonly old: string; readonly new: string };
  /** The id, on the new side, of an old note. */
  readonly noteOf: (noteId: string) => string;
}

/** @returns what another printed number is: typography when it reads the same */
export function numberKind(old: string, fresh: string): ChangeKind {
  return normaliseForComparison(old) === normaliseForComparison(fresh) ? 'typographie' : 'renumerote';
}

function kindOf(change: AttributeChange, context: AttributeContext): ChangeKind {
  if (NUMBERING.has(change.name)) {
    const { old, new: fresh } = context.number;
    return old === fresh ? 'propriete' : numberKind(old, fresh);
  }
  if (change.name === 'noteId' && typeof change.old === 'string')
    return context.noteOf(change.old) === change.new ? 'identite' : 'propriete';
  if (change.name === 'type' && (change.old === 'tableHeader' || change.new === 'tableHeader'))
    return 'mise-en-forme';
  return KINDS[change.name] ?? 'propriete';
}

/** @returns what changes of attributes are (rule K2); a block of another nature has other attributes by nature */
export function attributeKinds(
  changes: readonly AttributeChange[],
  context: AttributeContext,
): readonly ChangeKind[] {
  const nature = changes.some((change) => change.name === 'type');
  return changes
    .filter((change) => !nature || (change.old !== undefined && change.new !== undefined))
    .map((change) => kindOf(change, context));
}
