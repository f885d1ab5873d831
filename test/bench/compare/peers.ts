import { ChangeSet, simplifyChanges } from '@tiptap/pm/changeset';
import type { Node } from '@tiptap/pm/model';
import { StepMap } from '@tiptap/pm/transform';
import { diffWords } from 'diff';
import type { ActContent, InlineJson } from '#shared/document/model.ts';
import { documentSchema } from '#shared/document/schema/index.ts';
import { type PrintContext, plainInline, printContext } from '#shared/document/text.ts';
import { linesOf, type Marks, markWords, type SideName } from './marks.ts';

type Range = readonly [number, number];

/** The whole act as one text, and where each block stands in it. */
function textOf(content: ActContent) {
  let text = '';
  const places = linesOf(content).map((line) => {
    const numberAt = text.length;
    text += line.number === '' ? '' : `${line.number} `;
    const wordsAt = text.length;
    text += `${line.words}\n`;
    return { line, numberAt, wordsAt };
  });
  return { text, places };
}

function markRanges(marks: Set<string>, side: SideName, content: ActContent, ranges: readonly Range[]): void {
  for (const { line, numberAt, wordsAt } of textOf(content).places) {
    const shifted = (by: number) => ranges.map(([from, to]): Range => [from - by, to - by]);
    markWords(marks, `${side}|${line.id}|n`, line.number, shifted(numberAt));
    markWords(marks, `${side}|${line.id}|w`, line.words, shifted(wordsAt));
  }
}

/** jsdiff by words, on the printed text: what one gets by comparing two exports. */
export function jsdiff(old: ActContent, fresh: ActContent): Marks {
  const marks = new Set<string>();
  const ranges: Record<SideName, Range[]> = { old: [], new: [] };
  let [a, b] = [0, 0];
  for (const part of diffWords(textOf(old).text, textOf(fresh).text)) {
    if (part.removed) ranges.old.push([a, a + part.value.length]);
    if (part.added) ranges.new.push([b, b + part.value.length]);
    if (!part.added) a += part.value.length;
    if (!part.removed) b += part.value.length;
  }
  markRanges(marks, 'old', old, ranges.old);
  markRanges(marks, 'new', fresh, ranges.new);
  return marks;
}

const nodeOf = (content: ActContent): Node => documentSchema.nodeFromJSON(content.document);

/** Characters of each block, as positions of the document that hold them. */
function markPositions(
  marks: Set<string>,
  side: SideName,
  content: ActContent,
  ranges: readonly Range[],
): void {
  const ctx: PrintContext = printContext(content);
  const doc = nodeOf(content);
  doc.forEach((block, offset) => {
    const id = String(block.attrs.id).replace(/0+$/, '');
    let words = '';
    const changed: Range[] = [];
    let row = 0;
    let cell = 0;
    block.descendants((node, position) => {
      if (node.type.name === 'tableRow') {
        words += row === 0 ? '' : '\n';
        row += 1;
        cell = 0;
      } else if (node.type.name === 'tableCell' || node.type.name === 'tableHeader') {
        words += cell === 0 ? '' : ' | ';
        cell += 1;
      }
      if (!node.isInline) return;
      const at = offset + 1 + position;
      const text = node.isText ? (node.text ?? '') : plainInline([node.toJSON() as InlineJson], ctx);
      for (const [from, to] of ranges) {
        if (from >= at + node.nodeSize || to <= at) continue;
        if (!node.isText) changed.push([words.length, words.length + text.length]);
        else
          changed.push([
            words.length + Math.max(0, from - at),
            words.length + Math.min(text.length, to - at),
          ]);
      }
      words += text;
    });
    markWords(marks, `${side}|${id}|w`, words, changed);
  });
}

/** prosemirror-changeset with its own encoder, simplified for presentation as its manual advises. */
export function changeset(old: ActContent, fresh: ActContent): Marks {
  const [a, b] = [nodeOf(old), nodeOf(fresh)];
  const map = new StepMap([0, a.content.size, b.content.size]);
  const { changes } = ChangeSet.create(a).addSteps(b, [map], null);
  const shown = simplifyChanges(changes, b);
  const marks = new Set<string>();
  markPositions(
    marks,
    'old',
    old,
    shown.map((one): Range => [one.fromA, one.toA]),
  );
  markPositions(
    marks,
    'new',
    fresh,
    shown.map((one): Range => [one.fromB, one.toB]),
  );
  return marks;
}
