import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { eachTextBlock } from './block-diff.ts';

/** What is looked for, and how strictly. */
export interface SearchQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  /** True: « délai » is not found by « delai ». */
  readonly accents: boolean;
}

/** A place where the text was found, in document positions. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

/** Stands for an atom (variable, call…) in a paragraph's text: one position long, and never matched. */
const ATOM = '\ufffc';

/** Text with, for each of its units, the offset it had before folding. */
interface Folded {
  readonly text: string;
  readonly offsets: readonly number[];
}

function foldUnit(unit: string, query: SearchQuery): string {
  let folded = /[\u00a0\u202f\u2009\t\n]/.test(unit) ? ' ' : unit.replace(/[‘’]/g, "'");
  if (!query.accents) folded = folded.normalize('NFD').replace(/\p{M}/gu, '');
  return query.matchCase ? folded : folded.toLocaleLowerCase('fr');
}

/** Folds case, accents, kinds of space and apostrophe, as the query asks. Offsets are those of `text`. */
function fold(text: string, query: SearchQuery): Folded {
  let folded = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const unit of text) {
    for (const char of foldUnit(unit, query)) {
      for (let i = 0; i < char.length; i += 1) offsets.push(offset);
      folded += char;
    }
    offset += unit.length;
  }
  offsets.push(offset);
  return { text: folded, offsets };
}

const isWordUnit = (unit: string | undefined) => unit !== undefined && /[\p{L}\p{N}\p{M}_]/u.test(unit);

/** @returns the places of `query` in a text, as offsets of that text, first to last and never overlapping */
export function findInText(text: string, query: SearchQuery): readonly Match[] {
  const needle = fold(query.text, query).text;
  if (needle === '') return [];
  const { text: hay, offsets } = fold(text, query);
  const matches: Match[] = [];
  for (let at = hay.indexOf(needle); at !== -1; ) {
    const end = at + needle.length;
    const whole = !query.wholeWord || (!isWordUnit(hay[at - 1]) && !isWordUnit(hay[end]));
    if (whole) matches.push({ from: offsets[at] ?? 0, to: offsets[end] ?? 0 });
    at = hay.indexOf(needle, whole ? end : at + 1);
  }
  return matches;
}

/** @returns every place of `query` in the act, in order */
function findMatches(document: Node, query: SearchQuery): readonly Match[] {
  const matches: Match[] = [];
  eachTextBlock(document, (node, pos) => {
    const text = node.textBetween(0, node.content.size, undefined, (leaf) =>
      leaf.type.name === 'hardBreak' ? '\n' : ATOM,
    );
    for (const { from, to } of findInText(text, query))
      matches.push({ from: pos + 1 + from, to: pos + 1 + to });
  });
  return matches;
}

/** The search as it stands. `current` is an index in `matches`, −1 when there is none. */
export interface SearchState {
  readonly query: SearchQuery | null;
  readonly matches: readonly Match[];
  readonly current: number;
  readonly decorations: DecorationSet;
}

const NONE: SearchState = { query: null, matches: [], current: -1, decorations: DecorationSet.empty };

export const searchKey = new PluginKey<SearchState>('search');

function withDecorations(
  document: Node,
  query: SearchQuery,
  matches: readonly Match[],
  current: number,
): SearchState {
  const decorations = matches.map(({ from, to }, i) =>
    Decoration.inline(from, to, { class: i === current ? 'trouve trouve-courant' : 'trouve' }),
  );
  return { query, matches, current, decorations: DecorationSet.create(document, decorations) };
}

type SearchMeta =
  | { readonly query: SearchQuery | null; readonly near: number }
  | { readonly current: number };

/** Shows the places found; they are computed again on each change of the text, by anyone. */
export function searchPlugin(): Plugin<SearchState> {
  return new Plugin<SearchState>({
    key: searchKey,
    state: {
      init: () => NONE,
      apply: (transaction, value) => {
        const meta = transaction.getMeta(searchKey) as SearchMeta | undefined;
        const { doc } = transaction;
        if (meta && 'query' in meta) {
          if (meta.query === null || meta.query.text === '') return { ...NONE, query: meta.query };
          const matches = findMatches(doc, meta.query);
          const next = matches.findIndex((match) => match.from >= meta.near);
          return withDecorations(
            doc,
            meta.query,
            matches,
            next === -1 ? (matches.length > 0 ? 0 : -1) : next,
          );
        }
        if (value.query === null) return value;
        if (meta) return withDecorations(doc, value.query, value.matches, meta.current);
        if (!transaction.docChanged) return value;
        const held = value.matches[value.current];
        const near = held ? transaction.mapping.map(held.from) : 0;
        const matches = findMatches(doc, value.query);
        const next = matches.findIndex((match) => match.from >= near);
        return withDecorations(doc, value.query, matches, next === -1 ? matches.length - 1 : next);
      },
    },
    props: { decorations: (state) => searchKey.getState(state)?.decorations },
  });
}

/** Looks for `query` (null: stops), beginning at the caret. */
export function setQuery(state: EditorState, query: SearchQuery | null): Transaction {
  return state.tr.setMeta(searchKey, { query, near: state.selection.from } satisfies SearchMeta);
}

/** Goes to the next (+1) or previous (−1) place, round the act. */
export function stepMatch(state: EditorState, delta: 1 | -1): Transaction | null {
  const search = searchKey.getState(state);
  if (!search || search.matches.length === 0) return null;
  const current = (search.current + delta + search.matches.length) % search.matches.length;
  return state.tr.setMeta(searchKey, { current } satisfies SearchMeta);
}

function replaceOne(transaction: Transaction, match: Match, replacement: string): void {
  const from = transaction.mapping.map(match.from);
  const to = transaction.mapping.map(match.to);
  const marks = transaction.doc.resolve(from + 1).marks();
  if (replacement === '') transaction.delete(from, to);
  else transaction.replaceWith(from, to, transaction.doc.type.schema.text(replacement, marks));
}

/** Replaces the place now shown. @returns null when there is none */
export function replaceCurrent(state: EditorState, replacement: string): Transaction | null {
  const search = searchKey.getState(state);
  const match = search?.matches[search.current];
  if (!match) return null;
  const transaction = state.tr;
  replaceOne(transaction, match, replacement);
  return transaction;
}

/**
 * Replaces every place of the query, found now, in the text as it stands with everybody's edits.
 * @returns the transaction and how many were replaced
 */
export function replaceAll(
  state: EditorState,
  replacement: string,
): { transaction: Transaction; count: number } {
  const query = searchKey.getState(state)?.query;
  const matches = query ? findMatches(state.doc, query) : [];
  const transaction = state.tr;
  for (const match of matches) replaceOne(transaction, match, replacement);
  return { transaction, count: matches.length };
}

/** Puts the selection on the place now shown, when the search closes. */
export function selectCurrent(state: EditorState): Transaction | null {
  const search = searchKey.getState(state);
  const match = search?.matches[search.current];
  return match ? state.tr.setSelection(TextSelection.create(state.doc, match.from, match.to)) : null;
}
