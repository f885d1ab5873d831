import type { z } from 'zod';
import type { FieldType } from '#shared/document/model.ts';
import type { NameForm } from '#shared/document/names.ts';
import type {
  Counter,
  DivisionKind,
  Family,
  ReferenceFormat,
  VariableFormat,
} from '#shared/document/schema/vocabulary.ts';
import type { OrganisationFact } from '#shared/identity/facts.ts';
import type { ActKind, ActRole, ActState } from '#shared/identity/roles.ts';
import type { conditionSchema, factNeedSchema, PartyInput } from './wire.ts';

/** One file of `templates/`: `path` is relative to that folder, with `/` (`clauses/duree/signature.md`). */
export interface TemplateFile {
  readonly path: string;
  readonly source: string;
}

/** All atoms must hold; see condition.ts for how a jurist writes one in French. */
export type Condition = Readonly<z.infer<typeof conditionSchema>>;
export type ConditionAtom = Condition[number];

/** Bold, italic, raised letters, or the place where a term or a sigle is defined. */
export type TemplateMark =
  | { readonly type: 'bold' | 'italic' | 'superscript' }
  | { readonly type: 'terme'; readonly attrs: { readonly defId: string; readonly genre: 'terme' | 'sigle' } };

/** What is told of the representative: capacity and name with their agreement, or civilité and name. */
export type RepresentativeForm = 'complet' | 'nom';

/** One by one, a party's own lists: what it undertakes, or the facts of its sheet. */
export type PartyList = 'engagement' | 'fait';

/** How the act names itself: « la présente convention », « du présent accord-cadre », « Elle »… */
export type ActForm =
  | 'nom'
  | 'le'
  | 'Le'
  | 'du'
  | 'au'
  | 'le présent'
  | 'Le présent'
  | 'du présent'
  | 'au présent'
  | 'il'
  | 'Il'
  | 'lui';

/** A run of a template's text, before parties, blocks and ids exist. */
export type TemplateInline = { readonly marks: readonly TemplateMark[] } & (
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'hardBreak' }
  | { readonly type: 'variable'; readonly chemin: string; readonly format: VariableFormat }
  /** `complet`: the dénomination, else the short name. */
  | { readonly type: 'partie'; readonly forme: NameForm; readonly complet: boolean }
  /** A word that agrees with the party, or with what the act is called (« représenté·e », « conclu·e »). */
  | { readonly type: 'accord'; readonly avec: 'partie' | 'acte'; readonly mot: string }
  | { readonly type: 'representant'; readonly forme: RepresentativeForm }
  /** The word for the act (« convention »), after words that agree with it. */
  | { readonly type: 'acte'; readonly forme: ActForm }
  | {
      readonly type: 'element';
      readonly liste: PartyList;
      readonly part: 'valeur' | 'libelle' | 'date';
      readonly format: VariableFormat;
    }
  | { readonly type: 'renvoi'; readonly cible: string; readonly format: ReferenceFormat }
  | { readonly type: 'note'; readonly cle: string }
  | { readonly type: 'si'; readonly condition: Condition; readonly alors: readonly TemplateInline[] }
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
  | {
      readonly type: 'chaquePartie';
      readonly blocs: readonly TemplateBlock[];
      /** What stands between two parties. */
      readonly entre: readonly TemplateBlock[];
    }
  | { readonly type: 'chaqueElement'; readonly liste: PartyList; readonly blocs: readonly TemplateBlock[] }
);

/** What stands in the text only under a condition: blocks, or a run. */
export type Conditional = Extract<TemplateBlock | TemplateInline, { type: 'si' }>;

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

/** A fact that a clause prints of a party: key, label, type. */
export type FactNeed = Readonly<z.infer<typeof factNeedSchema>>;

/** A reusable text of one family, read from `clauses/<famille>/<variante>.md`. */
export interface Clause {
  readonly id: string;
  readonly famille: Family;
  readonly variante: string;
  /** Heading printed above the clause; `null` for one that opens no division. */
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
  /** Facts of a party's sheet that it prints. */
  readonly faits: readonly FactNeed[];
  readonly body: TemplateBody;
  /** True for a wording of the clausier, which a draft can then be compared with. */
  readonly maison: boolean;
  readonly file: string;
  /** The whole file, as its author wrote it. */
  readonly source: string;
}

/** How the headings of one level are numbered; see `intitule` in the document schema. */
export interface NumberingStyle {
  readonly genre: DivisionKind;
  readonly prefixe: string;
  readonly compteur: Counter;
  readonly complet: boolean;
  readonly separateur: string;
}

/** One step of a modèle, in the order in which it prints: the agreement formula, or a clause. */
export type ModeleStep = { readonly line: number } & (
  | { readonly bloc: 'formule'; readonly content: readonly TemplateInline[] }
  | {
      readonly bloc: 'clause';
      /** Names the step: its family, unless the modèle has two of that family. */
      readonly cle: string;
      readonly famille: Family;
      /** `aucune` for an optional step left out unless asked for. */
      readonly defaut: string;
      readonly variantes: readonly string[];
      readonly facultative: boolean;
      readonly si: Condition;
    }
);

/** An ordered choice of clauses for one kind of act, read from `modeles/<id>.yaml`. */
export interface Modele {
  readonly id: string;
  readonly titre: string;
  /** Place among the modèles offered. */
  readonly rang: number;
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
  /** Current versions, by `<famille>/<variante>`. */
  readonly clauses: ReadonlyMap<string, Clause>;
  /** Former versions by clause id, newest first. */
  readonly anciennes: ReadonlyMap<string, readonly Clause[]>;
  readonly modeles: ReadonlyMap<string, Modele>;
  readonly exemple: ExampleSource | null;
}

/** What a person fills in to begin an act. A step absent from `variantes` takes the modèle's default. */
export interface DraftInput {
  readonly titre: string;
  readonly parties: readonly PartyInput[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly variantes?: Readonly<Record<string, string>> | undefined;
}

/** An organisation of the example; `cle` is how the example's other parts name it. */
export interface ExampleOrganisation {
  readonly cle: string;
  readonly denomination: string;
  readonly sigle: string;
  readonly forme: string;
  readonly siege: string;
  readonly personnePublique: boolean;
  readonly presentation?: string | undefined;
  readonly faits: readonly OrganisationFact[];
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
