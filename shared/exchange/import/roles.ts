import type { DivisionKind, TitleRole } from '#shared/document/schema/vocabulary.ts';
import type { NumberStart } from './number-start.ts';
import type { Piece } from './pieces.ts';

/** What a piece of the source is in the act. A `reason` says, in French, why it was not recognised. */
export type Role =
  | { readonly role: 'titre'; readonly titre: TitleRole }
  | { readonly role: 'partie'; readonly group: number }
  | { readonly role: 'liaison' | 'visa' | 'considerant' | 'formule' | 'cloture' | 'skip' }
  | { readonly role: 'saut' }
  | { readonly role: 'table' }
  | {
      readonly role: 'intitule';
      readonly genre: DivisionKind;
      readonly start: NumberStart | null;
      /** The heading is bulleted (« ○ Durée »). */
      readonly bullet: string;
      /** Series key of the heading: two headings of one style stand at one level. */
      readonly style: string;
      /** 1 is the most prominent; 0 when the source does not tell. */
      readonly prominence: number;
      /** The text after the number is the division's first alinéa, not a heading. */
      readonly runIn: boolean;
    }
  | { readonly role: 'item'; readonly start: NumberStart | null; readonly bullet: string }
  | { readonly role: 'alinea'; readonly reason: string | null; readonly indent: number }
  | { readonly role: 'signataire'; readonly group: number };

export type HeadingRole = Extract<Role, { role: 'intitule' }>;

/** Rule I2: the words are kept in place, and listed with this reason. */
export const unrecognised = (reason: string): Role => ({ role: 'alinea', reason, indent: 0 });
export const ALINEA: Role = { role: 'alinea', reason: null, indent: 0 };

/** Words at the start of a piece that give its role away, wherever it stands. */
export const isVisa = (text: string): boolean =>
  /^[-–•*]?\s?(?:et\s)?vus?(?:\s?:|\s(?:la|le|les|son|sa|ses|ensemble|délibération|décision|arrêté|avis|code|loi)\s|\sl['’]|$)/iu.test(
    text,
  );
export const isConsiderant = (text: string): boolean =>
  /^[-–•*]?\s?(?:et\s)?considérant(?:\s|$|,|:)/iu.test(text) &&
  !/^considérant\s(?:ces|cette)\s\p{L}+\s?:$/iu.test(text);
export const isFormula = (text: string): boolean =>
  text.length < 260 &&
  /(?:ce\squi\ssuit|(?:dispositions|stipulations|conditions)\s(?:suivantes|ci-après|qui\ssuivent))\s?[:.,]?$/iu.test(
    text,
  ) &&
  /(?:conven|convien|expos|arrêt|rappel|décid|conclu|accord|stipul|préambule)/iu.test(text);
export const isEntre = (text: string): boolean =>
  /^(?:entre,?\sd['’]une\spart|(?:et\s)?(?:la\sprésente\sconvention\sest\s)?(?:conclue\s|passée\s|établie\s)?entre|entre\sles\s(?:soussignée?s?|parties|parties\ssoussignées)(?:\s(?:ci-après|désignée?s?).{0,60})?)\s?[:,]?$/iu.test(
    text,
  );
export const isEt = (text: string): boolean =>
  /^(?:et|ainsi\sque|et\senfin|et,?\sd['’]autre\spart)\s?[:,]?$/iu.test(text);
export const isSide = (text: string): boolean =>
  /^(?:et\s?,?\s)?(?:d['’](?:une|autre)\spart|de\spremière\spart|de\sseconde\spart|de\s(?:deuxième|troisième)\spart)\s?[,;:.]?(?:\set\s?[,:]?)?$/iu.test(
    text,
  );
export const isCollective = (text: string): boolean =>
  text.length < 320 &&
  /ci-après|(?:désignée?s|dénommée?s)\s/iu.test(text) &&
  /ensemble|collectivement|conjointement|individuellement|les\s(?:«\s?)?(?:parties|partenaires|signataires)/iu.test(
    text,
  ) &&
  !/représentée?s?\s(?:par|aux)|siège/iu.test(text) &&
  !/conviennent|convenu/iu.test(text);
export const isPreambleTitle = (text: string): boolean =>
  /^(?:préambule|preambule|exposé\s(?:préalable|des\smotifs)|avant[- ]propos|il\sest\spréalablement\sexposé$)(?:\s(?:de|à)\s.{0,60})?\s?[:.]?$/iu.test(
    text,
  );
export const isPageNumber = (text: string): boolean =>
  /^(?:page\s)?\d{1,3}\s?(?:\/|sur)\s?\d{1,3}$|^[-–—]\s?\d{1,3}\s?[-–—]$|^page\s\d{1,3}$/iu.test(text);

const INSTRUMENT =
  /(?:^|[\s'’])(?:convention|accord|avenant|protocole|charte|contrat|mémorandum|pacte|partenariat)/iu;
/** @returns true when a line names the kind of instrument that it heads */
export const namesInstrument = (text: string): boolean => INSTRUMENT.test(text);

/** @returns true for a line short enough, and closed by nothing, to be a heading or a title */
export function isShortLine(piece: Piece): boolean {
  const words = piece.plain.split(' ').length;
  return (
    piece.plain.length <= 140 &&
    words <= 22 &&
    !/[.;,:!?…]$/u.test(piece.plain) &&
    /\p{L}{2}/u.test(piece.plain)
  );
}
