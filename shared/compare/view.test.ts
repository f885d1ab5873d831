import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockJson } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import { printBlock, printContext } from '#shared/document/text.ts';
import { compareContents } from './contents.ts';
import { kindsLabel } from './labels.ts';
import { arbitraryEdits, editAct } from './testing/edits.ts';
import { PAIRS } from './testing/pairs/index.ts';
import { isShown, sideOf, type ViewRow, viewOf } from './view.ts';

const viewOfPair = (name: string) => {
  const pair = PAIRS.find((one) => one.name === name);
  if (pair === undefined) throw new Error(`No pair is named ${name}`);
  return viewOf(compareContents(pair.old, pair.new));
};

/** The words of one side of a row. */
function textOf(row: ViewRow, side: 'old' | 'new'): string {
  if (row.content.kind === 'table')
    return row.content.rows
      .flatMap((one) => one.cells.flatMap((cell) => cell.lines.map((line) => textOf(line, side))))
      .join('|');
  if (row.content.kind === 'other') return '';
  return sideOf(row.content.segments, side)
    .flatMap((one) => (one.kind === 'altered' ? one[side] : one.pieces))
    .map((piece) => piece.text)
    .join('');
}

describe('the view', () => {
  it('[K15] shows old beside new, and where a moved article was', () => {
    const { rows } = viewOfPair('un article déplacé de deux rangs');
    const shown = rows.map((row) => [
      row.old?.number ?? '',
      row.new?.number ?? '',
      row.moved,
      kindsLabel(row.kinds),
    ]);
    expect(shown.filter(([old, fresh]) => old !== '' || fresh !== '')).toEqual([
      ['Article\u00a01 – ', 'Article\u00a01 – ', null, 'inchangé'],
      ['Article\u00a02 – ', '', 'away', 'inchangé'],
      ['Article\u00a03 – ', 'Article\u00a02 – ', null, 'renuméroté seulement'],
      ['Article\u00a04 – ', 'Article\u00a03 – ', null, 'renuméroté seulement'],
      ['Article\u00a02 – ', 'Article\u00a04 – ', 'self', 'déplacé, renuméroté'],
      ['Article\u00a05 – ', 'Article\u00a05 – ', null, 'inchangé'],
    ]);
    expect(rows.filter((row) => row.moved === 'carried')).toHaveLength(1);
  });

  it('[K15] groups by division, counts by kind and filters', () => {
    const view = viewOfPair('un article inséré, les renvois suivent');
    expect(
      view.groups.map((group) => [group.title, group.presence, kindsLabel(group.kinds), group.changed]),
    ).toEqual([
      ['Article\u00a01 – Objet', 'both', 'inchangé', 0],
      ['Article\u00a02 – Suivi', 'new', 'inséré', 2],
      ['Article\u00a03 – Durée', 'both', 'renuméroté seulement', 1],
      ['Article\u00a04 – Résiliation', 'both', 'renuméroté seulement', 2],
    ]);
    expect(view.counts).toMatchObject({ insere: 2, renumerote: 3, reformule: 0 });
    expect(view.rows.filter((row) => isShown(row, ['fond']))).toHaveLength(2);
    expect(view.rows.filter((row) => isShown(row, []))).toHaveLength(5);
  });

  it('[K15] shows what comes in a division before the division that goes after it', () => {
    const pair = PAIRS.find(
      ({ name }) => name === 'le préambule d’un modèle récrit, la rubrique suivante ôtée',
    );
    if (pair === undefined) throw new Error('No such pair');
    const { rows } = viewOf(compareContents(pair.old, pair.new));
    const shown = rows.map(({ presence, old, new: fresh }) => [
      presence,
      (fresh ?? old)?.block.attrs.id.slice(0, 3),
    ]);
    expect(shown).toEqual([
      ['both', 'qa1'],
      ['old', 'x10'],
      ['new', 'qx3'],
      ['old', 'a20'],
      ['old', 'x20'],
    ]);
  });

  it('[K15] leaves nothing out of either side', () => {
    fc.assert(
      fc.property(arbitraryContent(), arbitraryEdits(), (a, edits) => {
        const comparison = compareContents(a, editAct(a, edits));
        const view = viewOf(comparison);
        expect(new Set(view.rows.map((row) => row.key)).size).toBe(view.rows.length);
        for (const side of ['old', 'new'] as const) {
          const content = comparison[side];
          const ctx = printContext(content);
          const bare = (block: BlockJson) =>
            block.type === 'table'
              ? block.content
                  .flatMap((row) => row.content.flatMap((cell) => cell.content.map((one) => printed(one))))
                  .join('|')
              : printed(block);
          const printed = (block: BlockJson) =>
            block.type === 'image' ? '' : printBlock({ ...block, type: 'alinea' } as BlockJson, ctx);
          const whole = content.document.content.map(bare).join('').replaceAll('|', '');
          const rows =
            side === 'new'
              ? view.rows.filter((row) => row.new !== null)
              : view.rows.filter((row) => row.old !== null && row.moved !== 'away');
          const told = rows
            .map((row) => textOf(row, side))
            .join('')
            .replaceAll('|', '');
          // What moved or was joined shows where it is now: the same words, in another order.
          const letters = (text: string) => [...text].sort().join('');
          expect(side === 'new' ? told : letters(told)).toBe(side === 'new' ? whole : letters(whole));
        }
        const covered = view.groups.flatMap((group) =>
          Array.from({ length: group.to - group.from }, (_, i) => group.from + i),
        );
        expect(covered).toEqual(view.rows.map((_, rank) => rank));
      }),
      { seed: 15, numRuns: 100 },
    );
  });
});
