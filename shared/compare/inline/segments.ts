import type { InlineJson } from '#shared/document/model.ts';
import { ALTERATIONS, type Alteration, type Piece, type Segment } from './model.ts';

const formOf = (inline: Extract<InlineJson, { type: 'text' }>): string => JSON.stringify(inline.marks ?? []);

/** Adds pieces to a run, joining texts of the same marks. */
function append(run: Piece[], pieces: readonly Piece[]): void {
  for (const piece of pieces) {
    const last = run.at(-1);
    if (
      last?.inline.type === 'text' &&
      piece.inline.type === 'text' &&
      formOf(last.inline) === formOf(piece.inline)
    ) {
      const text = last.inline.text + piece.inline.text;
      run[run.length - 1] = { inline: { ...piece.inline, text }, text };
    } else run.push(piece);
  }
}

type Growing =
  | { readonly kind: 'kept'; readonly pieces: Piece[] }
  | {
      readonly kind: 'altered';
      readonly why: readonly Alteration[];
      readonly old: Piece[];
      readonly new: Piece[];
    };

const sorted = (why: readonly Alteration[]): readonly Alteration[] =>
  ALTERATIONS.filter((one) => why.includes(one));

/** Builds the segments of a comparison: as few as can be, what is taken away before what replaces it. */
export class SegmentBuilder {
  private readonly segments: Segment[] = [];
  private readonly deleted: Piece[] = [];
  private readonly inserted: Piece[] = [];
  private open: Growing | null = null;

  /** True while nothing stands between here and the last word replaced. */
  get inChange(): boolean {
    return this.deleted.length > 0 || this.inserted.length > 0;
  }

  private flushChange(): void {
    if (this.deleted.length > 0) this.segments.push({ kind: 'deleted', pieces: [...this.deleted] });
    if (this.inserted.length > 0) this.segments.push({ kind: 'inserted', pieces: [...this.inserted] });
    this.deleted.length = 0;
    this.inserted.length = 0;
  }

  private flushOpen(): void {
    if (this.open !== null) this.segments.push(this.open);
    this.open = null;
  }

  kept(pieces: readonly Piece[]): void {
    if (pieces.length === 0) return;
    this.flushChange();
    if (this.open?.kind !== 'kept') {
      this.flushOpen();
      this.open = { kind: 'kept', pieces: [] };
    }
    append(this.open.pieces, pieces);
  }

  altered(why: readonly Alteration[], old: readonly Piece[], fresh: readonly Piece[]): void {
    this.flushChange();
    const reasons = sorted(why);
    if (this.open?.kind !== 'altered' || this.open.why.join() !== reasons.join()) {
      this.flushOpen();
      this.open = { kind: 'altered', why: reasons, old: [], new: [] };
    }
    append(this.open.old, old);
    append(this.open.new, fresh);
  }

  /** A blank that stays between two words altered alike belongs to the run that they make. */
  space(pieces: readonly Piece[], nextWhy: readonly Alteration[]): void {
    if (this.open?.kind === 'altered' && this.open.why.join() === sorted(nextWhy).join())
      this.altered(nextWhy, pieces, pieces);
    else this.kept(pieces);
  }

  change(deleted: readonly Piece[], inserted: readonly Piece[]): void {
    if (deleted.length === 0 && inserted.length === 0) return;
    this.flushOpen();
    append(this.deleted, deleted);
    append(this.inserted, inserted);
  }

  finish(): readonly Segment[] {
    this.flushChange();
    this.flushOpen();
    return this.segments;
  }
}
