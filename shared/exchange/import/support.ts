import { blockIdsFrom, type MakeBlockId } from '#shared/kernel/ids.ts';
import type { DivisionReport, ImportReport } from '../wire.ts';
import { type ImportResult, importText } from './import.ts';

/** Ids that are the same in every run of a test. */
export function seededIds(): MakeBlockId {
  let state = 20_260_712;
  return blockIdsFrom(() => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
}

/** Imports a text that must be accepted. */
export function mustImport(source: string): ImportResult {
  const result = importText(source, { makeId: seededIds() });
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** The tree of divisions, one line each: depth by indentation, then kind, counter, heading and counts. */
export function treeOf(report: ImportReport): readonly string[] {
  const lines = (divisions: readonly DivisionReport[], depth: number): string[] =>
    divisions.flatMap((one) => [
      `${'  '.repeat(depth)}${one.kind} ${one.number || '–'} ${one.heading || '–'} (${one.paragraphs}a ${one.items}i ${one.tables}t)`,
      ...lines(one.children, depth + 1),
    ]);
  return lines(report.divisions, 0);
}

/** `name | alias | representative, capacity | side` of each party. */
export function partiesOf(report: ImportReport): readonly string[] {
  return report.parties.map((party) => {
    const { representative: person } = party;
    return [
      party.name,
      party.alias.join('/'),
      `${person?.name ?? '–'}, ${person?.capacity ?? '–'}`,
      party.side ?? '–',
    ].join(' | ');
  });
}

/** `party | name, capacity | delegation` of each signature. */
export function signaturesOf(report: ImportReport): readonly string[] {
  return report.signatures.map((one) => {
    const delegation = one.byDelegation ? ` | P/ ${one.delegator ?? '–'}` : '';
    return `${one.party ?? '–'} | ${one.name ?? '–'}, ${one.capacity ?? '–'}${delegation}`;
  });
}
