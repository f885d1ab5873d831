import type { TableJson } from '#shared/document/model.ts';
import { type PrintContext, printBlock } from '#shared/document/text.ts';
import type { Party } from '../wire.ts';
import { isPublicBody } from './party-kind.ts';
import { isCapacity, personName, readPerson } from './persons.ts';
import { nameKey, oneLine } from './plain.ts';

/* Parties presented in a table: one per row, or one per column (rule P11 of RULES.md). */

const LABELS = {
  name: /^(?:partie|partenaire|signataire|denomination|raison sociale|organisme|organisation|structure|entite|institution)s?(?![a-z])/,
  legalForm: /^(?:forme|statut|nature)/,
  address: /^(?:siege|adresse)/,
  siren: /^(?:n )?(?:siren|siret|numero siret|numero siren|identifiant)/,
  representative:
    /^(?:representee?s? par|representante?|representant legal|signataire|nom du (?:representant|signataire)|nom)/,
  capacity: /^(?:qualite|fonction|en qualite de)/,
  alias: /^(?:ci apres|sigle|abrege|designation|designe)/,
} as const;
type Label = keyof typeof LABELS;

function labelOf(cell: string): Label | null {
  const key = nameKey(cell);
  const found = Object.entries(LABELS).find(([, pattern]) => pattern.test(key));
  return found === undefined ? null : (found[0] as Label);
}

const transpose = (rows: readonly (readonly string[])[]): string[][] =>
  (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ''));

function partyOf(labels: readonly (Label | null)[], cells: readonly string[]): Party | null {
  const cell = (label: Label): string | null => {
    const at = labels.indexOf(label);
    return at === -1 ? null : oneLine(cells[at] ?? '') || null;
  };
  const name = cell('name');
  if (name === null) return null;
  const legalForm = cell('legalForm');
  const named = cell('representative');
  const person = named === null ? null : (personName(named) ?? readPerson(named));
  const capacity = cell('capacity') ?? (person !== null && 'capacity' in person ? person.capacity : null);
  const alias = cell('alias');
  return {
    partieId: null,
    name,
    alias: alias === null ? [] : [alias.replace(/^[«"“]\s?|\s?[»"”]$/gu, '')],
    legalForm,
    address: cell('address'),
    siren: cell('siren')?.replace(/\D/g, '').slice(0, 9) || null,
    representative:
      person === null && capacity === null
        ? null
        : { civility: person?.civility ?? null, name: person?.name ?? null, capacity },
    publicBody: isPublicBody(name, legalForm),
    side: null,
  };
}

/** @returns the parties that a table presents; none when its headings speak of something else */
export function tableParties(table: TableJson, context: PrintContext): readonly Party[] {
  const rows = table.content.map((row) =>
    row.content.map((cell) => cell.content.map((inner) => printBlock(inner, context)).join(' ')),
  );
  for (const oriented of [rows, transpose(rows)]) {
    const [head = [], ...body] = oriented;
    const labels = head.map(labelOf);
    // A table turned on its side has an empty corner, or « Partie » there.
    if (labels[0] === null && labels.length > 2 && isBlank(head[0])) labels[0] = 'name';
    const told = new Set(labels.filter((label) => label !== null));
    if (!told.has('name') || told.size < 2) continue;
    return body.flatMap((cells) => partyOf(labels, cells) ?? []).filter((party) => !isCapacity(party.name));
  }
  return [];
}

const isBlank = (cell: string | undefined): boolean => !/\p{L}/u.test(cell ?? '');
