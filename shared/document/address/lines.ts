import type { BlockId } from '#shared/kernel/ids.ts';
import { markerPattern } from '../counters.ts';
import { type Gender, rankInWords, withDe } from '../french.ts';
import type { BlockJson, TableJson, TextBlockJson } from '../model.ts';
import type { Numbering } from '../numbering.ts';

/** How one line is called inside its place: « deuxième alinéa », « 2° », « premier tiret du 2° ». */
export interface LineName {
  readonly id: BlockId;
  /** In order of preference; the last one is unique in its place. */
  readonly names: readonly { readonly text: string; readonly gender: Gender }[];
  /** Accepted when resolving, never printed: « dernier alinéa ». */
  readonly others: readonly string[];
}

type Item = Extract<BlockJson, { type: 'item' }>;

/** A line with nothing on it is no line on paper (rule A3). */
export function isEmptyLine(block: TextBlockJson): boolean {
  return (block.content ?? []).every(
    (inline) => inline.type === 'hardBreak' || (inline.type === 'text' && inline.text.trim() === ''),
  );
}

const isItemLabel = (item: Item): boolean =>
  (item.attrs.numFixe ?? '') !== '' || markerPattern(item.attrs.marqueur) !== null;

/** « 2° » for « 2° », « a » for « a) », « 1 » for « 1. »: the counter, and the degree sign that is part of it. */
function itemLabel(item: Item, marker: string): string {
  const label = marker.replace(/^[^\p{L}\p{N}]+/u, '').replace(/[^\p{L}\p{N}°]+$/u, '');
  return label === '' ? (item.attrs.numFixe ?? '') : label;
}

function bulletNoun(marqueur: string): { readonly noun: string; readonly gender: Gender } {
  return /^\s*[-‐‑–—−]/.test(marqueur) ? { noun: 'tiret', gender: 'm' } : { noun: 'puce', gender: 'f' };
}

function ranked(noun: string, gender: Gender, rank: number, count: number) {
  const others = rank === count ? [`${gender === 'm' ? 'dernier' : 'dernière'} ${noun}`] : [];
  if (count === 1) others.push(noun, `unique ${noun}`, `${noun} unique`);
  if (rank === count - 1) others.push(`avant-${gender === 'm' ? 'dernier' : 'dernière'} ${noun}`);
  return { text: `${rankInWords(rank, count, gender)} ${noun}`, gender, others };
}

/**
 * Names blocks of one kind by their rank, or by their noun alone when there is but one.
 * @param blocks in document order
 */
export function namedByRank(
  blocks: readonly { readonly attrs: { readonly id: BlockId } }[],
  noun: string,
  gender: Gender,
  single: { readonly text: string; readonly gender: Gender } = { text: noun, gender },
): readonly LineName[] {
  return blocks.map((block, i) => {
    const { text, others } = ranked(noun, gender, i + 1, blocks.length);
    const alone = blocks.length === 1;
    return {
      id: block.attrs.id,
      names: [alone ? single : { text, gender }],
      others: alone ? [text, ...others] : others,
    };
  });
}

/** Which item each item of a list stands under; a run is broken as numbering breaks it (rule N6). */
function itemParents(blocks: readonly BlockJson[]): ReadonlyMap<Item, Item | null> {
  const parents = new Map<Item, Item | null>();
  let open: Item[] = [];
  for (const block of blocks) {
    if (block.type === 'item') {
      open = open.filter((item) => item.attrs.niveau < block.attrs.niveau);
      parents.set(block, open.at(-1) ?? null);
      open.push(block);
    } else if (block.type === 'alinea' ? block.attrs.retrait === 0 : !isTransparent(block)) open = [];
  }
  return parents;
}

const isTransparent = (block: BlockJson): boolean => block.type === 'note' || block.type === 'sautPage';

interface ItemName {
  readonly text: string;
  readonly gender: Gender;
  readonly others: readonly string[];
}

/** Names items by their path of markers; an item under one whose own path is ambiguous has no path name. */
function itemPaths(blocks: readonly BlockJson[], numbering: Numbering): ReadonlyMap<Item, ItemName> {
  const parents = itemParents(blocks);
  const items = [...parents.keys()].filter((item) => !isEmptyLine(item));
  const bullets = new Map<string, Item[]>();
  const seriesOf = (item: Item) =>
    `${parents.get(item)?.attrs.id ?? ''}|${bulletNoun(item.attrs.marqueur).noun}`;
  for (const item of items)
    if (!isItemLabel(item)) bullets.set(seriesOf(item), [...(bullets.get(seriesOf(item)) ?? []), item]);

  const paths = new Map<Item, ItemName>();
  const uses = new Map<string, number>();
  const own = (item: Item): ItemName => {
    if (isItemLabel(item)) {
      const marker = numbering.items.get(item.attrs.id) ?? item.attrs.marqueur;
      return { text: itemLabel(item, marker), gender: 'm', others: [marker.trim()] };
    }
    const { noun, gender } = bulletNoun(item.attrs.marqueur);
    const series = bullets.get(seriesOf(item)) ?? [];
    return ranked(noun, gender, series.indexOf(item) + 1, series.length);
  };
  for (const item of items) {
    const parent = parents.get(item) ?? null;
    const mine = own(item);
    const above = parent === null ? null : paths.get(parent);
    if (above === undefined || mine.text === '') continue;
    const under = above === null ? '' : ` ${withDe(above.text, above.gender)}`;
    const path = { ...mine, text: mine.text + under, others: mine.others.map((other) => other + under) };
    paths.set(item, path);
    uses.set(path.text, (uses.get(path.text) ?? 0) + 1);
  }
  const ambiguous = (item: Item): boolean => {
    const path = paths.get(item);
    const parent = parents.get(item) ?? null;
    return path !== undefined && ((uses.get(path.text) ?? 0) > 1 || (parent !== null && ambiguous(parent)));
  };
  return new Map([...paths].filter(([item]) => !ambiguous(item)));
}

function tableLines(table: TableJson, tableName: string): readonly LineName[] {
  return table.content.flatMap((row, r) =>
    row.content.flatMap((cell, c) => {
      const line = rankInWords(r + 1, table.content.length, 'f');
      const column = rankInWords(c + 1, row.content.length, 'f');
      const where = `${column} cellule de la ${line} ligne ${withDe(tableName, 'm')}`;
      const written = cell.content.filter((block) => !isEmptyLine(block));
      return written.map((block, i): LineName => {
        const alinea = `${rankInWords(i + 1, written.length, 'm')} alinéa de la ${where}`;
        return written.length === 1
          ? { id: block.attrs.id, names: [{ text: where, gender: 'f' }], others: [alinea] }
          : { id: block.attrs.id, names: [{ text: alinea, gender: 'm' }], others: [] };
      });
    }),
  );
}

/** Blocks that open an alinéa where they stand (rule A2). */
function opensAlinea(block: BlockJson): boolean {
  if (block.type === 'table') return true;
  if (block.type === 'sautPage' || block.type === 'image' || block.type === 'note') return false;
  return !isEmptyLine(block);
}

/**
 * Names the lines of one place.
 * @param blocks the blocks that stand directly in it, heading excluded, in document order
 * @param namedElsewhere blocks that count as lines here but are addressed otherwise (parties, visas…)
 */
export function placeLines(
  blocks: readonly BlockJson[],
  numbering: Numbering,
  namedElsewhere: (block: BlockJson) => boolean,
): readonly LineName[] {
  const lines = blocks.filter(opensAlinea);
  const paths = itemPaths(blocks, numbering);
  const tables = blocks.filter((block) => block.type === 'table');
  const considerants = lines.filter((block) => block.type === 'considerant');
  const names: LineName[] = [];
  lines.forEach((block, i) => {
    const { id } = block.attrs;
    const rank = ranked('alinéa', 'm', i + 1, lines.length);
    const byRank = { text: rank.text, gender: rank.gender };
    const others = [rank.text, ...rank.others];
    if (namedElsewhere(block)) names.push({ id, names: [], others });
    else if (block.type === 'item') {
      const path = paths.get(block);
      if (path === undefined) names.push({ id, names: [byRank], others });
      else
        names.push({
          id,
          names: [{ text: path.text, gender: path.gender }, byRank],
          others: [...path.others, ...others],
        });
    } else if (block.type === 'table') {
      const [name] = namedByRank(tables, 'tableau', 'm').filter((one) => one.id === id);
      const tableName = name?.names[0]?.text ?? 'tableau';
      names.push({
        id,
        names: [{ text: tableName, gender: 'm' }, byRank],
        others: [...(name?.others ?? []), ...others],
      });
      names.push(...tableLines(block, tableName));
    } else if (block.type === 'considerant') {
      const [name] = namedByRank(considerants, 'considérant', 'm').filter((one) => one.id === id);
      names.push({
        id,
        names: [...(name?.names ?? []), byRank],
        others: [...(name?.others ?? []), ...others],
      });
    } else names.push({ id, names: [byRank], others });
  });
  names.push(
    ...namedByRank(
      blocks.filter((block) => block.type === 'image'),
      'image',
      'f',
    ),
  );
  return names;
}
