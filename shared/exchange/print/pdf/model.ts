/*
 * What the typesetter's template (templates/print/acte.typ) is given, as JSON. Every string is printed as it is: nothing
 * here is markup. Keys are short because a run is repeated thousands of times.
 */

/** A piece of a line. */
export type PdfRun =
  | {
      readonly k: 'texte';
      readonly t: string;
      readonly bold?: true;
      readonly italic?: true;
      readonly under?: true;
      readonly strike?: true;
      readonly sup?: true;
      /** A value still to fill in. */
      readonly hole?: true;
      /** In a comparison: came, went, or changed without reading otherwise. */
      readonly revision?: 'ins' | 'del' | 'alt';
      /** An address outside the file. */
      readonly href?: string;
      /** A label of this file. */
      readonly to?: string;
    }
  | { readonly k: 'saut' }
  /** First call of a note: its text goes to the foot of the page. */
  | { readonly k: 'note'; readonly n: number; readonly body: readonly (readonly PdfRun[])[] }
  /** A call whose note is already there, or has no text. */
  | { readonly k: 'rappel'; readonly n: number };

interface PdfListItem {
  readonly marker: string;
  readonly label?: string;
  readonly runs: readonly PdfRun[];
  /** Items of the levels below. */
  readonly inside: readonly PdfList[];
}

/** Items of one level that follow one another. `depth`: how many levels were skipped above the first. */
export interface PdfList {
  readonly k: 'liste';
  readonly depth: number;
  readonly items: readonly PdfListItem[];
}

export interface PdfCell {
  readonly x: number;
  readonly y: number;
  readonly colspan: number;
  readonly rowspan: number;
  readonly header: boolean;
  readonly body: readonly PdfNode[];
}

/** Cells in their places. */
export interface PdfTable {
  readonly widths: readonly number[];
  readonly headerRows: number;
  readonly rows: number;
  readonly cells: readonly PdfCell[];
}

interface PdfLine {
  readonly label?: string;
  readonly runs: readonly PdfRun[];
}

/** What follows what, down the pages. */
export type PdfNode =
  | (PdfLine & { readonly k: 'titre'; readonly role: string })
  /** `keep`: stays on the page of what follows. */
  | (PdfLine & { readonly k: 'alinea'; readonly retrait: number; readonly keep?: true })
  | (PdfLine & {
      readonly k: 'partie' | 'liaison' | 'cote' | 'visa' | 'considerant' | 'formule' | 'cloture' | 'renote';
    })
  | (PdfLine & {
      readonly k: 'intitule';
      readonly niveau: number;
      readonly genre: string;
      /** What stands before its words. */
      readonly printed: readonly PdfRun[];
      /** Its line in the sommaire and the bookmarks. */
      readonly plain: string;
      /** Whether the sommaire has a line for it. */
      readonly listed: boolean;
    })
  | PdfList
  | (PdfTable & { readonly k: 'table'; readonly label?: string })
  /** A line of a comparison; `note`: what the margin says of it, "" for nothing. */
  | {
      readonly k: 'ligne';
      readonly style: string;
      readonly indent: number;
      readonly number: readonly PdfRun[];
      readonly runs: readonly PdfRun[];
      readonly note: string;
    }
  | { readonly k: 'tableau'; readonly note: string; readonly table: PdfTable }
  | { readonly k: 'signatures'; readonly blocks: readonly PdfLine[] }
  /** `file`: name of a picture sent beside; absent when it can't be read, and its words stand for it. */
  | { readonly k: 'image'; readonly file?: string; readonly alt: string };

/** The last page of a sealed file. Its seal stands in a box whose place the template fixes. */
export interface PdfSignaturePage {
  readonly title: string;
  readonly lead: string;
  readonly signatories: readonly {
    readonly party: string;
    readonly name: string;
    /** What follows the name, a line each. */
    readonly lines: readonly string[];
  }[];
  readonly seal: {
    readonly title: string;
    readonly lines: readonly string[];
    readonly warning: string | null;
  };
}

export interface PdfDocument {
  readonly title: string;
  readonly authors: readonly string[];
  /** Running title, on one line. */
  readonly running: string;
  readonly version: string;
  readonly date: string;
  /** Of the file's properties: year, month, day, hour, minute, second, in UTC. */
  readonly stamp: readonly number[];
  readonly hash: string;
  readonly mention: string | null;
  /** What stands for each party above the titles; `file`: name of a picture sent beside. */
  readonly logos: readonly { readonly name: string; readonly file?: string }[];
  /** `null` when the act is too short for a title page. */
  readonly cover: { readonly titles: readonly PdfNode[]; readonly parties: readonly string[] } | null;
  /** Whether a sommaire follows the title page. */
  readonly contents: boolean;
  /** At the head of a comparison: the two texts, how many changes, and each in one sentence. */
  readonly comparison?: {
    readonly title: string;
    readonly names: { readonly old: string; readonly new: string };
    readonly count: string;
    readonly notice: string;
    readonly groups: readonly {
      readonly title: string;
      readonly changes: readonly {
        readonly text: string;
        readonly label: string;
        readonly facts: readonly string[];
      }[];
    }[];
  };
  readonly flow: readonly PdfNode[];
  /** Only in a file that is about to be sealed. */
  readonly signatures?: PdfSignaturePage;
}

/** A picture beside the document. */
export interface PdfPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A dossier de preuve, as `templates/print/dossier.typ` is given it: sections of labelled values, and a journal. */
export interface PdfDossier {
  readonly title: string;
  readonly lead: string;
  /** As in {@link PdfDocument}. */
  readonly stamp: readonly number[];
  readonly warning: string | null;
  readonly sections: readonly {
    readonly title: string;
    readonly groups: readonly {
      /** Stands over the values; `null` for a section of one group. */
      readonly title: string | null;
      readonly rows: readonly { readonly label: string; readonly value: string; readonly mono: boolean }[];
    }[];
    /** A paragraph under them. */
    readonly note: string | null;
  }[];
  readonly journal: {
    readonly title: string;
    readonly note: string;
    readonly rows: readonly {
      readonly rank: string;
      readonly at: string;
      readonly what: string;
      readonly who: string;
      readonly hash: string;
    }[];
  };
}
