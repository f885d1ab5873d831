import type { Fields, FieldValue } from '#shared/document/model.ts';
import { isWorkingField, printField } from '#shared/document/variables.ts';
import type { FactChange, FactKind } from './inline/model.ts';
import type { FieldChange } from './model.ts';
import { compareText } from './text.ts';

const FACTS: Readonly<Partial<Record<FieldValue['type'], FactKind>>> = {
  date: 'date',
  montant: 'montant',
  entier: 'nombre',
};

/** @returns a value as it reads, null while nobody filled it in */
export function printedValue(field: FieldValue | null): string | null {
  return field === null || field.valeur === null || field.valeur === '' ? null : printField(field, 'texte');
}

function factsOf(old: FieldValue | null, fresh: FieldValue | null): readonly FactChange[] {
  const [before, after] = [printedValue(old), printedValue(fresh)];
  if (before === after) return [];
  const kind = FACTS[(fresh ?? old)?.type ?? 'texte'];
  if (kind !== undefined) return [{ kind, old: before, new: after }];
  return compareText(before ?? '', after ?? '').facts;
}

function kindOf(old: FieldValue | null, fresh: FieldValue | null): FieldChange['kind'] {
  if (old === null) return 'insere';
  if (fresh === null) return 'supprime';
  return old.valeur === fresh.valeur ? 'propriete' : 'valeur';
}

/** @returns the variables that differ, sorted by key; what an act keeps beside its text (rule V8) is none */
export function compareFields(old: Fields, fresh: Fields): readonly FieldChange[] {
  const at = (fields: Fields, key: string) => (Object.hasOwn(fields, key) ? (fields[key] ?? null) : null);
  const keys = new Set([...Object.keys(old), ...Object.keys(fresh)]);
  return [...keys].sort().flatMap((key) => {
    if (isWorkingField(key)) return [];
    const [before, after] = [at(old, key), at(fresh, key)];
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    return [{ key, kind: kindOf(before, after), old: before, new: after, facts: factsOf(before, after) }];
  });
}
