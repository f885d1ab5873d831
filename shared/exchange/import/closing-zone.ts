import { MONTH_WORDS } from '#shared/document/months.ts';
import { isCapacity, looksLikeOrganisation } from '../reading/persons.ts';
import { numberStart } from './number-start.ts';
import type { Piece } from './pieces.ts';
import { type Role, unrecognised } from './roles.ts';
import { type SignatureLine, signatureLine } from './signature-line.ts';

/** The end of the act: closing formula and signatures. `end` is exclusive. */
export interface ClosingZone {
  readonly start: number;
  readonly end: number;
}

const CLOSING: readonly RegExp[] = [
  /^(?:fait|signée?|conclue?|dressée?)\s(?:et\s(?:signée?|passée?)\s)?(?:à|au|aux|en|le|les)(?![\p{L}])/iu,
  /^(?:[àÀaA]|[aA]u)\s\p{Lu}[\p{L}'’ -]{1,40}\s?,?\sle(?:\s?:|\s?[.…_]|\s\d|$|\s?\[)/u,
  /^\p{Lu}[\p{L}'’ -]{1,40},\sle(?:\s\d{1,2}(?:er)?(?:\s|[/.-]\d)|\s?[.…_/])/u,
  new RegExp(`^le\\s\\d{1,2}(?:er)?\\s(?:${MONTH_WORDS})\\s\\d{4}\\s?[.,]?$`, 'iu'),
  /^en\s(?:\p{L}+|\d{1,2}|[.…_]{1,20})\s(?:\(\s?[\d.…_]+\s?\)\s)?(?:exemplaires?|originaux)/iu,
];
const ORIGINALS =
  /(?:établie?|dressée?|rédigée?|signée?|faite?)\sen\s\p{L}+\s(?:\(\s?\p{L}*\d*\s?\)\s)?(?:exemplaires|originaux)/iu;

const isClosing = (text: string): boolean =>
  text.length < 320 && CLOSING.some((pattern) => pattern.test(text));

const isSignatureLike = (piece: Piece): boolean => {
  if (piece.columns.length > 1)
    return piece.columns.some((column) => signatureLine(column.text) !== 'other') || piece.plain.length < 120;
  return piece.plain.length <= 170 && signatureLine(piece.plain) !== 'other';
};

const NOTES_TITLE = /^notes?(?:\sde\s(?:bas\sde\spage|fin))?\s?:?$/iu;

function isDivision(piece: Piece): boolean {
  const start = numberStart(piece.plain);
  return start?.named === true || piece.kind === 'bullet' || piece.plain.length > 320;
}

const isAnnex = (piece: Piece): boolean => {
  const start = numberStart(piece.plain);
  return (
    (start?.genre === 'annexe' && piece.plain.length < 200) ||
    (/^(?:liste\sdes\s)?annexes?\b/iu.test(piece.plain) &&
      piece.plain.length < 80 &&
      !/[.;,]$/.test(piece.plain)) ||
    (piece.kind === 'heading' && !isSignatureLike(piece))
  );
};

function zoneEnd(pieces: readonly Piece[], start: number): number {
  for (let index = start + 1; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    if (isAnnex(piece) || NOTES_TITLE.test(piece.plain) || (isDivision(piece) && !isSignatureLike(piece)))
      return index;
  }
  return pieces.length;
}

/** Rule C5: without a closing formula, the signatures are the last short lines that name people. */
function signaturesBefore(pieces: readonly Piece[], end: number): ClosingZone | null {
  let start = end;
  let people = 0;
  let fors = 0;
  for (let index = end - 1; index >= 0; index -= 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    if (piece.kind === 'rule' || piece.kind === 'pageBreak' || piece.furniture !== null) continue;
    if (piece.kind !== 'text' && piece.kind !== 'heading' && piece.kind !== 'table') break;
    const kind = signatureLine(piece.plain);
    const like = piece.kind !== 'table' && isSignatureLike(piece);
    const stray =
      piece.plain.length <= 70 && !/[.;:]$/.test(piece.plain) && pieces[index + 1]?.chunk === piece.chunk;
    const organisation =
      piece.plain.length <= 90 && looksLikeOrganisation(piece.plain) && start === index + 1 && fors === 0;
    if (!like && !(stray && start === index + 1) && !(organisation && people > 0 && piece.strong)) break;
    if (
      kind === 'name' ||
      kind === 'both' ||
      piece.columns.some((column) => signatureLine(column.text) === 'name')
    )
      people += 1;
    if (
      kind === 'pour' ||
      kind === 'delegation' ||
      piece.columns.some((one) => signatureLine(one.text) === 'pour')
    )
      fors += 1;
    if (like || start < end) start = index;
  }
  while (start < end && !isSignatureLike(pieces[start] as Piece)) start += 1;
  return (people > 0 && end - start >= 2) || fors > 1 || (fors > 0 && people > 0) ? { start, end } : null;
}

/**
 * Finds the closing formula and the signatures (rules C1 and C5 of RULES.md).
 * @returns null when the text ends without any
 */
export function findClosing(pieces: readonly Piece[]): ClosingZone | null {
  const firstAnnex = pieces.findIndex(
    (piece, index) => index > pieces.length * 0.3 && isAnnex(piece) && piece.kind !== 'heading',
  );
  const limit = firstAnnex === -1 ? pieces.length : firstAnnex;
  let lastDivision = -1;
  for (let index = limit - 1; index >= 0; index -= 1) {
    const piece = pieces[index];
    if (piece !== undefined && numberStart(piece.plain)?.genre === 'article') {
      lastDivision = index;
      break;
    }
  }
  const accept = (from: number, to: number): ClosingZone | null => {
    for (let index = Math.max(from, 1); index < to; index += 1) {
      const piece = pieces[index];
      if (piece === undefined || !isClosing(piece.plain) || piece.kind === 'bullet') continue;
      return { start: index, end: zoneEnd(pieces, index) };
    }
    return null;
  };
  const late = Math.max(lastDivision + 1, Math.floor(limit * 0.4));
  return (
    accept(late, limit) ??
    accept(late, pieces.length) ??
    signaturesBefore(pieces, limit) ??
    (limit < pieces.length ? signaturesBefore(pieces, pieces.length) : null)
  );
}

/** « Pour la Ville, M. Amar Saïdi, adjoint »: the whole block on one line. */
const NAMES_SIGNATORY = /,\s(?:M\.|Mme|Madame|Monsieur|Dr|Pr)\s\p{Lu}/u;

/** Groups the lines of the signatures into one block per signatory (rules S2 to S4). */
class SignatureGroups {
  group = -1;
  private has: Set<SignatureLine> = new Set();
  private first: SignatureLine | null = null;
  private chunk = -1;
  private columns = false;

  take(piece: Piece): number {
    const several = piece.columns.length > 1;
    const kind = several ? 'other' : signatureLine(piece.plain);
    if (this.group === -1 || this.opens(piece, kind, several)) {
      this.group += 1;
      this.has = new Set();
      this.first = kind;
    }
    this.columns = several || (this.columns && this.chunk === piece.chunk);
    this.has.add(kind);
    if (kind === 'both') this.has.add('name').add('capacity');
    this.chunk = piece.chunk;
    return this.group;
  }

  private opens(piece: Piece, kind: SignatureLine, several: boolean): boolean {
    if (several) return !this.columns;
    if (this.columns) return piece.chunk !== this.chunk;
    const apart = piece.chunk !== this.chunk;
    switch (kind) {
      case 'pour':
        return !(
          this.first === 'pour' &&
          !this.has.has('name') &&
          !NAMES_SIGNATORY.test(piece.plain) &&
          (/délégation/iu.test(piece.plain) || isCapacity(piece.plain.replace(/^pour\s/iu, '')))
        );
      case 'delegation':
        return this.has.has('name');
      case 'name':
        return this.has.has('name');
      case 'both':
        return this.has.has('name') || this.has.has('capacity');
      case 'capacity':
        return (
          this.has.has('name') &&
          (this.has.has('capacity') || this.first === 'delegation') &&
          (apart || this.first === 'capacity')
        );
      default:
        return (
          apart && this.has.has('name') && looksLikeOrganisation(piece.plain) && this.has.has('capacity')
        );
    }
  }
}

/**
 * Gives their roles to the pieces of the closing zone.
 * @param take called with each piece's index and role
 */
export function classifyClosing(
  pieces: readonly Piece[],
  zone: ClosingZone,
  take: (index: number, role: Role) => void,
): void {
  const groups = new SignatureGroups();
  let inFormula = true;
  for (let index = zone.start; index < zone.end; index += 1) {
    const piece = pieces[index];
    if (piece === undefined) break;
    if (piece.kind === 'rule' || piece.kind === 'pageBreak') take(index, { role: 'saut' });
    else if (piece.kind === 'table') take(index, { role: 'table' });
    else if (piece.furniture !== null) take(index, unrecognised(piece.furniture));
    else if (piece.columns.length < 2 && (isClosing(piece.plain) || ORIGINALS.test(piece.plain)))
      take(index, { role: 'cloture' });
    else if (
      inFormula &&
      groups.group === -1 &&
      /^(?:le|date)\s?:?\s?(?:\d|[.…_])|exemplaire/iu.test(piece.plain) &&
      piece.columns.length < 2
    )
      take(index, { role: 'cloture' });
    else if (piece.plain.length > 200 && piece.columns.length < 2)
      take(index, unrecognised('Paragraphe placé parmi les signatures, dont le rôle n’est pas clair.'));
    else {
      inFormula = false;
      take(index, { role: 'signataire', group: groups.take(piece) });
    }
  }
}
