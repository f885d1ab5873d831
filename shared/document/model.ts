import type { BlockId } from '#shared/kernel/ids.ts';
import type {
  Counter,
  DivisionKind,
  ReferenceFormat,
  TextBlockName,
  TitleRole,
  VariableFormat,
} from './schema/vocabulary.ts';

/*
 * The JSON of a document (ProseMirror's `toJSON`), typed. `parseDocument` (./parse.ts) is the only door
 * from unknown JSON to these types.
 */

export type MarkJson =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'superscript' }
  | { readonly type: 'link'; readonly attrs: { readonly href: string } }
  | { readonly type: 'terme'; readonly attrs: { readonly defId: string; readonly genre: 'terme' | 'sigle' } }
  | { readonly type: 'referenceExterne'; readonly attrs: { readonly ref: string } };

export type InlineJson =
  | { readonly type: 'text'; readonly text: string; readonly marks?: readonly MarkJson[] }
  | { readonly type: 'hardBreak'; readonly marks?: readonly MarkJson[] }
  | {
      readonly type: 'variable';
      readonly attrs: { readonly chemin: string; readonly format: VariableFormat };
      readonly marks?: readonly MarkJson[];
    }
  | {
      readonly type: 'renvoi';
      readonly attrs: { readonly cible: string; readonly format: ReferenceFormat; readonly libelle: string };
      readonly marks?: readonly MarkJson[];
    }
  | {
      readonly type: 'appelNote';
      readonly attrs: { readonly noteId: string };
      readonly marks?: readonly MarkJson[];
    };

/** Attributes of a division heading; see schema/blocks.ts for their meaning. */
export interface IntituleAttrs {
  readonly id: BlockId;
  readonly niveau: number;
  readonly genre: DivisionKind;
  readonly famille: string | null;
  /** `<clause id>@<version>` when the division came from the clausier. */
  readonly clause: string | null;
  readonly prefixe: string;
  readonly compteur: Counter;
  readonly complet: boolean;
  readonly separateur: string;
  readonly numFixe: string | null;
}

export interface BlockAttrs {
  readonly alinea: { readonly id: BlockId; readonly retrait: number; readonly aVerifier: boolean };
  readonly titre: { readonly id: BlockId; readonly role: TitleRole };
  readonly partie: { readonly id: BlockId; readonly partieId: string | null };
  readonly liaison: { readonly id: BlockId };
  readonly visa: { readonly id: BlockId };
  readonly considerant: { readonly id: BlockId };
  readonly formule: { readonly id: BlockId };
  readonly intitule: IntituleAttrs;
  readonly item: {
    readonly id: BlockId;
    readonly niveau: number;
    readonly marqueur: string;
    readonly numFixe: string | null;
  };
  readonly cloture: { readonly id: BlockId };
  readonly signataire: { readonly id: BlockId; readonly partieId: string | null };
  readonly note: { readonly id: BlockId; readonly noteId: string | null };
}

/** A block that holds one run of inline content. Narrow on `type`. */
export type TextBlockJson = {
  [Name in TextBlockName]: {
    readonly type: Name;
    readonly attrs: BlockAttrs[Name];
    readonly content?: readonly InlineJson[];
  };
}[TextBlockName];

export interface TableCellJson {
  readonly type: 'tableCell' | 'tableHeader';
  readonly attrs: {
    readonly colspan: number;
    readonly rowspan: number;
    readonly colwidth: readonly number[] | null;
  };
  readonly content: readonly Extract<TextBlockJson, { type: 'alinea' | 'item' }>[];
}

export interface TableJson {
  readonly type: 'table';
  readonly attrs: { readonly id: BlockId };
  readonly content: readonly { readonly type: 'tableRow'; readonly content: readonly TableCellJson[] }[];
}

export type BlockJson =
  | TextBlockJson
  | TableJson
  | { readonly type: 'sautPage'; readonly attrs: { readonly id: BlockId } }
  | {
      readonly type: 'image';
      readonly attrs: { readonly id: BlockId; readonly src: string; readonly alt: string };
    };

export interface DocumentJson {
  readonly type: 'doc';
  readonly content: readonly BlockJson[];
}

/** The kinds of value that a variable can hold; each says how it is typed in and how it prints. */
export type FieldType = 'texte' | 'date' | 'entier' | 'montant' | 'enum' | 'booleen' | 'reference';

/**
 * One entry of `champs`. `valeur` is `null` while nobody has filled it in; a date is ISO `YYYY-MM-DD`,
 * an amount a decimal string in euros (`"500.00"`), an integer its decimal digits, a boolean `oui` or `non`.
 */
export interface FieldValue {
  readonly type: FieldType;
  readonly libelle: string;
  readonly valeur: string | null;
}

/** `champs` as plain data: key (`duree.mois`, `partie.p1.siege`) to value. */
export type Fields = Readonly<Record<string, FieldValue>>;

/** All that is typed in an act: what a version keeps, compares and hashes. */
export interface ActContent {
  readonly document: DocumentJson;
  readonly champs: Fields;
}
