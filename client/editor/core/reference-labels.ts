import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { printReference } from '#shared/document/references.ts';
import type { ReferenceFormat } from '#shared/document/schema/vocabulary.ts';
import { diffBlocks } from './block-diff.ts';
import { derivedOf } from './derived.ts';
import { isFromYjs } from './remote-changes.ts';

/** A cross-reference whose target my last change took away. */
interface Broken {
  readonly cible: string;
  readonly format: ReferenceFormat;
  /** What it printed just before. */
  readonly printed: string;
}

const referenceLabelsKey = new PluginKey<readonly Broken[]>('referenceLabels');
const NONE: readonly Broken[] = [];

/** @returns the ids of the blocks from child `start` to child `end` (exclusive), those of table cells included */
function idsBetween(document: Node, start: number, end: number): Set<string> {
  const ids = new Set<string>();
  const add = (node: Node): void => {
    if (typeof node.attrs.id === 'string') ids.add(node.attrs.id);
  };
  for (let i = start; i < end; i += 1) {
    const block = document.child(i);
    add(block);
    block.descendants((node) => {
      add(node);
      return !node.isTextblock;
    });
  }
  return ids;
}

function brokenBy(before: EditorState, after: EditorState): readonly Broken[] {
  const diff = diffBlocks(before.doc, after.doc);
  if (!diff) return NONE;
  const lost = idsBetween(before.doc, diff.start, diff.oldEnd);
  for (const id of idsBetween(after.doc, diff.start, diff.newEnd)) lost.delete(id);
  if (lost.size === 0) return NONE;
  const broken = new Map<string, Broken>();
  const { document, numbering } = derivedOf(before);
  after.doc.descendants((node) => {
    if (node.type.name !== 'renvoi') return true;
    const cible = String(node.attrs.cible);
    if (!lost.has(cible)) return false;
    const format = node.attrs.format as ReferenceFormat;
    const { text } = printReference(document, numbering, cible, format);
    broken.set(`${cible} ${format}`, { cible, format, printed: text });
    return false;
  });
  return [...broken.values()];
}

/**
 * Has a cross-reference remember what it printed when I delete its target (rule E16): the number that it was inserted
 * with may by then be another article's.
 */
export function referenceLabelsPlugin(): Plugin<readonly Broken[]> {
  return new Plugin<readonly Broken[]>({
    key: referenceLabelsKey,
    state: {
      init: () => NONE,
      apply: (transaction, pending, before, after) => {
        if (!transaction.docChanged) return pending;
        return isFromYjs(transaction) ? NONE : brokenBy(before, after);
      },
    },
    view: () => ({
      update: (view) => {
        // One change of one place each, which the binding aligns best; each leaves those that are still to be told.
        for (const { cible, format, printed } of referenceLabelsKey.getState(view.state) ?? NONE) {
          const places: number[] = [];
          view.state.doc.descendants((node, pos) => {
            if (node.type.name !== 'renvoi') return true;
            const { attrs } = node;
            if (attrs.cible === cible && attrs.format === format && attrs.libelle !== printed)
              places.push(pos);
            return false;
          });
          for (const pos of places) view.dispatch(view.state.tr.setNodeAttribute(pos, 'libelle', printed));
        }
      },
    }),
  });
}
