import { canonicalContent, canonicalJson } from '#shared/document/canonical.ts';
import type { ActContent } from '#shared/document/model.ts';
import { parseContent } from '#shared/document/parse.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One way to make an act differ, and where. */
export interface Mutation {
  readonly path: string;
  readonly mutated: ActContent;
}

/** Another value for one leaf of the canonical form. */
function otherValues(value: Json, path: string): readonly Json[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (value === null) return ['autre', [120]];
  if (typeof value !== 'string') return [];
  if (path.endsWith('.id') || path.endsWith('.cible')) return [`${value.slice(1)}z`];
  const middle = Math.floor(value.length / 2);
  return [
    `${value.slice(0, middle)}x${value.slice(middle)}`,
    value.slice(0, -1),
    value.replace(/ /, '\u00a0'),
    value.toUpperCase(),
    'autre',
    '1',
    'date',
    'defini',
    'sigle',
    'item',
    'annexe',
    'tableHeader',
    'sous-titre',
  ];
}

function* rewrites(value: Json, path: string): Generator<{ readonly path: string; readonly value: Json }> {
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    for (let i = 0; i < list.length; i += 1) {
      const one = list[i];
      if (one === undefined) continue;
      yield { path: `${path}[${i}] removed`, value: [...list.slice(0, i), ...list.slice(i + 1)] };
      const next = list[i + 1];
      if (next !== undefined)
        yield {
          path: `${path}[${i}] swapped`,
          value: [...list.slice(0, i), next, one, ...list.slice(i + 2)],
        };
      for (const change of rewrites(one, `${path}[${i}]`))
        yield { path: change.path, value: [...list.slice(0, i), change.value, ...list.slice(i + 1)] };
    }
    return;
  }
  if (typeof value !== 'object' || value === null) {
    for (const other of otherValues(value, path)) yield { path, value: other };
    return;
  }
  const record = value as { readonly [key: string]: Json };
  if (record.type === 'text') {
    for (const mark of ['bold', 'italic', 'underline', 'strike', 'superscript'])
      yield { path: `${path} + ${mark}`, value: { ...record, marks: [{ type: mark }] } };
    const link = { type: 'link', attrs: { href: 'https://exemple.fr/b' } };
    yield { path: `${path} + link`, value: { ...record, marks: [link] } };
    yield { path: `${path} unmarked`, value: { ...record, marks: [] } };
  }
  for (const [key, one] of Object.entries(record))
    for (const change of rewrites(one, `${path}.${key}`))
      yield { path: change.path, value: { ...record, [key]: change.value } };
}

/**
 * Every act that differs from this one by one thing of its canonical form: an attribute, a mark, a sign, a node
 * taken away or swapped with its neighbour, a field.
 * @param every takes one mutation in so many, from the first
 */
export function* mutationsOf(content: ActContent, every = 1): Generator<Mutation> {
  const base = canonicalContent(content);
  const before = canonicalJson(base);
  const raw = JSON.parse(JSON.stringify(base)) as Json;
  let count = 0;
  for (const { path, value } of rewrites(raw, '')) {
    count += 1;
    if ((count - 1) % every !== 0) continue;
    const parsed = parseContent(value);
    if (parsed.ok && canonicalJson(parsed.value) !== before) yield { path, mutated: parsed.value };
  }
}
