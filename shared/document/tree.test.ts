import { describe, expect, it } from 'vitest';
import { alinea, annexe, article, type Blocks, block, docOf, idOf, note, numero } from './builders.ts';
import { divisionRange, frontMatter, outline } from './tree.ts';

const id = idOf('ici');
const range = (...blocks: readonly Blocks[]) => divisionRange(docOf(...blocks), id);
const ici = (...body: readonly (string | Blocks)[]) => article({ text: 'ici', attrs: { id } }, ...body);

describe('tree of divisions', () => {
  it('[D1] a division runs to the next heading of its level or above, subdivisions included', () => {
    expect(range(alinea('x'), ici(alinea('a'), numero('b', 'c')), article('d'))).toEqual({
      start: 1,
      end: 5,
    });
  });

  it('[D2] a deeper heading belongs to the nearest shallower one before it', () => {
    const document = docOf(article('a'), numero('b'), numero('c'), article('d'));
    expect(outline(document).map((node) => node.children.length)).toEqual([2, 0]);
  });

  it('[D2] a level may be skipped', () => {
    const deep = numero({ text: 'b', attrs: { niveau: 4 } });
    expect(outline(docOf(article('a'), deep, numero('c')))[0]?.children.map((node) => node.niveau)).toEqual([
      4, 2,
    ]);
  });

  it('[D3] the closing belongs to no division, and an annexe may follow it', () => {
    const closing = [block('cloture', 'Fait à Paris'), block('signataire', 'A')];
    expect(range(ici('a'), closing)).toEqual({ start: 0, end: 2 });
    expect(outline(docOf(ici('a'), closing, annexe('b', 'c'))).map((node) => [node.start, node.end])).toEqual(
      [
        [0, 2],
        [4, 6],
      ],
    );
  });

  it('[D4] the notes at the end belong to no division', () => {
    expect(range(ici('a'), note('n', 'x'), note('m', 'y'))).toEqual({ start: 0, end: 2 });
    expect(range(ici('a', note('n', 'x'), 'b'))).toEqual({ start: 0, end: 4 });
  });

  it('[D5] the front matter is what stands before the first heading', () => {
    expect(frontMatter(docOf(block('titre', 't'), alinea('x'), article('a')))).toHaveLength(2);
    expect(frontMatter(docOf(alinea('x')))).toHaveLength(1);
  });

  it('has no range for what is no heading', () => {
    expect(range(alinea('x', { id }))).toBeNull();
  });
});
