import type { InlineJson } from '#shared/document/model.ts';
import { normaliseForComparison } from '#shared/document/typography.ts';
import { Budget, DEFAULT_OPERATIONS } from '../budget.ts';
import { alignTokens } from './align.ts';
import { markAlterations, unitAlterations } from './alterations.ts';
import { changedFacts, type Marked } from './facts.ts';
import { ALTERATIONS, type Alteration, type InlineComparison, type Piece } from './model.ts';
import { type Region, readableRegions } from './regions.ts';
import { SegmentBuilder } from './segments.ts';
import { type Side, type Token, tokensOf } from './tokens.ts';

const piecesOf = (tokens: readonly Token[], firstSpace = true): readonly Piece[] =>
  tokens.flatMap((token, rank) =>
    rank === 0 && !firstSpace ? token.pieces : [...token.spacePieces, ...token.pieces],
  );

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

const isBreak = (token: Token) => token.class === 'break';

/** Why a stretch replaced by another reads the same, if it does; null for a change of wording. */
function silentReason(old: readonly Token[], fresh: readonly Token[]): Alteration | null {
  const [before, after] = [textOf(piecesOf(old)), textOf(piecesOf(fresh))];
  const atom = (token: Token) => token.class === 'atom';
  if (old.length === 0 ? fresh.some(atom) : fresh.length === 0 && old.some(atom)) return null;
  if (before === after) return 'propriete';
  if (normaliseForComparison(before) !== normaliseForComparison(after)) return null;
  return old.some(isBreak) || fresh.some(isBreak) ? 'mise-en-forme' : 'typographie';
}

class InlineComparer {
  private readonly builder = new SegmentBuilder();
  private readonly found = new Set<Alteration>();
  private readonly old: Marked[] = [];
  private readonly fresh: Marked[] = [];
  private reworded = false;
  private changes = 0;
  /** A line end was just added or taken away: the blank beside it goes with it. */
  private brokenLine = false;

  change(old: readonly Token[], fresh: readonly Token[]): void {
    const why = silentReason(old, fresh);
    const sameSpace =
      old[0] !== undefined &&
      fresh[0] !== undefined &&
      old[0].space === fresh[0].space &&
      old[0].spaceForm === fresh[0].spaceForm;
    if (sameSpace) this.builder.kept(old[0]?.spacePieces ?? []);
    const [before, after] = [piecesOf(old, !sameSpace), piecesOf(fresh, !sameSpace)];
    const change = why === null ? this.changes : -1;
    this.old.push(...old.map((token) => ({ token, change })));
    this.fresh.push(...fresh.map((token) => ({ token, change })));
    if (why === null) {
      this.builder.change(before, after);
      this.reworded = true;
      this.changes += 1;
    } else this.alter([why], before, after);
    this.brokenLine = why === 'mise-en-forme';
  }

  keep(old: Token, fresh: Token): void {
    const why = unitAlterations(old, fresh);
    this.keepSpace(old, fresh, why);
    this.brokenLine = false;
    // A value that changes states another fact.
    const change = why.includes('valeur') ? this.changes : -1;
    if (change !== -1) this.changes += 1;
    this.old.push({ token: old, change });
    this.fresh.push({ token: fresh, change });
    if (why.length === 0) this.builder.kept(old.pieces);
    else this.alter(why, old.pieces, fresh.pieces);
  }

  private alter(why: readonly Alteration[], old: readonly Piece[], fresh: readonly Piece[]): void {
    for (const one of why) this.found.add(one);
    this.builder.altered(why, old, fresh);
  }

  private keepSpace(old: Token, fresh: Token, nextWhy: readonly Alteration[]): void {
    if (old.space === fresh.space && old.spaceForm === fresh.spaceForm) {
      if (old.spacePieces.length > 0) this.builder.space(old.spacePieces, nextWhy);
    } else if (old.seam === true || this.builder.inChange)
      this.builder.change(old.spacePieces, fresh.spacePieces);
    else if (old.space === fresh.space)
      this.alter(markAlterations(old.spacePieces, fresh.spacePieces, ''), old.spacePieces, fresh.spacePieces);
    else {
      const why = this.brokenLine ? 'mise-en-forme' : 'typographie';
      const marks =
        old.space === '' || fresh.space === '' ? [] : markAlterations(old.spacePieces, fresh.spacePieces, '');
      this.alter([why, ...marks], old.spacePieces, fresh.spacePieces);
    }
  }

  finish(capped: boolean): InlineComparison {
    const segments = this.builder.finish();
    const whole = (marked: readonly Marked[]) =>
      normaliseForComparison(marked.map(({ token }) => token.space + token.text).join(''));
    // Units cut otherwise on each side can read the same once put together again.
    if (this.reworded && whole(this.old) === whole(this.fresh)) {
      this.reworded = false;
      this.found.add('typographie');
    }
    return {
      segments,
      reworded: this.reworded,
      alterations: ALTERATIONS.filter((one) => this.found.has(one)),
      facts: this.changes === 0 ? [] : changedFacts(this.old, this.fresh),
      capped,
    };
  }
}

/**
 * Compares two runs of units already cut; see {@link compareInline}.
 * @param budget shared with the rest of a larger comparison
 */
export function compareTokens(a: readonly Token[], b: readonly Token[], budget: Budget): InlineComparison {
  const { partners, capped } = alignTokens(a, b, budget);
  const comparer = new InlineComparer();
  for (const region of readableRegions(partners, a, b)) addRegion(comparer, region, a, b);
  return comparer.finish(capped);
}

function addRegion(comparer: InlineComparer, region: Region, a: readonly Token[], b: readonly Token[]): void {
  const { a0, a1, b0, b1 } = region;
  if (!region.kept) {
    comparer.change(a.slice(a0, a1), b.slice(b0, b1));
    return;
  }
  for (let i = a0; i < a1; i += 1) {
    const [old, fresh] = [a[i], b[b0 + i - a0]];
    if (old !== undefined && fresh !== undefined) comparer.keep(old, fresh);
  }
}

/** Atoms show what they are tied to: enough where no act is at hand. */
const BARE: Side = {
  print: (inline) => {
    switch (inline.type) {
      case 'variable':
        return `[${inline.attrs.chemin}]`;
      case 'renvoi':
        return inline.attrs.libelle;
      case 'hardBreak':
        return '\n';
      default:
        return '';
    }
  },
  targetOf: (id) => id,
  noteOf: (id) => id,
};

/**
 * The minimal readable change from one run of text to another (rules K7 to K13 of RULES.md), on word boundaries.
 * @param a canonical inline content of the old text, `b` of the new one
 * @param sides how the atoms of each print; without it they show their key
 * @returns segments which, put end to end, are the old text and the new one
 */
export function compareInline(
  a: readonly InlineJson[] | undefined,
  b: readonly InlineJson[] | undefined,
  sides: { readonly old: Side; readonly new: Side } = { old: BARE, new: BARE },
  budget: Budget = new Budget(DEFAULT_OPERATIONS),
): InlineComparison {
  return compareTokens(tokensOf(a, sides.old), tokensOf(b, sides.new), budget);
}
