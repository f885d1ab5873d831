import type * as Y from 'yjs';
import type { Fields, FieldType, FieldValue } from '#shared/document/model.ts';
import { parseFields } from '#shared/document/parse.ts';
import { FIELDS_MAP } from '#shared/document/schema/vocabulary.ts';
import { agreeRepresentatives } from '#shared/drafting/representatives.ts';
import { EDITOR_ORIGIN } from './undo.ts';

/** French names of the field types, as people choose them. */
export const FIELD_TYPE_NAMES: Readonly<Record<FieldType, string>> = {
  texte: 'Texte',
  date: 'Date',
  entier: 'Nombre entier',
  montant: 'Montant en euros',
  enum: 'Choix',
  booleen: 'Oui ou non',
  reference: 'Référence',
};

/**
 * The variables of the act. An entry that is no field (written by another release) is left out rather than
 * hiding the others.
 */
export function readFields(doc: Y.Doc): Fields {
  const fields: Record<string, FieldValue> = {};
  for (const [key, value] of doc.getMap(FIELDS_MAP)) {
    const parsed = parseFields({ [key]: value });
    const field = parsed.ok ? parsed.value[key] : undefined;
    if (field) fields[key] = field;
  }
  return fields;
}

/**
 * Sets variables everywhere at once, as one undoable change of mine: words that agree with a representative's capacity
 * follow it (rule D25 of the drafting).
 */
export function writeFields(doc: Y.Doc, values: Fields): void {
  doc.transact(() => {
    for (const [key, value] of Object.entries(values)) doc.getMap(FIELDS_MAP).set(key, value);
    agreeRepresentatives(doc, Object.keys(values));
  }, EDITOR_ORIGIN);
}

/** Sets one variable: see {@link writeFields}. */
export function writeField(doc: Y.Doc, key: string, value: FieldValue): void {
  writeFields(doc, { [key]: value });
}

/**
 * Makes a key out of the words a person gave: `Durée (mois)` → `duree-mois`, with a figure when it is taken.
 * @param taken the keys already in use
 */
export function fieldKeyFor(label: string, taken: Fields): string {
  const base =
    label
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'variable';
  let key = base;
  for (let rank = 2; key in taken; rank += 1) key = `${base}-${rank}`;
  return key;
}
