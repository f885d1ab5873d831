import type { FieldType } from '#shared/document/model.ts';
import type {
  Counter,
  DivisionKind,
  Family,
  ReferenceFormat,
  TitleRole,
  VariableFormat,
} from '#shared/document/schema/vocabulary.ts';
import type { ActKind, ActRole, ActState } from '#shared/identity/roles.ts';
import type { PartyInput } from './wire.ts';

/** One file of `templates/`: `path` is relative to that folder, with `/` (`clauses/duree/signature.md`). */
export interface TemplateFile {
  readonly path: string;
  readonly source: string;
}

/** One elementary condition; see condition.ts for how it is written in French. */
export type ConditionAtom =
  | {
      readonly kind: 'champ';
      readonly chemin: string;
      readonly valeurs: readonly string[];
      readonly nie: boolean;
    }
  | { readonly kind: 'rempli'; readonly chemin: string; readonly nie: boolean }
  | { readonly kind: 'parties'; readonly min: number; readonly max: number }
  | { readonly kind: 'publique'; readonly nie: boolean }
  | { readonly kind: 'famille'; readonly famille: Family; readonly nie: boolean };

/** All atoms must hold. An empty condition always holds. */
export type Condition = readonly ConditionAtom[];

/** Bold, italic, raised letters, or the place where a term or a sigle is defined. */
export type TemplateMark =
  | { readonly type: 'bold' | 'italic' | 'superscript' }
  | { readonly type: 'terme'; readonly attrs: { readonly defId: string; readonly genre: 'terme' | 'sigle' } };

/** How a party is named in a sentence: bare, or with the article its name calls for. */
export type PartyForm = 'nom' | 'le' | 'Le' | 'du' | 'au';

/** A run of a template's text, before parties, blocks and ids exist. */
export type TemplateInline = { readonly marks: readonly TemplateMark[] } & (
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'hardBreak' }
  | { readonly type: 'variable'; readonly chemin: string; readonly format: VariableFormat }
  | { readonly type: 'partie'; readonly forme: PartyForm }
  | { readonly type: 'renvoi'; readonly cible: string; readonly format: ReferenceFormat }
  | { readonly type: 'note'; readonly cle: string }
);

/** A block of a template's text. `line` counts from 1 in its file. */
export type TemplateBlock = { readonly line: number } & (
  | { readonly type: 'alinea'; readonly content: readonly TemplateInline[] }
  | { readonly type: 'intitule'; readonly niveau: number; readonly content: readonly TemplateInline[] }
  | {
      readonly type: 'item';
      readonly niveau: number;
      readonly marqueur: string;
      /** Number at which a list goes on after an interruption. */
      readonly numFixe: string | null;
      readonly content: readonly TemplateInline[];
    }
  | { readonly type: 'table'; readonly rows: readonly (readonly (readonly TemplateInline[])[])[] }
  | {
      readonly type: 'si';
      readonly condition: Condition;
      readonly alors: readonly TemplateBlock[];
      readonly sinon: readonly TemplateBlock[];
    }
  | { readonly type: 'chaquePartie'; readonly blocs: readonly TemplateBlock[] }
);

/** The text of a clause: its blocks, and the footnotes they call by key. */
export interface TemplateBody {
  readonly blocs: readonly TemplateBlock[];
  readonly notes: ReadonlyMap<string, { readonly line: number; readonly content: readonly TemplateInline[] }>;
}

/** A variable that a clause or a modèle asks for. */
export interface VariableDeclaration {
  readonly chemin: string;
  readonly type: FieldType;
  readonly libelle: string;
  readonly aide: string | null;
  /** As typed by a person; `{{parties.nombre}}` stands for the number of parties. */
  readonly defaut: string | null;
  readonly requis: boolean;
  readonly choix: readonly string[];
  readonly min: number | null;
  readonly max: number | null;
  /** Key of a date that this one may not precede. */
  readonly apres: string | null;
  /** When it is asked for. */
  readonly si: Condition;
  readonly line: number;
}

/** A reusable text of one family, read from `clauses/<famille>/<variante>.md`. */
export interface Clause {
  readonly id: string;
  readonly famille: Family;
  readonly variante: string;
  /** Heading printed above the clause; `null` for visas and considérants, which have none. */
  readonly titre: readonly TemplateInline[] | null;
  readonly version: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  readonly auteur: string;
  readonly note: string | null;
  /** In one sentence, when to use it. */
  readonly emploi: string;
  /** What should hold where it is used, each with the sentence told when it does not. */
  readonly conditions: readonly { readonly si: Condition; readonly sinon: string; readonly line: number }[];
  readonly variables: readonly VariableDeclaration[];
  readonly body: TemplateBody;
  /** True for a wording of the clausier, which a draft can then be compared with. */
  readonly maison: boolean;
  readonly file: string;
}

/** How the headings of one level are numbered; see `intitule` in the document schema. */
export interface NumberingStyle {
  readonly genre: DivisionKind;
  readonly prefixe: string;
  readonly compteur: Counter;
  readonly complet: boolean;
  readonly separateur: string;
}

/** One step of a modèle, in the order in which it prints. */
export type ModeleStep = { readonly line: number } & (
  | {
      readonly bloc: 'titre';
      readonly lignes: readonly { readonly role: TitleRole; readonly content: readonly TemplateInline[] }[];
      /** Adds one line per party (its dénomination), as on a cover. */
      readonly parties: boolean;
    }
  | {
      readonly bloc: 'parties';
      readonly style: 'entre-et';
      readonly entre: string;
      readonly et: string;
      readonly collectif: readonly TemplateInline[] | null;
    }
  | { readonly bloc: 'formule'; readonly content: readonly TemplateInline[] }
  | { readonly bloc: 'cloture'; readonly content: readonly TemplateInline[] }
  | { readonly bloc: 'signatures' }
  | {
      readonly bloc: 'clause';
      readonly famille: Family;
      readonly defaut: string;
      readonly variantes: readonly string[];
      readonly si: Condition;
    }
);

/** An ordered choice of clauses for one kind of act, read from `modeles/<id>.yaml`. */
export interface Modele {
  readonly id: string;
  readonly titre: string;
  readonly description: string;
  readonly version: number;
  readonly date: string;
  readonly kind: Exclude<ActKind, 'modele'>;
  /** The word by which the act calls itself, used throughout (« convention »). */
  readonly qualification: string;
  readonly parties: { readonly min: number; readonly max: number };
  /** Index 0 is level 1; `familles` overrides it for the clauses of one family. */
  readonly numerotation: readonly NumberingStyle[];
  readonly familles: ReadonlyMap<Family, readonly NumberingStyle[]>;
  readonly variables: readonly VariableDeclaration[];
  readonly deroule: readonly ModeleStep[];
  readonly file: string;
}

/** All templates, checked together: every clause that a modèle names exists, every renvoi has its target. */
export interface Library {
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly modeles: ReadonlyMap<string, Modele>;
  readonly exemple: ExampleSource | null;
}

/** What a person fills in to begin an act. A family absent from `variantes` takes the modèle's default. */
export interface DraftInput {
  readonly titre: string;
  readonly parties: readonly PartyInput[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly variantes?: Readonly<Record<string, string>>;
}

/** An organisation of the example; `cle` is how the example's other parts name it. */
export interface ExampleOrganisation {
  readonly cle: string;
  readonly denomination: string;
  readonly sigle: string;
  readonly forme: string;
  readonly siege: string;
  readonly personnePublique: boolean;
}

/** A (fictitious) person of the example; `organisation` is an `ExampleOrganisation.cle`. */
export interface ExamplePerson {
  readonly cle: string;
  readonly nom: string;
  readonly email: string;
  readonly organisation: string;
}

/** A person's role in an act, on behalf of an organisation; both by `cle`. */
export interface ExampleRight {
  readonly person: string;
  readonly organisation: string;
  readonly role: ActRole;
}

/** One act of the example as declared: which modèle, filled with what, who takes part. */
export interface ExampleActSource {
  readonly titre: string;
  readonly state: ActState;
  readonly modele: Modele;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly input: DraftInput;
  readonly rights: readonly ExampleRight[];
  /** Persons who get a personal link to this act, by `cle`. */
  readonly links: readonly string[];
}

/** The whole example, read from `exemple/`. */
export interface ExampleSource {
  readonly organisations: readonly ExampleOrganisation[];
  readonly persons: readonly ExamplePerson[];
  readonly acts: readonly ExampleActSource[];
}
