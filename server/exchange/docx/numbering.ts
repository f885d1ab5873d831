import { AlignmentType, LevelFormat, LevelSuffix } from 'docx';
import type { CountingCounter } from '#shared/document/counters.ts';
import type { AutomaticList, ListLevel, ListPlan } from '#shared/exchange/docx/lists.ts';
import { writable } from './characters.ts';
import { STEP } from './styles.ts';

const FORMATS: Readonly<Record<CountingCounter | 'puce', (typeof LevelFormat)[keyof typeof LevelFormat]>> = {
  '1': LevelFormat.DECIMAL,
  '1er': LevelFormat.DECIMAL,
  I: LevelFormat.UPPER_ROMAN,
  i: LevelFormat.LOWER_ROMAN,
  A: LevelFormat.UPPER_LETTER,
  a: LevelFormat.LOWER_LETTER,
  puce: LevelFormat.BULLET,
};

/** @returns how a file calls the list of that rank */
export const listReference = (rank: number): string => `liste-${rank + 1}`;

function levelOf(level: ListLevel, rank: number, kind: AutomaticList['kind']) {
  // The space after « 2. » is its own; what follows « Article 4 » begins the words of the heading.
  const bare = kind === 'divisions' && /[.)]$/.test(level.text);
  return {
    level: rank,
    format: FORMATS[level.format],
    text: writable(level.text),
    start: level.start,
    alignment: AlignmentType.LEFT,
    suffix: kind === 'items' ? LevelSuffix.TAB : bare ? LevelSuffix.SPACE : LevelSuffix.NOTHING,
    style: {
      paragraph: {
        indent: kind === 'items' ? { left: STEP * (rank + 1), hanging: STEP } : { left: 0, hanging: 0 },
      },
    },
  };
}

/** @returns the automatic lists of a file, in the terms of the format */
export function numberingOf({ lists }: ListPlan) {
  return {
    config: lists.map((list, rank) => ({
      reference: listReference(rank),
      levels: list.levels.flatMap((level, depth) =>
        level === undefined ? [] : [levelOf(level, depth, list.kind)],
      ),
    })),
  };
}
