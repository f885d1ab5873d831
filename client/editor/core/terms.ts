import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { eachTextBlock } from './block-diff.ts';

/** A term or a sigle that the act defines. */
export interface DefinedTerm {
  readonly defId: string;
  readonly genre: 'terme' | 'sigle';
  /** The words that are defined. */
  readonly words: string;
  /** The sentence (or paragraph) that defines it, cut to what a tooltip can hold. */
  readonly definition: string;
  /** Position of the definition. */
  readonly pos: number;
}

const MAX_DEFINITION = 240;

/** @returns the terms that the act defines, in order; the same words twice count once */
export function definedTerms(document: Node): readonly DefinedTerm[] {
  const terms: DefinedTerm[] = [];
  const seen = new Set<string>();
  eachTextBlock(document, (block, blockPos) => {
    let run: { defId: string; genre: DefinedTerm['genre']; words: string; pos: number } | null = null;
    const close = () => {
      if (run !== null && run.words.trim() !== '' && !seen.has(run.words.trim())) {
        seen.add(run.words.trim());
        const around = block.textContent;
        const definition = around.length > MAX_DEFINITION ? `${around.slice(0, MAX_DEFINITION)}…` : around;
        terms.push({ ...run, words: run.words.trim(), definition });
      }
      run = null;
    };
    block.forEach((child, offset) => {
      const mark = child.marks.find((one) => one.type.name === 'terme');
      if (!mark || !child.isText) {
        close();
        return;
      }
      const defId = String(mark.attrs.defId);
      if (run !== null && run.defId !== defId) close();
      run = {
        defId,
        genre: mark.attrs.genre === 'sigle' ? 'sigle' : 'terme',
        words: (run?.words ?? '') + (child.text ?? ''),
        pos: run?.pos ?? blockPos + 1 + offset,
      };
    });
    close();
  });
  return terms;
}

const escapePattern = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** @returns the other places where defined words stand, outside their definitions, and which term each is */
function termOccurrences(
  block: Node,
  terms: readonly DefinedTerm[],
): readonly { from: number; to: number; term: DefinedTerm }[] {
  if (terms.length === 0) return [];
  const byWords = new Map(terms.map((term) => [term.words.replace(/\s+/g, ' '), term]));
  const words = [...byWords.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  // Case counts: « les Parties » are the defined ones, « les parties » are not.
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  const text = block.textBetween(0, block.content.size, undefined, '\ufffc');
  const found = [];
  for (const match of text.matchAll(pattern)) {
    const term = byWords.get(match[0].replace(/\s+/g, ' '));
    const from = match.index;
    const mark = block.type.schema.marks.terme;
    const defining = mark !== undefined && block.rangeHasMark(from, from + match[0].length, mark);
    if (term && !defining) found.push({ from, to: from + match[0].length, term });
  }
  return found;
}

const termsKey = new PluginKey<DecorationSet>('terms');

/** How long the text must rest before defined words are looked for again, in ms: they are no part of typing. */
const REST = 500;

function decorate(document: Node): DecorationSet {
  const terms = definedTerms(document);
  const decorations: Decoration[] = [];
  if (terms.length > 0)
    eachTextBlock(document, (block, pos) => {
      for (const { from, to, term } of termOccurrences(block, terms))
        decorations.push(
          Decoration.inline(pos + 1 + from, pos + 1 + to, {
            class: 'terme-employe',
            title: `${term.genre === 'sigle' ? 'Sigle défini' : 'Terme défini'}\u00a0: ${term.definition}`,
          }),
        );
    });
  return DecorationSet.create(document, decorations);
}

/** Underlines, with dots, the words that the act defines wherever it uses them. */
export function termsPlugin(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key: termsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (transaction, value) =>
        (transaction.getMeta(termsKey) as DecorationSet | undefined) ??
        value.map(transaction.mapping, transaction.doc),
    },
    props: { decorations: (state) => termsKey.getState(state) },
    view: (view) => {
      let timer: ReturnType<typeof setTimeout> | null = null;
      const later = () => {
        if (timer !== null) clearTimeout(timer);
        timer = setTimeout(() => {
          timer = null;
          refreshTerms(view);
        }, REST);
      };
      later();
      return {
        update: (_view, before) => {
          if (before.doc !== view.state.doc) later();
        },
        destroy: () => {
          if (timer !== null) clearTimeout(timer);
        },
      };
    },
  });
}

/** Looks for defined words now. */
export function refreshTerms(view: EditorView): void {
  const next = decorate(view.state.doc);
  const shown = termsKey.getState(view.state);
  if (shown && shown.find().length === 0 && next.find().length === 0) return;
  view.dispatch(view.state.tr.setMeta(termsKey, next).setMeta('addToHistory', false));
}
