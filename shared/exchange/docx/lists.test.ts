import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annexe, article, contentOf, item, sousArticle } from '#shared/document/builders.ts';
import { writeCounter } from '#shared/document/counters.ts';
import type { ActContent } from '#shared/document/model.ts';
import { arbitraryContent } from '#shared/document/testing/arbitraries.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { buildPrintModel } from '../print/build.ts';
import type { PrintBlock, PrintModel } from '../print/model.ts';
import { type ListPlan, planLists } from './lists.ts';

const EDITION = { title: '', version: '', date: '', at: 0, hash: '', mention: null, parties: [] };

function* linesOf(model: PrintModel): Generator<PrintBlock> {
  for (const block of model.blocks) {
    yield block;
    if (block.type === 'table') for (const row of block.rows) for (const cell of row) yield* cell.blocks;
  }
}

/** The numbers that a word processor prints: each level counts, and starts again after a line of a level above. */
function numbered(model: PrintModel, plan: ListPlan): ReadonlyMap<BlockId, string> {
  const counts = plan.lists.map((): number[] => []);
  const printed = new Map<BlockId, string>();
  for (const block of linesOf(model)) {
    const place = plan.at.get(block.id);
    if (place === undefined) continue;
    const { levels } = plan.lists[place.list] ?? { levels: [] };
    const list = counts[place.list] ?? [];
    list.length = Math.min(list.length, place.level + 1);
    list[place.level] = (list[place.level] ?? (levels[place.level]?.start ?? 1) - 1) + 1;
    const text = (levels[place.level]?.text ?? '').replace(/%(\d)/g, (_, digit: string) => {
      const level = levels[Number(digit) - 1];
      return level === undefined || level.format === 'puce'
        ? ''
        : writeCounter(level.format, list[Number(digit) - 1] ?? 0);
    });
    printed.set(block.id, text + place.tail);
  }
  return printed;
}

const planned = (content: ActContent) => {
  const model = buildPrintModel(content, EDITION);
  const plan = planLists(content.document, model);
  return { model, plan, numbers: numbered(model, plan) };
};

describe('automatic numbers', () => {
  it('[X2] are those printed, for any act', () => {
    fc.assert(
      fc.property(arbitraryContent(), (content) => {
        const { model, numbers } = planned(content);
        for (const block of linesOf(model)) {
          const number = numbers.get(block.id);
          if (number === undefined) continue;
          expect(number).toBe(
            block.type === 'intitule' ? block.printed : block.type === 'item' ? block.marker : null,
          );
        }
      }),
      { seed: 12, numRuns: process.env.NIGHTLY === '1' ? 4000 : 150 },
    );
  });

  it('[X2] number articles, their subdivisions, annexes and lists, each level following the one above', () => {
    const { plan, numbers } = planned(
      contentOf([
        article('Objet'),
        sousArticle('Un'),
        sousArticle('Deux'),
        article('Durée', item('a', { marqueur: '1°' }), item('b', { marqueur: '1°' })),
        sousArticle('Trois'),
        annexe('Budget'),
      ]),
    );
    expect([...numbers.values()].sort()).toEqual(
      [
        'Article\u00a01 – ',
        '1.1 ',
        '1.2 ',
        'Article\u00a02 – ',
        '2.1 ',
        '1°',
        '2°',
        'Annexe\u00a01 – ',
      ].sort(),
    );
    expect(plan.lists.map(({ kind, levels }) => [kind, levels.length])).toEqual([
      ['divisions', 2],
      ['items', 1],
      ['divisions', 1],
    ]);
  });

  it('[X2] leave to words what no word processor writes: a held number, « 1er », a second pattern at one level', () => {
    const { plan } = planned(
      contentOf([
        article({ text: 'Objet', attrs: { numFixe: '4-1' } }),
        article({ text: 'Durée', attrs: { compteur: '1er' } }),
        item('a', { marqueur: '1°' }),
        item('b', { marqueur: 'a)' }),
      ]),
    );
    expect(plan.at.size).toBe(1);
  });
});
