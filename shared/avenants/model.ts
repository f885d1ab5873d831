/*
 * What an avenant does to an act, as data. `print/` writes these instructions in French, `parse/` reads them back,
 * `diff/` finds them and `apply/` carries them out. GRAMMAR.md gives the French of each.
 */

/**
 * Where something stands in the base text, as `printAddress` writes it, without its article: « article 4 »,
 * « deuxième alinéa de l’article 3 », « rubrique « Durée » », « a du 2° de l’article 5 », « note 2 ».
 * Ranks count in the base text before this avenant, whatever its other instructions do.
 */
export type Address = string;

/** One quoted alinéa of new text, its number or marker included: « Article 4-1 – Suivi », « 2° Le bilan ; », « – la date. ». */
export type QuotedLine =
  | { readonly kind: 'text'; readonly text: string }
  /** A table is one alinéa; each cell is plain text. */
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** What words are called: « les mots », « la date du », « le montant de ». Dates and amounts take no quotes. */
const WORD_NOUNS = ['mots', 'date', 'montant'] as const;
export type WordNoun = (typeof WORD_NOUNS)[number];

/** Which hit is meant: the only one there is, that of a rank from 1, the last one, or each of them. */
export type Occurrence = 'only' | 'last' | 'all' | number;

/** Where words are looked for. */
export type Scope =
  /** A line, or a division with all that stands in it but the headings. `phrase`: rank from 1, or all of the text. */
  | { readonly kind: 'place'; readonly address: Address; readonly phrase: number | null }
  /** Only the words of a division's heading, without its number; `address` is the division's. */
  | { readonly kind: 'heading'; readonly address: Address }
  /** The whole act. `divisions`: those that hold the words, as the instruction lists them; empty when it lists none. */
  | { readonly kind: 'act'; readonly divisions: readonly Address[] };

/** Where new alinéas go. `start` and `end` are those of what stands in a division before its first subdivision. */
export type LinePlace =
  | { readonly at: 'before' | 'after'; readonly alinea: Address }
  | { readonly at: 'start' | 'end'; readonly division: Address };

/**
 * Where new divisions go: beside one, its subdivisions included; inside one, after all that stands in it; or at the end of
 * the act, after its signatures.
 */
export type DivisionPlace =
  | { readonly at: 'before' | 'after' | 'inside'; readonly division: Address }
  | { readonly at: 'end' };

/** One amendment. Texts are as they read, with « » (not “ ”) as their quotes, and without the instruction's own marks. */
export type Instruction =
  // Words
  | {
      readonly kind: 'replace-words';
      readonly scope: Scope;
      readonly noun: WordNoun;
      readonly old: string;
      readonly new: string;
      readonly occurrence: Occurrence;
    }
  | {
      readonly kind: 'insert-words';
      readonly scope: Scope;
      readonly position: 'before' | 'after';
      readonly anchor: string;
      readonly words: string;
      readonly occurrence: Occurrence;
    }
  | {
      readonly kind: 'delete-words';
      readonly scope: Scope;
      readonly old: string;
      readonly occurrence: Occurrence;
    }
  // Phrases: ranks from 1 in the alinéa; `text` is one or several phrases
  | {
      readonly kind: 'replace-phrase';
      readonly alinea: Address;
      readonly rank: number;
      readonly text: string;
    }
  | { readonly kind: 'delete-phrase'; readonly alinea: Address; readonly rank: number }
  | {
      readonly kind: 'insert-phrase';
      readonly alinea: Address;
      /** 0: at the start; null: the alinéa « est complété ». */
      readonly after: number | null;
      readonly text: string;
    }
  // Alinéas: in document order, next to one another
  | {
      readonly kind: 'replace-alineas';
      readonly alineas: readonly Address[];
      readonly lines: readonly QuotedLine[];
    }
  | { readonly kind: 'delete-alineas'; readonly alineas: readonly Address[] }
  | { readonly kind: 'insert-alineas'; readonly place: LinePlace; readonly lines: readonly QuotedLine[] }
  | { readonly kind: 'move-alineas'; readonly alineas: readonly Address[]; readonly to: LinePlace }
  // Divisions: the first of `lines` is the heading as it prints
  | {
      readonly kind: 'replace-division';
      readonly division: Address;
      readonly lines: readonly QuotedLine[];
      /** « remplacée par l’annexe jointe au présent avenant »: the text stands after the signatures. */
      readonly attached: boolean;
    }
  | { readonly kind: 'delete-division'; readonly division: Address }
  | {
      readonly kind: 'insert-divisions';
      readonly place: DivisionPlace;
      /** How each is cited, in order: « article 4-1 », « annexe 3 », « rubrique « Suivi » »; one line is its heading. */
      readonly names: readonly string[];
      readonly lines: readonly QuotedLine[];
      /** « une annexe 3, jointe au présent avenant »: the text stands after the signatures. */
      readonly attached?: true;
    }
  /** A division abrogated before takes its place again, by its number. `name`: « article 5 ». */
  | { readonly kind: 'reinstate-division'; readonly name: string; readonly lines: readonly QuotedLine[] }
  /** `heading` is without the number; "" takes the heading away and leaves the number. */
  | { readonly kind: 'rename-division'; readonly division: Address; readonly heading: string }
  | {
      readonly kind: 'move-division';
      readonly division: Address;
      /** Null: it stays where it stands, and takes another number. */
      readonly to: DivisionPlace | null;
      /** Its new number as cited (« article 3-1 »), null when it keeps its own. */
      readonly becomes: string | null;
    }
  // Rows of a table: ranks from 1; `table` is « tableau de l’article 4 »
  | {
      readonly kind: 'replace-row';
      readonly table: Address;
      readonly rank: number;
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'delete-row'; readonly table: Address; readonly rank: number }
  | {
      readonly kind: 'insert-rows';
      readonly table: Address;
      /** 0: before the first row; null: the table « est complété ». */
      readonly after: number | null;
      readonly rows: readonly (readonly string[])[];
    };

/**
 * How fine the amendments of a division are; the person can ask for a coarser one. `annexe`: a whole annexe, joined to the
 * avenant in place of being quoted in it.
 */
export const GRAINS = ['words', 'alinea', 'division', 'annexe'] as const;
export type Grain = (typeof GRAINS)[number];

/** Why an edit has no instruction. */
const REFUSAL_CODES = [
  'no-address',
  'note-call',
  'note',
  'image',
  'visa',
  'closing',
  'front',
  'level',
  'unnumbered',
  'quotes',
  'table',
  'order',
  'prose',
  'unproved',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** An edit that no instruction expresses: never approximated. Both sentences are French, for the reader. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Where, as {@link Address}; null when the place itself can't be named. */
  readonly address: Address | null;
  readonly reason: string;
  readonly remedy: string;
}
