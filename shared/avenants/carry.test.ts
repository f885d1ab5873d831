import { describe, expect, it } from 'vitest';
import { alinea, contentOf } from '#shared/document/builders.ts';
import type { ActContent, BlockJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { carryEdits } from './carry.ts';

/** A text of lines « id:words », the id being the words' first letter when absent. */
const text = (...lines: readonly string[]): ActContent =>
  contentOf(
    lines.map((line) => {
      const [id = '', words = id] = line.split(':');
      return alinea(words, { id: id.padStart(12, '0') as BlockId });
    }),
  );
const wordsOf = (blocks: readonly BlockJson[]): readonly string[] =>
  blocks.flatMap((block) =>
    'content' in block
      ? (block.content ?? []).map((inline) => ('text' in inline ? String(inline.text) : ''))
      : [],
  );
const BASE = text('a', 'b', 'c');

describe('edits made on a text that was amended since', () => {
  it.each<readonly [string, ActContent, ActContent, readonly string[], readonly string[]]>([
    ['apart', text('a:mine', 'b', 'c'), text('a', 'b', 'c:signed'), ['mine', 'b', 'signed'], []],
    ['the same', text('a:same', 'b', 'c'), text('a:same', 'b', 'c'), ['same', 'b', 'c'], []],
    ['one block', text('a:mine', 'b', 'c'), text('a:signed', 'b', 'c'), ['signed', 'b', 'c'], ['mine']],
    ['taken away here', text('a', 'c'), text('a', 'b', 'c:signed'), ['a', 'signed'], []],
    ['taken away there', text('a', 'b', 'c:mine'), text('b', 'c'), ['b', 'mine'], []],
    ['edited here, gone there', text('a', 'b:mine', 'c'), text('a', 'c'), ['a', 'c'], ['mine']],
    ['gone here, edited there', text('a', 'c'), text('a', 'b:signed', 'c'), ['a', 'signed', 'c'], ['b']],
    ['added here', text('a', 'b', 'n', 'c'), text('a:signed', 'b', 'c'), ['signed', 'b', 'n', 'c'], []],
    ['added at the start', text('n', 'a', 'b', 'c'), text('a', 'b'), ['n', 'a', 'b'], []],
    ['both added', text('a', 'n', 'b', 'c'), text('a', 's', 'b', 'c'), ['a', 's', 'n', 'b', 'c'], []],
    ['added under what went', text('a', 'b', 'n', 'c'), text('a', 'c'), ['a', 'n', 'c'], []],
    ['moved here', text('b', 'a', 'c'), text('a', 'b', 's', 'c'), ['b', 's', 'a', 'c'], []],
    ['moved in both', text('b', 'a', 'c'), text('c', 'a', 'b'), ['c', 'a', 'b'], []],
  ])('[C8] %s', (_, edited, now, expected, lost) => {
    const carried = carryEdits({ base: BASE, edited, now });
    expect(wordsOf(carried.content.document.content)).toEqual(expected);
    // [C9] Again, as after a stop between the text and what says that it was done.
    expect(carryEdits({ base: BASE, edited: carried.content, now })).toEqual({ ...carried, lost: [] });
    expect(wordsOf(carried.lost)).toEqual(lost);
  });

  it('[C8] values are carried one by one', () => {
    const value = (valeur: string) => ({ type: 'texte', libelle: '', valeur }) as const;
    const base = { ...BASE, champs: { un: value('1'), deux: value('2'), trois: value('3') } };
    const edited = { ...BASE, champs: { un: value('mine'), deux: value('2') } };
    const now = { ...BASE, champs: { ...base.champs, deux: value('signed'), trois: value('3') } };
    expect(carryEdits({ base, edited, now }).content.champs).toEqual({
      un: value('mine'),
      deux: value('signed'),
    });
  });
});
