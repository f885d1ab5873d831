import type { DivisionKind, TitleRole } from '#shared/document/schema/vocabulary.ts';
import { lenient } from '../reading/plain.ts';
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
      /** Letters of the heading when it and the first alinéa share a line (« Objet. – La Ville prête… »), else 0. */
      readonly titled: number;
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
const CONSIDERANT = lenient(/^[-–•*]?\s?(?:et\s)?considérant(?:\s|$|,|:)/iu);
const CONSIDERING = /^considérant\s(?:ces|cette)\s\p{L}+\s?:$/iu;
export const isConsiderant = (text: string): boolean => CONSIDERANT.test(text) && !CONSIDERING.test(text);
const FORMULA_END =
  /(?:ce\squi\ssuit|(?:dispositions|stipulations|conditions)\s(?:suivantes|ci-après|qui\ssuivent))\s?[:.,]?$/iu;
const FORMULA_VERB = lenient(/(?:conven|convien|expos|arrêt|rappel|décid|conclu|accord|stipul|préambule)/iu);
/** « il est convenu : », « Étant préalablement exposé que : », « les parties conviennent : ». */
const SHORT_FORMULA = lenient(
  /^(?:(?:ceci|cela)\s(?:étant\s)?(?:exposé|rappelé),?\s)?(?:il\s(?:est|a\sété)|étant|les\s(?:parties|signataires|partenaires))\s(?:\p{L}+\s){0,3}(?:convenu|conviennent|exposé|rappelé|arrêté|décidé)(?:\set\s(?:arrêté|convenu|décidé))?(?:\s(?:que|de|comme\ssuit))?\s?[:.]$/iu,
);
export const isFormula = (text: string): boolean =>
  (text.length < 260 && FORMULA_END.test(text) && FORMULA_VERB.test(text)) || SHORT_FORMULA.test(text);
/** A formula that agrees, as opposed to one that only recalls. */
export const isAgreement = (text: string): boolean =>
  lenient(/conven|convien|arrêt|décid|accord|stipul|conclu/iu).test(text);
const ENTRE = lenient(
  /^(?:entre,?\sd['’]une\spart|(?:et\s)?(?:(?:la\sprésente\s)?(?:convention|charte|accord)\s(?:est\s)?)?(?:conclue?\s|passée?\s|établie?\s|signée?\s)?entre|entre\sles\s(?:soussignée?s?|parties|parties\ssoussignées|signataires|partenaires)(?:\s(?:ci-après|désignée?s?|suivante?s?).{0,60})?)\s?[:,]?$/iu,
);
export const isEntre = (text: string): boolean => ENTRE.test(text);
export const isEt = (text: string): boolean =>
  /^(?:et|ainsi\sque|et\senfin|et,?\sd['’]autre\spart)\s?[:,]?$/iu.test(text);
const SIDE = lenient(
  /^(?:et\s?,?\s)?(?:d['’](?:une|autre)\spart|de\s(?:première|seconde|deuxième|troisième|quatrième|cinquième)\spart)\s?[,;:.]?(?:\set\s?[,:]?)?$/iu,
);
export const isSide = (text: string): boolean => SIDE.test(text);
const COLLECTIVE_INTRO = lenient(/ci-après|(?:désignée?s|dénommée?s|appelée?s)\s/iu);
const COLLECTIVE_WORD =
  /ensemble|collectivement|conjointement|individuellement|les\s(?:[«"“]\s?)?(?:parties|partenaires|signataires)/iu;
const PRESENTS = lenient(/représentée?s?\s(?:par|aux)|siège|conviennent|convenu/iu);
export const isCollective = (text: string): boolean =>
  text.length < 320 && COLLECTIVE_INTRO.test(text) && COLLECTIVE_WORD.test(text) && !PRESENTS.test(text);
const PREAMBLE = lenient(
  /^(?:préambule|exposé\s(?:préalable|des\smotifs)|avant[- ]propos|il\sest\spréalablement\sexposé$)(?:\s(?:de|à)\s.{0,60})?\s?[:.]?$/iu,
);
export const isPreambleTitle = (text: string): boolean => PREAMBLE.test(text);
export const isPageNumber = (text: string): boolean =>
  /^\s*(?:(?:(?:page|p\.)\s?\|?\s?)?\d{1,3}\s?(?:\/|sur|de)\s?\d{1,3}|[-–—]\s?\d{1,3}\s?[-–—]|(?:page|p\.)\s?\|?\s?\d{1,3}|\d{1,3}\s?\|\s?page)\s*$/iu.test(
    text,
  );

const INSTRUMENT =
  /(?:^|[\s'’])(?:convention|accord|avenant|protocole|charte|contrat|mémorandum|pacte|partenariat|déclinaison|entente|lettre\sd['’](?:engagement|intention)|feuille\sde\sroute)/iu;
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
