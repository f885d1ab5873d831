import type { InlineJson, MarkJson } from '#shared/document/model.ts';
import type { Piece } from './model.ts';
import { type WordClass, wordKey, wordsOf } from './words.ts';

/** One unit of a run of text, with the white space before it. */
export interface Token {
  /** Equal for two writings of one word; for an atom, what it stands for. */
  readonly key: string;
  readonly class: WordClass | 'atom' | 'break' | 'end';
  /** As printed, without the white space before it. */
  readonly text: string;
  readonly space: string;
  readonly pieces: readonly Piece[];
  readonly spacePieces: readonly Piece[];
  /** Marks of the unit, with their extent; equal when nothing but words may differ. */
  readonly form: string;
  readonly spaceForm: string;
  /** A cut was made or mended before it: the blank there goes with the cut. */
  readonly seam?: true;
}

/** How atoms print, and how ids of one side are known on the other. */
export interface Side {
  /** @returns the words of an atom */
  readonly print: (inline: InlineJson) => string;
  /** The id, on the new side, of what this id names on the old one; the identity on the new side. */
  readonly targetOf: (id: string) => string;
  readonly noteOf: (noteId: string) => string;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly MarkJson[] | undefined;
  readonly form: string;
}

const formOf = (marks: readonly MarkJson[] | undefined): string =>
  marks === undefined || marks.length === 0 ? '' : JSON.stringify(marks);

/** A stretch of text that no atom interrupts. */
class Run {
  private text = '';
  private readonly stretches: Stretch[] = [];

  add(text: string, marks: readonly MarkJson[] | undefined): void {
    const from = this.text.length;
    this.text += text;
    this.stretches.push({ from, to: this.text.length, marks, form: formOf(marks) });
  }

  takeTokens(): Token[] {
    const { text } = this;
    let at = 0;
    let stretch = 0;
    const cut = (length: number): { readonly pieces: Piece[]; readonly form: string } => {
      const pieces: Piece[] = [];
      let form = '';
      const end = at + length;
      while (at < end) {
        const one = this.stretches[stretch];
        if (one === undefined) break;
        const to = Math.min(end, one.to);
        const part = text.slice(at, to);
        const inline: InlineJson =
          one.marks === undefined
            ? { type: 'text', text: part }
            : { type: 'text', text: part, marks: one.marks };
        pieces.push({ inline, text: part });
        // A unit under one set of marks has the same form whatever its length, so that a typographic change alters none.
        form += form === '' && to === end ? one.form : `${part.length}${one.form}|`;
        at = to;
        if (at === one.to) stretch += 1;
      }
      return { pieces, form };
    };
    const tokens = wordsOf(text).map((word): Token => {
      const space = cut(word.space.length);
      const unit = cut(word.text.length);
      return {
        key: word.text === '' ? END : wordKey(word.text),
        class: word.text === '' ? 'end' : word.class,
        text: word.text,
        space: word.space,
        pieces: unit.pieces,
        spacePieces: space.pieces,
        form: unit.form,
        spaceForm: space.form,
      };
    });
    this.text = '';
    this.stretches.length = 0;
    return tokens;
  }
}

/** Keys of what is no word begin with a sign that no text holds once it is canonical. */
const SIGN = '\u0000';
const END = `${SIGN}end`;

function atomKey(inline: Exclude<InlineJson, { type: 'text' }>, side: Side): string {
  switch (inline.type) {
    case 'hardBreak':
      return `${SIGN}br`;
    case 'variable':
      return `${SIGN}v${inline.attrs.format}:${inline.attrs.chemin}`;
    case 'renvoi':
      return `${SIGN}r${inline.attrs.format}:${side.targetOf(inline.attrs.cible)}`;
    case 'appelNote':
      return `${SIGN}n${side.noteOf(inline.attrs.noteId)}`;
  }
}

/** @returns the units of a run of inline content; put end to end, their pieces are the content */
export function tokensOf(content: readonly InlineJson[] | undefined, side: Side): readonly Token[] {
  const tokens: Token[] = [];
  const run = new Run();
  for (const inline of content ?? []) {
    if (inline.type === 'text') {
      run.add(inline.text, inline.marks);
      continue;
    }
    tokens.push(...run.takeTokens());
    // A blank before an atom goes with it, as a blank before a word does.
    const blank = tokens.at(-1)?.class === 'end' ? tokens.pop() : undefined;
    const text = side.print(inline);
    tokens.push({
      key: atomKey(inline, side),
      class: inline.type === 'hardBreak' ? 'break' : 'atom',
      text,
      space: blank?.space ?? '',
      pieces: [{ inline, text }],
      spacePieces: blank?.spacePieces ?? [],
      form: JSON.stringify(inline),
      spaceForm: blank?.spaceForm ?? '',
    });
  }
  tokens.push(...run.takeTokens());
  return tokens;
}
