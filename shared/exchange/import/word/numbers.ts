import { child, elementsOf, isOn, valOf, type WordElement } from './xml.ts';

/** What Word prints before a line. */
export interface WordNumber {
  /** As printed, a bullet included; "" for none. */
  readonly label: string;
  readonly bullet: boolean;
  /** What stands between it and the words. */
  readonly gap: string;
  /** Depth of the list, from 0. */
  readonly depth: number;
}

interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
  readonly gap: string;
  readonly legal: boolean;
  readonly style: string | undefined;
}

interface List {
  /** What its counters are shared by: two lists of one model go on with one another. */
  readonly model: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Levels that it starts again, with the number they start from. */
  readonly starts: ReadonlyMap<number, number>;
}

const DEEPEST = 8;
/** Word's own bullets are letters of fonts of signs. */
const SIGNS: Readonly<Record<string, string>> = {
  o: '○',
  '§': '▪',
  '\uf0b7': '•',
  '\uf0a7': '▪',
  '\uf02d': '–',
};

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];
/** Beyond it nobody counts in letters. */
const LARGEST = 4_000;

function roman(count: number): string {
  let [left, text] = [count, ''];
  for (const [value, sign] of ROMAN)
    while (left >= value) {
      text += sign;
      left -= value;
    }
  return text;
}

/** After z, Word writes aa, bb. */
const letters = (count: number): string =>
  String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));

function written(format: string, count: number): string {
  if (count < 1 || count > LARGEST) return String(count);
  switch (format) {
    case 'upperRoman':
      return roman(count).toUpperCase();
    case 'lowerRoman':
      return roman(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerLetter':
      return letters(count);
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'ordinal':
      return count === 1 ? '1er' : `${count}e`;
    case 'none':
      return '';
    default:
      return String(count);
  }
}

const GAPS: Readonly<Record<string, string>> = { nothing: '', space: ' ', tab: ' ' };

function levelOf(one: WordElement): Level {
  return {
    format: valOf(one, 'numFmt') ?? 'decimal',
    text: valOf(one, 'lvlText') ?? '',
    start: Number(valOf(one, 'start') ?? '1'),
    gap: GAPS[valOf(one, 'suff') ?? 'tab'] ?? ' ',
    legal: isOn(one, 'isLgl'),
    style: valOf(one, 'pStyle'),
  };
}

const levelsOf = (parent: WordElement): ReadonlyMap<number, Level> =>
  new Map(
    elementsOf(parent).flatMap((one) =>
      one.name === 'lvl' ? [[Number(one.attributes.ilvl ?? '0'), levelOf(one)] as const] : [],
    ),
  );

/** @returns the lists of a file by their id, those that a style lends included */
function listsOf(part: WordElement | null, listOfStyle: (style: string) => string | undefined) {
  const root = part === null ? undefined : child(part, 'numbering');
  const all = root === undefined ? [] : elementsOf(root);
  const models = new Map(
    all.flatMap((one) =>
      one.name === 'abstractNum' ? [[one.attributes.abstractNumId ?? '', one] as const] : [],
    ),
  );
  const lists = new Map<string, List>();
  const read = (one: WordElement): List | null => {
    let model = valOf(one, 'abstractNumId') ?? '';
    const lent = valOf(models.get(model), 'numStyleLink');
    if (lent !== undefined) {
      const lender = all.find(
        ({ name, attributes }) => name === 'num' && attributes.numId === listOfStyle(lent),
      );
      model = valOf(lender, 'abstractNumId') ?? model;
    }
    const found = models.get(model);
    if (found === undefined) return null;
    const levels = new Map(levelsOf(found));
    const starts = new Map<number, number>();
    for (const override of elementsOf(one)) {
      if (override.name !== 'lvlOverride') continue;
      const depth = Number(override.attributes.ilvl ?? '0');
      const start = valOf(override, 'startOverride');
      if (start !== undefined) starts.set(depth, Number(start));
      const own = child(override, 'lvl');
      if (own !== undefined) levels.set(depth, levelOf(own));
    }
    return { model, levels, starts };
  };
  for (const one of all) {
    const list = one.name === 'num' ? read(one) : null;
    if (list !== null) lists.set(one.attributes.numId ?? '', list);
  }
  return lists;
}

/** Counts the lists of a file as Word does, line after line. */
export class WordNumbers {
  private readonly lists: ReadonlyMap<string, List>;
  private readonly counts = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();

  /** @param listOfStyle the id of the list that a style of lists names */
  constructor(part: WordElement | null, listOfStyle: (style: string) => string | undefined) {
    this.lists = listsOf(part, listOfStyle);
  }

  /**
   * @param properties `numPr` of a line, its own or its style's
   * @param style of the line: a level may be tied to it
   * @returns what is printed before it; null when it is in no list
   */
  next(properties: WordElement | undefined, style: string | undefined): WordNumber | null {
    const id = valOf(properties, 'numId');
    const list = id === undefined ? undefined : this.lists.get(id);
    if (id === undefined || list === undefined) return null;
    const tied = [...list.levels].find(([, one]) => style !== undefined && one.style === style)?.[0];
    const said = valOf(properties, 'ilvl');
    const depth = Math.min(DEEPEST, Math.max(0, Number(said ?? tied ?? 0)));
    const level = list.levels.get(depth);
    if (level === undefined) return null;
    const counts = this.counts.get(list.model) ?? [];
    this.counts.set(list.model, counts);
    if (!this.begun.has(id)) {
      this.begun.add(id);
      for (const [at, start] of list.starts) counts[at] = start - 1;
    }
    for (let above = 0; above < depth; above += 1)
      counts[above] ??= list.starts.get(above) ?? list.levels.get(above)?.start ?? 1;
    counts[depth] = (counts[depth] ?? (list.starts.get(depth) ?? level.start) - 1) + 1;
    counts.length = depth + 1;
    if (level.format === 'bullet')
      return {
        label: SIGNS[level.text] ?? (/^\p{Co}|^$/u.test(level.text) ? '•' : level.text),
        bullet: true,
        gap: ' ',
        depth,
      };
    const label = level.text.replace(/%([1-9])/g, (_, rank: string) => {
      const at = Number(rank) - 1;
      const format = level.legal ? 'decimal' : (list.levels.get(at)?.format ?? 'decimal');
      return written(format, counts[at] ?? list.levels.get(at)?.start ?? 1);
    });
    return { label, bullet: false, gap: label === '' ? '' : level.gap, depth };
  }
}
