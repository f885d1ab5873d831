import type { MarkJson } from '#shared/document/model.ts';
import type {
  DivisionKind,
  ReferenceFormat,
  TitleRole,
  VariableFormat,
} from '#shared/document/schema/vocabulary.ts';
import type { OutlineNode } from '#shared/document/tree.ts';
import type { BlockId } from '#shared/kernel/ids.ts';

/*
 * What every writer (PDF, DOCX, Akoma Ntoso, HTML, Markdown, plain text) prints: numbers, variables, references and
 * note calls are already words here, so that two files of one state can't disagree. Built by ./build.ts.
 */

/** A piece of a line. Marks are those of the document; a variable in bold bears `bold`. */
export type PrintRun =
  | { readonly type: 'texte'; readonly text: string; readonly marks: readonly MarkJson[] }
  | { readonly type: 'saut' }
  | {
      readonly type: 'variable';
      readonly text: string;
      /** Key in `champs`. */
      readonly chemin: string;
      readonly format: VariableFormat;
      /** False when `text` is a placeholder, « [Siège] ». */
      readonly filled: boolean;
      readonly marks: readonly MarkJson[];
    }
  | {
      readonly type: 'renvoi';
      readonly text: string;
      readonly format: ReferenceFormat;
      /** The block referred to; `null` when it is gone. */
      readonly cible: BlockId | null;
      readonly marks: readonly MarkJson[];
    }
  | {
      readonly type: 'appel';
      readonly noteId: string;
      /** From 1, in the order of first calls. */
      readonly number: number;
      /** True for the first call of its note: the others point to the same note again. */
      readonly first: boolean;
    };

interface PrintText {
  readonly id: BlockId;
  readonly runs: readonly PrintRun[];
}

/** A heading of a division. */
export interface PrintHeading extends PrintText {
  readonly type: 'intitule';
  readonly niveau: number;
  readonly genre: DivisionKind;
  /** What stands before its words, separator and spaces included: « Article 4 – »; "" when nothing does. */
  readonly printed: string;
  /** The counter alone: « 4 », « 2.1 »; "" when it has none. */
  readonly number: string;
  /** How one cites it. */
  readonly name: string;
  readonly famille: string | null;
}

/** A paragraph of ordinary text. */
export interface PrintParagraph extends PrintText {
  readonly type: 'alinea';
  /** 0 to 4. */
  readonly retrait: number;
}

/** A list item. */
export interface PrintItem extends PrintText {
  readonly type: 'item';
  /** 1 to 6. */
  readonly niveau: number;
  /** As printed: « – », « 2° », « (b) ». */
  readonly marker: string;
  /** Its marker in the document: a pattern (« 1° ») or a literal bullet. */
  readonly marqueur: string;
}

/** One alinéa of a footnote. */
export interface PrintNote extends PrintText {
  readonly type: 'note';
  readonly noteId: string | null;
  /** `null` for a note that nobody calls, which prints after an asterisk. */
  readonly number: number | null;
  /** False when it goes on the note of the block before: its number is not printed again. */
  readonly marked: boolean;
}

export interface PrintCell {
  readonly header: boolean;
  readonly colspan: number;
  readonly rowspan: number;
  readonly blocks: readonly (PrintParagraph | PrintItem)[];
}

export interface PrintTable {
  readonly type: 'table';
  readonly id: BlockId;
  readonly rows: readonly (readonly PrintCell[])[];
  /** How many rows at the top hold header cells only. */
  readonly headerRows: number;
  /** Relative widths, one per column, when the document gives them all; `null` to share the width. */
  readonly widths: readonly number[] | null;
  readonly columns: number;
}

/** One block, in the document's order; `type` is the schema's name. */
export type PrintBlock =
  | (PrintText & { readonly type: 'titre'; readonly role: TitleRole })
  | (PrintText & { readonly type: 'partie'; readonly partieId: string | null })
  | (PrintText & { readonly type: 'liaison' | 'visa' | 'considerant' | 'formule' | 'cloture' })
  | (PrintText & { readonly type: 'signataire'; readonly partieId: string | null })
  | PrintHeading
  | PrintParagraph
  | PrintItem
  | PrintNote
  | PrintTable
  | { readonly type: 'image'; readonly id: BlockId; readonly src: string; readonly alt: string }
  | { readonly type: 'sautPage'; readonly id: BlockId };

/** What stands for a party on the title page (rule P11). */
export interface PrintLogo {
  /** Of the party: said instead of the picture, or beside it to whoever doesn't see it. */
  readonly name: string;
  readonly picture: { readonly type: 'png' | 'jpg'; readonly bytes: Uint8Array } | null;
}

/** Which state of which act is printed, in words: what headers, footers and the files' properties say. */
export interface PrintEdition {
  /** Name of the act in the portfolio. */
  readonly title: string;
  /** « Version 12 – Proposée à l’AMF », « Texte actuel ». */
  readonly version: string;
  /** When its last word was received, milliseconds since 1970; and that day in words, « 21 novembre 2026 ». */
  readonly at: number;
  readonly date: string;
  /** SHA-256 of the canonical JSON, hexadecimal. */
  readonly hash: string;
  /** Shown on every page while the text is not signed: « Projet »; `null` afterwards. */
  readonly mention: string | null;
  /** Names of the parties, as the act's page shows them; for the title page when the text has none there. */
  readonly parties: readonly string[];
  /** One per party, when one of them has a logo. */
  readonly logos?: readonly PrintLogo[];
}

/** A line of the sommaire. */
export interface PrintEntry {
  readonly id: BlockId;
  readonly niveau: number;
  /** « Article 4 – »; "" when unnumbered. */
  readonly printed: string;
  /** The words of the heading, on one line. */
  readonly text: string;
}

/** An act ready to print. */
export interface PrintModel {
  readonly edition: PrintEdition;
  /** One per block of the document, at the same index. */
  readonly blocks: readonly PrintBlock[];
  /** The divisions; `start` and `end` are indexes in `blocks` too. */
  readonly outline: readonly OutlineNode[];
  /** How many blocks at the head are titles: they make the title page. */
  readonly titles: number;
  readonly contents: readonly PrintEntry[];
  /** Notes that are called, by number (the first at index 0), each with its alinéas; one without text has none. */
  readonly notes: readonly { readonly noteId: string; readonly alineas: readonly PrintNote[] }[];
}
