import type { InlineComparison, Piece, Segment } from '../inline/model.ts';

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

function write(segment: Segment): string {
  switch (segment.kind) {
    case 'kept':
      return textOf(segment.pieces);
    case 'deleted':
      return `[-${textOf(segment.pieces)}-]`;
    case 'inserted':
      return `{+${textOf(segment.pieces)}+}`;
    case 'altered': {
      const [old, fresh] = [textOf(segment.old), textOf(segment.new)];
      return `<${segment.why.join(', ')}: ${old === fresh ? old : `${old} → ${fresh}`}>`;
    }
  }
}

/**
 * Writes a comparison on one line, for tests: `[-taken away-]`, `{+added+}`, `<why: old → new>`.
 * What is altered and reads alike on both sides shows once: `<mise-en-forme: mots>`.
 */
export const redline = (comparison: Pick<InlineComparison, 'segments'>): string =>
  comparison.segments.map(write).join('');
