import type { DocumentJson, Fields } from '#shared/document/model.ts';
import { isWorkingField } from '#shared/document/variables.ts';

/** Variables shown together under a title. */
export interface FieldGroup {
  /** `acte`, or `p1`, `p2`… */
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FieldEntry[];
}

/** One variable of a group. */
interface FieldEntry {
  readonly key: string;
  /** True when the text prints it and it has no value: what the act still lacks. */
  readonly missing: boolean;
}

const ACT = 'acte';
const PARTY = /^partie\.(?<rank>p\d+)\./;

/** @returns the keys of the variables that the text prints, in its order, whatever holds them */
export function printedFields(document: DocumentJson): ReadonlySet<string> {
  const keys = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) visit(each);
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && value.type === 'variable' && 'attrs' in value) {
      const { attrs } = value;
      if (typeof attrs === 'object' && attrs !== null && 'chemin' in attrs) keys.add(String(attrs.chemin));
    }
    if ('content' in value) visit(value.content);
  };
  visit(document.content);
  return keys;
}

/**
 * Orders the variables of an act for whoever fills them in (rule E71): the act's own first, then each party's under
 * its name; in each group as one meets them in the text, then those that it does not print, by their French names.
 */
export function groupFields(fields: Fields, printed: ReadonlySet<string>): readonly FieldGroup[] {
  const groups = new Map<string, FieldEntry[]>();
  for (const [key, field] of Object.entries(fields)) {
    if (isWorkingField(key)) continue;
    const group = PARTY.exec(key)?.groups?.rank ?? ACT;
    const empty = field.valeur === null || field.valeur === '';
    groups.set(group, [...(groups.get(group) ?? []), { key, missing: empty && printed.has(key) }]);
  }
  const rank = new Map([...printed].map((key, place) => [key, place]));
  const placeOf = (key: string) => rank.get(key) ?? Number.MAX_SAFE_INTEGER;
  const name = (key: string) => fields[key]?.libelle || key;
  const value = (key: string) => fields[key]?.valeur || null;
  const title = (group: string) =>
    group === ACT
      ? 'L’acte'
      : (value(`partie.${group}.sigle`) ??
        value(`partie.${group}.denomination`) ??
        `Partie ${group.slice('p'.length)}`);
  return [...groups]
    .sort(([a], [b]) => a.localeCompare(b, 'fr', { numeric: true }))
    .map(([group, entries]) => ({
      id: group,
      title: title(group),
      fields: entries.sort(
        (a, b) =>
          placeOf(a.key) - placeOf(b.key) || name(a.key).localeCompare(name(b.key), 'fr', { numeric: true }),
      ),
    }));
}
