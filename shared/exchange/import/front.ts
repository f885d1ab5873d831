import type { TitleRole } from '#shared/document/schema/vocabulary.ts';
import { isCapacity, looksLikeOrganisation, personName } from '../reading/persons.ts';
import { lenient } from '../reading/plain.ts';
import { numberStart } from './number-start.ts';
import type { Piece } from './pieces.ts';
import {
  ALINEA,
  isCollective,
  isConsiderant,
  isEntre,
  isEt,
  isFormula,
  isPreambleTitle,
  isShortLine,
  isSide,
  isVisa,
  namesInstrument,
  type Role,
  unrecognised,
} from './roles.ts';

type State = 'cover' | 'parties' | 'formula';

const PARTIES_TITLE =
  /^(?:conclue?\sentre\s:|les\sparties|(?:désignation|identification)\sdes\sparties|parties\s(?:signataires|contractantes|à\sla\sconvention)|les\s(?:parties\s)?(?:signataires|soussignée?s))\s?:?$/iu;
const PARTY_WORDS = lenient(
  /représentée?s?\s|ci-après|\bsiège\b|\bassociation\b|établissement\spublic|\bsiret\b|\bsiren\b|domiciliée?|(?:^|\s)sise?\s|agissant|collectivité\sterritoriale|immatriculée?|dûment|habilitée?/iu,
);
const PARTY_GOES_ON = lenient(
  /^(?:représentée?s?(?!\p{L})|ci-après|dont\s|ayant\s|et\sci-après|désignée?|dénommée?|domiciliée?|située?|sise?\b|adresse|siret|siren|n°|agissant|association|établissement|dûment|habilitée?|immatriculée?|enregistrée?|déclarée?|code|téléphone|tél|courriel|\d|\()/iu,
);
const STARTS_LOW = /^\p{Ll}/u;
/** « L’association X, représentée par… »: another party, even on the line below the last one. */
const LEADS_PARTY = /^(?:et\s|ET\s)?(?:[Ll]['’]|[Ll][ae]s?\s|LA\s|LES?\s)/u;
const MENTION =
  /^(?:\(.*\)$|n°|réf|version|année|période|exercice|projet|\d{4}|du\s\d|de\s\d{4}|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|signée?\s|\d{1,2}\s\p{L}+\s\d{4}|convention\sn\s?°)/iu;
const CONTINUES_TITLE =
  /^(?:ENTRE\s|Entre\s|\p{Ll}|à\s|relati|portant|pour\s|de\s|du\s|des\s|d['’]|en\s|dans\s|sur\s|au\s|aux\s|RELATI|PORTANT|POUR\s|DE\s|DU\s|DES\s|D['’]|EN\s|SUR\s|AU\s|AUX\s|ET\s|À\s)/u;
const CONTENTS_LINE = /(?:\.\s?){4,}\s?\d{1,3}$|…{2,}\s?\d{1,3}$/u;

/** A line of a table of contents repeats a heading: it must not open a division. */
export const isContentsLine = (text: string): boolean => text.length < 300 && CONTENTS_LINE.test(text);

/** Reads the front matter piece by piece: title, parties, visas, agreement formula (rules M1 to M9). */
export class FrontReader {
  private state: State = 'cover';
  private titled = false;
  private group = -1;
  private afterLiaison = false;
  private loose = 0;
  private lastRole: Role['role'] | null = null;
  private lastTitle = -2;
  private represented = false;

  private readonly pieces: readonly Piece[];
  private readonly limit: number;

  constructor(pieces: readonly Piece[], limit: number) {
    this.pieces = pieces;
    this.limit = limit;
  }

  /** @returns the index of the first piece of the body; earlier ones have been given to `take` */
  read(take: (index: number, role: Role) => void): number {
    for (let index = 0; index < this.limit; index += 1) {
      const piece = this.pieces[index];
      if (piece === undefined) return index;
      const role = this.roleOf(piece, index);
      if (role === null) return index;
      take(index, role);
      if (role.role !== 'saut' && role.role !== 'skip') this.lastRole = role.role;
    }
    return this.limit;
  }

  private roleOf(piece: Piece, index: number): Role | null {
    const text = piece.plain;
    if (piece.kind === 'rule' || piece.kind === 'pageBreak') return { role: 'saut' };
    if (piece.kind === 'table')
      return this.state === 'cover' || this.state === 'parties' ? { role: 'table' } : null;
    if (piece.furniture !== null) return unrecognised(piece.furniture);
    if (isContentsLine(text)) return unrecognised('Ligne d’un sommaire de la source.');
    if (isEntre(text) || (PARTIES_TITLE.test(text) && this.state === 'cover')) return this.enterParties();
    if (/^(?:les\s)?visas\s?:?$/iu.test(text)) return { role: 'visa' };
    if (/^(?:les\s)?considérants\s?:?$/iu.test(text)) return { role: 'considerant' };
    if (isVisa(text)) return { role: 'visa' };
    if (isConsiderant(text)) return { role: 'considerant' };
    if (piece.kind === 'bullet' && (this.lastRole === 'visa' || this.lastRole === 'considerant'))
      return { role: this.lastRole };
    if (isFormula(text)) {
      this.state = 'formula';
      return { role: 'formule' };
    }
    if (isPreambleTitle(text) || this.startsBody(piece, index)) return null;
    if (this.lastRole === 'visa' && this.goesOn(piece, index)) return { role: 'visa' };
    switch (this.state) {
      case 'cover':
        return this.cover(piece, index);
      case 'parties':
        return this.party(piece, index);
      case 'formula':
        return this.afterFormula(piece, index);
    }
  }

  private enterParties(): Role {
    this.state = 'parties';
    this.afterLiaison = true;
    return { role: 'liaison' };
  }

  private goesOn(piece: Piece, index: number): boolean {
    const before = this.pieces[index - 1];
    return (
      piece.kind === 'text' &&
      before !== undefined &&
      before.chunk === piece.chunk &&
      !/[.;]$/.test(before.plain)
    );
  }

  private startsBody(piece: Piece, index: number): boolean {
    const start = numberStart(piece.plain);
    if (start === null) return false;
    // « Annexe 2 – Convention type » is a title; an extract that begins at its first article has none.
    if (start.named) return this.state !== 'cover' || this.titled || !namesInstrument(piece.plain);
    if (PARTY_WORDS.test(piece.plain) && this.state !== 'formula') return false;
    if (start.path[0] !== 1 && piece.kind !== 'heading') return false;
    if (piece.kind === 'heading' || piece.strong || piece.caps) return this.titled || index > 0;
    return this.state === 'formula' || start.style !== 'A.' || this.titled;
  }

  /** The next pieces hold a paragraph, as those after a heading do. */
  private headsText(index: number): boolean {
    for (let next = index + 1; next < Math.min(index + 4, this.limit); next += 1) {
      const piece = this.pieces[next];
      if (piece === undefined) return false;
      if (piece.kind === 'rule' || piece.kind === 'pageBreak') continue;
      if (isVisa(piece.plain) || isConsiderant(piece.plain)) return next > index + 1;
      if (isEntre(piece.plain) || isEt(piece.plain)) return false;
      if (piece.kind === 'bullet' || piece.plain.length > 140)
        return !PARTY_WORDS.test(piece.plain.slice(0, 400)) || /[.:]$/.test(piece.plain);
      if (!isShortLine(piece)) return piece.plain.length > 60;
    }
    return false;
  }

  private cover(piece: Piece, index: number): Role | null {
    const text = piece.plain;
    const short =
      text.length <= 240 &&
      (isShortLine(piece) ||
        piece.kind === 'heading' ||
        piece.strong ||
        piece.caps ||
        /[,:]$/.test(text) ||
        MENTION.test(text));
    if (isEt(text) && text.length < 6) return { role: 'liaison' };
    if (short || (!this.titled && text.length <= 300 && namesInstrument(text) && !/\.$/.test(text))) {
      const heads = this.titled && !namesInstrument(text.slice(0, 40)) && this.headsText(index);
      if (heads && !looksLikeOrganisationName(text) && (piece.blanks > 0 || piece.kind === 'heading'))
        return null;
      return { role: 'titre', titre: this.titleRole(piece, index) };
    }
    if (PARTY_WORDS.test(text.slice(0, 600)) && /repr[ée]sent[ée]e?|ci-apr[èe]s/iu.test(text)) {
      this.state = 'parties';
      this.afterLiaison = true;
      return this.party(piece, index);
    }
    this.loose += 1;
    if (this.loose > 2 && this.titled) return null;
    return unrecognised('Texte placé avant les parties, ni titre ni visa.');
  }

  private titleRole(piece: Piece, index: number): TitleRole {
    const text = piece.plain;
    const directly = this.lastTitle === index - 1 && this.pieces[index - 1]?.chunk === piece.chunk;
    const goesOn = this.titled && this.lastTitle >= 0 && (CONTINUES_TITLE.test(text) || directly);
    if (!this.titled && (namesInstrument(text) || !this.laterInstrument(index))) {
      this.titled = true;
      this.lastTitle = index;
      return 'principal';
    }
    if (MENTION.test(text) && !CONTINUES_TITLE.test(text)) return 'mention';
    if (looksLikeOrganisationName(text) && !(goesOn && CONTINUES_TITLE.test(text))) return 'partie';
    if (goesOn) this.lastTitle = index;
    return this.titled ? 'sous-titre' : 'mention';
  }

  private laterInstrument(index: number): boolean {
    return this.pieces
      .slice(index + 1, Math.min(index + 10, this.limit))
      .some((piece) => piece.plain.length < 200 && namesInstrument(piece.plain) && !isEntre(piece.plain));
  }

  private party(piece: Piece, index: number): Role | null {
    const text = piece.plain;
    if (isSide(text) || isEt(text) || isCollective(text)) {
      this.afterLiaison = !isCollective(text);
      return { role: 'liaison' };
    }
    const words = PARTY_WORDS.test(text.slice(0, 800));
    const before = this.pieces[index - 1];
    const together =
      this.lastRole === 'partie' &&
      before !== undefined &&
      (before.chunk === piece.chunk || before.hardBreak);
    const heading = piece.kind === 'heading' || ((piece.strong || piece.caps) && isShortLine(piece));
    if (heading && !words && !together && !this.afterLiaison && this.headsText(index)) return null;
    if (this.afterLiaison || words || together) return this.takeParty(piece, together);
    const short = text.length < 120;
    if (short && this.lastRole === 'partie' && PARTY_GOES_ON.test(text)) return this.takeParty(piece, true);
    if (isShortLine(piece) && piece.blanks > 0 && this.headsText(index)) return null;
    if (personName(text) !== null) return this.takeParty(piece, true);
    this.loose += 1;
    if (this.loose > 2) return null;
    return unrecognised('Texte placé après les parties, avant le corps de la convention.');
  }

  private takeParty(piece: Piece, together: boolean): Role {
    const text = piece.plain;
    const goesOn =
      (PARTY_GOES_ON.test(text) || STARTS_LOW.test(text) || isCapacity(text) || personName(text) !== null) &&
      !/^\d{1,2}[.)°]\s/.test(text);
    const apart = !together || (LEADS_PARTY.test(text) && PARTY_WORDS.test(text));
    const leads = LEADS_PARTY.test(text) && /repr[ée]sent[ée]/iu.test(text) && !isCapacity(text);
    const fresh =
      this.group === -1 ||
      (this.represented && leads) ||
      piece.kind === 'bullet' ||
      (this.afterLiaison && !/^(?:repr[ée]sent[ée]e?s?|ci-apr[èe]s)(?!\p{L})/iu.test(text)) ||
      (!goesOn && this.represented && apart);
    if (fresh) {
      this.group += 1;
      this.represented = false;
    }
    this.afterLiaison = false;
    this.represented ||= /repr[ée]sent[ée]e?s?\s|ci-apr[èe]s/iu.test(text);
    return { role: 'partie', group: this.group };
  }

  private afterFormula(piece: Piece, index: number): Role | null {
    if (piece.kind === 'bullet' || piece.kind === 'heading') return null;
    if (
      (isShortLine(piece) || piece.strong || piece.caps) &&
      piece.plain.length < 200 &&
      this.headsText(index)
    )
      return null;
    if (isEt(piece.plain) || isSide(piece.plain) || isCollective(piece.plain)) return { role: 'liaison' };
    return ALINEA;
  }
}

/** « Ville de Lyon », « **Association des maires…** »: a party's name on a cover line. */
function looksLikeOrganisationName(text: string): boolean {
  if (namesInstrument(text) || MENTION.test(text)) return false;
  return (
    looksLikeOrganisation(text) && /^(?:l['’]|la\s|le\s|les\s)?[\p{Lu}«]/u.test(text) && text.length < 140
  );
}
