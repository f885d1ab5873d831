import { compareContents } from '#shared/compare/contents.ts';
import { sentences } from '#shared/compare/sentences.ts';
import { viewOf } from '#shared/compare/view.ts';
import { alinea } from '#shared/document/builders.ts';
import type { ActContent, BlockJson, InlineJson } from '#shared/document/model.ts';
import type { BlockId } from '#shared/kernel/ids.ts';
import { sixtyPages } from '#test/support/sixty-pages.ts';
import { Random } from '../../fuzz/random.ts';
import { changeset, jsdiff } from './peers.ts';

/** Several acts of sixty pages in one, under ids that differ. */
function longAct(times: number): ActContent {
  const parts = Array.from({ length: times }, (_, rank) => {
    const act = sixtyPages(60 + rank);
    // Ids keep twelve signs; the rank takes the place of a sign that is the same in all of them.
    const rename = (id: string) => (rank === 0 ? id : `${String.fromCharCode(103 + rank)}${id.slice(1)}`);
    const json = JSON.stringify(act.document.content).replace(
      /"(id|cible)":"([0-9a-z]{12})"/g,
      (_all, name: string, id: string) => `"${name}":"${rename(id)}"`,
    );
    return JSON.parse(json) as readonly BlockJson[];
  });
  const { champs } = sixtyPages(60);
  return { document: { type: 'doc', content: parts.flat() }, champs };
}

const onText = (block: BlockJson, change: (text: string) => string): BlockJson => {
  if (block.type === 'table' || block.type === 'image' || block.type === 'sautPage') return block;
  const content = (block.content ?? []).map(
    (inline): InlineJson => (inline.type === 'text' ? { ...inline, text: change(inline.text) } : inline),
  );
  return { ...block, content } as BlockJson;
};

const EDITS: readonly ((block: BlockJson, id: BlockId) => readonly BlockJson[])[] = [
  (block) => [onText(block, (text) => text.replace(/\b(les|la|le)\b/, 'chacun de ces'))],
  (block) => [onText(block, (text) => text.replace('deux fois', 'trois fois').replace('trente', 'soixante'))],
  (block) => [onText(block, (text) => `${text} Les parties en conviennent expressément.`)],
  (block) => [onText(block, (text) => text.split(' ').slice(0, -4).join(' '))],
  (block, id) => [block, alinea('Une réunion de suivi se tient chaque trimestre.', { id })],
  () => [],
];

/** @returns another version of the act with so many edits, of every sort, and one article moved */
export function edited(act: ActContent, count: number): ActContent {
  const random = new Random(7);
  const { content } = act.document;
  const chosen = new Set<number>();
  while (chosen.size < count - 1) {
    const at = random.int(content.length);
    if (content[at]?.type === 'alinea' || content[at]?.type === 'item') chosen.add(at);
  }
  let made = 0;
  const blocks = content.flatMap((block, at): readonly BlockJson[] => {
    if (!chosen.has(at)) return [block];
    const edit = EDITS[made % EDITS.length];
    made += 1;
    return edit?.(block, `y${String(made).padStart(11, '0')}` as BlockId) ?? [block];
  });
  const from = blocks.findIndex((block, at) => at > blocks.length / 2 && block.type === 'intitule');
  const moved = blocks.splice(from, 12);
  blocks.splice(Math.floor(blocks.length / 4), 0, ...moved);
  return { ...act, document: { type: 'doc', content: blocks } };
}

/** Median of some runs, milliseconds; the first one, cold, apart. */
export interface Timing {
  readonly name: string;
  readonly cold: number;
  readonly median: number;
}

function time(name: string, rounds: number, work: () => unknown): Timing {
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  const sorted = times.slice(1).sort((a, b) => a - b);
  return { name, cold: times[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0 };
}

/** The targets of the comparison, in milliseconds. */
export const TARGETS = { sixty: 300, threeHundred: 2000 } as const;

/** @returns timings of ours, then of the peers, on the same two versions; the first two have a target */
export function measureSpeed(rounds: number): readonly Timing[] {
  const [sixty, long] = [longAct(1), longAct(5)];
  const [sixtyB, longB] = [edited(sixty, 200), edited(long, 1000)];
  const changes = compareContents(sixty, sixtyB);
  const foreign: ActContent = JSON.parse(
    JSON.stringify(sixtyB).replace(/"(id|cible)":"([0-9a-z])([0-9a-z]{11})"/g, '"$1":"x$3"'),
  ) as ActContent;
  return [
    time('Clausier, 60 pages, 200 changes', rounds, () => compareContents(sixty, sixtyB)),
    time('Clausier, 300 pages, 1 000 changes', rounds, () => compareContents(long, longB)),
    time('Clausier, 60 pages, no id in common', rounds, () => compareContents(sixty, foreign)),
    time('Clausier, 60 pages, sentences', rounds, () => sentences(changes)),
    time('Clausier, 60 pages, view', rounds, () => viewOf(changes)),
    time('prosemirror-changeset, 60 pages', rounds, () => changeset(sixty, sixtyB)),
    time('diff (words), 60 pages', Math.min(rounds, 3), () => jsdiff(sixty, sixtyB)),
  ];
}
