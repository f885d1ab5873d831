import type { TextBlockJson } from '#shared/document/model.ts';
import type { Scope } from '../model.ts';
import type { Places } from '../places.ts';
import { keyText } from './characters.ts';

const wordsIn = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const keyOf = (word: string): string => keyText(word).replace(/[^\p{L}\p{N}]/gu, '');

/** Most words looked at; past it, nothing near is offered. */
const MAX_WORDS = 4000;

/**
 * The stretch of the base text that shares most words with some words that are not there.
 * @param scopes where they were looked for
 * @returns null when less than half of the words are found together
 */
export function nearestWording(places: Places, scopes: readonly Scope[], wanted: string): string | null {
  const keys = wordsIn(wanted).map(keyOf);
  const bag = new Set(keys.filter((key) => key !== ''));
  if (bag.size === 0 || keys.length > 60) return null;
  let best: { readonly text: string; readonly score: number } | null = null;
  let seen = 0;
  for (const text of textsOf(places, scopes)) {
    const words = wordsIn(text);
    seen += words.length;
    if (seen > MAX_WORDS) break;
    for (let start = 0; start < words.length; start += 1) {
      const window = words.slice(start, start + keys.length);
      const shared = new Set(window.map(keyOf).filter((key) => bag.has(key))).size;
      const edges = Number(bag.has(keyOf(window[0] ?? ''))) + Number(bag.has(keyOf(window.at(-1) ?? '')));
      const score = shared + edges / 10;
      if (shared * 2 >= bag.size && score > (best?.score ?? 0)) best = { text: window.join(' '), score };
    }
  }
  return best?.text.replace(/^[\s,;:]+|[\s,;:.]+$/g, '') ?? null;
}

/** @returns the texts of scopes, in order */
export function textsOf(places: Places, scopes: readonly Scope[]): readonly string[] {
  return scopes.flatMap((scope) => textsOfScope(places, scope));
}

function textsOfScope(places: Places, scope: Scope): readonly string[] {
  const textOf = (block: TextBlockJson): string => places.reader.textOf(block).text;
  if (scope.kind === 'act') return places.textsIn({ start: 0, end: places.blocks.length }).map(textOf);
  const node = places.division(scope.address);
  if (scope.kind === 'heading') return node === null ? [] : [textOf(node.heading)];
  if (node !== null) return places.textsIn(node).map(textOf);
  const lines = places.lines(scope.address);
  if (lines !== null) return places.textsIn(lines).map(textOf);
  const id = places.resolve(scope.address);
  const block = id === null ? null : places.textBlock(id);
  return block === null ? [] : [textOf(block)];
}
