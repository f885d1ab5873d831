import { diff, type Hunk } from '#shared/document/operations/diff.ts';
import { ATOM, type Marks } from '#shared/document/operations/inline.ts';

/** What an inline atom was, so that it can be made again. */
export interface AtomCopy {
  readonly name: string;
  readonly attrs: Readonly<Record<string, unknown>>;
}

/** One character, or one atom (`char` is then ATOM), of a text block as it was before it was lost. */
export interface Token {
  readonly char: string;
  /** Typed by me, and whoever deleted it had not seen it. */
  readonly mine: boolean;
  readonly marks: Marks;
  readonly atom: AtomCopy | null;
}

/** Something of mine to put back: `tokens` at `offset` in the text as it stands (before any other is put back). */
export interface Insertion {
  readonly offset: number;
  readonly tokens: readonly Token[];
}

/** @returns the text of some tokens, atoms being ATOM */
export function textOf(tokens: readonly Token[]): string {
  return tokens.map(({ char }) => char).join('');
}

/** Characters compared on each side of what I typed, to recognise it where it already stands. */
const CONTEXT = 8;
/** Below this share of the old text found again, the block that bears the id says something else. */
const KNOWN_SHARE = 0.3;

/**
 * Places what I typed in a block into another text of that block (rules S5 to S7 of RULES.md).
 * @param before the block as I saw it, my letters included
 * @param now the text it has now, atoms being ATOM
 * @returns what to insert, in order of offset; empty when all of it already stands there; null when the two texts
 *   have too little in common to say where it goes
 */
export function place(before: readonly Token[], now: string): readonly Insertion[] | null {
  const old = textOf(before);
  if (diff(old, now).every(({ from, to }) => from === to)) return [];

  const theirs = textOf(before.filter(({ mine }) => !mine));
  const hunks = diff(theirs, now);
  const gone = hunks.reduce((sum, { from, to }) => sum + to - from, 0);
  if (theirs.length > 0 && theirs.length - gone < theirs.length * KNOWN_SHARE) return null;

  return runsOf(before)
    .map(({ at, tokens }) => settle(at, tokens, theirs, now, hunks))
    .filter((insertion): insertion is Insertion => insertion !== null);
}

/** My letters, run by run: `at` is the offset in the text without any of them. */
export function runsOf(tokens: readonly Token[]): { readonly at: number; readonly tokens: Token[] }[] {
  const runs: { at: number; tokens: Token[] }[] = [];
  let at = 0;
  let open = false;
  for (const token of tokens) {
    if (!token.mine) {
      at += 1;
      open = false;
      continue;
    }
    if (!open) runs.push({ at, tokens: [] });
    runs.at(-1)?.tokens.push(token);
    open = true;
  }
  return runs;
}

function settle(
  at: number,
  tokens: readonly Token[],
  theirs: string,
  now: string,
  hunks: readonly Hunk[],
): Insertion | null {
  const mine = textOf(tokens);
  const { from, to } = gapAt(at, hunks);
  const left = theirs.slice(Math.max(0, at - CONTEXT), at);
  const right = theirs.slice(at, at + CONTEXT);
  const reach = CONTEXT + mine.length;
  const near = now.slice(Math.max(0, from - reach), to + reach);
  if (left + right !== '' && near.includes(left + mine + right)) return null;

  const gap = now.slice(from, to);
  if (gap.includes(mine)) return null;
  // Part of it was seen: the gap is exactly its beginning or its end.
  if (gap !== '' && mine.startsWith(gap)) return { offset: to, tokens: tokens.slice(gap.length) };
  if (gap !== '' && mine.endsWith(gap)) return { offset: from, tokens: tokens.slice(0, -gap.length) };
  return { offset: to, tokens };
}

/** What stands in the new text at offset `at` of the old one: nothing, or what replaced its surroundings. */
function gapAt(at: number, hunks: readonly Hunk[]): { readonly from: number; readonly to: number } {
  let shift = 0;
  for (const hunk of hunks) {
    if (at < hunk.from) break;
    if (at <= hunk.to) return { from: hunk.newFrom, to: hunk.newTo };
    shift = hunk.newTo - hunk.to;
  }
  return { from: at + shift, to: at + shift };
}

/** @returns readable text of some tokens: line breaks for atoms that are one, nothing for the others */
export function readable(tokens: readonly Token[]): string {
  return tokens
    .map(({ char, atom }) => (char === ATOM ? (atom?.name === 'hardBreak' ? '\n' : '') : char))
    .join('');
}
