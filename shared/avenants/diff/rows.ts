import { heaviestIncreasing } from '#shared/compare/increasing.ts';
import type { TableJson } from '#shared/document/model.ts';
import type { Address, Instruction } from '../model.ts';
import type { Places } from '../places.ts';
import { sameWords } from '../text/fold.ts';
import type { Reader } from '../text/reading.ts';
import { cellsOf } from './quote.ts';
import { Inexpressible } from './refusals.ts';
import { wordsOf } from './words.ts';

type Row = TableJson['content'][number];

const idsOf = (row: Row): readonly string[] =>
  row.content.flatMap((cell) => cell.content.map((block) => block.attrs.id as string));

/** Which old row is which new one, in order: by the lines that their cells keep. */
function pairRows(old: TableJson, fresh: TableJson): ReadonlyMap<number, number> {
  const rowOfId = new Map(fresh.content.flatMap((row, rank) => idsOf(row).map((id) => [id, rank] as const)));
  const taken = new Set<number>();
  const pairs: (readonly [number, number])[] = [];
  old.content.forEach((row, rank) => {
    const found = idsOf(row)
      .map((id) => rowOfId.get(id))
      .find((one) => one !== undefined && !taken.has(one));
    if (found === undefined) return;
    taken.add(found);
    pairs.push([rank, found]);
  });
  const kept = heaviestIncreasing(
    pairs.map(([, j]) => j),
    () => 1,
  );
  return new Map(kept.flatMap((rank) => (pairs[rank] === undefined ? [] : [pairs[rank]])));
}

const sameCells = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((cell, rank) => sameWords(cell, b[rank] ?? ''));

/** Words of the one cell that changed, when its line has a name. */
function cellWords(
  places: Places,
  edited: Reader,
  old: Row,
  fresh: Row,
  changed: number,
): readonly Instruction[] | null {
  const [before, after] = [old.content[changed]?.content, fresh.content[changed]?.content];
  const [block, next] = [before?.[0], after?.[0]];
  if (before?.length !== 1 || after?.length !== 1 || block === undefined || next === undefined) return null;
  const phrase = places.linePhrase(block.attrs.id);
  if (phrase === null || block.type !== next.type) return null;
  const scope = { kind: 'place', address: phrase.text, phrase: null } as const;
  const line = {
    block,
    old: places.reader.textOf(block).text,
    fresh: edited.textOf(next).text,
    address: phrase.text,
    scope,
    wide: null,
  };
  return line.fresh === '' ? null : wordsOf(places, line);
}

/**
 * What changed in a table that stays, row by row.
 * @throws Inexpressible when cells are merged, or when columns came or went
 */
export function rowsOf(
  places: Places,
  edited: Reader,
  table: Address,
  old: TableJson,
  fresh: TableJson,
): readonly Instruction[] {
  const columns = old.content[0]?.content.length;
  if ([...old.content, ...fresh.content].some((row) => row.content.length !== columns))
    throw new Inexpressible('table');
  const before = old.content.map((row) => cellsOf(row, places.reader));
  const after = fresh.content.map((row) => cellsOf(row, edited));
  const pairs = pairRows(old, fresh);
  const instructions: Instruction[] = [];
  let [i, j] = [0, 0];
  const gap = (toOld: number, toNew: number) => {
    const shared = Math.min(toOld - i, toNew - j);
    for (let k = 0; k < shared; k += 1) {
      const last = k === shared - 1 && toOld - i === shared;
      const rows = last ? after.slice(j + k, toNew) : after.slice(j + k, j + k + 1);
      instructions.push({ kind: 'replace-row', table, rank: i + k + 1, rows });
    }
    for (let k = i + shared; k < toOld; k += 1) instructions.push({ kind: 'delete-row', table, rank: k + 1 });
    if (shared === 0 && toNew > j) {
      const place = i === old.content.length ? null : i;
      instructions.push({ kind: 'insert-rows', table, after: place, rows: after.slice(j, toNew) });
    }
    [i, j] = [toOld, toNew];
  };
  for (const [rank, partner] of [...pairs].sort(([a], [b]) => a - b)) {
    gap(rank, partner);
    const [oldCells, newCells] = [before[rank] ?? [], after[partner] ?? []];
    if (!sameCells(oldCells, newCells)) {
      const changed = oldCells.flatMap((cell, at) => (sameWords(cell, newCells[at] ?? '') ? [] : [at]));
      const [oldRow, newRow] = [old.content[rank], fresh.content[partner]];
      const words =
        changed.length === 1 && oldRow !== undefined && newRow !== undefined
          ? cellWords(places, edited, oldRow, newRow, changed[0] ?? 0)
          : null;
      instructions.push(
        ...(words ?? [{ kind: 'replace-row', table, rank: rank + 1, rows: [newCells] } as const]),
      );
    }
    [i, j] = [rank + 1, partner + 1];
  }
  gap(old.content.length, fresh.content.length);
  return instructions;
}
