import type { Literal, Rank } from './quantities.ts';
import type { Quote } from './quotes.ts';

/*
 * What an instruction says, before anybody looks where that stands in a text: nouns, ranks and quotations, as written.
 */

/** Lines that are called by their noun and rank. */
export type LineNoun =
  | 'alinea'
  | 'paragraphe'
  | 'tiret'
  | 'puce'
  | 'visa'
  | 'considerant'
  | 'note'
  | 'item'
  | 'image';

/** What stands before and after the divisions. */
type FrontName = 'parties' | 'titre' | 'formule' | 'liminaire' | 'cloture' | 'apres' | 'signature';

/** One step of a path, from the narrow (« deuxième alinéa ») to the wide (« de l’article 4 »). */
export type Step =
  | { readonly kind: 'act' }
  | {
      readonly kind: 'division';
      /** « article », « annexe », singular; "" when only its words are given. */
      readonly noun: string;
      /** As written: « 4 », « 4-1 », « 1er », « IV », « 5 bis ». */
      readonly number: string | null;
      /** The words of its heading, when it is called by them. */
      readonly heading: string | null;
      readonly rank: Rank | null;
      /** « tous les articles ». */
      readonly all?: true;
    }
  /** « 2° », « a », « I », « 2.1 »; `noun` for « point 3 », « paragraphe 2 ». */
  | { readonly kind: 'label'; readonly label: string; readonly noun: string | null }
  | {
      readonly kind: 'line';
      readonly noun: LineNoun;
      readonly rank: Rank | null;
      /** Its first words, or all of them, when it is called by them. */
      readonly begins?: string;
      /** « les visas », « les trois puces »: all of them, and how many when it is said. */
      readonly all?: number | 'any';
    }
  | { readonly kind: 'phrase'; readonly rank: Rank | null; readonly begins?: string }
  | { readonly kind: 'table'; readonly rank: Rank | null }
  /** `words`: those of its first cell, when it is called by them. */
  | { readonly kind: 'row'; readonly rank: Rank | null; readonly words: string | null }
  | { readonly kind: 'cell'; readonly rank: Rank | null }
  /** « intitulé » of what comes next in the path. */
  | { readonly kind: 'heading' }
  | { readonly kind: 'front'; readonly name: FrontName }
  /** « cet article », « ledit alinéa », « celui-ci ». */
  | { readonly kind: 'same'; readonly noun: string | null };

/** One thing or a range of them: « l’article 4 », « les articles 4 à 6 ». */
export interface Head {
  readonly first: Step;
  readonly last: Step | null;
}

/** Which hit of the words: see model.ts; null when nothing is said. */
export type SaidOccurrence =
  | { readonly kind: 'rank'; readonly rank: Rank }
  /** « les deux premières occurrences ». */
  | { readonly kind: 'ranks'; readonly ranks: readonly Rank[] }
  /** `count`: how many there are said to be. */
  | { readonly kind: 'all'; readonly count?: number }
  | null;

/** Words that stand in the text: quoted, or a quantity written out. */
export interface SaidWords {
  /** « mots », « date », « montant »… in small letters without accents, singular or plural as written. */
  readonly noun: string;
  readonly items: readonly (Quote | Literal)[];
  readonly occurrence: SaidOccurrence;
}

/** A noun phrase. */
export interface Phrase {
  readonly from: number;
  readonly to: number;
  readonly determiner: 'definite' | 'indefinite' | 'none';
  readonly heads: readonly Head[];
  /** What the heads stand in, narrow to wide. */
  readonly within: readonly Step[];
  readonly words: SaidWords | null;
  /** « l’ensemble de », « toute la ». */
  readonly whole: boolean;
  /** « deux alinéas ». */
  readonly count: number | null;
  /** « ainsi rédigé », « suivant »: what it is follows. */
  readonly follows: boolean;
  /** « jointe au présent avenant ». */
  readonly attached: boolean;
  /** New text that follows it. */
  readonly quotes: readonly Quote[];
}
