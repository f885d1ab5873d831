import { describe, expect, it } from 'vitest';
import { wholeWords } from './whole-words.ts';

interface Span {
  readonly from: number;
  readonly to: number;
  readonly author: string;
}

const join = (a: Span, b: Span): Span | null => (a.author === b.author ? { ...a, to: b.to } : null);

/** Writes « [A]mot [B]nos » as the spans of its letters, makes words whole, and writes it again. */
function whole(marked: string): string {
  const parts = [...marked.matchAll(/\[([A-Z])\]([^[]*)/g)].map(([, author = '', words = '']) => ({
    author,
    words,
  }));
  let at = 0;
  const spans = parts.map(({ author, words }) => {
    const from = at;
    at += words.length;
    return { author, from, to: at };
  });
  const text = parts.map(({ words }) => words).join('');
  return wholeWords(spans, text, join)
    .map(({ author, from, to }) => `[${author}]${text.slice(from, to)}`)
    .join('');
}

describe('letters that could be of either', () => {
  it.each([
    ['[A]tous n[B]ouveaux n[A]os élus', '[A]tous [B]nouveaux [A]nos élus'],
    ['[A]I[B]n[A]èsn[B]os', '[A]Inès[B]nos'],
    ['[A]Camill[B]e[A] conclute[B]t Karim', '[A]Camille conclut[B]et Karim'],
    ['[A]pour [B]trois [A]ans', '[A]pour [B]trois [A]ans'],
    ['[A]accord[B]é[A]s', '[A]accord[B]é[A]s'],
    ['[A]les [B]autres [C]parties', '[A]les [B]autres [C]parties'],
    ['[A]n[B]on n[C]os', '[A]n[B]on n[C]os'],
  ])('[A7] %s is told as %s', (given, told) => {
    expect(whole(given)).toBe(told);
  });
});
