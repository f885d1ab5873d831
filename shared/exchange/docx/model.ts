import type { MarkJson } from '#shared/document/model.ts';

/*
 * A comparison as a word processor tracks it: one text that holds both sides, where each run and each paragraph's end
 * is on one side or on both. Rejecting all leaves the old text, accepting all leaves the new one. Built by ./revise.ts.
 */

/** On which text something stands: `old` is struck (w:del), `new` is added (w:ins). */
export type OnSide = 'both' | 'old' | 'new';

/** How characters look: what a word processor can show of the document's marks. */
export interface CharacterFormat {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly superscript: boolean;
}

/** A piece of a paragraph. */
export type RevisedRun =
  | {
      readonly kind: 'texte';
      readonly side: OnSide;
      readonly text: string;
      readonly format: CharacterFormat;
      /** How it looked, on both sides alone; `null` when it looked the same. */
      readonly was: CharacterFormat | null;
      /** On one side alone: words that a move carries, which are neither added nor struck. */
      readonly moved: boolean;
    }
  | { readonly kind: 'saut'; readonly side: OnSide }
  /** The call of a footnote, which the word processor numbers: its rank among the notes of the document. */
  | { readonly kind: 'appel'; readonly side: OnSide; readonly note: number };

/** What a paragraph looks like: a style of the file (`./styles.ts`), and steps of indentation of its own. */
export interface ParagraphLook {
  readonly style: string;
  readonly indent: number;
}

/** A paragraph; `mark` is its end, so that a paragraph cut in two has an end that is new. */
export interface RevisedParagraph {
  readonly kind: 'paragraphe';
  readonly look: ParagraphLook;
  /** Its look in the old text; `null` when it is the same. */
  readonly was: ParagraphLook | null;
  readonly runs: readonly RevisedRun[];
  readonly mark: OnSide;
  /** On one side alone: which move it is part of, as the paragraph on the other side is; `null` when it did not move. */
  readonly move: number | null;
}

/** A cell of a revised table. */
export interface RevisedCell {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly paragraphs: readonly RevisedParagraph[];
}

/** A row of a revised table; `side` is that of the row itself. */
export interface RevisedRow {
  readonly side: OnSide;
  readonly cells: readonly RevisedCell[];
}

/** A table whose rows come and go; one whose columns change is struck whole and written again. */
export interface RevisedTable {
  readonly kind: 'table';
  readonly rows: readonly RevisedRow[];
}

/** A picture. */
interface RevisedImage {
  readonly kind: 'image';
  readonly side: OnSide;
  readonly src: string;
  readonly alt: string;
}

export type RevisedBlock = RevisedParagraph | RevisedTable | RevisedImage;

/** Both texts at once. */
export interface RevisedDocument {
  readonly blocks: readonly RevisedBlock[];
  /** Footnotes, in the order of their calls. */
  readonly notes: readonly (readonly RevisedParagraph[])[];
}

/** @returns what a word processor shows of some marks */
export function formatOf(marks: readonly MarkJson[] | undefined): CharacterFormat {
  const has = (type: MarkJson['type']) => marks?.some((mark) => mark.type === type) ?? false;
  return {
    bold: has('bold'),
    italic: has('italic'),
    underline: has('underline'),
    strike: has('strike'),
    superscript: has('superscript'),
  };
}

/** Characters without any mark. */
export const PLAIN: CharacterFormat = formatOf(undefined);
